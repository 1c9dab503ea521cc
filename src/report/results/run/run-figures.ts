import type { CrossoverResult, OptionResult, RunResult, WorkloadResult } from '../../../analysis/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

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
  const { monthly: total } = result.portfolio;
  if (total !== null)
    yield complete({ line: 'portfolio.monthly', value: numberValue(total), unit: perMonth });
  const { together, gap } = result.portfolio;
  if (together !== undefined) {
    yield complete({ line: 'portfolio.together', value: numberValue(together.monthly), unit: perMonth });
    yield complete({ line: 'portfolio.gap', value: numberValue(gap), unit: '1' });
  }
  for (const { id, monthly } of result.portfolio.cases)
    yield complete({ line: `cases.${id}.monthly`, value: numberValue(monthly), unit: perMonth });
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
    yield { line: 'volume.requests', value: numberValue(volume.requests), unit: 'requests/month' };
  }
  yield { line: 'volume.tokens', value: numberValue(volume.tokens), unit: 'tokens/month' };
  yield { option, line: 'placement.verdict', value: { text: placement.verdict }, source: placement.reason };
  yield { option, line: 'placement.margin', value: numberValue(placement.margin), unit: '1' };
  yield {
    option,
    line: 'placement.cost_of_constraints',
    value: numberValue(placement.costOfConstraints),
    unit: perMonth,
  };
  for (const each of workload.options) yield* optionEntries(each, currency);
  for (const each of workload.crossovers) yield* crossoverEntries(each);
  for (const each of workload.sensitivity) {
    const line = `sensitivity.${each.path}`;
    yield { option, line: `${line}.low`, value: numberValue(each.low), unit: each.unit };
    yield { option, line: `${line}.high`, value: numberValue(each.high), unit: each.unit };
    yield { option, line: `${line}.monthly_low`, value: numberValue(each.monthlyLow), unit: perMonth };
    yield { option, line: `${line}.monthly_high`, value: numberValue(each.monthlyHigh), unit: perMonth };
  }
  for (const each of placement.flips) {
    yield { option: each.becomes, line: `flips.${each.path}`, value: numberValue(each.to), unit: each.unit };
  }
}

function* optionEntries(result: OptionResult, currency: string): Generator<Entry> {
  const option = result.id;
  const kind = result.weakest ?? 'unknown';
  const perMonth = `${currency}/month`;
  for (const { id, monthly, kind: own, sources } of result.lines) {
    yield {
      option,
      line: id,
      value: numberValue(monthly),
      unit: perMonth,
      kind: own,
      source: sources.join('; '),
    };
  }
  yield { option, line: 'monthly', value: numberValue(result.monthly), unit: perMonth, kind };
  yield { option, line: 'per_mtok', value: numberValue(result.perMtok), unit: `${currency}/Mtok`, kind };
  for (const [line, value, unit] of [
    ['per_request', result.perRequest, `${currency}/request`],
    ['per_user', result.perUser, `${currency}/user/month`],
  ] as const)
    if (value !== null) yield { option, line, value: numberValue(value), unit, kind };
  for (const [index, { code, message }] of result.excludedBy.entries()) {
    yield { option, line: `excluded_by.${index + 1}`, value: { text: code }, source: message };
  }
  if (result.hiddenMultiple !== null) {
    yield { option, line: 'hidden_multiple', value: numberValue(result.hiddenMultiple), unit: '1', kind };
  }
  if (result.floorPerMtok !== null) {
    yield {
      option,
      line: 'floor_per_mtok',
      value: numberValue(result.floorPerMtok),
      unit: `${currency}/Mtok`,
      kind,
    };
  }
  if (result.capacity !== null) {
    const { replicas, gpus, nodes, utilization, fullAt, latency } = result.capacity;
    yield { option, line: 'capacity.replicas', value: numberValue(replicas), unit: 'replica' };
    yield { option, line: 'capacity.gpus', value: numberValue(gpus), unit: 'GPU' };
    yield { option, line: 'capacity.nodes', value: numberValue(nodes), unit: 'node' };
    yield { option, line: 'capacity.utilization', value: numberValue(utilization), unit: '1' };
    yield { option, line: 'capacity.full_at', value: numberValue(fullAt), unit: 'tokens/month' };
    if (latency !== undefined) {
      const line = (key: string): string => `capacity.latency.${key}`;
      yield {
        option,
        line: line('by_utilization'),
        value: numberValue(latency.byUtilization),
        unit: 'replica',
      };
      yield { option, line: line('by_latency'), value: numberValue(latency.byLatency), unit: 'replica' };
      yield { option, line: line('rate'), value: numberValue(latency.rate), unit: 'request/second/replica' };
      yield { option, line: line('peak_rate'), value: numberValue(latency.peakRate), unit: 'request/second' };
      yield { option, line: line('ttft'), value: numberValue(latency.ttft), unit: 'ms' };
      yield { option, line: line('tpot'), value: numberValue(latency.tpot), unit: 'ms' };
    }
  }
  for (const { against, outlay, months } of result.payback) {
    yield { option, line: `payback.${against}.outlay`, value: numberValue(outlay), unit: currency };
    yield { option, line: `payback.${against}.months`, value: numberValue(months), unit: 'month' };
  }
}

/** The option of an interval is the cheapest of the two in it. */
function* crossoverEntries(crossover: CrossoverResult): Generator<Entry> {
  const { unit, completeness: kind, neverBecause: never } = crossover;
  const line = `crossover.${crossover.buy}.${crossover.build}`;
  for (const [index, { cheapest, from, to }] of crossover.intervals.entries()) {
    const place = { option: cheapest, unit, kind };
    yield { ...place, line: `${line}.interval.${index + 1}.from`, value: numberValue(from) };
    if (to !== null) yield { ...place, line: `${line}.interval.${index + 1}.to`, value: numberValue(to) };
  }
  const option = crossover.build;
  if (crossover.firstBuild !== null) {
    yield { option, line: `${line}.first_build`, value: numberValue(crossover.firstBuild), unit, kind };
  }
  if (crossover.alwaysBuildFrom !== null) {
    yield {
      option,
      line: `${line}.always_build_from`,
      value: numberValue(crossover.alwaysBuildFrom),
      unit,
      kind,
    };
  }
  if (crossover.alternates !== null) {
    yield {
      option,
      line: `${line}.alternates_from`,
      value: numberValue(crossover.alternates.from),
      unit,
      kind,
    };
    yield {
      option,
      line: `${line}.alternates_period`,
      value: numberValue(crossover.alternates.period),
      unit,
      kind,
    };
  }
  if (never !== null) yield { option, line: `${line}.never`, value: null, unit, kind, source: never };
}
