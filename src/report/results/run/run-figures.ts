import type { CrossoverResult, OptionResult, RunResult, WorkloadResult } from '../../../analysis/index.ts';
import type { Figure, FigureValue } from '../../document/figures.ts';

type Entry = Pick<Figure, 'line' | 'value'> & Partial<Omit<Figure, 'scenario'>>;

/** Every figure of a run: statements, crossovers, sensitivity and placement of all options, nothing left out. */
export function* runFigures(result: RunResult): Generator<Figure> {
  const scenario = result.scenario.name;
  const complete = (entry: Entry): Figure => ({
    scenario,
    workload: '',
    option: '',
    month: null,
    unit: '',
    kind: '',
    source: '',
    ...entry,
  });
  const perMonth = `${result.currency}/month`;
  yield complete({ line: 'portfolio.monthly', value: number(result.portfolio.monthly), unit: perMonth });
  for (const workload of result.workloads) {
    for (const entry of workloadEntries(workload, result.currency)) {
      yield complete({ ...entry, workload: workload.id });
    }
  }
}

function* workloadEntries(workload: WorkloadResult, currency: string): Generator<Entry> {
  const { volume, placement } = workload;
  const perMonth = `${currency}/month`;
  const option = placement.option ?? '';
  if (volume.requests !== null) {
    yield { line: 'volume.requests', value: number(volume.requests), unit: 'requests/month' };
  }
  yield { line: 'volume.tokens', value: number(volume.tokens), unit: 'tokens/month' };
  yield { option, line: 'placement.verdict', value: { text: placement.verdict }, source: placement.reason };
  yield { option, line: 'placement.margin', value: number(placement.margin), unit: '1' };
  yield {
    option,
    line: 'placement.cost_of_constraints',
    value: number(placement.cost_of_constraints),
    unit: perMonth,
  };
  for (const each of workload.options) yield* optionEntries(each, currency);
  for (const each of workload.crossovers) yield* crossoverEntries(each);
  for (const each of workload.sensitivity) {
    const line = `sensitivity.${each.path}`;
    yield { option, line: `${line}.low`, value: number(each.low), unit: each.unit };
    yield { option, line: `${line}.high`, value: number(each.high), unit: each.unit };
    yield { option, line: `${line}.monthly_low`, value: number(each.monthly_low), unit: perMonth };
    yield { option, line: `${line}.monthly_high`, value: number(each.monthly_high), unit: perMonth };
  }
  for (const each of placement.flips) {
    yield { option: each.becomes, line: `flips.${each.path}`, value: number(each.to), unit: each.unit };
  }
}

function* optionEntries(result: OptionResult, currency: string): Generator<Entry> {
  const option = result.id;
  const kind = result.weakest ?? 'unknown';
  const perMonth = `${currency}/month`;
  for (const { id, monthly, kind: own, sources } of result.lines) {
    yield { option, line: id, value: number(monthly), unit: perMonth, kind: own, source: sources.join('; ') };
  }
  yield { option, line: 'monthly', value: number(result.monthly), unit: perMonth, kind };
  yield { option, line: 'per_mtok', value: number(result.per_mtok), unit: `${currency}/Mtok`, kind };
  for (const [index, { code, message }] of result.excluded_by.entries()) {
    yield { option, line: `excluded_by.${index + 1}`, value: { text: code }, source: message };
  }
  if (result.hidden_multiple !== null) {
    yield { option, line: 'hidden_multiple', value: number(result.hidden_multiple), unit: '1', kind };
  }
  if (result.floor_per_mtok !== null) {
    yield {
      option,
      line: 'floor_per_mtok',
      value: number(result.floor_per_mtok),
      unit: `${currency}/Mtok`,
      kind,
    };
  }
  if (result.capacity !== null) {
    const { replicas, gpus, nodes, utilization, full_at: fullAt } = result.capacity;
    yield { option, line: 'capacity.replicas', value: number(replicas), unit: 'replica' };
    yield { option, line: 'capacity.gpus', value: number(gpus), unit: 'GPU' };
    yield { option, line: 'capacity.nodes', value: number(nodes), unit: 'node' };
    yield { option, line: 'capacity.utilization', value: number(utilization), unit: '1' };
    yield { option, line: 'capacity.full_at', value: number(fullAt), unit: 'tokens/month' };
  }
  for (const { against, outlay, months } of result.payback) {
    yield { option, line: `payback.${against}.outlay`, value: number(outlay), unit: currency };
    yield { option, line: `payback.${against}.months`, value: number(months), unit: 'month' };
  }
}

/** The option of an interval is the cheapest of the two in it. */
function* crossoverEntries(crossover: CrossoverResult): Generator<Entry> {
  const { unit, completeness: kind, never_because: never } = crossover;
  const line = `crossover.${crossover.buy}.${crossover.build}`;
  for (const [index, { cheapest, from, to }] of crossover.intervals.entries()) {
    const place = { option: cheapest, unit, kind };
    yield { ...place, line: `${line}.interval.${index + 1}.from`, value: number(from) };
    if (to !== null) yield { ...place, line: `${line}.interval.${index + 1}.to`, value: number(to) };
  }
  const option = crossover.build;
  if (crossover.first_build !== null) {
    yield { option, line: `${line}.first_build`, value: number(crossover.first_build), unit, kind };
  }
  if (crossover.always_build_from !== null) {
    yield {
      option,
      line: `${line}.always_build_from`,
      value: number(crossover.always_build_from),
      unit,
      kind,
    };
  }
  if (crossover.alternates !== null) {
    yield { option, line: `${line}.alternates_from`, value: number(crossover.alternates.from), unit, kind };
    yield {
      option,
      line: `${line}.alternates_period`,
      value: number(crossover.alternates.period),
      unit,
      kind,
    };
  }
  if (never !== null) yield { option, line: `${line}.never`, value: null, unit, kind, source: never };
}

function number(value: string | number | null): FigureValue {
  return value === null ? null : { number: value };
}
