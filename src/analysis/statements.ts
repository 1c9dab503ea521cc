import { weakestKind, type Kind } from '../catalog/index.ts';
import {
  describe,
  evaluate,
  evaluateAll,
  Exact,
  inputsOf,
  type InputNode,
  type Node,
  type Overrides,
} from '../formula/index.ts';
import type { OptionModel, WorkloadModel } from '../model/index.ts';
import { amount, count, figure, requiredFigure } from './figures.ts';
import type { CapacityResult, LineResult, OptionResult } from './result.ts';

/** One option's figures, kept exact for the analyses that follow. */
export interface OptionReading {
  readonly model: OptionModel;
  /** Null where an input is unknown. */
  readonly monthly: Exact | null;
  readonly feasible: boolean;
  /** Achieved utilization of what is reserved; null where nothing is. */
  readonly utilization: Exact | null;
}

/** Reads the totals of all options at once. The total is the sum of the lines as results show them. */
export function readOptions(workload: WorkloadModel, overrides?: Overrides): readonly OptionReading[] {
  const lines = workload.options.flatMap(
    (option) => option.statement?.lines.map((line) => line.monthly) ?? [],
  );
  const values = evaluateAll(lines, overrides);
  let next = 0;
  return workload.options.map((model) => {
    const { statement } = model;
    if (statement === null) return { model, monthly: null, feasible: false, utilization: null };
    const own = values.slice(next, next + statement.lines.length);
    next += statement.lines.length;
    const monthly = own.reduce((sum, line) => sum.plus(amount(line)), new Exact(0));
    const utilization =
      statement.capacity === null ? null : evaluate(statement.capacity.utilization, overrides);
    return { model, monthly, feasible: model.exclusions.length === 0, utilization };
  });
}

/** The statement of one option as the result has it; the others are needed for the payback of a purchase. */
export function optionResult(
  reading: OptionReading,
  all: readonly OptionReading[],
  overrides?: Overrides,
): OptionResult {
  const { model, monthly } = reading;
  const { statement } = model;
  const inputs = statement === null ? [] : inputsOf(statement.monthly);
  const read = (node: Node | null | undefined): Exact | null =>
    node === null || node === undefined ? null : (evaluateAll([node], overrides)[0] ?? null);
  return {
    id: model.id,
    kind: model.kind,
    title: model.title,
    monthly: figure(monthly),
    per_mtok: figure(read(statement?.perMtok)),
    feasible: reading.feasible,
    excluded_by: model.exclusions.map(({ by, message }) => ({ code: by, message })),
    lines:
      statement === null
        ? []
        : statement.lines.map((line) => lineResult(line.id, line.label, line.monthly, overrides)),
    capacity: capacityResult(model, overrides),
    hidden_multiple: figure(read(statement?.hiddenMultiple)),
    floor_per_mtok: figure(read(statement?.floorPerMtok)),
    weakest: statement === null ? null : weakest(inputs),
    retrieved: retrievalDates(inputs),
    notes: model.notes,
    payback: paybacks(model, all, overrides),
  };
}

function lineResult(id: string, label: string, node: Node, overrides?: Overrides): LineResult {
  const inputs = inputsOf(node);
  const { words, numbers } = describe(node, overrides);
  const [value = new Exact(0)] = evaluateAll([node], overrides);
  return {
    id,
    label,
    monthly: requiredFigure(value),
    formula: words,
    calculation: numbers,
    kind: weakest(inputs),
    sources: [...new Set(inputs.map((input) => input.provenance.source))],
  };
}

/** The weakest kind among the inputs that matter: a share or an amount of zero that nobody stated takes part in nothing. */
export function weakest(inputs: readonly InputNode[]): string {
  const used = inputs.filter((input) => !(input.provenance.kind === 'default' && input.value.isZero()));
  return weakestKind(used.map((input) => input.provenance.kind as Kind)) ?? 'stated';
}

function retrievalDates(inputs: readonly InputNode[]): OptionResult['retrieved'] {
  const dates = inputs
    .flatMap((input) => /\((\d{4}-\d{2}-\d{2})\)$/u.exec(input.provenance.source)?.[1] ?? [])
    .toSorted();
  const [oldest] = dates;
  const newest = dates.at(-1);
  return oldest === undefined || newest === undefined ? null : { oldest, newest };
}

function capacityResult(model: OptionModel, overrides?: Overrides): CapacityResult | null {
  const capacity = model.statement?.capacity ?? null;
  if (capacity === null) return null;
  const nodes = [capacity.replicas, capacity.gpus, capacity.nodes, capacity.utilization, capacity.fullVolume];
  const [replicas, gpus, boxes, utilization, fullAt] = evaluateAll(nodes, overrides);
  const zero = new Exact(0);
  return {
    replicas: count(replicas ?? zero),
    gpus: count(gpus ?? zero),
    nodes: count(boxes ?? zero),
    utilization: figure(utilization) ?? '0',
    full_at: figure(fullAt) ?? '0',
  };
}

/** Section 5: outlay / (monthly cost of the alternative - monthly running cost without depreciation); null where it never pays back. */
function paybacks(
  model: OptionModel,
  all: readonly OptionReading[],
  overrides?: Overrides,
): OptionResult['payback'] {
  const purchase = model.statement?.purchase ?? null;
  if (purchase === null) return [];
  const [outlay = new Exact(0), running = new Exact(0)] = evaluateAll(
    [purchase.outlay, purchase.running],
    overrides,
  );
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
