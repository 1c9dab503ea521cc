import type { PlaceResult } from '../../../analysis/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

/** Every figure of a plan: its total, what each workload pays, clusters, teams and what sharing brings. */
export function* placeFigures(result: PlaceResult): Generator<Figure> {
  const { portfolio, currency } = result;
  const perMonth = `${currency}/month`;
  const entry = (line: string, value: Figure['value'], unit: string, more: Partial<Figure> = {}): Figure => ({
    scenario: result.scenario.name,
    workload: '',
    option: '',
    line,
    month: null,
    value,
    unit,
    kind: '',
    source: '',
    ...more,
  });
  yield entry('portfolio.monthly', numberValue(portfolio.monthly), perMonth, { source: portfolio.status });
  yield entry('portfolio.separate_monthly', numberValue(portfolio.separateMonthly), perMonth);
  yield entry('portfolio.alone_monthly', numberValue(portfolio.aloneMonthly), perMonth);
  yield entry('portfolio.gap', numberValue(portfolio.gap), '1');
  for (const { workload, option, monthly, shapley, alone, otherwise } of portfolio.assignments) {
    yield entry('monthly', numberValue(monthly), perMonth, { workload, option });
    yield entry('shapley', numberValue(shapley), perMonth, { workload, option });
    yield entry('alone', numberValue(alone.monthly), perMonth, { workload, option: alone.option });
    if (otherwise !== null)
      yield entry('otherwise.more', numberValue(otherwise.more), perMonth, {
        workload,
        option: otherwise.option,
      });
  }
  for (const { id, nodes, gpus, utilization, monthly } of portfolio.clusters) {
    yield entry(`clusters.${id}.nodes`, numberValue(nodes), 'node');
    yield entry(`clusters.${id}.gpus`, numberValue(gpus), 'GPU');
    yield entry(`clusters.${id}.utilization`, numberValue(utilization), '1');
    yield entry(`clusters.${id}.monthly`, numberValue(monthly), perMonth);
  }
  for (const { id, headcount, monthly } of portfolio.teams) {
    yield entry(`teams.${id}.headcount`, numberValue(headcount), 'FTE');
    yield entry(`teams.${id}.monthly`, numberValue(monthly), perMonth);
  }
  for (const { kind, id, monthly, apart } of portfolio.sharing) {
    yield entry(`sharing.${kind}.${id}.monthly`, numberValue(monthly), perMonth);
    yield entry(`sharing.${kind}.${id}.apart`, numberValue(apart), perMonth);
  }
  const { against } = result;
  if (against !== undefined) {
    yield entry('against.monthly', numberValue(against.monthly), perMonth, {
      source: against.scenario.digest,
    });
    yield entry('against.kept_monthly', numberValue(against.keptMonthly), perMonth);
    yield entry('against.more', numberValue(against.more), perMonth);
    for (const { workload, option, keptMonthly, cause } of against.workloads)
      yield entry('against.kept_monthly', numberValue(keptMonthly), perMonth, {
        workload,
        option: option ?? '',
        source: cause,
      });
  }
  for (const { limit, message, relaxedMonthly } of portfolio.limits)
    yield entry(`limits.${limit}`, numberValue(relaxedMonthly), perMonth, { source: message });
  for (const { limit, message, relaxedMonthly } of portfolio.conflicts)
    yield entry(`conflicts.${limit}`, numberValue(relaxedMonthly), perMonth, { source: message });
}
