import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Quantity } from '../../src/document/index.ts';
import { minimal, problemsOf, scenarioOf } from './support.ts';

const example = readFileSync(new URL('fixtures/support-desk.yaml', import.meta.url), 'utf8');

const show = (of: Quantity | 'catalog'): string =>
  of === 'catalog' ? of : `${of.value.toFixed()} ${of.unit.key}`.trim();

describe('the full example', () => {
  const scenario = scenarioOf({ 'support-desk.yaml': example });
  const workload = scenario.workloads.get('support-chat');

  test('the head of the file', () => {
    expect(scenario).toMatchObject({
      name: 'Support desk FY27',
      catalog: '2026-11',
      asOf: '2026-11-01',
      knownAt: null,
      currency: 'USD',
    });
    expect(show(scenario.hoursPerMonth)).toBe('730 hour/month');
    expect(scenario.hoursPerMonth).toMatchObject({
      kind: 'default',
      origin: { type: 'assumption', words: 'default 730' },
    });
    expect(show(scenario.margin)).toBe('0.05 1');
    expect(show(scenario.horizon.months)).toBe('36 month');
    expect(show(scenario.horizon.discountRate)).toBe('0.1 1/year');
    expect(show(scenario.horizon.apiPriceTrend)).toBe('-0.3 1/year');
    expect(show(scenario.horizon.gpuPriceTrend)).toBe('-0.15 1/year');
  });

  test('teams, prices and offers', () => {
    const team = scenario.teams.get('mlops');
    expect(team && [team.id, show(team.headcount), show(team.loadedCost)]).toEqual([
      'mlops',
      '1.5 FTE',
      '190000 USD/year/FTE',
    ]);
    const price = scenario.prices.get('acme/chat');
    expect(price?.currency).toBe('USD');
    expect(price?.rows[0]?.input.toFixed()).toBe('0.5');
    expect(price?.rows[0]?.kind).toBe('stated');
    const offer = scenario.offers.get('quote-a');
    expect(offer).toMatchObject({ gpu: 'h200-sxm', term: 'reserved', switchOff: false });
    expect([offer?.node.toFixed(), offer?.termMonths?.toFixed(), offer?.rows[0]?.hourly?.toFixed()]).toEqual([
      '8',
      '12',
      '3.1',
    ]);
  });

  test('the cluster', () => {
    const cluster = scenario.clusters.get('eu-inference');
    expect(cluster).toMatchObject({
      id: 'eu-inference',
      model: 'llama-3.1-8b',
      offer: 'quote-a',
      precision: null,
    });
    if (
      cluster === undefined ||
      cluster.gpusPerReplica === null ||
      cluster.throughput === null ||
      !('prefill' in cluster.throughput)
    ) {
      throw new Error('the cluster states its GPUs and both rates');
    }
    expect(
      [
        cluster.gpusPerReplica,
        cluster.utilization,
        cluster.minimumReplicas,
        cluster.spare,
        cluster.prefixCache ?? ('catalog' as const),
        cluster.failureRate,
        cluster.throughput.prefill,
        cluster.throughput.decode ?? ('catalog' as const),
        cluster.platform.fixed,
        cluster.platform.perRequest,
        cluster.operations,
      ].map(show),
    ).toEqual([
      '1 GPU/replica',
      '0.7 1',
      '1 replica',
      '0 replica',
      '0 1',
      '0 1',
      '20000 token/second/replica',
      '2500 token/second/replica',
      '400 USD/month',
      '0 USD/request',
      '0 USD/month',
    ]);
  });

  test('the workload', () => {
    if (workload === undefined || workload.volume.by !== 'requests') throw new Error('volume is in requests');
    const [only] = workload.classes;
    if (only === undefined || workload.retries.by !== 'rate') throw new Error('one class, one failure rate');
    const { overheads, constraints } = workload;
    expect(
      [
        workload.volume.requests,
        only.share,
        only.input,
        only.output,
        workload.cached,
        workload.cacheWrite,
        workload.growth,
        workload.peakToAverage,
        workload.retries.failureRate,
        workload.retries.maximum,
        workload.retries.billedInput,
        workload.retries.billedOutput,
        workload.failover.uplift,
        workload.failover.standby,
        overheads.experimentation,
        overheads.abTesting.share,
        overheads.infrastructure.perRequest,
        overheads.infrastructure.fixed,
        overheads.observability.trace,
        overheads.observability.storage,
        overheads.observability.fixed,
      ].map(show),
    ).toEqual([
      '1200000 request/month',
      '1 1',
      '1500 token/request',
      '350 token/request',
      '0.4 1',
      '0 1',
      '0.03 1/month',
      '4 1',
      '0.06 1',
      '3 1',
      '1 1',
      '1 1',
      '0.3 1',
      '0.3 1',
      '0.15 1',
      '0.1 1',
      '0.000012 USD/request',
      '150 USD/month',
      '6 kB/request',
      '2.3 USD/GB',
      '100 USD/month',
    ]);
    expect(overheads.abTesting.model).toBe('anthropic/claude-haiku-4.5');
    expect(workload).toMatchObject({ activeHours: null, profile: null, cacheLifetime: 'short' });
    expect(constraints).toMatchObject({
      residency: 'eu',
      regulated: true,
      latency: 'dedicated',
      differentiated: false,
    });
    expect([constraints.minimumScore, constraints.context].map((each) => each && show(each))).toEqual([
      '0.82 1',
      '32000 token',
    ]);
  });

  test('the options', () => {
    if (workload === undefined || workload.options === 'auto') throw new Error('options are listed');
    const options = new Map(workload.options.map((option) => [option.id, option]));
    expect([...options.keys()]).toEqual(['api-mini', 'api-ptu', 'own', 'burst']);
    expect(options.get('api-mini')).toMatchObject({
      kind: 'buy',
      price: 'openai/gpt-4o-mini',
      mode: 'on-demand',
    });
    expect(options.get('api-ptu')).toMatchObject({
      kind: 'buy',
      price: 'azure/gpt-4o-mini',
      mode: 'provisioned',
    });
    const own = options.get('own');
    if (own?.kind !== 'build') throw new Error('own is built');
    expect([own.cluster, own.team, show(own.setup), show(own.amortize)]).toEqual([
      'eu-inference',
      'mlops',
      '60000 USD',
      '24 month',
    ]);
    expect(options.get('burst')).toMatchObject({
      kind: 'hybrid',
      form: 'burst',
      base: 'own',
      overflow: 'api-mini',
      replicas: null,
    });
  });

  test('a figure says where it stands', () => {
    expect(workload?.growth).toMatchObject({
      kind: 'stated',
      origin: { type: 'file', file: 'support-desk.yaml', line: 25 },
    });
    expect(workload?.growth.span).toMatchObject({ line: 25, column: 13 });
  });
});

describe('what may be written otherwise', () => {
  const only = (workload: string, top = '') => {
    const found = scenarioOf({ 'a.yaml': minimal(workload, top) }).workloads.get('chat');
    if (found === undefined) throw new Error('there is one workload');
    return found;
  };

  test('a volume in tokens with a ratio', () => {
    const text = `crossover: 1
workloads:
  chat: { volume: 40M tokens/month, ratio: 4:1, tokens_per_request: 2k, tokens: { cached: 10% }, options: auto }`;
    const workload = scenarioOf({ 'a.yaml': text }).workloads.get('chat');
    if (workload?.volume.by !== 'tokens') throw new Error('volume is in tokens');
    const { tokens, ratio, tokensPerRequest } = workload.volume;
    expect([tokens, ratio.input, ratio.output].map(show)).toEqual(['40000000 token/month', '4 1', '1 1']);
    expect(tokensPerRequest && show(tokensPerRequest)).toBe('2000 token/request');
    expect(workload.classes).toEqual([]);
    expect(show(workload.cached)).toBe('0.1 1');
    expect(workload.options).toBe('auto');
  });

  test('classes of requests', () => {
    const text = minimal(
      'classes: [{ share: 80%, input: 500, output: 100 }, { share: 20%, input: 4k, output: 1k }]',
    );
    const [first, second] =
      scenarioOf({
        'a.yaml': text.replace('tokens: { input: 1000, output: 200 }', 'tokens: { cached: 5% }'),
      }).workloads.get('chat')?.classes ?? [];
    expect(first && second && [first.share, first.input, second.share, second.output].map(show)).toEqual([
      '0.8 1',
      '500 token/request',
      '0.2 1',
      '1000 token/request',
    ]);
  });

  test('retries by cause', () => {
    const { retries } = only('retries: { max: 2, timed_out: 2%, bad_output: 3% }');
    if (retries.by !== 'cause') throw new Error('retries are by cause');
    expect([retries.maximum, retries.rejected, retries.timedOut, retries.badOutput].map(show)).toEqual([
      '2 1',
      '0 1',
      '0.02 1',
      '0.03 1',
    ]);
  });

  test('an hourly profile is brought to a mean of 1, and its largest hour is the peak', () => {
    const hours = Array.from({ length: 168 }, (_, hour) => (hour < 84 ? 3 : 1));
    const workload = only(`load: { hourly: [${hours.join(', ')}], active: 400 hours }`);
    expect(workload.profile?.[0]?.toFixed()).toBe('1.5');
    expect(workload.profile?.[167]?.toFixed()).toBe('0.5');
    expect(show(workload.peakToAverage)).toBe('1.5 1');
    expect(workload.activeHours && show(workload.activeHours)).toBe('400 hour/month');
  });

  test('a cascade, provisioned units, and a contract', () => {
    const options = `options:
  small: { buy: a, mode: provisioned, reserved: { units: 15, rate: 0.5 USD/hour }, headroom: 20%, residency: eu, regulated: true, score: 0.7 }
  large: { buy: b, region_uplift: 10%, monthly_minimum: 1k USD/month, token_multiplier: 1.2, service: flex }
  both: { cascade: { small: small, large: large, settled: 80% } }`;
    const text = minimal(options).replace('    options: { api: { buy: acme/chat } }\n', '');
    const found = scenarioOf({ 'a.yaml': text }).workloads.get('chat')?.options;
    if (found === undefined || found === 'auto') throw new Error('options are listed');
    const [small, large, both] = found;
    if (
      small?.kind !== 'buy' ||
      large?.kind !== 'buy' ||
      both?.kind !== 'hybrid' ||
      both.form !== 'cascade'
    ) {
      throw new Error('two are bought, and one is a cascade');
    }
    expect(small.reserved && [small.reserved.units, small.reserved.rate, small.headroom].map(show)).toEqual([
      '15 unit',
      '0.5 USD/hour/unit',
      '0.2 1',
    ]);
    expect(small).toMatchObject({ residency: 'eu', regulated: true });
    expect([large.regionUplift, large.monthlyMinimum].map(show)).toEqual(['0.1 1', '1000 USD/month']);
    expect([both.small, both.large, show(both.settled)]).toEqual(['small', 'large', '0.8 1']);
  });

  test('money keeps the currency that it is written in', () => {
    const workload = only(
      'overheads: { infrastructure: { fixed: 100 USD/month, per_request: 0.01 EUR } }',
      'currency: EUR',
    );
    const { infrastructure, observability } = workload.overheads;
    expect([infrastructure.fixed, infrastructure.perRequest, observability.fixed].map(show)).toEqual([
      '100 USD/month',
      '0.01 EUR/request',
      '0 EUR/month',
    ]);
  });

  test('a price entry is in the currency that it names, else in that of the scenario', () => {
    const top = `currency: EUR
prices: [{ id: a, input: 1 GBP/Mtok, output: 2 GBP/Mtok }, { id: b, input: 1 EUR/Mtok, output: 2 EUR/Mtok }]`;
    const { prices } = scenarioOf({ 'a.yaml': minimal('', top) });
    expect([...prices.values()].map(({ currency }) => currency)).toEqual(['GBP', 'EUR']);
  });

  test('an owned GPU', () => {
    const top = `offers:
  - { id: own, gpu: b200, term: owned, node: 8, ownership: { price: 40k USD, residual: 20%, depreciation: 4 years, maintenance: 5%/year,
      colocation: 150 USD/month, power: 1.2 kW, pue: 1.3, power_price: 0.12 USD/kWh, idle: 30% } }`;
    const ownership = scenarioOf({ 'a.yaml': minimal('', top) }).offers.get('own')?.rows[0]?.ownership;
    expect(ownership?.depreciationMonths.toFixed()).toBe('48');
    expect(ownership?.price.toFixed()).toBe('40000');
  });

  test('Windows line ends and a byte order mark change nothing but the places', () => {
    const plain = scenarioOf({ 'a.yaml': example });
    const windows = scenarioOf({ 'a.yaml': `\ufeff${example.replaceAll('\n', '\r\n')}` });
    expect(windows.digest).toBe(plain.digest);
  });
});

describe('the digest', () => {
  const digest = (text: string, overrides: readonly { address: string; text: string }[] = []) =>
    scenarioOf({ 'a.yaml': text }, overrides).digest;
  const text = minimal('growth: 3%/month\nload: { peak_to_average: 4 }');

  test('does not change with comments, quotes and the order of keys', () => {
    expect(digest(minimal('load: { peak_to_average: 4 } # busy\ngrowth: "3%/month"'))).toBe(digest(text));
  });

  test('changes with any value, with overrides, and with a workload of any name', () => {
    expect(digest(text.replace('3%', '4%'))).not.toBe(digest(text));
    expect(digest(text, [{ address: 'workloads.chat.growth', text: '4%/month' }])).toBe(
      digest(text.replace('3%', '4%')),
    );
    expect(digest(text, [{ address: 'prices.openai/gpt-4o.input', text: '1 USD/Mtok' }])).not.toBe(
      digest(text),
    );
    expect(digest(text.replace('chat:', 'span:'))).not.toBe(
      digest(text.replace('chat:', 'span:').replace('1M', '2M')),
    );
  });
});

test('problems of one file come all at once', () => {
  const text = minimal('growth: banana\ngrowht: 1%/month\nload: { peak_to_average: 0 }');
  expect(problemsOf({ 'a.yaml': text }).map((each) => each.split(':')[0])).toEqual([
    'scenario/wrong-quantity',
    'scenario/unknown-key',
    'scenario/out-of-range',
  ]);
});
