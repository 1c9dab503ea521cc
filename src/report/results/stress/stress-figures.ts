import type { StressResult } from '../../../analysis/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

/** Every figure of a stress test: what each plan costs without and with each shock, and what the shock changes. */
export function* stressFigures(result: StressResult): Generator<Figure> {
  const perMonth = `${result.currency}/month`;
  const entry = (line: string, value: Figure['value'], unit: string, source = ''): Figure => ({
    scenario: result.scenario.name,
    workload: '',
    option: '',
    line,
    month: null,
    value,
    unit,
    kind: '',
    source,
  });
  yield entry('plan.monthly', numberValue(result.plan.monthly), perMonth);
  yield entry('all_buy.monthly', numberValue(result.allBuy?.monthly ?? null), perMonth);
  yield entry('all_build.monthly', numberValue(result.allBuild?.monthly ?? null), perMonth);
  for (const { id, plan, allBuy, allBuild, replanned, changes, verdict } of result.shocks) {
    const at = `shocks.${id}`;
    yield entry(`${at}.plan`, numberValue(plan.monthly), perMonth, verdict);
    yield entry(`${at}.all_buy`, numberValue(allBuy?.monthly ?? null), perMonth);
    yield entry(`${at}.all_build`, numberValue(allBuild?.monthly ?? null), perMonth);
    yield entry(`${at}.replanned`, numberValue(replanned?.monthly ?? null), perMonth);
    if (replanned !== null) {
      yield entry(`${at}.sunk_monthly`, numberValue(replanned.sunkMonthly), perMonth);
      yield entry(`${at}.spent`, numberValue(replanned.spent), result.currency);
      yield entry(`${at}.outlay`, numberValue(replanned.outlay), result.currency);
      for (const { workload, from, to } of replanned.moves)
        yield { ...entry(`${at}.move`, numberValue(null), '1', from), workload, option: to };
    }
    for (const { address, to, unit } of changes) yield entry(`${at}.${address}`, numberValue(to), unit);
  }
}
