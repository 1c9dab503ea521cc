import { describe, expect, it } from 'vitest';
import { compare, runModel, type ComparedSet } from '../../src/analysis/index.ts';
import {
  exactAt,
  exclusionsOf,
  figureAt,
  lineOf,
  modelOf,
  modelProblems,
  optionOf,
} from '../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';

function tokenRows(rows: readonly string[], currency = 'USD'): string {
  return `- id: acme/chat
  channel: acme
  currency: ${currency}
  prices:
${rows.map((row) => `    - { ${row}, output: 0 ${currency}/Mtok, ${source} }\n`).join('')}`;
}

const buy = (top = ''): string => `${top}
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 100 }
    options: { api: { buy: acme/chat } }`;

describe('the day whose prices hold', () => {
  const catalog = {
    'tokens.yaml': tokenRows([
      'from: 2026-01-01, to: 2026-06-01, recorded: 2026-01-01, kind: list, input: 3 USD/Mtok',
      'from: 2026-06-01, to: null, recorded: 2026-05-20, kind: list, input: 2 USD/Mtok',
      'from: 2026-09-01, to: null, recorded: 2026-08-15, kind: contract, input: 1 USD/Mtok',
    ]),
  };
  const tokens = (top: string): string => lineOf(modelOf(buy(top), { catalog }), 'api', 'tokens');

  it('is the catalog’s date unless the scenario says otherwise', () => {
    expect(tokens('')).toBe('1000');
    expect(tokens('as_of: 2026-03-01')).toBe('3000');
  });

  it('from is inclusive and to exclusive', () => {
    expect(tokens('as_of: 2026-05-31')).toBe('3000');
    expect(tokens('as_of: 2026-06-01')).toBe('2000');
    expect(tokens('as_of: 2026-08-31')).toBe('2000');
  });

  it('only what was known counts', () => {
    expect(tokens('known_at: 2026-08-14')).toBe('2000');
    expect(tokens('known_at: 2026-08-15')).toBe('1000');
    expect(tokens('as_of: 2026-08-01\nknown_at: 2026-05-20')).toBe('2000');
  });

  it('without a price excludes the option', () => {
    const before = modelOf(buy('as_of: 2025-12-31'), { catalog });
    expect(optionOf(before, 'api').statement).toBeNull();
    expect(optionOf(before, 'api').exclusions[0]).toEqual({
      by: 'unknown-price',
      message: 'acme/chat has no price on 2025-12-31: its prices run from 2026-01-01',
    });
    const unknown = modelOf(buy('as_of: 2026-07-01\nknown_at: 2025-12-31'), { catalog });
    expect(exclusionsOf(unknown, 'api')).toEqual(['unknown-price']);
  });

  it('a price that the scenario states goes before the catalog’s', () => {
    const stated = 'prices: [ { id: acme/chat, input: 7 USD/Mtok, output: 0 USD/Mtok } ]';
    expect(tokens(stated)).toBe('7000');
  });
});

describe('keys of a time that no formula looks at', () => {
  it('are named in what run finds', () => {
    const file = buy('horizon: { months: 12, api_price_trend: -30%/year }').replace(
      'volume: 1M requests/month',
      'volume: 1M requests/month\n    growth: 3%/month',
    );
    const stated = {
      'tokens.yaml': tokenRows([
        'from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 2 USD/Mtok',
      ]),
    };
    const found = (text: string): readonly string[] =>
      runModel(modelOf(text, { catalog: stated })).warnings.flatMap(({ code, message }) =>
        code === 'unused-keys' ? [message] : [],
      );
    expect(found(file)).toEqual([
      "horizon.months, horizon.api_price_trend, workloads.chat.growth are used by 'crossover forecast' only: these figures are of one month at the stated volume",
    ]);
    expect(found(buy())).toEqual([]);
    expect(found(`plan: { vendors: 1 }\n${buy()}`)).toEqual([
      "plan.vendors is used by 'crossover place' only: here each workload is costed alone",
    ]);
  });

  it('are named by compare where they say something else on the two sides', () => {
    const stated = {
      'tokens.yaml': tokenRows([
        'from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 2 USD/Mtok',
      ]),
    };
    const of = (text: string): ComparedSet => ({
      name: 'a',
      subjects: new Map([['a', { form: 'model', model: modelOf(text, { catalog: stated }) }]]),
    });
    const growing = (rate: string, more = ''): string =>
      `${more}${buy()}`.replace(
        'volume: 1M requests/month',
        `volume: 1M requests/month\n    growth: ${rate}/month`,
      );
    const changes = (before: string, after: string): readonly string[] => {
      const found = compare(of(before), of(after));
      if (!found.ok) return expect.fail();
      expect(found.value.changed).toBe(false);
      return found.value.scenarios.flatMap(({ unused }) =>
        unused.map(({ address, by }) => `${address} ${by}`),
      );
    };
    expect(changes(growing('4%'), growing('9%'))).toEqual(['workloads.chat.growth forecast']);
    expect(changes(growing('4%'), growing('4%', 'horizon: { months: 12 }\n'))).toEqual([
      'horizon.months forecast',
    ]);
    // Where it stands is no difference, and neither is another way to write it.
    expect(changes(growing('4%'), growing('0.04', '# a comment\n'))).toEqual([]);
    const loose = growing('4%').replace(
      'volume: 1M requests/month',
      'volume: { uniform: [500k requests/month, 1.5M requests/month] }',
    );
    expect(changes(growing('4%'), loose)).toEqual(['workloads.chat.volume simulate']);
  });
});

describe('exchange rates', () => {
  const rate = (date: string, value: string, pair = 'from: EUR, to: USD'): string =>
    `- { ${pair}, date: ${date}, rate: ${value}, ${source} }\n`;
  const tokens = {
    'tokens.yaml': tokenRows(
      ['from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 2 EUR/Mtok'],
      'EUR',
    ),
  };
  const fx = (...rates: readonly string[]) => ({ catalog: { ...tokens, 'fx.yaml': rates.join('') } });

  it('convert by the latest one on or before the day of the prices', () => {
    const setting = fx(rate('2026-01-01', '1.10'), rate('2026-10-01', '1.25'), rate('2026-11-02', '1.50'));
    const model = modelOf(buy(), setting);
    expect(lineOf(model, 'api', 'tokens')).toBe('2500');
    expect(model.graph.inputs.get('exchange.EUR.USD')?.provenance.origin).toEqual({
      type: 'exchange-rate',
      url: 'https://a.example',
      date: '2026-10-01',
    });
    expect(lineOf(modelOf(buy('as_of: 2026-09-30'), setting), 'api', 'tokens')).toBe('2200');
  });

  it('work both ways', () => {
    const model = modelOf(buy(), fx(rate('2026-01-01', '0.8', 'from: USD, to: EUR')));
    expect(lineOf(model, 'api', 'tokens')).toBe('2500');
  });

  it('join two currencies over the euro, where both are quoted against it', () => {
    // 2,000 EUR of the entry are GBP here: 2,000 GBP / 0.8 = 2,500 EUR, x 1.25 = 3,125 USD.
    const pounds = tokenRows(
      ['from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 2 GBP/Mtok'],
      'GBP',
    );
    const rates = rate('2026-01-01', '1.25') + rate('2026-01-01', '0.8', 'from: EUR, to: GBP');
    const model = modelOf(buy(), { catalog: { 'tokens.yaml': pounds, 'fx.yaml': rates } });
    expect(lineOf(model, 'api', 'tokens')).toBe('3125');
    expect([...model.graph.inputs.keys()].filter((each) => each.startsWith('exchange.'))).toEqual([
      'exchange.GBP.EUR',
      'exchange.EUR.USD',
    ]);
    // A rate of the two alone comes first.
    const stated = modelOf(buy('rates: { GBP/USD: 1.3 }'), {
      catalog: { 'tokens.yaml': pounds, 'fx.yaml': rates },
    });
    expect(lineOf(stated, 'api', 'tokens')).toBe('2600');
  });

  it('are not needed within one currency', () => {
    expect(lineOf(modelOf(buy('currency: EUR'), fx()), 'api', 'tokens')).toBe('2000');
  });

  it('that are not known are an error, so that no option drops out of the answer for one', () => {
    const problems = modelProblems(
      buy(),
      fx(rate('2026-11-02', '1.50'), rate('2026-01-01', '0.9', 'from: GBP, to: USD')),
    );
    expect(problems).toMatchObject([
      {
        severity: 'error',
        message:
          'workloads.chat.options.api has no figures: no exchange rate from EUR to USD on or before 2026-11-01 is known',
        hint: "state what one EUR is worth: 'rates: { EUR/USD: ... }'",
      },
    ]);
  });

  // 1,000 requests of a million input tokens at 2 EUR: 2,000 EUR, which are 2,160 USD at 1.08 and 1,600 at 0.8.
  it('of the scenario come first, in the direction in which they are quoted', () => {
    const listed = fx(rate('2026-01-01', '1.10'));
    const amount = (rates: string, set: Record<string, string> = {}): string =>
      lineOf(modelOf(buy(`rates: { ${rates} }`), { ...listed, set }), 'api', 'tokens');
    expect(amount('EUR/USD: 1.08')).toBe('2160');
    expect(amount('USD/EUR: 1.25')).toBe('1600');
    expect(amount('GBP/USD: 1.3')).toBe('2200');
    expect(amount('EUR/USD: { 2026-10-30: 1.05, 2026-10-31: 1.08, 2026-11-02: 1.5 }')).toBe('2160');
    expect(amount('EUR/USD: { 2026-11-02: 1.5 }')).toBe('2200');
    expect(amount('EUR/USD: 1.08', { 'exchange.USD.EUR': '0.8' })).toBe('2500');
    expect(amount('EUR/USD: 1.08', { 'rates.EUR/USD': '1.2' })).toBe('2400');
    const model = modelOf(buy('rates: { USD/EUR: 1.25 }'), fx());
    expect(model.graph.inputs.get('exchange.USD.EUR')?.value.toFixed()).toBe('1.25');
    expect(figureAt(modelOf(buy('rates: { USD/EUR: 1.25 }'), fx()), 'exchange.USD.EUR')).toBe('1.25');
  });

  it('set for a scenario of one currency are said to be without effect', () => {
    const model = modelOf(buy('currency: EUR'), { ...fx(), set: { 'exchange.EUR.USD': '1.08' } });
    expect(model.warnings.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', '--set exchange.EUR.USD: no amount of this scenario is exchanged at it'],
    ]);
  });

  it('can be set', () => {
    const model = modelOf(buy(), { ...fx(), set: { 'exchange.EUR.USD': '1.2' } });
    expect(lineOf(model, 'api', 'tokens')).toBe('2400');
  });

  it('apply to amounts of the scenario in another currency', () => {
    const model = modelOf(
      `${buy()}
    overheads: { infrastructure: { fixed: 100 EUR/month } }`,
      fx(rate('2026-01-01', '1.10')),
    );
    expect(lineOf(model, 'api', 'infrastructure')).toBe('110');
  });
});

describe('measured throughput', () => {
  const run = (more: string, output: string): string =>
    `- { model: small-llm, engine: vllm, kind: measured, ${more}, output: ${output} tokens/s, ${source} }\n`;
  const catalog = (...runs: readonly string[]) => ({
    'models.yaml': `- { id: small-llm, parameters: 8B, licence: open, ${source} }`,
    'hardware.yaml': `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
    'throughput.yaml': runs.join(''),
  });
  const near =
    'gpu: h100-sxm, gpus: 1, precision: bf16, input_length: 1000 tokens, output_length: 100 tokens';
  const far = 'gpu: h100-sxm, gpus: 1, precision: bf16, input_length: 4000 tokens, output_length: 100 tokens';
  const wide = 'gpu: h100-sxm, gpus: 4, precision: fp8, input_length: 1000 tokens, output_length: 100 tokens';
  const other = 'gpu: a100, gpus: 1, precision: bf16, input_length: 1000 tokens, output_length: 100 tokens';
  const build = (cluster = '', tokens = '{ input: 1000, output: 100 }'): string => `offers:
  - { id: rent, gpu: h100-sxm, hourly: 2 USD/hour }
clusters:
  eu: { model: small-llm, offer: rent${cluster} }
workloads:
  chat:
    volume: 2.628M requests/month
    tokens: ${tokens}
    options: { own: { build: eu } }`;

  const address = 'throughput.small-llm/h100-sxmx1/bf16';

  it('of one length counts every token alike, and is named', () => {
    const model = modelOf(build(), { catalog: catalog(run(near, '500'), run(other, '900')) });
    expect(model.graph.inputs.get(address)?.provenance.kind).toBe('estimated');
    // The output of 500 a second comes with ten times the input: 5,500 tokens a second, of a million an hour times 1,100 / 1,000.
    expect(figureAt(model, `${address}.input`)).toBe('0.000181818');
    expect(exactAt(model, 'workloads.chat.options.own.load').toNumber()).toBeCloseTo(0.2, 5);
    expect(optionOf(model, 'own').notes.at(-1)).toBe(
      'throughput of clusters.eu: vllm bf16 on 1 × h100-sxm, one measurement, of 1000 input and 100 output tokens, assuming that every token costs the same; too few to estimate its error; measured at full offline load, without a bound on latency',
    );
  });

  it('of two lengths gives the time of an input and of an output token', () => {
    // 1000·a + 100·b = 0.2 and 4000·a + 100·b = 0.5: a = 0.1 ms, b = 1 ms.
    const model = modelOf(build(), { catalog: catalog(run(far, '200'), run(near, '500')) });
    expect(figureAt(model, `${address}.input`)).toBe('0.0001');
    expect(figureAt(model, `${address}.output`)).toBe('0.001');
    expect(figureAt(model, `${address}.context`)).toBe('0');
    // One request a second.
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.2');
  });

  it('has no cliff where another measurement is nearer', () => {
    const catalogOfTwo = { catalog: catalog(run(far, '200'), run(near, '500')) };
    const load = (input: number): number =>
      exactAt(
        modelOf(build('', `{ input: ${input}, output: 100 }`), catalogOfTwo),
        'workloads.chat.options.own.load',
      ).toNumber();
    for (const input of [500, 1000, 1999, 2000, 2001, 8000])
      expect(load(input + 1) - load(input)).toBeCloseTo(0.0001, 9);
  });

  it('brings the GPUs per replica that it was measured with', () => {
    const model = modelOf(build(', precision: fp8'), {
      catalog: catalog(run(near, '500'), run(wide, '1000')),
    });
    expect(figureAt(model, 'workloads.chat.options.own.gpus')).toBe('4');
    expect(lineOf(model, 'own', 'gpu')).toBe('5840');
  });

  it('of another number of GPUs than stated is not taken', () => {
    const model = modelOf(build(', gpus_per_replica: 2'), {
      catalog: catalog(run(near, '500'), run(wide, '1000')),
    });
    expect(exclusionsOf(model, 'own')).toEqual(['unknown-throughput']);
  });

  it('of another GPU is not taken', () => {
    const model = modelOf(build(), { catalog: catalog(run(other, '900')) });
    expect(exclusionsOf(model, 'own')).toEqual(['unknown-throughput']);
  });

  it('of input alone is not taken for both', () => {
    const input = run(near, '1').replace('output: 1 tokens/s', 'input: 9000 tokens/s');
    expect(exclusionsOf(modelOf(build(), { catalog: catalog(input) }), 'own')).toEqual([
      'unknown-throughput',
    ]);
  });
});
