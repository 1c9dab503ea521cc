import type { PriceRange, QuoteResult, QuotesResult, WinningPrice } from '../../../quotes/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  numberCodec as number,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import {
  capacityWire,
  catalogWire,
  crossoverWire,
  findingWire,
  partialKey,
  scenarioWire,
  volumeWire,
} from '../parts.ts';

const end = record<PriceRange['lowest']>({ id: text, hourly: figure });
const winning = record<WinningPrice>({ against: text, price: nullable(figure), unit: text });

const quote = record<QuoteResult>({
  id: text,
  rank: nullable(count),
  vendor: text,
  gpu: text,
  region: nullable(text),
  file: text,
  line: count,
  quoted: text,
  term: text,
  minimumTermMonths: nullable(figure),
  gpusPerNode: number,
  minimumGpus: nullable(number),
  effectiveHourly: nullable(figure),
  leastMonthly: nullable(figure),
  list: nullable(record<PriceRange>({ offers: count, lowest: end, highest: end })),
  floorPerMtok: nullable(figure),
  perMtok: nullable(figure),
  monthly: nullable(figure),
  capacity: nullable(capacityWire),
  breakEven: nullable(crossoverWire),
  winsBelow: nullable(winning),
  beatsApiBelow: nullable(winning),
  weakest: nullable(text),
  commitment: nullable(
    record<NonNullable<QuoteResult['commitment']>>({
      months: figure,
      total: figure,
      perMonthLeft: figure,
      leavingHalfway: figure,
      ownership: figure,
    }),
  ),
  excludedBy: list(findingWire),
  notes: list(text),
});

/** `crossover/quotes/1`. */
export const quotesWire = record<QuotesResult>({
  schema: word('crossover/quotes/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  partial: partialKey,
  currency: text,
  workload: record<QuotesResult['workload']>({ id: text, volume: volumeWire, model: text, standIn: flag }),
  api: nullable(
    record<NonNullable<QuotesResult['api']>>({
      id: text,
      title: text,
      monthly: figure,
      perMtok: nullable(figure),
    }),
  ),
  quotes: list(quote),
  rejected: list(
    record<QuotesResult['rejected'][number]>({ file: text, line: count, column: count, message: text }),
  ),
  warnings: list(findingWire),
});
