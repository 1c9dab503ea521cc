import { describe, expect, it } from 'vitest';
import { forecastModel } from '../../src/analysis/index.ts';
import { evaluate, Exact } from '../../src/formula/index.ts';
import { buildModel, type Model } from '../../src/model/index.ts';
import { statementOf } from '../support/model.ts';
import { paybackOf } from '../support/results.ts';
import { capacityOf, premiseModel, premises, serverModel } from './premises.ts';

/** Months until `own` has paid back against an option, by their flows over six years. */
function forecastPayback(model: Model, against: string): number {
  const { scenario } = model;
  const workloads = new Map(
    [...scenario.workloads].map(([id, workload]) => {
      const { options } = workload;
      if (options === 'auto') throw new Error('options are stated');
      return [id, { ...workload, options: options.filter((each) => ['own', against].includes(each.id)) }];
    }),
  );
  const months = { ...scenario.horizon.months, value: new Exact(72) };
  const horizon = { ...scenario.horizon, months };
  const built = buildModel({ ...scenario, horizon, workloads }, model.catalog);
  const forecast = built.ok ? forecastModel(built.value) : built;
  if (!forecast.ok) throw new Error(forecast.diagnostics.map(({ message }) => message).join());
  const own = forecast.value.workloads[0]?.options.find(({ id }) => id === 'own');
  return own?.against?.payback?.toNumber() ?? Number.NaN;
}

/** What a month costs once the machine is paid: electricity alone. */
function electricityOf(model: Model): number {
  return evaluate((statementOf(model, 'own').purchase ?? expect.fail()).running).toNumber();
}

describe('P01 capacity and electricity (the tables hold at 176 h a month and 300 or 500 W; the text says 160 h, Table II 400 and 575 W)', () => {
  it.each(premises)('$name', (of) => {
    expect(Math.abs(Number(capacityOf(of)) / 1e6 - of.capacity)).toBeLessThanOrEqual(0.06);
    expect(Math.abs(electricityOf(premiseModel(of, capacityOf(of))) - of.power)).toBeLessThanOrEqual(0.005);
  });

  it('the hours and the power of the text contradict the tables', () => {
    const [kimi] = premises;
    expect(Math.abs(Number(capacityOf(kimi, 160)) / 1e6 - kimi.capacity)).toBeGreaterThan(40);
    expect(electricityOf(premiseModel(kimi, '1M', 176, 0.4)) - kimi.power).toBeGreaterThan(40);
  });
});

describe('P02 break-even months at full capacity', () => {
  it.each(premises)('$name', (of) => {
    const model = premiseModel(of, capacityOf(of));
    expect(Math.abs(paybackOf(model, 'own', 'gpt-5') - of.gpt5)).toBeLessThanOrEqual(0.055);
    expect(Math.abs(paybackOf(model, 'own', 'opus') - of.opus)).toBeLessThanOrEqual(0.055);
  });
});

describe('P02 the same months, paid month by month', () => {
  it.each(premises)('$name', (of) => {
    // Kept for as long as the longest of them takes.
    const model = premiseModel(of, capacityOf(of), 176, of.kilowatts, 72);
    for (const [against, months] of [
      ['gpt-5', of.gpt5],
      ['opus', of.opus],
    ] as const)
      expect(Math.abs(forecastPayback(model, against) - months)).toBeLessThanOrEqual(0.055);
  });
});

describe('P03 8 × H100 against Azure ND96isr H100 v5', () => {
  // Lenovo Press LP2368, On-Premise vs Cloud: GenAI TCO (2026 Edition), Case 1,
  // https://lenovopress.lenovo.com/lp2368-on-premise-vs-cloud-generative-ai-total-cost-of-ownership-2026-edition
  const model = serverModel('250141.80', '6.37', ['98.32', '62.92', '43.16', '39.32'], 730);
  it.each([
    { term: 'on-demand', option: 'cloud-0', hours: 2720, months: 3.7 },
    {
      term: '1 year reserved, published as about 6 months, which is 6.06',
      option: 'cloud-1',
      hours: 4423,
      months: 6.0,
    },
    { term: '3 years reserved', option: 'cloud-2', hours: 6800, months: 9.3 },
    { term: '5 years reserved', option: 'cloud-3', hours: 7591, months: 10.4 },
  ])('$term', ({ option, hours, months }) => {
    const found = paybackOf(model, 'own', option);
    expect(Math.abs(found * 730 - hours)).toBeLessThanOrEqual(1);
    expect(Math.abs(found - months)).toBeLessThanOrEqual(0.06);
    expect(Math.abs(forecastPayback(model, option) * 730 - hours)).toBeLessThanOrEqual(1);
  });
});

describe('P04 8 × H100 against AWS p5.48xlarge on demand', () => {
  // Lenovo Press LP2225 (2025 Edition), breakeven section; read as other repositories quote it.
  // https://lenovopress.lenovo.com/lp2225-on-premise-vs-cloud-generative-ai-total-cost-of-ownership
  it('8,556 hours are 11.9 months of 720 hours', () => {
    const months = paybackOf(serverModel('833806', '0.87', ['98.32'], 720), 'own', 'cloud-0');
    expect(Math.abs(months * 720 - 8556)).toBeLessThanOrEqual(1);
    expect(Math.abs(months - 11.9)).toBeLessThanOrEqual(0.05);
  });

  it('11.9 months when paid month by month', () => {
    const model = serverModel('833806', '0.87', ['98.32'], 720);
    expect(Math.abs(forecastPayback(model, 'cloud-0') * 720 - 8556)).toBeLessThanOrEqual(1);
  });

  it('the published 11.9 months contradict a month of 730 hours, which gives 11.72', () => {
    const months = paybackOf(serverModel('833806', '0.87', ['98.32'], 730), 'own', 'cloud-0');
    expect(months).toBeCloseTo(11.72, 2);
    expect(Math.abs(months - 11.9)).toBeGreaterThan(0.05);
  });
});
