import { weakestKind, type Kind } from '../../catalog/index.ts';
import {
  citation,
  describe,
  Exact,
  ExactReading,
  inputsThatCount,
  type InputNode,
  type Node,
} from '../../formula/index.ts';
import {
  exclusionMessage,
  type LatencyCapacity,
  type Model,
  type OptionModel,
  type WorkloadModel,
} from '../../model/index.ts';
import { amount, count, figure, requiredFigure } from './figures.ts';
import { lazyKeys, withLazy } from './lazy.ts';
import type { CapacityResult, LatencyResult, LineResult, OptionResult } from '../result.ts';

/** One option's figures, kept exact for the analyses that follow. */
export interface OptionReading {
  readonly model: OptionModel;
  /** Null where an input is unknown. */
  readonly monthly: Exact | null;
  readonly feasible: boolean;
  /** Achieved utilization of what is reserved; null where nothing is. */
  readonly utilization: Exact | null;
}

const presentReadings = new WeakMap<Model, ExactReading>();

/** What the formulas of a model are now: read once, whoever asks. */
export function presentReading(model: Model): ExactReading {
  const known = presentReadings.get(model);
  if (known !== undefined) return known;
  const made = new ExactReading();
  presentReadings.set(model, made);
  return made;
}

/** Reads the totals of all options at once. The total is the sum of the lines as results show them. */
export function readOptions(
  workload: WorkloadModel,
  reading: ExactReading = new ExactReading(),
): readonly OptionReading[] {
  return workload.options.map((model) => {
    const { statement } = model;
    if (statement === null) return { model, monthly: null, feasible: false, utilization: null };
    const monthly = statement.lines.reduce(
      (sum, line) => sum.plus(amount(reading.of(line.monthly))),
      new Exact(0),
    );
    const utilization = statement.capacity === null ? null : reading.of(statement.capacity.utilization);
    return { model, monthly, feasible: model.exclusions.length === 0, utilization };
  });
}

/** The statement of one option as the result has it; the others are needed for the payback of a purchase. */
export function optionResult(
  option: OptionReading,
  all: readonly OptionReading[],
  reading: ExactReading = new ExactReading(),
): OptionResult {
  const { model, monthly } = option;
  const { statement } = model;
  const read = (node: Node | null | undefined): Exact | null =>
    node === null || node === undefined ? null : reading.of(node);
  return withLazy(
    {
      id: model.id,
      kind: model.kind,
      title: model.title,
      monthly: figure(monthly),
      perMtok: figure(read(statement?.perMtok)),
      perRequest: figure(read(statement?.perRequest)),
      perUser: figure(read(statement?.perUser)),
      feasible: option.feasible,
      excludedBy: model.exclusions.map((each) => ({ code: each.by, message: exclusionMessage(each) })),
      hiddenMultiple: figure(read(statement?.hiddenMultiple)),
      floorPerMtok: figure(read(statement?.floorPerMtok)),
      notes: model.notes,
    },
    { model, all, reading },
    optionKeys,
  );
}

interface OptionState {
  readonly model: OptionModel;
  readonly all: readonly OptionReading[];
  readonly reading: ExactReading;
  lines?: readonly LineResult[];
  capacity?: CapacityResult | null;
}

/** Of many options few are shown, and going through their formulas takes longer than their figures. */
const optionKeys = lazyKeys<
  OptionState,
  Pick<OptionResult, 'lines' | 'capacity' | 'weakest' | 'retrieved' | 'payback'>
>({
  lines: (of) =>
    (of.lines ??= (of.model.statement?.lines ?? []).map((line) =>
      lineResult(line.id, line.label, line.monthly, of.reading),
    )),
  capacity: (of) =>
    of.capacity === undefined ? (of.capacity = capacityResult(of.model, of.reading)) : of.capacity,
  weakest: ({ model: { statement }, reading }) =>
    statement === null ? null : weakest(inputsThatCount(statement.monthly, reading)),
  retrieved: ({ model: { statement }, reading }) =>
    statement === null ? null : retrievalDates(inputsThatCount(statement.monthly, reading)),
  payback: ({ model, all, reading }) => paybacks(model, all, reading),
});

function lineResult(id: string, label: string, node: Node, reading: ExactReading): LineResult {
  return withLazy({ id, label, monthly: requiredFigure(reading.of(node)) }, { node, reading }, lineKeys);
}

/** These take longer than the figures, and tables do not show them. */
const lineKeys = lazyKeys<
  { readonly node: Node; readonly reading: ExactReading },
  Pick<LineResult, 'formula' | 'calculation' | 'kind' | 'sources'>
>({
  formula: ({ node, reading }) => describe(node, reading).words,
  calculation: ({ node, reading }) => describe(node, reading).numbers,
  kind: ({ node, reading }) => weakest(inputsThatCount(node, reading)),
  sources: ({ node, reading }) => [
    ...new Set(inputsThatCount(node, reading).map((input) => citation(input.provenance.origin))),
  ],
});

/** The weakest kind among inputs that count. */
function weakest(inputs: readonly InputNode[]): string {
  return weakestKind(inputs.map((input) => input.provenance.kind as Kind)) ?? 'stated';
}

function retrievalDates(inputs: readonly InputNode[]): OptionResult['retrieved'] {
  const dates = inputs
    .flatMap(({ provenance: { origin } }) => (origin.type === 'page' ? (origin.retrieved ?? []) : []))
    .toSorted();
  const [oldest] = dates;
  const newest = dates.at(-1);
  return oldest === undefined || newest === undefined ? null : { oldest, newest };
}

function capacityResult(model: OptionModel, reading: ExactReading): CapacityResult | null {
  const capacity = model.statement?.capacity ?? null;
  if (capacity === null) return null;
  return {
    replicas: count(reading.of(capacity.replicas)),
    gpus: count(reading.of(capacity.gpus)),
    nodes: count(reading.of(capacity.nodes)),
    utilization: figure(reading.of(capacity.utilization)) ?? new Exact(0),
    fullAt: figure(reading.of(capacity.fullVolume)),
    ...(capacity.latency === null ? {} : { latency: latencyResult(capacity.latency, reading) }),
  };
}

/** What a latency limit asks of an option, and the times at its peak. */
export function latencyResult(latency: LatencyCapacity, reading: ExactReading): LatencyResult {
  const read = (of: Node | null): Exact | null => of && figure(reading.of(of));
  return {
    byUtilization: count(reading.of(latency.byUtilization)),
    byLatency: count(reading.of(latency.byLatency)),
    rate: reading.of(latency.rate),
    peakRate: reading.of(latency.peakRate),
    ttft: read(latency.firstToken),
    tpot: read(latency.perToken),
    at: reading.of(latency.share),
  };
}

/** Payback (docs/model.md, Crossover): outlay / (monthly cost of the alternative - monthly running cost without depreciation); null where it never pays back. */
function paybacks(
  model: OptionModel,
  all: readonly OptionReading[],
  reading: ExactReading,
): OptionResult['payback'] {
  const purchase = model.statement?.purchase ?? null;
  if (purchase === null) return [];
  const outlay = reading.of(purchase.outlay);
  const running = reading.of(purchase.running);
  return all.flatMap((other) => {
    if (other.model === model || other.monthly === null || other.model.statement?.purchase !== null)
      return [];
    const saved = other.monthly.minus(running);
    return [
      {
        against: other.model.id,
        outlay: requiredFigure(outlay),
        months: saved.lte(0) ? null : figure(outlay.div(saved)),
      },
    ];
  });
}
