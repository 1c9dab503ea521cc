import { Exact } from '../../formula/index.ts';
import type { GpuOffer, GpuPriceRow, OwnershipTerms } from '../types.ts';
import {
  currency,
  derived,
  figure,
  flag,
  id,
  oneOrMore,
  optional,
  otherwise,
  plain,
  record,
  reportAt,
  shareFigure,
  valueAt,
  type Field,
  type LocatedMap,
  type Spec,
} from '../../document/index.ts';
import { entryField } from './dated.ts';
import { lognormalAround } from './spreads.ts';

type OfferTerm = Pick<GpuOffer, 'term' | 'termMonths'>;

const termWords = ['on-demand', 'spot', 'owned'] as const;
const termLength = figure('length of the term', {
  units: ['month'],
  above: 0,
  most: 1_200,
  example: '1 year',
});

/**
 * `on-demand`, `spot`, `owned`, or the length for which it is reserved: `1 year`, `6 months`. The words stand for a length
 * that has an address, since what is paid at the start is spread over it.
 */
const termField: Field<OfferTerm> = {
  spec: termWords.reduceRight<Spec>(
    (of, word) => ({ form: 'word-or', label: of.label, word, of }),
    termLength.spec,
  ),
  read: (node, address, reading, keySpan) => {
    const written = node.type === 'scalar' ? node.text : '';
    const word = termWords.find((each) => each === written);
    if (word !== undefined) return { term: word, termMonths: null };
    if (!/^\s*\d/u.test(written)) {
      const message = `expected on-demand, spot, owned or a length such as '1 year'`;
      const hint = written === 'reserved' ? `write for how long: '1 year'` : undefined;
      return reportAt(reading, 'wrong-value', address, message, { span: node.span, hint });
    }
    const termMonths = termLength.read(node, address, reading, keySpan);
    return termMonths === undefined ? undefined : { term: 'reserved', termMonths };
  },
  absent: null,
};

const nulls = { allowsNull: true };
const hourly = { units: ['¤/hour'], per: 'GPU', trend: 'gpu_price' as const, example: '3.10 USD/hour' };
const gpus = { group: 'capacity' as const, units: ['GPU', '1'], least: 1, most: 100_000, whole: true };
const zero = new Exact(0);

const interruption: Field<NonNullable<GpuOffer['interruption']>> = derived(
  record(
    'spot: what interruptions cost',
    {
      waste: otherwise(
        figure('work lost to interruptions', { units: ['1'], group: 'capacity', example: '5%' }),
        zero,
        '0%',
      ),
      unavailable: otherwise(shareFigure('share of hours without spot', '10%', 'capacity'), zero, '0%'),
      fallback: optional(figure('on-demand price while spot is gone', hourly)),
    },
    nulls,
  ),
  ({ waste, unavailable, fallback }) => ({ waste, unavailable, fallbackHourly: fallback }),
);

const ownership: Field<OwnershipTerms> = derived(
  record(
    'what owning one GPU costs',
    {
      price: figure('purchase price per GPU', {
        units: ['¤'],
        per: 'GPU',
        above: 0,
        trend: 'purchase_price',
        example: '40k USD',
      }),
      residual: shareFigure('residual value', '20%', 'assumption'),
      depreciation: figure('depreciation', {
        group: 'assumption',
        units: ['month'],
        above: 0,
        example: '48 months',
      }),
      maintenance: figure('maintenance', {
        units: ['1/year', '1'],
        most: 1,
        example: '5%/year',
      }),
      colocation: figure('colocation', { units: ['¤/month'], per: 'GPU', example: '150 USD/month' }),
      power: figure('power at full load', {
        units: ['kW'],
        per: 'GPU',
        group: 'assumption',
        example: '1.2 kW',
      }),
      pue: figure('power usage effectiveness', {
        group: 'assumption',
        units: ['1'],
        least: 1,
        most: 10,
        example: '1.3',
      }),
      power_price: figure('power price', { units: ['¤/kWh'], trend: 'power_price', example: '0.12 USD/kWh' }),
      idle: shareFigure('power drawn when idle', '30%', 'assumption'),
    },
    nulls,
  ),
  (terms) => ({
    price: terms.price,
    residual: terms.residual,
    depreciationMonths: terms.depreciation,
    maintenance: terms.maintenance,
    colocation: terms.colocation,
    kilowatts: terms.power,
    powerUsageEffectiveness: terms.pue,
    powerPrice: terms.power_price,
    idle: terms.idle,
  }),
);

/** Whether the entry is of a GPU of one's own, by its term or, without one, by its prices. */
function isOwned(entry: LocatedMap): boolean {
  const term = valueAt(entry, 'term');
  return term === undefined
    ? entry.entries.has('ownership')
    : term.type === 'scalar' && term.text === 'owned';
}

/**
 * A GPU offer of a catalog, or of the `offers:` of a scenario. Instead of dated rows it may have just the price that holds:
 * `{ id: quote-a, gpu: h200-sxm, hourly: 3.10 USD/hour, node: 8, term: 1 year, switch_off: false }`.
 */
export const gpuOfferField = entryField({
  label: 'a GPU offer',
  entry: {
    id: plain(id, 'id, as clusters name it', 'quote-a'),
    gpu: plain(id, 'GPU, as the catalog names it', 'h200-sxm'),
    cloud: optional(plain(id, 'who offers it', 'nebius')),
    region: optional(plain(id, 'region', 'eu-north1')),
    residency: optional(oneOrMore('where it stands', plain(id, 'region', 'eu'))),
    currency: optional(plain(currency, 'currency of its prices', 'USD'), 'the one that its prices name'),
    node: optional(figure('GPUs per node', { ...gpus, per: 'node', lever: false, example: '8' }), '1'),
    minimum: optional(figure('minimum GPUs', { ...gpus, example: '16' })),
    term: optional(termField, 'on-demand'),
    switch_off: optional(flag('can be switched off, and is then not paid'), 'true for on-demand and spot'),
    interruption: optional(interruption),
  },
  prices: {
    hourly: optional(
      figure('GPU price per hour', {
        ...hourly,
        assume: {
          around: lognormalAround('0.56', '1.47'),
          source:
            'the largest moves of rented GPUs in public price histories, as P10 and P90: AWS p5 from 98.32 to 55.04 USD/h in June 2025 (aws/karpenter-provider-aws), GCP H100 spot from 4.30 to 6.33 USD/h from May to August 2026 (cloudpilot-ai/karpenter-provider-gcp); reserved and owned GPUs are firm',
        },
      }),
    ),
    monthly: optional(
      figure('GPU price per month', {
        trend: 'gpu_price',
        units: ['¤/month'],
        per: 'GPU',
        example: '850 USD/month',
      }),
    ),
    upfront: optional(
      figure('upfront payment', { units: ['¤'], per: 'GPU', trend: 'gpu_price', example: '1k USD' }),
    ),
    ownership: optional(ownership),
  },
  row: (prices, address, reading, { span }) => {
    const owned = isOwned(reading.entry);
    const isPriced = owned ? prices.ownership !== null : prices.hourly !== null || prices.monthly !== null;
    if (isPriced) {
      const { hourly: byHour, monthly, upfront, ownership: owning } = prices;
      return { hourly: byHour, monthly, upfront, ownership: owning };
    }
    const message = `the key '${owned ? 'ownership' : 'hourly'}' is missing`;
    return reportAt(reading, 'missing-key', address, message, { span });
  },
  make: (values, rows: readonly GpuPriceRow[], entryCurrency, map): GpuOffer => {
    const fallback = map.entries.has('ownership') ? 'owned' : 'on-demand';
    const { term, termMonths } = values.term ?? ({ term: fallback, termMonths: null } as const);
    return {
      id: values.id,
      gpu: values.gpu,
      currency: entryCurrency,
      term,
      termMonths,
      cloud: values.cloud ?? values.id.split('/')[0] ?? values.id,
      region: values.region,
      residency: (values.residency ?? []).toSorted(),
      switchOff: values.switch_off ?? (term === 'on-demand' || term === 'spot'),
      interruption: values.interruption,
      node: values.node ?? new Exact(1),
      ...(values.minimum === null ? {} : { minimum: values.minimum }),
      rows,
      span: map.span,
    };
  },
});
