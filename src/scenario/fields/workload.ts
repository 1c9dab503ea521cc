import { useKinds } from '../../catalog/index.ts';
import {
  isMonth,
  reportAt,
  type LocatedNode,
  choiceField as choice,
  date,
  derived,
  flag,
  listOf,
  mapOf,
  optional,
  otherwise,
  plain,
  record,
  type Field,
  type ValueOf,
  quantityField as quantity,
  shareField as share,
  report,
  type FileReading,
  ratioShorthand,
} from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import type { Option } from '../types.ts';
import { loadField } from './load.ts';
import { optionField } from './option.ts';
import { overheadsField } from './overheads.ts';
import { region } from './region.ts';
import { latencyField } from './latency.ts';
import { lengthProfileNames } from './length-profiles.ts';
import { retriesField } from './retries.ts';
import { stepsField } from './steps.ts';
import { lognormalAround } from '../../catalog/index.ts';

const tokensPerRequest = { group: 'mix' as const, units: ['token/request', 'token', '1'], example: '1500' };

const classes = derived(
  listOf(
    'kinds of requests, each with its share and its tokens',
    record('one kind of request', {
      share: share('share of requests', { group: 'mix', example: '80%' }),
      input: quantity('input tokens per request', tokensPerRequest),
      output: quantity('output tokens per request', tokensPerRequest),
    }),
    2,
  ),
  (list, address, reading, span) => {
    const sum = list.reduce((total, each) => total.plus(each.share.value), new Exact(0));
    if (sum.minus(1).abs().lte('1e-9')) return list;
    const text = `the shares make up ${sum.times(100).toString()}%, not 100%`;
    return report(reading, 'scenario/shares', address, text, { span });
  },
);

const tokens = derived(
  record('tokens of a request', {
    input: optional(quantity('input tokens per request', tokensPerRequest)),
    output: optional(
      quantity('output tokens per request, reasoning included', { ...tokensPerRequest, example: '350' }),
    ),
    lengths: optional(choice('measured lengths by name, in place of input and output', lengthProfileNames)),
    cached: share('share of input read from cache', {
      group: 'mix',
      default: '0%',
      instead: { unit: 'token/request', key: 'cached_tokens' },
    }),
    cached_tokens: optional(
      quantity('input tokens per request read from cache', { ...tokensPerRequest, example: '800' }),
    ),
    reasoning: optional(
      quantity('reasoning tokens for each output token; output is then the answer alone', {
        units: ['1'],
        example: '200%',
      }),
    ),
    cache_write: share('share of input written to cache', {
      group: 'mix',
      default: '0%',
      instead: { unit: 'token/request', key: 'cache_write_tokens' },
    }),
    cache_write_tokens: optional(
      quantity('input tokens per request written to cache', { ...tokensPerRequest, example: '200' }),
    ),
    cache_ttl: otherwise(choice('how long the cache is to keep it', ['short', 'long']), 'short'),
  }),
  (value, _address, _reading, span) => ({ ...value, span }),
);

const conversation = derived(
  record('requests that are the turns of a conversation, in place of input and output', {
    turns: quantity('turns of a conversation', {
      group: 'mix',
      units: ['1'],
      whole: true,
      least: 1,
      most: 200,
      example: '6',
    }),
    system: quantity('tokens of the system prompt', { ...tokensPerRequest, default: '0', example: '1000' }),
    user: quantity('tokens from the user in a turn', { ...tokensPerRequest, example: '100' }),
    answer: quantity('tokens of the answer in a turn', { ...tokensPerRequest, example: '300' }),
    cached: share('share read from cache of what the turn before carried', {
      group: 'mix',
      default: '0%',
      example: '90%',
    }),
  }),
  (value, _address, _reading, span) => ({ ...value, span }),
);

const ratio = derived(
  record(
    'input to output tokens, for a volume in tokens',
    {
      input: quantity('input part of the ratio', { group: 'mix', units: ['1'], example: '4' }),
      output: quantity('output part of the ratio', { group: 'mix', units: ['1'], example: '1' }),
    },
    ratioShorthand,
  ),
  (value, address, reading, span) => {
    if (!value.input.value.isZero() || !value.output.value.isZero()) return value;
    return report(reading, 'scenario/out-of-range', address, 'expected two numbers, at least one above 0', {
      span,
    });
  },
);

/** What a request uses beside its text, of each kind that a vendor may charge for. */
const uses = record(
  'what a request uses beside its text',
  Object.fromEntries(
    useKinds.map(({ use }) => [
      use.key,
      optional(quantity(use.label, { units: use.units, example: use.example })),
    ]),
  ),
);

const constraints = record('what an option has to meet', {
  residency: optional(region('where requests have to be processed')),
  regulated: otherwise(flag('regulated payloads'), false),
  latency: otherwise(latencyField, 'any'),
  differentiated: otherwise(flag('the model itself is differentiated property'), false),
  licence: otherwise(
    choice('`commercial`: the licence of weights that you run yourself allows the use', [
      'any',
      'commercial',
    ]),
    'any',
  ),
  available_until: optional(plain(date, 'day until which what is bought has to be sold', '2027-12-01')),
  min_score: optional(share('least evaluation score', { example: '0.82' })),
  context: optional(quantity('minimum context length', { units: ['token', '1'], example: '32k' })),
});

const optionMap = derived(
  mapOf('ways to serve the workload', 'option', optionField),
  (options, address, reading, span): readonly Option[] | undefined =>
    options.size > 0
      ? [...options.values()]
      : reportAt(reading, 'missing-key', address, 'expected at least one option', { span }),
);

const options: Field<readonly Option[] | 'auto'> = {
  spec: { form: 'word-or', label: optionMap.spec.label, word: 'auto', of: optionMap.spec },
  read: (node: LocatedNode, address: string, reading: FileReading, span: Span) => {
    if (node.type === 'scalar' && node.text === 'auto') return 'auto';
    if (node.type === 'map') return optionMap.read(node, address, reading, span);
    const hint = 'give each a name of your own, such as { api: { buy: openai/gpt-4o-mini } }';
    return reportAt(reading, 'wrong-type', address, "expected options by id, or 'auto'", {
      span: node.span,
      hint,
    });
  },
  absent: null,
};

/** By month: from then on the volume is that, and grows from there. */
const volumes = derived(
  mapOf(
    'volume from a month on, by month',
    'month',
    quantity('volume from this month on', {
      group: 'volume',
      units: ['request/month', 'token/month'],
      keepsUnit: true,
      example: '2M requests/month',
    }),
  ),
  (months, address, reading, span) => {
    const odd = [...months.keys()].find((each) => !isMonth(each));
    if (odd === undefined) return months;
    const text = `expected a month such as 2027-03, found '${odd}'`;
    return reportAt(reading, 'wrong-value', `${address}.${odd}`, text, {
      span: months.get(odd)?.span ?? span,
    });
  },
);

const seasons = derived(
  listOf(
    'volume of each month of the year, January first, relative to the stated volume',
    quantity('volume relative to the stated volume', { units: ['1'], group: 'volume', example: '120%' }),
    12,
  ),
  (list, address, reading, span) =>
    list.length === 12
      ? list
      : reportAt(
          reading,
          'wrong-value',
          address,
          `expected 12 numbers, January first, found ${list.length}`,
          {
            span,
          },
        ),
);

/** A workload as its keys are; `toWorkload` checks what holds between them. */
export const workloadFields = record('one use of a model', {
  volume: quantity('volume', {
    group: 'volume',
    trend: 'volume',
    assume: {
      around: lognormalAround('0.85', '1.17'),
      source:
        'Flexera, State of the Cloud Report 2025: cloud budgets are exceeded by 17 % on average; taken as the 90th percentile of demand, its reciprocal as the 10th',
    },
    units: ['request/month', 'token/month'],
    keepsUnit: true,
    example: '1.2M requests/month',
  }),
  tokens,
  conversation: optional(conversation),
  users: optional(
    quantity('users', { group: 'volume', units: ['user', '1'], above: 0, example: '500 users' }),
  ),
  uses,
  steps: stepsField,
  classes: optional(classes),
  ratio: optional(ratio),
  tokens_per_request: optional(
    quantity('tokens per request', {
      ...tokensPerRequest,
      above: 0,
      example: '2000',
    }),
  ),
  growth: quantity('growth of volume', {
    group: 'volume',
    units: ['1/month', '1/year'],
    keepsUnit: true,
    least: null,
    above: -1,
    most: 100,
    default: '0%/month',
    example: '3%/month',
  }),
  volumes,
  seasons: optional(seasons),
  load: loadField,
  retries: retriesField,
  failover: record('capacity and traffic in a second region', {
    uplift: share('failover uplift', { most: 10, default: '0%' }),
    standby: share('standby for failover', { group: 'capacity', most: 10, default: '0%' }),
  }),
  overheads: overheadsField,
  constraints,
  options,
});

export type WorkloadValues = ValueOf<typeof workloadFields>;
