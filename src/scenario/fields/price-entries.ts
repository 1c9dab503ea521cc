import {
  choice as choiceReader,
  currency,
  date,
  id,
  text,
  choiceField as choice,
  flag,
  listOf,
  optional,
  plain,
  record,
  type Field,
  type Shape,
  quantityField as quantity,
  shareField as share,
  type Spec,
} from '../../document/index.ts';
import { kinds } from '../../catalog/index.ts';

// What the catalog's readers take in an entry that has just the price that holds: the readers are the catalog's, this
// says it for the schema, the reference page and the addresses. A test holds the two together.

const sourceRecord = record('where the figure comes from', {
  url: plain(text, 'address of the source', 'https://example.com/quote.pdf'),
  retrieved: plain(date, 'day on which it was read', '2026-11-01'),
  note: optional(plain(text, 'note')),
});

const dated = {
  from: plain(date, 'first day on which it holds', '2026-11-01'),
  to: optional(plain(date, 'day from which it no longer holds', '2027-11-01')),
  recorded: plain(date, 'day on which it was learned', '2026-11-01'),
  status: optional(choice('whether it is certain', ['confirmed', 'scheduled', 'withdrawn']), 'confirmed'),
  kind: choice('how it is known', kinds),
  source: sourceRecord,
};

/** An entry of either form: with the prices that hold, or with dated rows. */
function entrySpec(label: string, entry: Shape, prices: Shape): Spec {
  const short = { ...entry, ...prices, kind: optional(dated.kind, 'stated'), source: optional(sourceRecord) };
  const row = record('prices for a time', { ...dated, ...prices });
  const rows: Field<null> = {
    spec: { form: 'rows', label: 'prices by time', of: row.spec },
    read: () => null,
    absent: null,
  };
  return {
    form: 'variants',
    label,
    variants: new Map([
      ['prices', record(label, { ...entry, prices: rows }).spec],
      ['id', record(label, short).spec],
    ]),
  };
}

const perMtok = { units: ['¤/Mtok'] };

const prices = {
  input: quantity('input price', { ...perMtok, example: '0.50 USD/Mtok' }),
  output: quantity('output price', { ...perMtok, example: '1.50 USD/Mtok' }),
  cached: optional(quantity('price of input read from cache', { ...perMtok, example: '0.05 USD/Mtok' })),
  cache_write: optional(
    quantity('price of input written to cache', { ...perMtok, example: '0.60 USD/Mtok' }),
  ),
  cache_write_long: optional(
    quantity('price of input written to cache for long', { ...perMtok, example: '1 USD/Mtok' }),
  ),
};

const units = { units: ['unit', '1'], above: 0, example: '15 units' };
const spend = { units: ['¤/month', '¤'], example: '10k USD/month' };

function serviceTiers(): Field<unknown> {
  const list = listOf(
    'service tiers',
    record('a service tier', {
      id: plain(id, 'name of the tier', 'flex'),
      multiplier: quantity('price multiplier', { units: ['1'], example: '50%' }),
      combines: optional(plain(text, 'conditions that it can be had with, one or a list', 'batch')),
    }),
    1,
  );
  if (list.spec.form !== 'list') throw new Error('a list has the form of one');
  return {
    ...list,
    spec: { form: 'entries', label: list.spec.label, of: list.spec.of, figure: 'multiplier' },
  };
}

const tokenEntry = {
  id: plain(id, 'id, as options name it', 'acme/chat'),
  channel: optional(plain(id, 'who sells it', 'acme'), 'the part of the id before /'),
  currency: optional(plain(currency, 'currency of its prices', 'USD'), 'the one that its prices name'),
  model: optional(plain(id, 'open model behind it', 'llama-3.1-8b')),
  context: optional(quantity('largest context', { units: ['token', '1'], above: 0, example: '128k tokens' })),
  residency: optional(plain(text, 'where requests are processed, one or a list', 'eu')),
  token_multiplier: optional(
    quantity("tokens for the same text, relative to the workload's", {
      units: ['1'],
      above: 0,
      example: '1.1',
    }),
  ),
  score: optional(share('evaluation score', { example: '0.82' })),
};

const tokenPrices = {
  ...prices,
  per_request: optional(quantity('fee per request', { units: ['¤/request', '¤'], example: '0.01 USD' })),
  batch: optional(quantity('batch price multiplier', { units: ['1'], example: '50%' })),
  tiers: optional(
    listOf(
      'prices above a number of input tokens',
      record('a context tier', {
        above: quantity('context tier above', { units: ['token'], above: 0, example: '200k tokens' }),
        mode: choice('what it prices', ['whole_request', 'part_above', 'unknown']),
        ...prices,
      }),
      1,
    ),
  ),
  services: optional(serviceTiers()),
  provisioned: optional(
    record('capacity bought in units, by the hour or the month', {
      rate: quantity('price of a unit', {
        units: ['¤/unit/hour', '¤/hour', '¤/unit/month', '¤/month'],
        keepsUnit: true,
        example: '1 USD/unit/hour',
      }),
      tokens_per_minute: quantity('weighted tokens a minute of one unit', {
        units: ['token/minute', 'token/unit/minute'],
        above: 0,
        example: '37k tokens/minute',
      }),
      output_weight: optional(quantity('input tokens that one output token weighs', { units: ['1'] }), '1'),
      cached_weight: optional(quantity('input tokens that one cached token weighs', { units: ['1'] }), '1'),
      minimum_units: quantity('least number of units', units),
      increment: quantity('step in units', { ...units, example: '5 units' }),
    }),
  ),
  commitment: optional(
    record('spend committed for a discount', {
      mode: choice('what a tier prices', ['graduated', 'all_units']),
      minimum: optional(quantity('least spend', spend)),
      tiers: listOf(
        'discounts from a spend on',
        record('a discount', {
          above: quantity('monthly spend from which it holds', spend),
          multiplier: share('price multiplier from there', { example: '90%' }),
        }),
        1,
      ),
    }),
  ),
};

/** Token prices beside the catalog. */
export const priceEntry = entrySpec('token prices', tokenEntry, tokenPrices);

const hourly = { units: ['¤/hour', '¤/GPU/hour'], example: '3.10 USD/hour' };

const gpuEntry = {
  id: plain(id, 'id, as clusters name it', 'quote-a'),
  gpu: plain(id, 'GPU, as the catalog names it', 'h200-sxm'),
  cloud: optional(plain(id, 'who offers it', 'nebius')),
  region: optional(plain(id, 'region', 'eu-north1')),
  residency: optional(plain(text, 'where it stands, one or a list', 'eu')),
  currency: optional(plain(currency, 'currency of its prices', 'USD'), 'the one that its prices name'),
  node: optional(
    quantity('GPUs in the smallest unit', { units: ['GPU', '1'], above: 0, whole: true, example: '8' }),
    '1',
  ),
  minimum: optional(
    quantity('fewest GPUs that are rented', { units: ['GPU', '1'], above: 0, whole: true, example: '16' }),
  ),
  term: optional(
    plain(choiceReader(['on-demand', 'spot', 'owned']), 'on-demand, spot, owned, or a length', '1 year'),
    'on-demand',
  ),
  switch_off: optional(flag('can be switched off, and is then not paid'), 'true for on-demand and spot'),
  interruption: optional(
    record('spot: what interruptions cost', {
      waste: optional(quantity('share of work lost', { units: ['1'], example: '5%' }), '0%'),
      unavailable: optional(share('share of hours without spot', { example: '10%' }), '0%'),
      fallback: optional(quantity('price paid in them', hourly)),
    }),
  ),
};

const gpuPrices = {
  hourly: optional(quantity('price of one GPU for an hour', hourly)),
  monthly: optional(
    quantity('price of one GPU for a month, where it is not sold by the hour', {
      units: ['¤/month', '¤/GPU/month'],
      example: '850 USD/month',
    }),
  ),
  upfront: optional(
    quantity('paid at the start of the term, per GPU', { units: ['¤', '¤/GPU'], example: '1k USD' }),
  ),
  ownership: optional(
    record('what owning one GPU costs', {
      price: quantity('purchase price', { units: ['¤', '¤/GPU'], above: 0, example: '40k USD' }),
      residual: share('share of the price that is left at the end', { example: '20%' }),
      depreciation: quantity('months of depreciation', { units: ['month'], above: 0, example: '48 months' }),
      maintenance: quantity('maintenance, share of the price', {
        units: ['1/year', '1'],
        most: 1,
        example: '5%/year',
      }),
      colocation: quantity('colocation', { units: ['¤/month', '¤/GPU/month'], example: '150 USD/month' }),
      power: quantity('power', { units: ['kW', 'kW/GPU'], example: '1.2 kW' }),
      pue: quantity('power usage effectiveness', { units: ['1'], least: 1, most: 10, example: '1.3' }),
      power_price: quantity('price of power', { units: ['¤/kWh'], example: '0.12 USD/kWh' }),
      idle: share('share of full power that an idle GPU draws', { example: '30%' }),
    }),
  ),
};

/** GPU quotes beside the catalog. */
export const offerEntry = entrySpec('a GPU offer', gpuEntry, gpuPrices);
