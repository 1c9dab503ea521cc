import {
  flag,
  id as idReader,
  readMap,
  reportAt,
  text,
  type LocatedNode,
  choiceField as choice,
  optional,
  otherwise,
  plain,
  record,
  type Field,
  type ValueOf,
  quantityField as quantity,
  shareField as share,
  report,
  valueAt,
  type FileReading,
} from '../../document/index.ts';
import { nearest, type Span } from '../../diagnostics/index.ts';
import type { Option } from '../types.ts';
import { holdingFields, switchField } from './horizon.ts';
import { statedLatency } from './latency.ts';
import { region } from './region.ts';

const common = {
  token_multiplier: optional(
    quantity('token multiplier', {
      units: ['1'],
      group: 'mix',
      above: 0,
      example: '1.1',
    }),
  ),
  residency: optional(region('where requests are processed, by contract or by set-up')),
  regulated: optional(flag('regulated payloads are allowed')),
  score: optional(share('evaluation score', { example: '0.82' })),
  switch: switchField,
  failover: optional(
    plain(idReader, 'option of the same workload that takes over when this one is down', 'api-mini'),
  ),
} as const;

const buy = {
  buy: plain(idReader, 'price entry, of `prices` or of the catalog', 'openai/gpt-4o-mini'),
  mode: otherwise(choice('how it is bought', ['on-demand', 'provisioned']), 'on-demand'),
  batch: share('batch share', { group: 'mix', default: '0%' }),
  service: optional(plain(text, 'service tier of the price entry', 'flex')),
  reserved: optional(
    record('units already reserved; what is above them is paid by the hour', {
      units: quantity('reserved units', { units: ['unit', '1'], group: 'capacity', example: '15' }),
      rate: quantity('reserved rate', {
        units: ['¤/hour', '¤/month'],
        per: 'unit',
        group: 'price',
        keepsUnit: true,
        example: '0.80 USD/hour',
      }),
    }),
  ),
  headroom: share('headroom', { group: 'capacity', most: 10, default: '0%' }),
  spillover: otherwise(
    flag(
      'what the provisioned units have no room for in an hour is bought on demand; how many are kept is computed',
    ),
    false,
  ),
  region_uplift: share('region uplift', { group: 'price', most: 10, default: '0%' }),
  monthly_minimum: quantity('monthly minimum', {
    group: 'price',
    units: ['¤/month'],
    default: '0 ¤/month',
    example: '5k USD/month',
  }),
  latency: statedLatency,
} as const;

const build = {
  build: plain(idReader, 'cluster', 'eu-inference'),
  team: optional(plain(idReader, 'team that runs it', 'mlops')),
  setup: quantity('fine-tuning and setup', {
    units: ['¤'],
    default: '0 ¤',
    example: '60k USD',
    assume: {
      around: (value) => (value.gt(0) ? { shape: 'uniform', low: value, high: value.times('1.9') } : null),
      source:
        'M. Bloch, S. Blumberg, J. Laartz, Delivering large-scale IT projects on time, on budget, and on value, McKinsey and Oxford, 2012: 45 % over budget on average; taken as uniform from 0 to 90 % over',
    },
  }),
  amortize: quantity('amortization period', {
    units: ['month'],
    least: 1,
    default: '24 months',
  }),
  retraining: quantity('retraining', { units: ['¤/month'], default: '0 ¤/month', example: '2k USD/month' }),
  ...holdingFields,
} as const;

const hybrid = {
  hybrid: record('a base that is built and an overflow that is bought', {
    base: plain(idReader, 'build option that serves the base', 'own'),
    overflow: plain(idReader, 'buy option that serves the rest', 'api-mini'),
    replicas: optional(
      quantity('replicas kept', {
        group: 'capacity',
        units: ['replica', '1'],
        whole: true,
        example: '2',
      }),
    ),
  }),
} as const;

const cascade = {
  cascade: record('a small model first, and a large one for what it does not settle', {
    small: plain(idReader, 'option that all traffic goes to', 'own'),
    large: plain(idReader, 'option that the rest also goes to', 'api-large'),
    settled: share('share settled by the small model', { group: 'mix', example: '80%' }),
  }),
} as const;

const shapes = { buy, build, hybrid, cascade } as const;
const variantNames = ['buy', 'build', 'hybrid', 'cascade'] as const;

function elsewhere(name: (typeof variantNames)[number]): ReadonlyMap<string, string> {
  const others = variantNames.filter((other) => other !== name);
  return new Map(
    others.flatMap((other) =>
      Object.keys(shapes[other]).map((key) => [key, `to a '${other}' option`] as const),
    ),
  );
}

const records = {
  buy: record('tokens bought from an API', { ...buy, ...common }, { elsewhere: elsewhere('buy') }),
  build: record('a model run on GPUs', { ...build, ...common }, { elsewhere: elsewhere('build') }),
  hybrid: record(
    'GPUs for the base, an API for bursts',
    { ...hybrid, ...common },
    { elsewhere: elsewhere('hybrid') },
  ),
  cascade: record(
    'a small model before a large one',
    { ...cascade, ...common },
    { elsewhere: elsewhere('cascade') },
  ),
};

/** One option of a workload: what kind it is follows from its key. */
export const optionField: Field<Option> = {
  spec: {
    form: 'variants',
    label: 'one way to serve the workload',
    variants: new Map(variantNames.map((name) => [name, records[name].spec])),
  },
  read: readOption,
  absent: null,
};

function readOption(
  node: LocatedNode,
  address: string,
  reading: FileReading,
  span: Span,
): Option | undefined {
  const map = readMap(node, address, reading);
  if (map === undefined) return undefined;
  const [name, second] = variantNames.filter((each) => valueAt(map, each) !== undefined);
  if (name === undefined) {
    const meant = [...map.entries.keys()]
      .map((key) => nearest(key, variantNames))
      .find((each) => each !== undefined);
    const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
    return reportAt(reading, 'missing-key', address, `one of ${variantNames.join(', ')} is missing`, {
      span,
      hint,
    });
  }
  if (second !== undefined) {
    const text = `'${name}' and '${second}' exclude each other: make two options of it`;
    return report(reading, 'scenario/conflict', address, text, { span });
  }
  const id = address.slice(address.lastIndexOf('.options.') + '.options.'.length);
  switch (name) {
    case 'buy': {
      const value = records.buy.read(map, address, reading, span);
      if (value === undefined) return undefined;
      if (value.spillover && value.mode !== 'provisioned') {
        const text = "'spillover' needs 'mode: provisioned': on demand there is nothing to spill over from";
        return report(reading, 'scenario/conflict', `${address}.spillover`, text, {
          span: valueAt(map, 'spillover')?.span ?? span,
        });
      }
      return { ...base(id, value, span), kind: 'buy', ...buyOf(value) };
    }
    case 'build': {
      const value = records.build.read(map, address, reading, span);
      if (value === undefined) return undefined;
      const { build: cluster, team, setup, amortize, retraining, lot, depreciation } = value;
      const built = { cluster, team, setup, amortize, retraining, lot, depreciation };
      return { ...base(id, value, span), kind: 'build', ...built, earlyExit: value.early_exit };
    }
    case 'hybrid': {
      const value = records.hybrid.read(map, address, reading, span);
      return value && { ...base(id, value, span), kind: 'hybrid', form: 'burst', ...value.hybrid };
    }
    case 'cascade': {
      const value = records.cascade.read(map, address, reading, span);
      return value && { ...base(id, value, span), kind: 'hybrid', form: 'cascade', ...value.cascade };
    }
  }
}

type Common = { readonly [K in keyof typeof common]: ValueOf<(typeof common)[K]> };

function base(id: string, value: Common, span: Span) {
  const { token_multiplier: tokenMultiplier, residency, regulated, score, failover } = value;
  const { cost, parallel, lead, hire_ahead: hireAhead } = value.switch;
  const switching = { cost, parallel, lead, hireAhead };
  return { id, tokenMultiplier, residency, regulated, score, failover, switching, span };
}

function buyOf(value: ValueOf<typeof records.buy>) {
  const { buy: price, mode, batch, service, reserved, headroom, spillover } = value;
  const { region_uplift: regionUplift, monthly_minimum: monthlyMinimum, latency } = value;
  return {
    price,
    mode,
    batch,
    service,
    reserved,
    headroom,
    spillover,
    regionUplift,
    monthlyMinimum,
    latency,
  };
}
