import {
  choiceField as choice,
  derived,
  id as idReader,
  month as monthReader,
  listOf,
  optional,
  otherwise,
  plain,
  quantityField as quantity,
  record,
  report,
  reportAt,
  shareField as share,
  wordOr,
  type ValueOf,
} from '../../document/index.ts';

const rate = {
  units: ['1/year', '1/month'],
  keepsUnit: true,
  least: null,
  above: -1,
  most: 100,
  default: '0%/year',
};

/** The months that `forecast` looks at, and what moves prices in them. */
export const horizonField = record('months that are looked at', {
  start: optional(plain(monthReader, 'first month', '2026-12'), 'the month of `as_of`'),
  months: quantity('months', { units: ['month', '1'], least: 1, most: 600, whole: true, default: '36' }),
  discount_rate: quantity('discount rate', rate),
  api_price_trend: wordOr(
    'catalog',
    quantity('trend of on-demand API prices', { ...rate, example: '-30%/year' }),
  ),
  gpu_price_trend: quantity('trend of GPU rents; what is reserved follows it when it is renewed', {
    ...rate,
    example: '-15%/year',
  }),
  purchase_price_trend: quantity('trend of purchase prices of GPUs', { ...rate, example: '-10%/year' }),
  wage_trend: quantity('trend of wages', { ...rate, example: '4%/year' }),
  power_price_trend: quantity('trend of the power price', { ...rate, example: '3%/year' }),
  budget: optional(
    quantity('budget of a month, which sample paths are compared with', {
      units: ['¤/month'],
      example: '20k USD/month',
    }),
  ),
  tax_rate: optional(share('tax rate; expenses then lower the tax', { example: '25%' })),
  reinvestment_rate: optional(
    quantity('reinvestment rate, for the modified rate of return', {
      ...rate,
      example: '6%/year',
    }),
    'the discount rate',
  ),
});

export type HorizonValues = ValueOf<typeof horizonField>;

const eventKinds = ['price', 'offer', 'contract', 'retire', 'launch'] as const;

const change = { units: ['1'], least: null, above: -1, most: 100, example: '-20%' };

/** One dated change: a price moves, a contract begins, a model is retired, a workload starts. */
const eventField = derived(
  record('a change on a date', {
    month: plain(monthReader, 'month from which it holds', '2027-03'),
    price: optional(plain(idReader, 'price entry whose prices change', 'openai/gpt-4o-mini')),
    offer: optional(plain(idReader, 'GPU offer whose price changes', 'quote-a')),
    contract: optional(
      plain(idReader, 'price entry or GPU offer whose prices a contract holds for its term', 'quote-a'),
    ),
    term: optional(
      quantity('how long the contract fixes its prices', {
        units: ['month'],
        least: 1,
        most: 600,
        whole: true,
        example: '12 months',
      }),
    ),
    change: optional(
      quantity('change of the price; of a contract, its discount from the price of its month', change),
    ),
    retire: optional(plain(idReader, 'price entry that is no longer offered', 'openai/gpt-4o-mini')),
    successor: optional(plain(idReader, 'price entry that takes its place', 'openai/gpt-5-mini')),
    migration: quantity('cost of moving one workload to the successor', {
      units: ['¤'],
      default: '0 ¤',
      example: '20k USD',
    }),
    launch: optional(plain(idReader, 'workload that starts', 'support-chat')),
  }),
  (value, address, reading, span) => {
    const [kind, second] = eventKinds.filter((each) => value[each] !== null);
    if (kind === undefined)
      return reportAt(reading, 'missing-key', address, `one of ${eventKinds.join(', ')} is missing`, {
        span,
      });
    if (second !== undefined)
      return report(reading, 'scenario/conflict', address, `'${kind}' and '${second}' exclude each other`, {
        span,
      });
    const { month, migration } = value;
    if (kind === 'launch') return { kind, month, workload: value.launch ?? '', span };
    if (kind === 'retire') {
      if (value.successor === null)
        return reportAt(
          reading,
          'missing-key',
          address,
          "the key 'successor' is missing: what serves the workloads of a retired model has to be named",
          { span, hint: "such as 'successor: openai/gpt-5-mini'" },
        );
      return { kind, month, price: value.retire ?? '', successor: value.successor, migration, span };
    }
    if (value.change === null)
      return reportAt(reading, 'missing-key', address, "the key 'change' is missing", {
        span,
        hint: "such as 'change: -20%'",
      });
    const entry = value[kind] ?? '';
    if (kind !== 'contract') return { kind, month, entry, change: value.change, span };
    if (value.term === null)
      return reportAt(reading, 'missing-key', address, "the key 'term' is missing", {
        span,
        hint: "such as 'term: 12 months'",
      });
    return { kind, month, entry, change: value.change, term: value.term, span };
  },
);

export const eventsField = otherwise(
  listOf('what changes on a date: prices, retired models, workloads that start', eventField, 0),
  [],
  'none',
);

export type ScenarioEvent = ValueOf<typeof eventField>;

/** What it takes to switch to an option. */
export const switchField = record('what switching to the option takes', {
  cost: quantity('one-time cost of switching', { units: ['¤'], default: '0 ¤', example: '20k USD' }),
  parallel: quantity('months in which both options are paid for', {
    units: ['month', '1'],
    whole: true,
    most: 60,
    default: '0',
    example: '2 months',
  }),
  lead: quantity('months from the order to the first use', {
    units: ['month', '1'],
    whole: true,
    most: 60,
    default: '0',
    example: '3 months',
  }),
  hire_ahead: quantity('months for which people are paid before the first use', {
    units: ['month', '1'],
    whole: true,
    most: 60,
    default: '0',
    example: '2 months',
  }),
});

/** Of what is reserved or bought, how it is bought and leaves the books. */
export const holdingFields = {
  early_exit: share('share of the remaining payments that leaving a contract early costs', {
    default: '100%',
  }),
  lot: optional(
    quantity('GPUs bought or reserved at a time', {
      units: ['GPU', '1'],
      group: 'capacity',
      least: 1,
      whole: true,
      example: '16',
    }),
    'what is missing',
  ),
  depreciation: otherwise(
    choice('how what is bought is written off in a forecast; a statement of one month has a straight line', [
      'straight_line',
      'double_declining',
      'macrs_5',
    ]),
    'straight_line',
  ),
} as const;
