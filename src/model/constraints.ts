import { isWithin, type Catalog, type TokenEntry } from '../catalog/index.ts';
import { Exact, type Node } from '../formula/index.ts';
import type {
  BuildOption,
  BuyOption,
  Constraints,
  LatencyFigure,
  Option,
  PipelineStep,
  Workload,
} from '../scenario/index.ts';
import { buyMultiplier, tokenEntry } from './buy/buy.ts';
import { limitsOf, requireTask, requireText } from './buy/limits.ts';
import { buildMultiplier } from './build/build.ts';
import { gpuOffer, statedCluster } from './build/cluster.ts';
import { limitNodes, mustKeepTo } from './build/latency.ts';
import type { ModelContext } from './context.ts';
import { outputPerVolume, type WorkloadDemand } from './demand/demand.ts';
import { licenceProblem } from './licence.ts';
import { hybridParts } from './hybrid/hybrid.ts';
import type { Exclusion } from './types.ts';

/** Placement (docs/model.md): the constraints of the workload that an option does not meet. What is not known does not meet one. */
export function unmetConstraints(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
  option: Option,
): readonly Exclusion[] {
  return [
    ...unmetByOption(context, workload, demand, option),
    ...[...workload.steps.values()].flatMap((step) => unmetByStep(context, workload, step)),
  ];
}

function unmetByOption(
  context: ModelContext,
  workload: Workload,
  demand: WorkloadDemand,
  option: Option,
): readonly Exclusion[] {
  if (option.kind === 'hybrid') {
    const parts = hybridParts(workload, option).flatMap((part) =>
      unmetByOption(context, workload, demand, part),
    );
    return [
      ...parts.filter(({ by }) => by !== 'score' || option.score === null),
      ...ownScore(workload, option),
    ].filter((each, index, all) => all.findIndex((other) => other.message === each.message) === index);
  }
  const found: Exclusion[] = [];
  const exclude = (by: Exclusion['by'], message: string | null): void => {
    if (message !== null) found.push({ by, message });
  };
  const { constraints } = workload;
  const facts = option.kind === 'buy' ? buyFacts(context, option) : buildFacts(context, option);
  exclude('residency', residency(constraints, option, facts));
  if (option.kind === 'buy') {
    if (constraints.regulated && option.regulated !== true) {
      exclude(
        'regulated',
        `${facts.name}: regulated payloads may not leave for a shared API; say 'regulated: true' on the option where a contract covers it`,
      );
    }
    if (constraints.latency === 'dedicated' && option.mode !== 'provisioned') {
      exclude(
        'latency',
        `${facts.name}: a shared endpoint gives no latency bound, and the workload asks for dedicated capacity`,
      );
    }
    if (typeof constraints.latency !== 'string')
      requireLatency(context, workload, option, { latency: constraints.latency, name: facts.name });
    const entry = tokenEntry(context, option.price);
    exclude('retired', retired(constraints, entry));
    const isAuto = workload.options === 'auto';
    if (entry.task !== undefined) requireTask(context, entry, outputPerVolume(context, demand));
    else if (isAuto) requireText(context, entry, outputPerVolume(context, demand));
    if (constraints.differentiated) {
      exclude(
        'differentiated',
        `${facts.name}: the model is what differentiates this workload, so its weights must be yours`,
      );
    }
  }
  exclude(
    'score',
    atLeast(
      constraints.minimumScore?.value,
      option.score?.value ?? facts.score,
      facts.name,
      'evaluation score',
    ),
  );
  if (constraints.licence === 'commercial' && option.kind === 'build') {
    const { model } = statedCluster(context, option.cluster);
    const problem = licenceProblem(context.catalog.models.get(model), workload);
    exclude(
      'licence',
      problem === undefined
        ? `${model}: the terms of its licence are not known, and the workload asks for one that allows commercial use`
        : problem,
    );
  }
  exclude('context', atLeast(constraints.context?.value, facts.context, facts.name, 'context length'));
  requireRoom(context, demand, option, facts);
  return found;
}

/** No price says how fast it is answered: a contract does, or a measurement of one's own. */
function requireLatency(
  context: ModelContext,
  { id }: Workload,
  option: BuyOption,
  { latency, name }: { readonly latency: LatencyFigure; readonly name: string },
): void {
  const at = `workloads.${id}.options.${option.id}.latency`;
  const limit = limitNodes(context, `workloads.${id}.constraints.latency`, latency);
  if (option.latency !== null)
    return mustKeepTo(context, limit, limitNodes(context, at, option.latency), name);
  context.mustHold(context.graph.constant(-1), 'whether the latency is known', () => ({
    exclusion: {
      by: 'latency',
      message: `${name}: how fast it answers is not known, and the workload asks for it`,
      remedy: `state what a contract guarantees or you measured: 'latency: { ttft: ..., tpot: ..., at: ... }' on the option`,
    },
    hasFigures: true,
  }));
}

/** What is measured of a whole plan (a cascade's answers) counts in place of what is known of its parts. */
function ownScore({ constraints }: Workload, { id, score }: Option): readonly Exclusion[] {
  const message =
    score === null ? null : atLeast(constraints.minimumScore?.value, score.value, id, 'evaluation score');
  return message === null ? [] : [{ by: 'score', message }];
}

/** What a step of a pipeline sends leaves for an API as well. */
function unmetByStep(
  context: ModelContext,
  { constraints }: Workload,
  step: PipelineStep,
): readonly Exclusion[] {
  const found: Exclusion[] = [];
  const entry = step.buy === null ? null : tokenEntry(context, step.buy);
  const elsewhere = residency(constraints, step, {
    name: entry?.id ?? step.id,
    residency: entry?.residency ?? [],
  });
  if (elsewhere !== null) found.push({ by: 'residency', message: `step ${step.id}: ${elsewhere}` });
  if (constraints.regulated && step.regulated !== true) {
    const message = `step ${step.id}: regulated payloads may not leave for a shared API; say 'regulated: true' on the step where a contract covers it`;
    found.push({ by: 'regulated', message });
  }
  const end = entry === null ? null : retired(constraints, entry);
  if (end !== null) found.push({ by: 'retired', message: `step ${step.id}: ${end}` });
  return found;
}

/** A request has to fit the model's context, and an answer what it gives at most, both in the model's own tokens. */
function requireRoom(
  context: ModelContext,
  demand: WorkloadDemand,
  option: BuyOption | BuildOption,
  facts: Facts,
): void {
  const isAuto = demand.workload.options === 'auto';
  if (facts.context === null && facts.maxOutput === null && !isAuto) return;
  const { graph } = context;
  const multiplier =
    option.kind === 'buy'
      ? buyMultiplier(context, demand, option, tokenEntry(context, option.price))
      : buildMultiplier(context, demand, option);
  const lengths = (multiplier === null ? demand.streams : demand.multiplied(multiplier)).flatMap(
    ({ inputLength: input, outputLength: output }) =>
      input === null || output === null ? [] : [{ input, output, whole: graph.add(input, output) }],
  );
  if (lengths.length === 0) return;
  const longest = (of: readonly Node[]): Node =>
    of.length === 1 && of[0] !== undefined ? of[0] : graph.maximum(...of);
  const show = (of: Node): string => context.valueOf(of).toFixed(0);
  const room = (most: Exact, of: readonly Node[], message: () => string): void => {
    const slack = graph.subtract(graph.constant(most, 'token/request'), longest(of));
    context.mustHold(slack, 'whether a request fits the context', () => ({
      exclusion: { by: 'context', message: message() },
      hasFigures: true,
    }));
  };
  const { context: size, maxOutput } = facts;
  const known = size === null && isAuto ? shortestContext(context) : null;
  if (known !== null)
    room(
      known,
      lengths.map(({ whole }) => whole),
      () => `${facts.name}: its context is not known, and others do not take requests of this length`,
    );
  if (size !== null)
    room(
      size,
      lengths.map(({ whole }) => whole),
      () => {
        const [first] = lengths.toSorted((a, b) => context.valueOf(b.whole).cmp(context.valueOf(a.whole)));
        return first === undefined
          ? ''
          : `${facts.name}: a request of ${show(first.input)} input and ${show(first.output)} output tokens is longer than its context of ${size.toFixed()}`;
      },
    );
  if (maxOutput !== null) {
    const outputs = lengths.map(({ output }) => output);
    room(
      maxOutput,
      outputs,
      () =>
        `${facts.name}: an answer of ${show(longest(outputs))} tokens is longer than the ${maxOutput.toFixed()} that it gives`,
    );
  }
}

/** The shortest context that the catalog knows: what nobody named is not taken to have a longer one. Null where none is known. */
function shortestContext({ catalog }: ModelContext): Exact | null {
  const known = shortest.get(catalog);
  if (known !== undefined) return known;
  const contexts = [...catalog.tokens.values(), ...catalog.models.values()].flatMap(
    ({ context }) => context ?? [],
  );
  const least = contexts.length === 0 ? null : Exact.min(...contexts);
  shortest.set(catalog, least);
  return least;
}

const shortest = new WeakMap<Catalog, Exact | null>();

interface Facts {
  readonly name: string;
  readonly residency: readonly string[];
  readonly score: Exact | null;
  readonly context: Exact | null;
  /** Most output tokens of a request. */
  readonly maxOutput: Exact | null;
}

/** The vendor's last day of sale, where it comes before the one that the workload asks for, with what is sold next. */
function retired({ availableUntil }: Constraints, entry: TokenEntry): string | null {
  if (availableUntil === null) return null;
  const end = entry.rows.at(-1)?.to ?? null;
  if (end === null || end > availableUntil) return null;
  const next = entry.successor === undefined ? '' : `; ${entry.successor} is sold in its place`;
  return `${entry.id} is not sold from ${end} on, and the workload asks for ${availableUntil}${next}`;
}

function buyFacts(context: ModelContext, option: BuyOption): Facts {
  const entry = tokenEntry(context, option.price);
  const model = entry.model === null ? undefined : context.catalog.models.get(entry.model);
  return {
    name: entry.id,
    residency: entry.residency,
    score: entry.score ?? model?.score ?? null,
    ...limitsOf(context, entry),
  };
}

function buildFacts(context: ModelContext, option: BuildOption): Facts {
  const cluster = statedCluster(context, option.cluster);
  const model = context.catalog.models.get(cluster.model);
  const offer = gpuOffer(context, cluster.offer);
  return {
    name: `${cluster.model} on ${offer.id}`,
    residency: offer.residency,
    score: model?.score ?? null,
    context: model?.context ?? null,
    maxOutput: null,
  };
}

function residency(
  constraints: Constraints,
  option: { readonly residency: string | null },
  facts: Pick<Facts, 'name' | 'residency'>,
): string | null {
  const wanted = constraints.residency;
  if (
    wanted === null ||
    [option.residency ?? [], facts.residency].flat().some((place) => isWithin(place, wanted))
  )
    return null;
  if (facts.residency.length === 0 && option.residency === null) {
    return `${facts.name}: where it is processed is not stated, and the workload must stay in ${wanted}; say 'residency: ${wanted}' on the option where a contract covers it`;
  }
  return `${facts.name}: processed in ${option.residency ?? facts.residency.join(', ')}, and the workload must stay in ${wanted}`;
}

function atLeast(wanted: Exact | undefined, known: Exact | null, name: string, what: string): string | null {
  if (wanted === undefined) return null;
  if (known === null)
    return `${name}: its ${what} is not known, and the workload asks for ${wanted.toString()}`;
  return known.lt(wanted)
    ? `${name}: its ${what} of ${known.toString()} is below the ${wanted.toString()} required`
    : null;
}
