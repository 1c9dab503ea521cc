import type { UsagePriceResult } from '../../../usage/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

/** What each option would have cost a month, how that comes out of what `run` says, and the cost of each part of the log. */
export function* usagePriceFigures(result: UsagePriceResult): Generator<Figure> {
  const { currency, by, priced, parts, options, scenario, workload, catalog } = result;
  const of = (option: string, line: string, value: Figure['value'], unit: string): Figure => ({
    scenario: scenario.name,
    workload,
    option,
    line,
    month: null,
    value,
    unit,
    kind: 'measured',
    source: catalog.version,
  });
  for (const { id, monthly, run, tokens, causes, unknownRows } of options) {
    yield of(id, 'monthly', numberValue(monthly), `${currency}/month`);
    yield of(id, 'run', numberValue(run), `${currency}/month`);
    for (const cause of causes)
      yield of(id, `cause.${cause.cause}`, numberValue(cause.monthly), `${currency}/month`);
    if (tokens !== null) yield of(id, 'log.tokens', numberValue(tokens), currency);
    if (unknownRows > 0) yield of(id, 'log.rows_without_price', numberValue(unknownRows), 'rows');
  }
  for (const part of parts)
    for (const [index, id] of priced.entries())
      yield of(id, `${by}.${part.id}`, numberValue(part.costs[index] ?? null), currency);
}
