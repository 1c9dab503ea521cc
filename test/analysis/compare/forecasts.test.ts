import { describe, expect, test } from 'vitest';
import { asForecasts, asStatements, compareForecasts, runModel } from '../../../src/analysis/index.ts';
import type { ForecastCompareResult, ForecastSet } from '../../../src/analysis/index.ts';
import { forecastModel } from '../../../src/analysis/index.ts';
import type { Model } from '../../../src/model/index.ts';
import { modelOf } from '../../support/model.ts';

interface Plan {
  readonly price?: number;
  readonly volume?: string;
  readonly months?: number;
  readonly more?: string;
  readonly rent?: number;
}

/** An API beside a GPU at a fixed rent of 5,000 USD a month that can do 1,314 Mtok. */
function planOf({ price = 10, volume = '100M', months = 4, more = '', rent = 5000 }: Plan): Model {
  return modelOf(`as_of: 2026-12-15
horizon: { start: 2027-01, months: ${months} ${more} }
prices: [ { id: acme/chat, input: ${price} USD/Mtok, output: ${price} USD/Mtok } ]
offers: [ { id: rent, gpu: x, monthly: ${rent} USD/month, node: 1, term: on-demand } ]
clusters: { own: { model: any, offer: rent, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 500 tokens/s } } }
workloads:
  chat: { volume: ${volume} tokens/month, ratio: 1:1, options: { api: { buy: acme/chat }, own: { build: own } } }
`);
}

function setOf(model: Model, isSaved = false): ForecastSet {
  const result = forecastModel(model);
  if (!result.ok) throw new Error('no forecast');
  return {
    name: 'plan',
    subjects: new Map([['plan', { result: result.value, model: isSaved ? null : model }]]),
  };
}

function compared(before: Plan, after: Plan, isSaved = false): ForecastCompareResult {
  const result = compareForecasts(setOf(planOf(before), isSaved), setOf(planOf(after)));
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
}

describe('two forecasts', () => {
  test('nothing changed', () => {
    const result = compared({}, {});
    expect(result.changed).toBe(false);
    expect(result.scenarios[0]?.effects).toEqual([]);
  });

  // 100 Mtok at 10 USD: 1,000 a month, 4,000 in all. 200 Mtok at 12 USD: 2,400 a month, 9,600 in all.
  test('cash, the largest month, years, and causes that add up', () => {
    const [plan] = compared({}, { price: 12, volume: '200M' }).scenarios;
    expect(plan?.whole?.total).toMatchObject({ before: { d: [4000] }, after: { d: [9600] } });
    expect(plan?.whole?.largestMonth.change.toFixed()).toBe('1400');
    expect(plan?.whole?.years.map(({ cash }) => cash.change.toFixed())).toEqual(['5600']);
    // Price first: 2 · 100 · 4 = 800, last: 2 · 200 · 4 = 1,600; their mean is 1,200. Volume: the mean of 4,000 and 4,800.
    expect(plan?.method).toBe('average_of_orders');
    expect(
      plan?.effects?.map(({ cause, total, keys }) => [cause, total.toFixed(), keys[0]?.address]),
    ).toEqual([
      ['prices', '1200', 'prices.acme/chat.input'],
      ['volume', '4400', 'workloads.chat.volume.tokens'],
    ]);
  });

  // The present value of 1,000 at the end of each of 12 months; six months more are 6,000 of cash, in year 2.
  test('more months are a cause of their own, and another rate has no effect on cash', () => {
    const [plan] = compared({ months: 12 }, { months: 18, more: ', discount_rate: 12%/year' }).scenarios;
    expect(plan?.effects?.map(({ cause, total }) => [cause, total.toFixed()])).toEqual([
      ['horizon', '6000'],
      ['discounting', '0'],
    ]);
    const sum = plan?.effects?.reduce((all, { npv }) => all + npv.toNumber(), 0) ?? 0;
    expect(sum).toBeCloseTo(plan?.whole?.npv.change.toNumber() ?? Number.NaN, 9);
    expect(plan?.whole?.years.map(({ cash }) => [cash.before?.toFixed(), cash.after?.toFixed()])).toEqual([
      ['12000', '12000'],
      [undefined, '6000'],
    ]);
  });

  test('a best option that changes, and one that is something else', () => {
    // At 60 USD/Mtok the API costs 6,000 a month, the GPU 5,000.
    const flipped = compared({}, { price: 60 });
    expect([flipped.flips, flipped.swaps]).toEqual([1, 0]);
    expect(flipped.scenarios[0]?.workloads[0]).toMatchObject({
      before: { option: 'api' },
      after: { option: 'own' },
    });
  });

  test('a saved forecast is compared figure by figure, without causes', () => {
    const [plan] = compared({}, { price: 12 }, true).scenarios;
    expect(plan?.effects).toBeNull();
    expect(plan?.notAttributedBecause).toContain('saved forecast');
    expect(plan?.whole?.total.change.toFixed()).toBe('800');
  });

  test('what only one side has is named', () => {
    const [one, other] = [setOf(planOf({})), setOf(planOf({}))];
    const renamed = {
      ...other,
      subjects: new Map([...other.subjects.values()].map((each) => ['new', each])),
    };
    const result = compareForecasts(one, renamed);
    expect(
      result.ok && result.value.oneSided.map(({ name, side, total }) => [name, side, total?.toFixed()]),
    ).toEqual([
      ['plan', 'before', '4000'],
      ['new', 'after', '4000'],
    ]);
  });
});

describe('one kind on both sides', () => {
  const model = planOf({});
  const locate = () => null;

  test('a scenario is forecast, a saved result of run cannot be', () => {
    expect(asForecasts({ name: 'a', subjects: new Map([['', { form: 'model', model }]]) }).ok).toBe(true);
    const saved = { form: 'saved' as const, result: runModel(model), locate };
    const wrong = asForecasts({ name: 'a.json', subjects: new Map([['', saved]]) });
    expect(wrong.diagnostics.map(({ code }) => code)).toEqual(['compare/kinds']);
  });

  test('a saved forecast is no statement, and NAME.forecast goes by NAME', () => {
    const subjects = new Map(
      [...setOf(model).subjects.values()].map(
        ({ result }) => ['desk.forecast', { form: 'forecast' as const, result, locate }] as const,
      ),
    );
    expect(asStatements({ name: 'a', subjects }).diagnostics[0]?.code).toBe('compare/kinds');
    const set = asForecasts({ name: 'a', subjects });
    expect(set.ok && [...set.value.subjects.keys()]).toEqual(['desk']);
  });
});
