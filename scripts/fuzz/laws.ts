import {
  breakEven,
  compare,
  explain,
  provedIntervals,
  prepareSimulation,
  prepareTask,
  runModel,
  summarizeContest,
  type Explanation,
  type RunResult,
} from '../../src/analysis/index.ts';
import { parseCatalog, type Catalog } from '../../src/catalog/index.ts';
import { renderDiagnostics } from '../../src/diagnostics/index.ts';
import { evaluate, Exact, type InputNode } from '../../src/formula/index.ts';
import { compileScript } from '../../src/io/workers/index.ts';
import { buildModel, type Model } from '../../src/model/index.ts';
import { writeResult } from '../../src/report/results/wire.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { replicateSizes } from '../../src/statistics/index.ts';
import type { Random } from './random.ts';
import { randomScenario, type RandomScenario } from './scenario.ts';

const file = 'fuzz.yaml';
/** One dollar in euros, so that euros and dollars have no figure in common. */
const rate = new Exact('0.8');

function readCatalog(files: Readonly<Record<string, string>>): Catalog {
  const manifest = 'crossover_catalog: 1\nversion: fuzz\ndate: 2026-11-01\nsources: []\n';
  const parsed = parseCatalog(new Map(Object.entries({ 'catalog.yaml': manifest, ...files })), '');
  if (!parsed.ok) throw new Error(renderDiagnostics(parsed.diagnostics, new Map()));
  return parsed.value;
}

const catalog = readCatalog({
  'fx.yaml': `- { from: USD, to: EUR, date: 2026-01-01, rate: ${rate.toFixed()}, source: { url: "https://a.example", retrieved: 2026-01-02 } }\n`,
});

/** The model of a scenario that has to be valid; throws where it is not. */
function modelOf(text: string, set: Readonly<Record<string, string>> = {}): Model {
  const overrides = Object.entries(set).map(([address, value]) => ({ address, text: value }));
  const scenario = parseScenario({ file, text, overrides });
  if (!scenario.ok) throw new Error(renderDiagnostics(scenario.diagnostics, new Map([[file, text]])));
  const model = buildModel(scenario.value, catalog);
  if (!model.ok) throw new Error(renderDiagnostics(model.diagnostics, new Map([[file, text]])));
  return model.value;
}

/** Total by option. */
type Totals = ReadonlyMap<string, Exact>;

function totals(model: Model): Totals {
  return new Map(
    model.workloads.flatMap(({ options }) =>
      options.flatMap(({ id, statement }) =>
        statement === null ? [] : [[id, evaluate(statement.monthly)] as const],
      ),
    ),
  );
}

function isNear(a: Exact, b: Exact, relative: string): boolean {
  return a
    .minus(b)
    .abs()
    .lte(Exact.max(a.abs(), b.abs(), '1e-9').times(relative));
}

function sameTotals(a: Totals, b: Totals): string | null {
  for (const [id, total] of a) {
    const other = b.get(id);
    if (other?.eq(total) !== true) return `${id}: ${total.toFixed()} against ${other?.toFixed()}`;
  }
  return null;
}

/** Whether break-evens in an input can be proved; where they cannot, a long search for what no law speaks of is left out. */
function canBeProved(model: Model, parameter: InputNode): boolean {
  const options = model.workloads.flatMap((workload) =>
    workload.options.flatMap(({ id, statement }) =>
      statement === null ? [] : [{ id, total: statement.monthly }],
    ),
  );
  return provedIntervals({ parameter, options }) !== undefined;
}

/** A tier that discounts all that is spent, and not only what is above it, makes a dearer price cheaper where it is reached. */
function isDiscounted(id: string, { text }: RandomScenario): boolean {
  return text.includes('commitment: { mode: all_units') && ['plain', 'burst'].includes(id);
}

/** The first option that costs less where a price is higher. */
function cheaper(address: string, scenario: RandomScenario, low: Totals, high: Totals): string | null {
  for (const [id, total] of low)
    if (!isDiscounted(id, scenario) && high.get(id)?.lt(total.times('0.999999999999')) === true)
      return `${address}: ${id} is cheaper where it is higher`;
  return null;
}

/** Every figure in the explanation of one, by its address. */
function figuresOf(model: Model, address: string): ReadonlyMap<string, Exact> {
  const found = explain(model, address);
  const figures = new Map<string, Exact>();
  const take = (of: Explanation): void => {
    if (of.value !== null) figures.set(of.address, of.value);
    of.parts.forEach(take);
  };
  if (found.ok) take(found.value.explanation);
  return figures;
}

interface Case {
  readonly random: Random;
  readonly scenario: RandomScenario;
  readonly model: Model;
  readonly result: RunResult;
  /** What each option costs, read once for all laws. */
  readonly present: Totals;
}

/** Each returns what broke it, or null. */
const laws: Readonly<Record<string, (of: Case) => string | null>> = {
  'the lines of an option sum exactly to its total': ({ result }) => {
    for (const { options } of result.workloads)
      for (const { id, monthly, lines } of options) {
        const sum = lines.reduce((total, line) => total.plus(line.monthly), new Exact(0));
        if (monthly !== null && !sum.eq(monthly)) return `${id}: ${sum.toFixed()} is not ${monthly}`;
      }
    return null;
  },
  'the chosen option is the cheapest that is feasible': ({ result }) => {
    for (const { options, placement } of result.workloads) {
      const chosen = options.find(({ id }) => id === placement.option);
      for (const { id, feasible, monthly } of options)
        if (feasible && monthly !== null && new Exact(monthly).lt(chosen?.monthly ?? Infinity))
          return `${id} is cheaper than ${String(placement.option)}`;
    }
    return null;
  },
  'no figure is without end or not a number': ({ result }) => {
    const flips = result.workloads.map(({ placement }) => placement.smallestFlip);
    const text = JSON.stringify([writeResult(result), flips]);
    return /NaN|Infinity|undefined/u.exec(text)?.[0] ?? null;
  },
  'explain gives the figures of run': ({ random, model, result }) => {
    for (const { id, options } of result.workloads) {
      // One line of one option is asked for by itself too; the others are compared as parts of their totals.
      const { id: asked, lines } = random.pick(options);
      const alone = lines.length === 0 ? -1 : random.whole(0, lines.length - 1);
      for (const option of options) {
        const address = `workloads.${id}.options.${option.id}`;
        const explained = figuresOf(model, `${address}.monthly`);
        for (const [index, line] of option.lines.entries()) {
          const at = `${address}.lines.${line.id}`;
          // What is zero is no part of a total.
          const isPart = explained.has(at) && !(option.id === asked && index === alone);
          const value = isPart ? explained.get(at) : figuresOf(model, at).get(at);
          if (value?.eq(line.monthly) !== true)
            return `${option.id}.${line.id}: ${String(value)} against ${line.monthly}`;
        }
        // A total is the sum of its lines as they are written, which differs from its formula in the last digit.
        const total = explained.get(`${address}.monthly`);
        if (option.monthly !== null && (total === undefined || !isNear(total, option.monthly, '1e-15')))
          return `${option.id}: ${String(total)} against ${option.monthly}`;
      }
    }
    return null;
  },
  'a scenario compared with itself has no changes': ({ model }) => {
    const side = { name: 'a', subjects: new Map([[file, { form: 'model' as const, model }]]) };
    const found = compare(side, side);
    if (!found.ok) return 'it cannot be compared';
    return found.value.changed || found.value.flips > 0 ? 'it differs' : null;
  },
  '--set is the same as editing the file': ({ random, scenario, present }) => {
    const edits = scenario.edits.filter(({ stands }) => scenario.text.split(stands).length === 2);
    const { address, stands, becomes } = random.pick(edits);
    const was = stands.slice(stands.lastIndexOf(': ') + 2);
    const edited = scenario.text.replace(stands, stands.slice(0, stands.length - was.length) + becomes);
    const set = totals(modelOf(scenario.text, { [address]: becomes }));
    const differs = sameTotals(set, totals(modelOf(edited)));
    if (differs !== null) return `${address} = ${becomes}: ${differs}`;
    if (!/^(?:prices|offers)\./u.test(address)) return null;
    return parseFloat(becomes) > parseFloat(was)
      ? cheaper(address, scenario, present, set)
      : cheaper(address, scenario, set, present);
  },
  'a higher price makes no option cheaper': ({ random, scenario, model, present }) => {
    const address = random.pick(['prices.acme/plain.output', 'prices.acme/other.input', 'teams.ops.loaded_cost']); // prettier-ignore
    const before = model.graph.inputs.get(address);
    if (before === undefined) return null;
    const unit = address.startsWith('teams') ? 'USD/year' : 'USD/Mtok';
    const higher = `${before.value.times(2).plus(1).toFixed()} ${unit}`;
    return cheaper(address, scenario, present, totals(modelOf(scenario.text, { [address]: higher })));
  },
  'in another currency everything costs the same at the rate': ({ scenario, present }) => {
    const other = totals(modelOf(scenario.text.replace('name: fuzz', 'name: fuzz\ncurrency: EUR')));
    for (const [id, total] of present)
      if (!isNear(other.get(id) ?? new Exact(NaN), total.times(rate), '1e-30'))
        return `${id}: ${other.get(id)?.toFixed()} EUR for ${total.toFixed()} USD`;
    return null;
  },
  'a list of one observed value is that value': ({ scenario, present }) => {
    const [volume] = scenario.edits;
    if (volume === undefined) return null;
    const value = volume.stands.replace('volume: ', '');
    const text = scenario.text.replace(volume.stands, `volume: { observed: [${value}] }`);
    const uncertain = modelOf(text);
    const differs = sameTotals(totals(uncertain), present);
    if (differs !== null) return differs;
    const prepared = prepareSimulation(uncertain, {
      samples: 16,
      seed: 1,
      method: 'sobol',
      assumeDefaults: false,
    });
    if (!prepared.ok) return 'it cannot be simulated';
    const [contest] = prepared.value.contests;
    if (contest === undefined) return null;
    const { start } = prepareTask(contest.task, compileScript(contest.task.plan));
    const tallies = Array.from(replicateSizes(contest.task.samples).keys(), (replicate) => {
      const run = start(replicate);
      while (run.advance(16));
      return run.tally();
    });
    for (const { id, mean } of summarizeContest(contest, { tallies, crossovers: null }).workload.options)
      if (!isNear(new Exact(mean ?? NaN), present.get(id) ?? new Exact(NaN), '1e-6'))
        return `${id}: simulated at ${String(mean)}, ${present.get(id)?.toFixed()} by run`;
    return null;
  },
  'between its break-evens the option named is the cheapest in a model built anew': ({
    random,
    scenario,
    model,
  }) => {
    const address = random.pick(['workloads.chat.volume', 'offers.gpu.hourly', 'prices.acme/plain.input']);
    const input = model.graph.inputs.get(address);
    if (input === undefined || !canBeProved(model, input)) return null;
    const found = breakEven(model, address);
    if (!found.ok) return null;
    const [workload] = found.value.workloads;
    if (workload === undefined || workload.completeness !== 'proved') return null;
    const scale = input.value.isZero() ? null : new Exact(workload.value).div(input.value);
    if (scale === null) return null;
    const unit = { w: 'requests/month', o: 'USD/hour', p: 'USD/Mtok' }[address[0] ?? ''] ?? '';
    const { intervals } = workload;
    for (const { from, to, cheapest } of [random.pick(intervals), random.pick(intervals)]) {
      // Just inside either end, and in the middle: a crossing that is a little off is seen beside it.
      const end = to === null ? new Exact(from).times(2).plus(1) : new Exact(to);
      const middle = new Exact(from).plus(end.minus(from).times(random.pick(['1e-7', '0.5', '0.9999999'])));
      const value = middle.div(scale);
      if (value.gt('1e15') || value.lt('1e-9')) continue;
      const anew = totals(
        modelOf(scenario.text, { [address]: `${value.toDecimalPlaces(30).toFixed()} ${unit}` }),
      );
      const least = [...anew.values()].reduce((a, b) => Exact.min(a, b));
      const named = anew.get(cheapest) ?? new Exact(Infinity);
      if (!isNear(named, least, '1e-9'))
        return `${address} = ${value.toFixed()}: ${cheapest} costs ${named.toFixed()}, the cheapest ${least.toFixed()}`;
    }
    return null;
  },
};

/** Builds a random scenario and holds every law against it; returns what broke. */
export function breakLaws(random: Random): { readonly text: string; readonly broken: readonly string[] } {
  const scenario = randomScenario(random);
  const model = modelOf(scenario.text);
  const found = { random, scenario, model, result: runModel(model), present: totals(model) };
  const broken = Object.entries(laws).flatMap(([law, check]) => {
    const why = check(found);
    return why === null ? [] : [`${law}: ${why}`];
  });
  return { text: scenario.text, broken };
}

export const lawNames = Object.keys(laws);
