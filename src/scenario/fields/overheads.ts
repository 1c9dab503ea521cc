import {
  derived,
  id as idReader,
  optional,
  plain,
  quantityField as quantity,
  record,
  reportAt,
  shareField as share,
  type ValueOf,
} from '../../document/index.ts';

const fields = record('what comes on top of production tokens', {
  experimentation: share('experimentation', { most: 100, default: '0%' }),
  ab_testing: record('traffic that is also sent to a challenger', {
    share: share('A/B share', { default: '0%' }),
    model: optional(
      plain(
        idReader,
        'price entry of the challenger; without it the same model',
        'anthropic/claude-haiku-4.5',
      ),
    ),
  }),
  infrastructure: record('gateways, queues, databases around the model', {
    per_request: quantity('infrastructure per request', {
      group: 'price',
      units: ['¤/request', '¤'],
      default: '0 ¤/request',
      example: '0.000012 USD',
    }),
    fixed: quantity('infrastructure, fixed', {
      group: 'price',
      units: ['¤/month'],
      default: '0 ¤/month',
      example: '150 USD/month',
    }),
  }),
  observability: derived(
    record('traces and logs', {
      trace: quantity('trace per request', {
        units: ['kB/request', 'kB'],
        default: '0 kB',
        example: '6 kB',
      }),
      storage: quantity('log price', {
        group: 'price',
        units: ['¤/GB'],
        default: '0 ¤/GB',
        example: '2.30 USD/GB',
      }),
      fixed: quantity('observability, fixed', {
        group: 'price',
        units: ['¤/month'],
        default: '0 ¤/month',
        example: '100 USD/month',
      }),
    }),
    (value, address, reading, span) => {
      if (value.trace.value.isZero() || value.storage.kind === 'stated') return value;
      const text = "a trace needs its price: the key 'storage' is missing";
      return reportAt(reading, 'missing-key', address, text, {
        span,
        hint: "such as 'storage: 2.30 USD/GB'",
      });
    },
  ),
});

/** What comes on top of production tokens: each of these is a line of a statement, or part of one. */
export const overheadsField = derived(fields, ({ ab_testing: abTesting, infrastructure, ...others }) => ({
  ...others,
  abTesting,
  infrastructure: { perRequest: infrastructure.per_request, fixed: infrastructure.fixed },
}));

export type Overheads = ValueOf<typeof overheadsField>;
