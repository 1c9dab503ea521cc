import type { QuoteResult, QuotesResult } from '../../../quotes/index.ts';
import type { Figure } from '../../document/figures.ts';

/** Every figure of every quote; its source is the row that it stands in. */
export function* quotesFigures(result: QuotesResult): Generator<Figure> {
  const { currency, api, workload } = result;
  const common = { scenario: result.scenario.name, workload: workload.id, month: null };
  for (const quote of result.quotes) {
    const own = {
      ...common,
      option: quote.id,
      kind: quote.weakest ?? '',
      source: `${quote.file}:${quote.line}`,
    };
    for (const [line, number, unit] of numbersOf(quote, currency)) {
      const value = number === null ? null : { number };
      // What a GPU-hour comes to rests on the row alone, not on the throughput of a model.
      yield { ...own, line, value, unit, kind: ofTheRow.test(line) ? 'quote' : own.kind };
    }
    for (const { code, message } of quote.excluded_by) {
      yield { ...own, line: `excluded_by.${code}`, value: { text: message }, unit: '' };
    }
  }
  if (api !== null) {
    const own = { ...common, option: api.id, kind: '', source: '' };
    yield { ...own, line: 'monthly', value: { number: api.monthly }, unit: `${currency}/month` };
    const perMtok = api.per_mtok === null ? null : { number: api.per_mtok };
    yield { ...own, line: 'per_mtok', value: perMtok, unit: `${currency}/Mtok` };
  }
  for (const { file, line, column, message } of result.rejected) {
    const source = `${file}:${line}:${column}`;
    yield { ...common, option: '', line: 'rejected', value: { text: message }, unit: '', kind: '', source };
  }
}

const ofTheRow = /^(?:effective_hourly|least_monthly)$/u;

function numbersOf(
  quote: QuoteResult,
  currency: string,
): readonly (readonly [line: string, value: string | number | null, unit: string])[] {
  const { break_even: even, list, capacity } = quote;
  const optional = (
    line: string,
    value: string | number | null | undefined,
    unit: string,
  ): readonly (readonly [string, string | number, string])[] =>
    value === null || value === undefined ? [] : [[line, value, unit]];
  return [
    ['rank', quote.rank, ''],
    ['effective_hourly', quote.effective_hourly, `${currency}/GPU/hour`],
    ['least_monthly', quote.least_monthly, `${currency}/month`],
    ...optional('list.lowest', list?.lowest.hourly, `${currency}/GPU/hour`),
    ...optional('list.highest', list?.highest.hourly, `${currency}/GPU/hour`),
    ['floor_per_mtok', quote.floor_per_mtok, `${currency}/Mtok`],
    ['per_mtok', quote.per_mtok, `${currency}/Mtok`],
    ['monthly', quote.monthly, `${currency}/month`],
    ...optional('capacity.gpus', capacity?.gpus, 'GPU'),
    ...optional('commitment.total', quote.commitment?.total, currency),
    ...optional('commitment.per_month_left', quote.commitment?.per_month_left, `${currency}/month`),
    ...optional('break_even.first_build', even?.first_build, 'tokens/month'),
    ...optional('break_even.always_build_from', even?.always_build_from, 'tokens/month'),
    ...optional('wins_below', quote.wins_below?.price, quote.wins_below?.unit ?? ''),
    ...optional('beats_api_below', quote.beats_api_below?.price, quote.beats_api_below?.unit ?? ''),
  ];
}
