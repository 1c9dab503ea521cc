import { describe, expect, it } from 'vitest';
import {
  exclusionsOf,
  figureAt,
  lineOf,
  linesOf,
  modelOf,
  modelProblems,
  optionOf,
  totalOf,
} from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
const row = (from: string, to: string, more: string, currency = 'USD'): string =>
  `{ from: ${from}, to: ${to}, recorded: 2026-01-01, kind: list, ${source}, input: 1 ${currency}/Mtok, output: 4 ${currency}/Mtok, ${more} }`;

/** 43.8M requests a month are 1,000 a minute: 1,400 weighted tokens each are 1.4M a minute. */
const workload = (option: string, top = ''): string => `${top}
workloads:
  chat:
    volume: 43.8M requests/month
    tokens: { input: 1000, output: 100 }
    options: { api: { buy: cloud/model${option} } }`;

const ptu = (rate: string): string =>
  `provisioned: { rate: ${rate}, tokens_per_minute: 37k tokens/minute, output_weight: 4, minimum_units: 15 units, increment: 5 units }`;
const gsu = (rate: string): string =>
  `provisioned: { rate: ${rate}, tokens_per_minute: 56 tokens/s, output_weight: 4, minimum_units: 1, increment: 1 }`;

const catalogOf = (rows: readonly string[], currency = 'USD', fx = '') => ({
  'tokens.yaml': `- id: cloud/model\n  currency: ${currency}\n  prices:\n${rows.map((each) => `    - ${each}\n`).join('')}`,
  'fx.yaml': fx,
});

describe('provisioned throughput as a catalog entry', () => {
  const units = 'workloads.chat.options.api.units';

  it('by the hour is paid for every hour of a month', () => {
    const catalog = catalogOf([row('2026-01-01', 'null', ptu('1 USD/unit/hour'))]);
    const model = modelOf(workload(', mode: provisioned'), { catalog });
    // 1.4M / 37k = 37.8
    expect(figureAt(model, units)).toBe('40');
    expect(lineOf(model, 'api', 'provisioned')).toBe('29200');
  });

  it('by the month is paid once, its throughput given by the second or the minute', () => {
    const catalog = catalogOf([row('2026-01-01', 'null', gsu('2700 USD/unit/month'))]);
    const model = modelOf(workload(', mode: provisioned'), { catalog });
    // 1.4M / 3,360 = 416.7
    expect(figureAt(model, units)).toBe('417');
    expect(lineOf(model, 'api', 'provisioned')).toBe('1125900');
    const hours = modelOf(workload(', mode: provisioned'), { catalog, set: { hours_per_month: '720' } });
    expect(figureAt(hours, units)).toBe('423');
    expect(lineOf(hours, 'api', 'provisioned')).toBe('1142100');
  });

  it('by the year is a twelfth of it a month', () => {
    const catalog = catalogOf([row('2026-01-01', 'null', gsu('24k USD/unit/year'))]);
    expect(lineOf(modelOf(workload(', mode: provisioned'), { catalog }), 'api', 'provisioned')).toBe(
      '834000',
    );
  });

  it('has a history as other prices do', () => {
    const catalog = catalogOf([
      row('2026-01-01', '2026-06-01', ptu('2 USD/unit/hour')),
      row('2026-06-01', 'null', ptu('1 USD/unit/hour')),
    ]);
    const before = modelOf(workload(', mode: provisioned', 'as_of: 2026-05-31'), { catalog });
    expect(lineOf(before, 'api', 'provisioned')).toBe('58400');
    expect(lineOf(modelOf(workload(', mode: provisioned'), { catalog }), 'api', 'provisioned')).toBe('29200');
  });

  it('in another currency is exchanged', () => {
    const fx = `- { from: EUR, to: USD, date: 2026-01-31, rate: 1.25, ${source} }`;
    const catalog = catalogOf([row('2026-01-01', 'null', ptu('1 EUR/unit/hour'), 'EUR')], 'EUR', fx);
    expect(lineOf(modelOf(workload(', mode: provisioned'), { catalog }), 'api', 'provisioned')).toBe('36500');
  });

  it('can be set, by what it is paid by', () => {
    const catalog = catalogOf([row('2026-01-01', 'null', ptu('1 USD/unit/hour'))]);
    const set = (value: string) => ({ catalog, set: { 'prices.cloud/model.provisioned.rate': value } });
    expect(lineOf(modelOf(workload(', mode: provisioned'), set('0.5 USD/hour')), 'api', 'provisioned')).toBe(
      '14600',
    );
    expect(modelProblems(workload(', mode: provisioned'), set('260 USD/month'))[0]?.message).toBe(
      '--set prices.cloud/model.provisioned.rate: expected an amount per hour, found one per month',
    );
  });

  it('that an entry does not have excludes the option', () => {
    const catalog = catalogOf([row('2026-01-01', 'null', 'batch: 50%')]);
    const model = modelOf(workload(', mode: provisioned'), { catalog });
    expect(exclusionsOf(model, 'api')).toEqual(['unknown-price']);
    expect(optionOf(model, 'api').statement).toBeNull();
  });
});

describe('committed spend as a catalog entry', () => {
  const committed =
    'commitment: { mode: graduated, minimum: 50k USD/month, tiers: [ { above: 40k USD/month, multiplier: 90% }, { above: 20k USD/month, multiplier: 95% } ] }';
  const catalog = catalogOf([row('2026-01-01', 'null', committed)]);

  it('discounts by tiers in whatever order they stand', () => {
    const model = modelOf(workload(''), { catalog });
    // 43.8 + 17.52 = 61.32k: 20k + 20k · 0.95 + 21.32k · 0.9
    expect(linesOf(model, 'api')).toMatchObject({ tokens: '61320', commitment: '-3132' });
    expect(totalOf(model, 'api').toFixed()).toBe('58188');
  });

  it('is paid in full where less is used', () => {
    const model = modelOf(workload(''), { catalog, set: { 'workloads.chat.volume': '10M requests/month' } });
    expect(totalOf(model, 'api').toFixed()).toBe('50000');
  });
});
