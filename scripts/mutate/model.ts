import { mutationsOf } from './mutation.ts';

const buy = 'test/model/buy/buy.test.ts';
const build = 'test/model/build/build.test.ts';
const prices = 'test/model/buy/token-prices.test.ts';
const provisioned = 'test/model/buy/provisioned.test.ts';

export const modelMutations = [
  ...mutationsOf(
    'src/model/buy/commitment.ts',
    [buy],
    [
      ['graph.add(graph.minimum(spend, first.above), ...parts)', 'graph.add(first.above, ...parts)'],
      ['cases, inclusive: true }', 'cases, inclusive: false }'],
      ['graph.maximum(discounted, ...floors)', 'discounted'],
    ],
  ),
  ...mutationsOf(
    'src/model/build/memory.ts',
    ['test/model/build/memory.test.ts'],
    [
      ["const usable = new Exact('0.9');", "const usable = new Exact('1');"],
      [
        'if (/fp8|int8|w8/u.test(name)) return new Exact(1);',
        'if (/fp8|int8|w8/u.test(name)) return new Exact(2);',
      ],
      ['cache === null ? weights : graph.add(weights, cache)', 'weights'],
    ],
  ),
  ...mutationsOf(
    'src/model/build/throughput.ts',
    ['test/model/catalog.test.ts', 'test/model/build'],
    [
      [
        'lengthsOf(b.runs) - lengthsOf(a.runs) || speedOf(b) - speedOf(a)',
        'lengthsOf(b.runs) - lengthsOf(a.runs)',
      ],
      ['entry.gpu === gpu &&', ''],
    ],
  ),
  ...mutationsOf(
    'src/model/build/capacity.ts',
    [build],
    [
      ['graph.ceiling(graph.multiply(standby, serving))', 'graph.multiply(standby, serving)'],
      ['plan.serving ?? graph.maximum(minimum, ...needed)', 'plan.serving ?? graph.maximum(...needed)'],
      ['graph.subtract(held, spare)', 'held'],
    ],
  ),
  ...mutationsOf(
    'src/model/build/gpu-cost.ts',
    [build],
    [
      ['graph.multiply(price, graph.subtract(one, residual))', 'price'],
      [
        'const paidHours = offer.switchOff ? demand.activeHours : context.hoursPerMonth;',
        'const paidHours = context.hoursPerMonth;',
      ],
      ['hourly = graph.multiply(hourly, graph.add(one, lost));', ''],
      [
        'graph.multiply(graph.subtract(one, gone), hourly), graph.multiply(gone, fallback)',
        'hourly, graph.multiply(gone, fallback)',
      ],
      [
        'const working = graph.multiply(activePart(context, demand, busy), graph.subtract(one, idle));',
        'const working = graph.multiply(busy, graph.subtract(one, idle));',
      ],
    ],
  ),
  ...mutationsOf(
    'src/model/demand/retries.ts',
    ['test/model/demand/demand.test.ts'],
    [
      [
        'const allFail = graph.power(failureRate, graph.add(maximum, one));',
        'const allFail = graph.power(failureRate, maximum);',
      ],
      [
        'wastedInput = (attempts) => graph.multiply(graph.add(timedOut, badOutput), attempts);',
        'wastedInput = (attempts) => graph.multiply(badOutput, attempts);',
      ],
    ],
  ),
  ...mutationsOf(
    'src/model/buy/buy.ts',
    [buy],
    [
      [
        'graph.multiply(list.output, graph.subtract(retries.billedOutput, one)),',
        'graph.multiply(list.output, graph.subtract(retries.attempts, one)),',
        buy,
        'test/model/demand',
      ],
      [
        'challenger === null || challenger === option.price',
        'challenger !== null || challenger === option.price',
      ],
    ],
  ),
  ...mutationsOf(
    'src/model/buy/token-prices.ts',
    [prices],
    [
      [
        'const uncached = graph.subtract(graph.subtract(one, cached), cacheWrite);',
        'const uncached = graph.subtract(one, cached);',
      ],
    ],
  ),
  ...mutationsOf(
    'src/model/buy/row-prices.ts',
    [prices],
    [
      [
        'cases: [{ above, value: price }],\n        inclusive: false,',
        'cases: [{ above, value: price }],\n        inclusive: true,',
      ],
      ['graph.subtract(above, length)', 'graph.subtract(length, above)'],
      [
        'const dearer = graph.subtract(price, below.marginal);',
        'const dearer = graph.subtract(price, below.average);',
      ],
    ],
  ),
  ...mutationsOf(
    'src/model/buy/provisioned.ts',
    [provisioned],
    [
      ['graph.maximum(minimum, rounded)', 'rounded'],
      [
        "graph.ceiling(graph.divide(raw, figureOf(context, entry, 'increment')))",
        "graph.divide(raw, figureOf(context, entry, 'increment'))",
      ],
      ['graph.multiply(peak, graph.add(one, headroom))', 'peak'],
    ],
  ),
  ...mutationsOf(
    'src/model/constraints.ts',
    ['test/model/exclusions.test.ts'],
    [
      ['return known.lt(wanted)', 'return known.lte(wanted)'],
      [
        "if (constraints.latency === 'dedicated' && option.mode !== 'provisioned')",
        "if (constraints.latency === 'dedicated')",
      ],
    ],
  ),
];
