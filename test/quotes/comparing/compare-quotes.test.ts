import { describe, expect, it } from 'vitest';
import {
  compareQuotes,
  standInDefaults,
  standInScenario,
  type QuotesResult,
} from '../../../src/quotes/index.ts';
import { machinesOf, type Catalog } from '../../../src/catalog/index.ts';
import { written, type Written } from '../../support/written.ts';
import { readQuotes } from '../../../src/quotes/reading/index.ts';
import { renderDiagnostics } from '../../../src/diagnostics/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import { parseScenario, type Scenario } from '../../../src/scenario/index.ts';
import { catalogOf, modelOf, totalOf } from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
const row = `from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, ${source}`;

/** 1,000 tokens a second on one GPU of 80 GB, and an API of 2 USD/Mtok. */
const files = {
  'models.yaml': `- { id: small-llm, parameters: 8B, cache_bytes_per_token: 1000, licence: open, ${source} }`,
  'hardware.yaml': ['h100-sxm', 'h100-pcie', 'l4']
    .map((id) => `- { id: ${id}, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`)
    .join('\n'),
  'throughput.yaml': `- { model: small-llm, gpu: h100-sxm, gpus: 1, precision: bf16, engine: vllm, input_length: 1000 tokens, output_length: 1000 tokens, total: 1k tokens/s, kind: measured, ${source} }`,
  'tokens.yaml': `- { id: acme/chat, prices: [ { ${row}, input: 2 USD/Mtok, output: 2 USD/Mtok } ] }`,
  'gpus.yaml': [
    `- { id: list/one, gpu: h100-sxm, prices: [ { ${row}, hourly: 2 USD/hour } ] }`,
    `- { id: list/two, gpu: h100-sxm, prices: [ { ${row}, monthly: 2190 USD/month } ] }`,
    `- { id: list/term, gpu: h100-sxm, term: 1 year, prices: [ { ${row}, hourly: 1 USD/hour } ] }`,
  ].join('\n'),
  'fx.yaml': [
    `- { from: EUR, to: USD, date: 2026-06-30, rate: 1.25, ${source} }`,
    `- { from: EUR, to: USD, date: 2026-01-31, rate: 1.10, ${source} }`,
  ].join('\n'),
};
const catalog = catalogOf(files);

interface Asked {
  readonly scenario?: Scenario;
  readonly catalog?: Catalog;
  readonly workload?: string;
  readonly option?: string;
  readonly model?: string;
  readonly against?: string | null;
  readonly egress?: string;
}

function scenarioOf(yaml: string): Scenario {
  const parsed = parseScenario({ file: 'test.yaml', text: `crossover: 1\n${yaml}` });
  if (!parsed.ok) throw new Error(renderDiagnostics(parsed.diagnostics, new Map()));
  return parsed.value;
}

function standIn(currency = 'USD', volume = '1B tokens/month'): Scenario {
  const made = standInScenario({ ...standInDefaults, model: 'small-llm', volume, ratio: '1:1', currency });
  if (!made.ok) throw new Error(renderDiagnostics(made.diagnostics, new Map()));
  return made.value;
}

function attempt(csv: string, asked: Asked = {}) {
  const scenario = asked.scenario ?? standIn();
  const used = asked.catalog ?? catalog;
  const { quotes, rejected } = readQuotes([{ file: 'q.csv', text: csv }], {
    basis: null,
    decimal: null,
    machines: machinesOf(used),
    currency: scenario.currency,
    gpus: new Set(used.gpus.keys()),
    taken: new Set(used.offers.keys()),
  });
  const result = compareQuotes(
    {
      scenario,
      catalog: used,
      quotes,
      workload: asked.workload ?? null,
      option: asked.option ?? null,
      model: asked.model ?? null,
      against: asked.against === undefined ? 'acme/chat' : asked.against,
      egress: asked.egress === undefined ? null : new Exact(asked.egress),
    },
    rejected,
    asked.scenario === undefined,
  );
  return result.ok ? { ...result, value: written(result.value) } : result;
}

function compared(csv: string, asked: Asked = {}): Written<QuotesResult> {
  const result = attempt(csv, asked);
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics, new Map()));
  return result.value;
}

function quoteOf(result: Written<QuotesResult>, id: string): Written<QuotesResult>['quotes'][number] {
  const found = result.quotes.find((quote) => quote.id === id);
  if (found === undefined) throw new Error(`there is no quote ${id}`);
  return found;
}

const head = 'id,gpu,node,price,per,term,upfront,min gpus,egress\n';

describe('the effective price of a GPU-hour', () => {
  const effective = (line: string, asked: Asked = {}): string | null =>
    quoteOf(compared(`${head}x,${line}`, asked), 'x').effective_hourly;

  it.each([
    ['per GPU', 'h100-sxm,8,3,$/GPU/hr,,,,', '3'],
    ['per node', 'h100-sxm,8,24,$/node/hr,,,,', '3'],
    ['by the month, of 730 hours', 'h100-sxm,8,2190,$/GPU/month,,,,', '3'],
    // 8,760 USD over 12 months of 730 hours
    ['with what is paid at the start spread over the term', 'h100-sxm,8,2,$/GPU/hr,1yr,8760,,', '3'],
    ['in another currency, at the latest rate', 'h100-sxm,8,2.4,EUR/GPU/hr,,,,', '3'],
    ['whatever else is rented with it', 'h100-sxm,8,3,$/GPU/hr,,,64,', '3'],
  ])('%s', (_, line, expected) => {
    expect(effective(line)).toBe(expected);
  });

  it('is there where the model cannot be served', () => {
    const quote = quoteOf(compared(`${head}x,h100,8,3,$/GPU/hr,,,,\ny,l4,8,1,$/GPU/hr,,,,`), 'x');
    expect(quote).toMatchObject({ effective_hourly: '3', rank: null, monthly: null, floor_per_mtok: null });
    expect(quote.excluded_by).toEqual([
      {
        code: 'unknown-gpu',
        message: "'h100' may be h100-sxm or h100-pcie, which differ: no throughput is known for it",
      },
    ]);
  });

  it('stands beside the catalog’s for the same GPU and term', () => {
    const { quotes } = compared(
      `${head}x,h100-sxm,8,3,$/GPU/hr,,,,\ny,h100-sxm,8,3,$/GPU/hr,1yr,,,\nz,h100-sxm,8,3,$/GPU/hr,2yr,,,`,
    );
    const lists = new Map(quotes.map(({ id, list }) => [id, list]));
    expect(lists.get('x')).toEqual({
      offers: 2,
      lowest: { id: 'list/one', hourly: '2' },
      highest: { id: 'list/two', hourly: '3' },
    });
    expect(lists.get('y')?.lowest).toEqual({ id: 'list/term', hourly: '1' });
    expect(lists.get('z')).toBeNull();
  });

  it('for a term of which the catalog has none is held against on-demand offers', () => {
    const { warnings } = compared(
      `${head}x,h100-sxm,8,249,$/GPU/hr,18 months,,,\ny,h100-sxm,8,0.1,$/GPU/hr,36 months,,,\nz,h100-sxm,8,2.5,$/GPU/hr,24 months,,,`,
    );
    const far = warnings
      .filter(({ code }) => code === 'quote-far-from-list')
      .map(({ message }) => message.slice(0, 60));
    expect(far).toEqual([
      expect.stringContaining('y comes to 0.1 USD/GPU/hour, far below the lowest'),
      expect.stringContaining('x comes to 249 USD/GPU/hour, above the highest'),
    ]);
  });

  it('that is far from all of these is pointed out', () => {
    const found = compared(
      `${head}x,h100-sxm,8,24,$/GPU/hr,,,,\ny,h100-sxm,8,0.3,$/GPU/hr,,,,\nz,h100-sxm,8,2.5,$/GPU/hr,,,,`,
    );
    const about = found.warnings
      .filter(({ code }) => code === 'quote-far-from-list')
      .map(({ message }) => message);
    expect(about.map((message) => message.slice(0, 40))).toEqual([
      'y comes to 0.3 USD/GPU/hour, far below t',
      'x comes to 24 USD/GPU/hour, far above th',
    ]);
  });

  it('is not known without an exchange rate', () => {
    const { 'fx.yaml': _, ...without } = files;
    const quote = quoteOf(
      compared(`${head}x,h100-sxm,8,2.4,EUR/GPU/hr,,,,`, { catalog: catalogOf(without) }),
      'x',
    );
    expect(quote).toMatchObject({ effective_hourly: null, rank: null });
    expect(quote.excluded_by.map(({ code }) => code)).toEqual(['unknown-exchange-rate']);
  });
});

describe('the workload', () => {
  // 1,000 tokens/s are 2,628 Mtok a month; at 70 % one GPU serves 1,000 Mtok.
  const two = `${head}a,h100-sxm,1,2,$/GPU/hr,,,,\nb,h100-sxm,1,3,$/GPU/hr,,,,`;

  it('costs what the model says of each', () => {
    const [a, b] = compared(two).quotes;
    expect(a).toMatchObject({ id: 'a', rank: 1, monthly: '1460', per_mtok: '1.46' });
    // 2 USD an hour over 3.6 Mtok
    expect(new Exact(a?.floor_per_mtok ?? 0).toFixed(10)).toBe('0.5555555556');
    expect(b).toMatchObject({ id: 'b', rank: 2, monthly: '2190' });
    expect(compared(two).api).toEqual({
      id: 'acme/chat',
      title: 'acme/chat',
      monthly: '2000',
      per_mtok: '2',
    });
  });

  it('is won below a price, in the quote’s own currency and period', () => {
    const result = compared(`${two}\nc,h100-sxm,1,2000,EUR/GPU/month,,,,`);
    expect(quoteOf(result, 'a').wins_below).toEqual({ against: 'b', price: '3', unit: 'USD/GPU/hour' });
    expect(quoteOf(result, 'b').wins_below).toEqual({ against: 'a', price: '2', unit: 'USD/GPU/hour' });
    // 1,460 USD at 1.25
    expect(quoteOf(result, 'c').wins_below).toEqual({ against: 'a', price: '1168', unit: 'EUR/GPU/month' });
    expect(new Exact(quoteOf(result, 'b').beats_api_below?.price ?? 0).toFixed(8)).toBe('2.73972603');
    expect(quoteOf(result, 'c').beats_api_below?.price).toBe('1600');
  });

  it('at that price costs the same', () => {
    const result = compared(two.replace('b,h100-sxm,1,3', 'b,h100-sxm,1,2.73972602739726'));
    const monthly = new Exact(quoteOf(result, 'b').monthly ?? 0);
    expect(monthly.minus(2000).abs().lt('1e-9')).toBe(true);
  });

  it('is not won even for nothing where the rest costs more', () => {
    const result = compared(`${two}\nc,h100-sxm,1,1,$/GPU/hr,1yr,"24,000.00",,`);
    expect(quoteOf(result, 'c').wins_below).toEqual({ against: 'a', price: null, unit: 'USD/GPU/hour' });
  });

  it('breaks even with the API at a volume', () => {
    const even = quoteOf(compared(two), 'a').break_even;
    expect(even).toMatchObject({
      buy: 'acme/chat',
      build: 'a',
      first_build: '730000000',
      completeness: 'proved',
    });
    const dear = quoteOf(compared(`${head}x,h100-sxm,1,6,$/GPU/hr,,,,`), 'x').break_even;
    expect(dear?.first_build).toBeNull();
    expect(dear?.never_because).toContain('is below the lowest cost of building');
  });

  it('pays for the fewest GPUs that are rented', () => {
    const quote = quoteOf(compared(`${head}x,h100-sxm,8,2,$/GPU/hr,,,20,`), 'x');
    // 20 GPUs are three nodes of eight.
    expect(quote).toMatchObject({ minimum_gpus: 20, least_monthly: '35040', monthly: '35040' });
    expect(quote.capacity).toMatchObject({ gpus: 24, nodes: 3 });
  });

  it('pays for egress, where it is said how much there is', () => {
    const csv = `${head}x,h100-sxm,1,2,$/GPU/hr,,,,$0.10/GB\ny,h100-sxm,1,2,$/GPU/hr,,,,$300/month`;
    const silent = compared(csv);
    expect(quoteOf(silent, 'x').monthly).toBe('1460');
    expect(silent.warnings.map(({ code }) => code)).toEqual(['egress-not-counted']);
    const said = compared(csv, { egress: '1000' });
    expect(quoteOf(said, 'x').monthly).toBe('1560');
    expect(quoteOf(said, 'y').monthly).toBe('1760');
    expect(said.warnings).toEqual([]);
  });

  it('says which exchange rate it was computed with, and of which day', () => {
    const { warnings } = compared(`${head}x,h100-sxm,1,2,EUR/GPU/hr,,,,`);
    expect(warnings).toEqual([
      {
        code: 'exchange-rate',
        message:
          'amounts in EUR are converted at 1.25 USD per EUR, from https://a.example (rate of 2026-06-30); prices are as of 2026-11-01',
      },
    ]);
  });
});

describe('a scenario', () => {
  const yaml = `teams: { ops: { headcount: 1, loaded_cost: 12k USD/year } }
offers: [ { id: own, gpu: l4, hourly: 1 USD/hour } ]
clusters:
  first: { model: small-llm, offer: own, gpus_per_replica: 1, throughput: { mixed: 500 tokens/s }, platform: 100 USD/month }
  second: { model: small-llm, offer: own, gpus_per_replica: 1, throughput: { mixed: 500 tokens/s } }
workloads:
  chat:
    volume: 1B tokens/month
    ratio: 1:1
    options:
      dear: { buy: acme/chat }
      cheap: { buy: acme/chat, batch: 100% }
      own: { build: first, team: ops }
      bare: { build: second }
  other:
    volume: 1B tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat } }`;
  const withBatch = catalogOf({
    ...files,
    'tokens.yaml': files['tokens.yaml'].replace('output: 2 USD/Mtok', 'output: 2 USD/Mtok, batch: 50%'),
  });
  const asked = { scenario: scenarioOf(yaml), catalog: withBatch, workload: 'chat', against: null };
  const csv = `${head}x,h100-sxm,1,2,$/GPU/hr,,,,\ny,l4,1,2,$/GPU/hr,,,,`;

  it('puts each quote in the place of a cluster, with its team and platform', () => {
    const result = compared(csv, asked);
    // 1,460 of GPUs, 1,000 of people, 100 of platform; on the L4 the stated throughput takes twice the GPUs.
    expect(quoteOf(result, 'x').monthly).toBe('2560');
    expect(quoteOf(result, 'y')).toMatchObject({ monthly: '4020', weakest: 'default' });
    expect(quoteOf(compared(csv, { ...asked, option: 'bare' }), 'x').monthly).toBe('1460');
    expect(result.workload).toMatchObject({ id: 'chat', model: 'small-llm', stand_in: false });
  });

  it('costs what the same offer costs in the scenario itself', () => {
    const built = modelOf(
      yaml
        .replace('hourly: 1 USD/hour }', 'hourly: 1 USD/hour }, { id: x, gpu: h100-sxm, hourly: 2 USD/hour }')
        .replace('clusters:', 'clusters:\n  quoted: { model: small-llm, offer: x, platform: 100 USD/month }')
        .replace('bare: { build: second }', 'bare: { build: quoted, team: ops }'),
      { catalog: withBatch },
    );
    expect(totalOf(built, 'bare').toFixed()).toBe(quoteOf(compared(csv, asked), 'x').monthly);
  });

  it('is held against its cheapest option to buy, or the one that is named', () => {
    expect(compared(csv, asked).api).toMatchObject({ id: 'cheap', monthly: '1000' });
    expect(compared(csv, { ...asked, against: 'dear' }).api).toMatchObject({ id: 'dear', monthly: '2000' });
    expect(compared(csv, { ...asked, against: 'acme/chat' }).api).toMatchObject({
      id: 'acme/chat',
      monthly: '2000',
    });
  });

  it('keeps spot prices without the cost of interruptions, and expired quotes, out of the ranking', () => {
    const { quotes } = compared(
      'id,gpu,$/GPU/hr,term,waste,valid until\na,h100-sxm,3,,,\nb,h100-sxm,1,spot,,\nc,h100-sxm,2,spot,10%,\nd,h100-sxm,1,,,2020-01-31',
      asked,
    );
    // The spot price of c with a tenth of the work lost is 2.2.
    expect(quotes.map(({ id, rank }) => [id, rank])).toEqual([
      ['c', 1],
      ['a', 2],
      ['b', null],
      ['d', null],
    ]);
    expect(quotes.flatMap(({ excluded_by: why }) => why.map(({ code }) => code))).toEqual([
      'unknown-interruptions',
      'expired',
    ]);
  });

  it('says what a term costs in all, what is owed for its GPUs, and what leaving halfway still costs', () => {
    const { quotes } = compared('id,gpu,$/GPU/hr,term,upfront\na,h100-sxm,2,1yr,7300\nb,h100-sxm,3,,', asked);
    const [a, b] = [quotes.find(({ id }) => id === 'a'), quotes.find(({ id }) => id === 'b')];
    const gpus = a?.capacity?.gpus ?? 0;
    // 12 months of 730 hours at 2 USD, and 7,300 USD at the start.
    expect(a?.commitment).toEqual({
      months: '12',
      total: String(gpus * (12 * 730 * 2 + 7300)),
      per_month_left: expect.stringMatching(/^\d/u) as string,
      leaving_halfway: String((gpus * (12 * 730 * 2 + 7300)) / 2),
      // Everything in the month of the workload, twelve times.
      ownership: String(Number(a?.monthly) * 12),
    });
    expect(Number(a?.commitment?.ownership)).toBeGreaterThan(Number(a?.commitment?.total));
    expect(Number(a?.commitment?.per_month_left)).toBeCloseTo((gpus * (12 * 730 * 2 + 7300)) / 12, 6);
    expect(b?.commitment).toBeNull();
  });

  it('keeps what its constraints forbid out of the ranking', () => {
    const scenario = scenarioOf(yaml.replace('ratio: 1:1', 'ratio: 1:1\n    constraints: { residency: eu }'));
    const result = compared('id,gpu,$/GPU/hr,residency\nx,h100-sxm,2,us\ny,h100-sxm,3,eu', {
      ...asked,
      scenario,
    });
    expect(quoteOf(result, 'y').rank).toBe(1);
    expect(quoteOf(result, 'x')).toMatchObject({ rank: null, monthly: '2560' });
    expect(quoteOf(result, 'x').excluded_by[0]?.code).toBe('residency');
  });

  it.each([
    [{ workload: 'caht' }, "has no workload 'caht'"],
    [{ option: 'dear' }, "chat has no option 'dear' to build"],
    [{ against: 'acme/chta' }, 'no price of acme/chta is known'],
  ])('%j is refused: %s', (change, expected) => {
    const result = attempt(csv, { ...asked, ...change });
    expect(result.ok).toBe(false);
    expect(result.diagnostics[0]?.message).toContain(expected);
  });

  it('with several workloads has to name one', () => {
    const { workload: _, ...rest } = asked;
    expect(attempt(csv, rest).diagnostics[0]?.message).toContain('choose one with --workload');
  });

  it('in euros over dollar prices takes the rate the other way', () => {
    const result = compared(`${head}x,h100-sxm,1,2,$/GPU/hr,,,,`, { scenario: standIn('EUR') });
    expect(quoteOf(result, 'x')).toMatchObject({ effective_hourly: '1.6', monthly: '1168' });
    expect(result.api?.monthly).toBe('1600');
    expect(result.warnings[0]?.message).toContain('amounts in USD are converted at 0.8 EUR per USD');
  });
});
