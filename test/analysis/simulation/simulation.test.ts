import { describe, expect, test } from 'vitest';
import { blockRows, replicateSizes, tallyChoice, tallyOutput } from '../../../src/statistics/index.ts';
import { prepareTask } from '../../../src/analysis/index.ts';
import { summarizeContest, type ReplicateTally } from '../../../src/analysis/simulation/index.ts';
import { compileScript, instantiate } from '../../../src/io/workers/index.ts';
import { closedForm, twoPrices } from '../../support/uncertain-scenarios.ts';
import { simulate, simulationOf } from './simulate.ts';

/** So many that the costs of two options are not kept in full. */
const manySamples = 1_100_000;

function optionOf(result: Awaited<ReturnType<typeof simulate>>, id: string) {
  const found = result.workloads[0]?.options.find((option) => option.id === id);
  if (found === undefined) throw new Error(`no option ${id}`);
  return found;
}

describe('against closed forms', () => {
  test.each(['sobol', 'random'] as const)(
    'an API price on [2, 6] against 250 a month, %s',
    async (method) => {
      const samples = method === 'sobol' ? 65_536 : 1_000_000;
      const precision = method === 'sobol' ? 0.02 : 0.5;
      const result = await simulate(closedForm, { samples, method });
      const api = optionOf(result, 'api');
      const [workload] = result.workloads;
      for (const [found, wanted] of [
        [api.p10, 120],
        [api.p50, 200],
        [api.p90, 280],
        [api.mean, 200],
        [optionOf(result, 'own').p50, 250],
      ] as const)
        expect(Math.abs(Number(found) - wanted)).toBeLessThan(precision);
      expect(optionOf(result, 'own').cheapest).toBeCloseTo(0.25, method === 'sobol' ? 4 : 2);
      expect(Number(workload?.perfect_information)).toBeCloseTo(6.25, method === 'sobol' ? 3 : 1);
      expect(workload?.regret.option).toBe('api');
      expect(workload?.regret.expected).toBe(workload?.perfect_information);
      expect(workload?.error).toBeLessThan(0.01);
    },
  );

  test('the crossover volume is 250 over the price', async () => {
    const result = await simulate(closedForm);
    const [crossover] = result.workloads[0]?.crossovers ?? [];
    expect(crossover?.never).toBe(0);
    for (const [found, price] of [
      [crossover?.p10, 5.6],
      [crossover?.p50, 4],
      [crossover?.p90, 2.4],
    ] as const)
      expect(Number(found) / ((250 / price) * 1e6)).toBeCloseTo(1, 3);
    expect(result.workloads[0]?.crossover_samples).toBe(8192);
  });

  test('a crossover volume is refined to a relative 1e-9', async () => {
    // At 5 USD/Mtok, whatever else is uncertain: 250 / 5 = 50 Mtok. 28 halvings of a step of 10^(1/12) leave 8e-10 of it.
    const certain = closedForm
      .replace('{ uniform: [2 USD/Mtok, 6 USD/Mtok] }', '5 USD/Mtok')
      .replace('volume: 50M tokens/month', 'volume: { uniform: [40M tokens/month, 70M tokens/month] }');
    const [crossover] = (await simulate(certain, { samples: 64 })).workloads[0]?.crossovers ?? [];
    for (const found of [crossover?.p10, crossover?.p50, crossover?.p90])
      expect(Math.abs(Number(found) / 50e6 - 1)).toBeLessThan(1e-9);
  });

  test('what counting in bins leaves open is part of the error', () => {
    const [contest] = simulationOf(closedForm, { samples: 1 }).contests;
    if (contest === undefined) throw new Error('no workload');
    // Two replicates that say the same have no standard error; a bin is 2^-11 = 0.00048828125 of its value wide.
    const tally = (keep: boolean): ReplicateTally => {
      const outputs = [0, 1].map((output) => {
        const { observe, tally: made } = tallyOutput(output, 4, keep);
        observe({
          uniforms: [],
          outputs: [Float64Array.of(3, 3, 3, 3), Float64Array.of(5, 5, 5, 5)],
          count: 4,
        });
        return made();
      });
      const choice = tallyChoice([0, 1]);
      choice.observe({
        uniforms: [],
        outputs: [Float64Array.of(3, 3, 3, 3), Float64Array.of(5, 5, 5, 5)],
        count: 4,
      });
      return { replicate: 0, samples: 4, outputs, choice: choice.tally(), information: null };
    };
    const errorOf = (keep: boolean): number | null =>
      summarizeContest(contest, { tallies: [tally(keep), tally(keep)], crossovers: null }).workload.error;
    expect(errorOf(true)).toBe(0);
    expect(errorOf(false)).toBe(0.00048828125);
  });

  test('below the build floor building never wins, and percentiles beyond that are unknown', async () => {
    // 3.6 Mtok an hour for 14.40 USD: 4 USD/Mtok, so half of the prices lie below it.
    const floored = closedForm
      .replace('hourly: 0 USD/hour', 'hourly: 14.40 USD/hour')
      .replace('throughput: { mixed: 1M tokens/s }', 'utilization: 100%, throughput: { mixed: 1k tokens/s }');
    const { workloads } = await simulate(floored);
    const [crossover] = workloads[0]?.crossovers ?? [];
    expect(crossover?.never).toBeCloseTo(0.5, 2);
    expect(crossover?.p10).not.toBeNull();
    expect(crossover?.p90).toBeNull();
  });

  test('correlated prices leave less to regret, as much as uncorrelated ones spread', async () => {
    const regrets = await Promise.all(
      ['0', '0.9', '-0.9'].map(async (rank) =>
        Number((await simulate(twoPrices(rank))).workloads[0]?.regret.expected),
      ),
    );
    const [none = 0, together = 0, apart = 0] = regrets;
    // Of two uniform costs on [100, 300] the lesser is 100/3 below the mean.
    expect(none).toBeCloseTo(100 / 3, 1);
    expect(together).toBeLessThan(none / 2);
    expect(apart).toBeGreaterThan(none * 1.3);
  });
});

describe('the same to the bit', () => {
  test.each([1, 1000, 20_001])('for any number of threads, %i samples', async (samples) => {
    const one = await simulate(closedForm, { samples }, 1);
    const three = await simulate(closedForm, { samples }, 3);
    expect(three).toEqual(one);
  });

  test('for any number of threads, where there are so many that costs are rounded', async () => {
    const [one, two] = [1, 2].map(async (threads) => simulate(closedForm, { samples: manySamples }, threads));
    expect(await two).toEqual(await one);
  }, 60_000);

  test('for any engine, block size and stride', () => {
    const [contest] = simulationOf(closedForm, { samples: 30_000 }).contests;
    if (contest === undefined) throw new Error('no workload');
    const { task } = contest;
    const readings = [
      compileScript(task.plan, { blockSize: blockRows }),
      compileScript(task.plan, { blockSize: 4096 }),
      instantiate(task.plan, { blockSize: blockRows }),
      instantiate(task.plan, { blockSize: 2048 }),
    ];
    const tallies = readings.map((reading, index) => {
      const { start } = prepareTask(task, reading);
      return Array.from(replicateSizes(task.samples).keys(), (replicate) => {
        const run = start(replicate);
        while (run.advance(1 + index * 700));
        return run.tally();
      });
    });
    for (const each of tallies.slice(1)) expect(each).toEqual(tallies[0]);
  });

  test('for the same seed, and not for another', async () => {
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => simulate(closedForm, { seed, samples: 1000 })),
    );
    expect(again).toEqual(first);
    expect(other?.workloads[0]?.options).not.toEqual(first?.workloads[0]?.options);
  });
});

test('of many samples hardly any is computed again for the percentiles', () => {
  const [contest] = simulationOf(closedForm, { samples: manySamples }).contests;
  if (contest === undefined) throw new Error('no workload');
  const reading = instantiate(contest.task.plan, { blockSize: blockRows });
  let rows = 0;
  const counted = {
    ...reading,
    run: (count: number): void => {
      rows += count;
      reading.run(count);
    },
  };
  const { start, costOf } = prepareTask(contest.task, counted);
  const tallies = Array.from(replicateSizes(manySamples).keys(), (replicate) => {
    const run = start(replicate);
    while (run.advance(manySamples));
    return run.tally();
  });
  expect(tallies[0]?.outputs.map(({ values }) => values.form)).toContain('rounded');
  // All samples, and one block to see whether rounding suits their costs.
  expect(rows).toBe(manySamples + blockRows);
  summarizeContest(contest, { tallies, costOf, crossovers: null });
  expect(rows).toBeGreaterThan(manySamples + blockRows);
  expect(rows).toBeLessThan(manySamples + 2 * blockRows);
});

test('a thread that starts from what another one found out computes nothing for it, and says the same', () => {
  const [contest] = simulationOf(closedForm, { samples: manySamples }).contests;
  if (contest === undefined) throw new Error('no workload');
  const { task } = contest;
  const reading = instantiate(task.plan, { blockSize: blockRows });
  const first = prepareTask(task, reading);
  let runs = 0;
  const counted = {
    ...reading,
    run: (count: number): void => {
      runs += 1;
      reading.run(count);
    },
  };
  const second = prepareTask(task, counted, undefined, structuredClone(first.preparation()));
  expect(runs).toBe(0);
  const [one, other] = [first, second].map(({ start }) => {
    const run = start(1);
    run.advance(manySamples);
    return run.tally();
  });
  expect(one?.outputs.map(({ values }) => values.form)).toContain('rounded');
  expect(other).toEqual(one);
});

test('a workload says the same with others beside it, also with some in which all is certain', async () => {
  const beside = `${closedForm}  certain:
    volume: 50M tokens/month
    ratio: 0:1
    options:
      api: { buy: acme/chat }
      own: { build: c }
  other:
    volume: { uniform: [10M tokens/month, 90M tokens/month] }
    ratio: 1:1
    options:
      api: { buy: acme/chat }
`;
  const [alone, together] = await Promise.all([simulate(closedForm), simulate(beside)]);
  expect(together?.workloads.map(({ id }) => id)).toEqual(['w', 'certain', 'other']);
  expect(together?.workloads[0]).toEqual(alone?.workloads[0]);
  const [api] = together?.workloads[1]?.options ?? [];
  expect([api?.p10, api?.mean, api?.p90]).toEqual(['200', '200', '200']);
  expect(together?.complete).toBe(true);
});

test('a count is rounded, and a value beyond its bounds counts as the bound', async () => {
  const spread = closedForm
    .replace(
      'throughput: { mixed: 1M tokens/s }',
      'utilization: { normal: { mean: 90%, sd: 30% } }, min_replicas: { uniform: [1, 3] }, throughput: { mixed: 1M tokens/s }',
    )
    .replace('hourly: 0 USD/hour', 'hourly: 1 USD/hour');
  const result = await simulate(spread);
  expect(result.uncertain.find(({ path }) => path.endsWith('utilization'))?.bounded).toBe(true);
  const own = optionOf(result, 'own');
  // One, two or three GPUs of 730 USD, and 250 USD.
  expect([own.p10, own.p50, own.p90]).toEqual(['980', '1710', '2440']);
});

describe('an uncertain input that decides which options there are', () => {
  // Of requests of 1,000, 3,000, 5,000 or 7,000 tokens and 1,000 tokens of answer, the API takes those up to 5,000 in all.
  const bounded = (value: string): string => `prices:
  - { id: acme/short, input: 1 USD/Mtok, output: 1 USD/Mtok, context: 5000 tokens }
  - { id: acme/long, input: 2 USD/Mtok, output: 2 USD/Mtok }
workloads:
  w:
    volume: 1M requests/month
    tokens: { input: ${value}, output: 1000 }
    options: { short: { buy: acme/short }, long: { buy: acme/long } }`;
  const observed = '{ observed: [1000, 3000, 5000, 7000] }';

  test('leaves an option without a cost where it cannot be had', async () => {
    const result = await simulate(bounded(observed), { samples: 4096 });
    // 2,000 and 4,000 USD where it can be had; the other, 4,000, 8,000, 12,000 and 16,000.
    expect(optionOf(result, 'short')).toMatchObject({ mean: '3000', cheapest: 0.5 });
    expect(optionOf(result, 'long')).toMatchObject({ mean: '10000', cheapest: 0.5 });
    expect(result.workloads[0]?.notes).toContain(
      'short cannot be had in 50 % of the samples: its figures are of the others',
    );
  });

  test('brings one in that cannot be had at the stated value', async () => {
    const result = await simulate(bounded('{ observed: [1000, 7000, 7000, 7000] }'), { samples: 4096 });
    expect(optionOf(result, 'short')).toMatchObject({ mean: '2000', cheapest: 0.25 });
    expect(result.workloads[0]?.regret.option).toBe('long');
  });
});
