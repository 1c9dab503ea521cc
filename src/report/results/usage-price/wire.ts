import { priceKeys, type OptionPrice, type PricePart, type UsagePriceResult } from '../../../usage/index.ts';
import {
  countCodec as count,
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';

/** `crossover/usage-price/1`. */
export const usagePriceWire = record<UsagePriceResult>({
  schema: word('crossover/usage-price/1'),
  log: record<UsagePriceResult['log']>({ title: text, files: list(text) }),
  period: record<UsagePriceResult['period']>({ from: text, until: text, hours: count, zone: text }),
  rows: record<UsagePriceResult['rows']>({ counted: count, leftOut: count }),
  scenario: record<UsagePriceResult['scenario']>({ name: text, digest: text }),
  catalog: record<UsagePriceResult['catalog']>({ version: text, digest: text, asOf: text }),
  workload: text,
  currency: text,
  options: list(
    record<OptionPrice>({
      id: text,
      title: text,
      method: word('rows', 'hours'),
      tokens: nullable(figure),
      unknownRows: count,
      monthly: nullable(figure),
      run: nullable(figure),
      causes: list(
        record<OptionPrice['causes'][number]>({
          cause: word('context_tiers', 'failed_attempts', 'peaks'),
          monthly: figure,
        }),
      ),
      excludedBy: list(text),
      notes: list(text),
    }),
  ),
  cheapest: nullable(text),
  by: word(...priceKeys),
  priced: list(text),
  parts: list(record<PricePart>({ id: text, rows: count, attempts: count, costs: list(nullable(figure)) })),
});
