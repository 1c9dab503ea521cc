import {
  forecastCauses,
  type Change,
  type ForecastAmounts,
  type ForecastCompareResult,
  type ForecastComparison,
  type ForecastEffect,
  type ForecastState,
  type ForecastWorkloadComparison,
} from '../../../analysis/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire } from '../parts.ts';

const changed = {
  before: nullable(figure),
  after: nullable(figure),
  change: figure,
  share: nullable(figure),
};
const change = record<Change>(changed);

const state = record<ForecastState>({
  name: text,
  digest: text,
  catalog: catalogWire,
  start: text,
  months: count,
  discountRate: figure,
});

const amounts = record<ForecastAmounts>({
  total: change,
  totalExpense: change,
  npv: change,
  largestMonth: record<ForecastAmounts['largestMonth']>({
    ...changed,
    monthBefore: nullable(text),
    monthAfter: nullable(text),
  }),
  years: list(record<ForecastAmounts['years'][number]>({ year: count, cash: change, expense: change })),
});

const best = record<NonNullable<ForecastWorkloadComparison['before']>>({
  option: nullable(text),
  title: nullable(text),
  switchMonth: nullable(text),
});

const effect = record<ForecastEffect>({
  cause: word(...forecastCauses),
  npv: figure,
  total: figure,
  keys: list(
    record<ForecastEffect['keys'][number]>({
      address: text,
      before: nullable(text),
      after: nullable(text),
    }),
  ),
});

const workload = record<ForecastWorkloadComparison>({
  id: text,
  before: nullable(best),
  after: nullable(best),
  flipped: flag,
  swapped: flag,
  changed: flag,
  amounts,
  lines: list(record<ForecastWorkloadComparison['lines'][number]>({ id: text, label: text, ...changed })),
  options: list(record<ForecastWorkloadComparison['options'][number]>({ id: text, ...changed })),
});

/** `crossover/compare-forecasts/1`. */
export const compareForecastsWire = record<ForecastCompareResult>({
  schema: word('crossover/compare-forecasts/1'),
  before: text,
  after: text,
  changed: flag,
  flips: count,
  swaps: count,
  scenarios: list(
    record<ForecastComparison>({
      name: text,
      currency: text,
      before: state,
      after: state,
      changed: flag,
      whole: nullable(amounts),
      effects: nullable(list(effect)),
      method: nullable(word('average_of_orders', 'in_order')),
      notAttributedBecause: nullable(text),
      workloads: list(workload),
    }),
  ),
  oneSided: list(
    record<ForecastCompareResult['oneSided'][number]>({
      name: text,
      side: word('before', 'after'),
      currency: text,
      total: nullable(figure),
    }),
  ),
});
