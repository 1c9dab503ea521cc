import { describe, expect, test } from 'vitest';
import { fieldLabel, fieldSpec, listFields } from '../../src/scenario/index.ts';
import { minimal, parseFiles, problemsOf, scenarioOf } from './support.ts';

const file = minimal(
  'retries: { failure_rate: 6% }',
  `prices:
  - { id: acme/chat-1.5, input: 0.50 USD/Mtok, output: 1.50 USD/Mtok, services: [{ id: flex, multiplier: 50% }] }
offers:
  - { id: quote-a, gpu: h200, hourly: 3.10 USD/hour }
clusters:
  eu: { model: m, offer: quote-a, platform: 400 USD/month }
  eu.west: { model: m, offer: quote-a, throughput: { prefill: 20k tokens/s, decode: 2k tokens/s } }`,
);

const set = (address: string, text: string) => scenarioOf({ 'a.yaml': file }, [{ address, text }]);

describe('--set', () => {
  test('replaces a value, or adds a key that the file does not have', () => {
    const volume = set('workloads.chat.volume', '2M requests/month').workloads.get('chat')?.volume;
    expect(volume?.by === 'requests' && volume.requests.value.toFixed()).toBe('2000000');
    expect(volume?.by === 'requests' && volume.requests.origin).toEqual({ type: 'flag', flag: '--set' });
    expect(
      set('workloads.chat.load.peak_to_average', '5').workloads.get('chat')?.peakToAverage.value.toFixed(),
    ).toBe('5');
    expect(set('hours_per_month', '720').hoursPerMonth.value.toFixed()).toBe('720');
    expect(set('currency', 'EUR').currency).toBe('EUR');
  });

  test('ids may have dots and slashes', () => {
    const price = set('prices.acme/chat-1.5.input', '0.60 USD/Mtok').prices.get('acme/chat-1.5');
    expect(price?.rows[0]?.input.toFixed()).toBe('0.6');
    const throughput = set('clusters.eu.west.throughput.decode', '3k tokens/s').clusters.get(
      'eu.west',
    )?.throughput;
    expect(throughput && 'decode' in throughput && throughput.decode?.value.toFixed()).toBe('3000');
    expect(set('clusters.eu.utilization', '50%').clusters.get('eu')?.utilization.value.toFixed()).toBe('0.5');
    expect(set('offers.quote-a.hourly', '2 USD/hour').offers.get('quote-a')?.rows[0]?.hourly?.toFixed()).toBe(
      '2',
    );
  });

  test('a service tier is addressed by its id', () => {
    const row = set('prices.acme/chat-1.5.services.flex', '40%').prices.get('acme/chat-1.5')?.rows[0];
    expect(row?.services[0]?.multiplier.toFixed()).toBe('0.4');
  });

  test('what is written short is addressed like what is written in full', () => {
    const platform = set('clusters.eu.platform.per_request', '0.001 USD').clusters.get('eu')?.platform;
    expect([platform?.fixed, platform?.perRequest].map((each) => each?.value.toFixed())).toEqual([
      '400',
      '0.001',
    ]);
    const ratio = minimal()
      .replace('1M requests/month', '1M tokens/month')
      .replace('tokens: { input: 1000, output: 200 }', 'ratio: 4:1');
    const volume = scenarioOf({ 'a.yaml': ratio }, [
      { address: 'workloads.chat.ratio.input', text: '9' },
    ]).workloads.get('chat')?.volume;
    expect(
      volume?.by === 'tokens' &&
        [volume.ratio.input, volume.ratio.output].map(({ value }) => value.toFixed()),
    ).toEqual(['9', '1']);
  });

  test('takes a distribution, and the last of several holds', () => {
    const scenario = scenarioOf({ 'a.yaml': file }, [
      { address: 'workloads.chat.growth', text: '1%/month' },
      { address: 'workloads.chat.growth', text: '{ uniform: [2%/month, 4%/month] }' },
    ]);
    expect(scenario.workloads.get('chat')?.growth.distribution?.shape).toBe('uniform');
    expect(scenario.workloads.get('chat')?.growth.value.toFixed()).toBe('0.03');
  });

  test('figures of entries that only the catalog has are kept for the model', () => {
    const { priceOverrides } = scenarioOf({ 'a.yaml': file }, [
      { address: 'prices.openai/gpt-4.1-mini.cached', text: '0.1 USD/Mtok' },
      { address: 'offers.aws/p5.48xlarge.hourly', text: '5 EUR/hour' },
      { address: 'exchange.EUR.USD', text: '1.1' },
    ]);
    expect(
      [...priceOverrides].map(([address, { value, unit }]) => `${address} ${value.toFixed()} ${unit.key}`),
    ).toEqual([
      'prices.openai/gpt-4.1-mini.cached 0.1 USD/Mtok',
      'offers.aws/p5.48xlarge.hourly 5 EUR/hour/GPU',
      'exchange.EUR.USD 1.1 USD/EUR',
    ]);
  });

  test.each([
    ['workloads.chat.volum', '1M requests/month', "did you mean 'workloads.chat.volume'?"],
    ['workloads.chta.volume', '1M requests/month', "did you mean 'workloads.chat.volume'?"],
    ['clusters.eu.throughput.deocde', '1 tokens/s', "did you mean 'clusters.eu.throughput.decode'?"],
    ['hours', '700', undefined],
  ])('%s is no address', (address, text, hint) => {
    const problems = problemsOf({ 'a.yaml': file }, [{ address, text }]);
    expect(problems).toEqual([`scenario/set: ${address}: the scenario has no such address`]);
    const { diagnostics } = parseFiles({ 'a.yaml': file }, [{ address, text }]);
    expect(diagnostics[0]?.hint).toBe(hint);
    expect(diagnostics[0]?.span?.file).toBe(`--set ${address}`);
  });

  test('a wrong value is told at the override', () => {
    expect(
      problemsOf({ 'a.yaml': file }, [{ address: 'workloads.chat.retries.failure_rate', text: '6 USD' }]),
    ).toEqual([
      "scenario/wrong-quantity: workloads.chat.retries.failure_rate: expected a plain number or a percentage, found the unit 'USD'",
    ]);
    expect(problemsOf({ 'a.yaml': file }, [{ address: 'prices.x/y.input', text: '-1 USD/Mtok' }])).toEqual([
      "scenario/out-of-range: prices.x/y.input: expected at least 0, found '-1 USD/Mtok'",
    ]);
  });
});

describe('the list of fields', () => {
  test('an address of any depth finds its field', () => {
    expect(fieldSpec('workloads.a.b.c.tokens.input')).toMatchObject({
      pattern: 'workloads.*.tokens.input',
      unit: 'token/request',
    });
    expect(fieldSpec('workloads.x.options.y.hybrid.replicas')?.range.whole).toBe(true);
    expect(fieldSpec('prices.acme/chat-1.5.tiers.0.input')?.unit).toBe('¤/Mtok');
    expect(fieldSpec('workloads.chat.tokens')).toBeUndefined();
    expect(fieldSpec('nothing.of.this')).toBeUndefined();
    expect(fieldLabel('teams.mlops.headcount')).toBe('headcount');
    expect(fieldLabel('nothing.of.this')).toBe('nothing.of.this');
  });

  test('every pattern finds itself, and none comes twice', () => {
    const patterns = listFields().map(({ pattern }) => pattern);
    for (const pattern of patterns) {
      expect(fieldSpec(pattern.replaceAll('*', '0'))?.pattern).toBe(pattern);
    }
    expect(patterns.length).toBeGreaterThan(100);
  });
});
