import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfCase, costIn, crossover, runJson } from './support.ts';

// Each is a mistake that users of this or another program reported, as the files and the command that show it. What is
// right is worked out in the comment beside it.

describe('prices, by the command', () => {
  it.each([
    // 3,000 Mtok · 0.30 + 20 Mtok · 2.50; 128k tokens do not hold a request of 302k
    ['longer-than-context', 'named.yaml', 'contracts', { gem: 950, mini: ['context'] }, 'gem'],
    // 3,000 · 0.05 + 20 · 0.40
    ['longer-than-context', 'auto.yaml', 'contracts', { 'openai/gpt-5-nano': 158 }, 'openai/gpt-5-nano'],
    [
      'longer-than-context',
      'auto-with-constraint.yaml',
      'contracts',
      { 'openai/gpt-5-nano': 158 },
      'openai/gpt-5-nano',
    ],
    // above 200k tokens: 3,000 · 2.50 + 20 · 15
    ['longer-than-context', 'own-gpus.yaml', 'contracts', { gem: 7800 }, 'gem'],
    // (950,000 · 2,000 + 50,000 · 180,000) · 0.40 + (950,000 · 300 + 50,000 · 2,000) · 1.60, per Mtok
    ['longer-than-context', 'classes.yaml', 'mail', { g41: 4976, mini: ['context'] }, 'g41'],
    // 344,139 · 10 / 1e6: twice the price of input, as no price of the long-lived write is stated; stated for the short one, 6.25
    ['one-hour-cache-write', 'minimal.yaml', 'long', { api: 3.44139 }, 'api'],
    ['one-hour-cache-write', 'minimal.yaml', 'short', { api: 2.15086875 }, 'api'],
    // 4,000 Mtok · (0.02 · 5 + 0.60 · 0.50 + 0.38 · 10) + 80 Mtok · 25
    ['one-hour-cache-write', 'bundled.yaml', 'agent', { direct: 18_800, bedrock: 18_800 }, 'direct'],
    // 300 Mtok · 2.5: cached tokens cost what input costs above the tier
    ['tier-without-cached', 'tier.yaml', 'acme', { api: 750 }, 'api'],
    // 1,000 · (400,000 · 60 + 2,000 · 270) / 1e6
    ['tier-without-cached', 'tier.yaml', 'pro', { pro: 24_540 }, 'pro'],
    // 1,000 Mtok · (0.2 · 2.5 + 0.8 · x): the hit costs half of 1 where flex goes with it, and 2.5 where it replaces it
    ['service-that-does-not-combine-with-cache', 'flex.yaml', 'w', { stack: 900, nostack: 2500 }, 'stack'],
    // 10,000 Mtok · (0.1 · 0.30 + 0.9 · 0.03), and with input at 0.15 in a batch
    ['batch-with-cache-google', 'gemini.yaml', 'w', { std: 570, batch: 420 }, 'batch'],
  ] as const)('%s, %s: %s', async (folder, file, workload, costs, answer) => {
    const result = await runJson(copyOfCase(folder), file, '--catalog', '2026-11');
    for (const [option, cost] of Object.entries(costs)) {
      const found = costIn(result, `${workload}/${option}`);
      if (typeof cost === 'number') expect(found).toBeCloseTo(cost, 8);
      else expect(found).toEqual(cost);
    }
    expect(result.workloads.find(({ id }) => id === workload)?.placement.option).toBe(answer);
  });
});

/** What an import wrote into `mine/`, and what it said. */
async function imported(folder: string, ...words: readonly string[]) {
  const cwd = copyOfCase(folder);
  const shown = await crossover(
    cwd,
    'catalog',
    'import',
    ...words,
    '--into',
    'mine',
    '--retrieved',
    '2026-11-20',
  );
  const read = (name: string): string => {
    try {
      return readFileSync(join(cwd, 'mine', name), 'utf8');
    } catch {
      return '';
    }
  };
  return { ...shown, tokens: read('tokens.yaml'), gpus: read('gpus.yaml'), cwd };
}

describe('price lists of others, by the command', () => {
  it('a GPU without its machine is no price of a machine with it', async () => {
    // 79.03 for eight GPUs and 9.46 for the machine make 88.49; 79.03 / 8 is nobody's price.
    const found = await imported(
      'skypilot-gcp-accelerator-without-host', 'skypilot', 'gcp.csv', '--prefix', 'gcp', '--extends', '2026-11',
    ); // prettier-ignore
    expect(found.gpus).toBe('');
    expect(found.stdout).toContain('an accelerator without its machine: line 5, line 6, line 7');
    expect(found.code).toBe(2);
  });

  it('a column of currencies is the currency of each row', async () => {
    const { tokens, code } = await imported('currency-column-is-dropped', 'csv', 'prices.csv');
    expect(tokens).toMatch(
      /relay\/flash\n {2}currency: CNY[^-]*- \{.*input: 1 CNY\/Mtok, output: 2 CNY\/Mtok/u,
    );
    expect(tokens).toMatch(/scaleway\/[^\n]*\n {2}currency: EUR[^-]*- \{.*input: 0.9 EUR\/Mtok/u);
    expect(code).toBe(0);
  });

  it('the price of the hours in which most is used holds, and that of the night is a service tier', async () => {
    const { cwd, tokens } = await imported('off-peak-taken-as-the-price', 'genai-prices', 'deepseek.json');
    expect(tokens).toContain('input: 0.27 USD/Mtok, cached: 0.07 USD/Mtok, output: 1.1 USD/Mtok');
    expect(tokens).toContain('input: 0.55 USD/Mtok, cached: 0.14 USD/Mtok, output: 2.19 USD/Mtok');
    const scenario = `crossover: 1
as_of: 2026-11-20
workloads:
  w:
    volume: 1M requests/month
    tokens: { input: 1000, output: 1000 }
    options:
      chat: { buy: deepseek/deepseek-chat }
      night: { buy: deepseek/deepseek-chat, service: off-peak }
      reasoner: { buy: deepseek/deepseek-reasoner }
      reasoner-night: { buy: deepseek/deepseek-reasoner, service: off-peak }
`;
    writeFileSync(join(cwd, 's.yaml'), scenario);
    const result = await runJson(cwd, 's.yaml', '--catalog', 'mine');
    // 1,000 Mtok each way: 270 + 1,100, half of it at night; 550 + 2,190, and 135 + 550 at night.
    const costs = ['chat', 'night', 'reasoner', 'reasoner-night'].map((each) => costIn(result, `w/${each}`));
    expect(costs).toEqual([1370, 685, 2740, 685]);
  });

  it('prices of reasoning tokens that are not imported are named, those of ranges too', async () => {
    const { stdout } = await imported('reasoning-price-inside-tiers', 'litellm', 'prices.json');
    const named = stdout.slice(stdout.indexOf('a price of its own for reasoning tokens'));
    expect(named.split('\n')[0]).toMatch(/qwen-plus-2025-07-28.*qwen-plus-2025-04-28.*sonar-deep-research/u);
    expect(stdout).toMatch(/^ +4 +a price of its own for reasoning tokens/mu);
  });

  it('a decimal comma is a decimal comma', async () => {
    const { tokens, code } = await imported('import-csv-decimal-comma', 'csv', 'prices.csv');
    expect(tokens).toContain('input: 0.9 USD/Mtok, output: 0.9 USD/Mtok');
    expect(tokens).toContain('input: 0.15 USD/Mtok, output: 0.35 USD/Mtok');
    expect(code).toBe(0);
  });
});

interface QuotesResult {
  readonly quotes: readonly { readonly id: string; readonly effective_hourly: string | null }[];
  readonly warnings: readonly { readonly message: string }[];
}

async function quotes(cwd: string, ...words: readonly string[]): Promise<QuotesResult> {
  const { stdout, stderr } = await crossover(cwd, 'quotes', ...words, '--format', 'json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as QuotesResult;
}

describe('quotes, by the command', () => {
  it('a first line sep=; names the separator', async () => {
    const result = await quotes(copyOfCase('excel-sep-line'), 'quotes.csv', '--set', 'exchange.EUR.USD=1.08');
    // 2.45 · 1.08 and 3.10 · 1.08
    expect(result.quotes.map((each) => Number(each.effective_hourly))).toEqual([2.646, 3.348]);
  });

  it('an amount far from every list price is pointed out, whatever its term', async () => {
    const { warnings } = await quotes(copyOfCase('far-from-list-only-on-demand'), 'quotes.csv');
    const doubted = warnings.map(
      ({ message }) => /^(\S+) comes to .* far (?:above|below)/u.exec(message)?.[1],
    );
    for (const vendor of ['Nordwind', 'Suedstern', 'Ostwind', 'Westwind'])
      expect(doubted.filter((each) => each?.startsWith(vendor))).toHaveLength(1);
  });

  it('dates as German and American offices and spreadsheets write them are read', async () => {
    const cwd = copyOfCase('small-things');
    const { quotes: read } = await quotes(cwd, 'dates.csv');
    expect(read.map((each) => each.effective_hourly)).toEqual(['2.49', '2.49', '2.49']);
    const expired = await crossover(cwd, 'quotes', 'expired.csv');
    expect(expired.stdout).toContain('it was valid until 2026-10-01');
    const umlaut = await quotes(cwd, 'umlaut.csv', '--set', 'exchange.EUR.USD=1.08');
    expect(umlaut.quotes.map(({ id }) => id)).toEqual(['Sudstern-h200-sxm-12-months']);
    const net = await quotes(cwd, 'vat.csv', '--set', 'exchange.EUR.USD=1.08');
    // 2.49 · 1.08
    expect(net.quotes[0]?.effective_hourly).toBe('2.6892');
  });

  it('names of cards as drivers and servers have them are known, and a price with tax is asked about', async () => {
    const cwd = copyOfCase('small-things');
    writeFileSync(
      join(cwd, 'names.csv'),
      'vendor,gpu,node,USD/GPU/hour\nA,NVIDIA H100 80GB HBM3,8,2.49\nB,DGX H100,8,2.49\n',
    );
    const { quotes: read } = await quotes(cwd, 'names.csv');
    expect(read.map(({ id }) => id)).toEqual(['A-h100-sxm-on-demand', 'B-h100-sxm-on-demand']);
    writeFileSync(
      join(cwd, 'gross.csv'),
      'vendor,gpu,node,Price incl. 19% VAT (EUR/GPU/h)\nA,H100 SXM,8,2.49\n',
    );
    const gross = await crossover(cwd, 'quotes', 'gross.csv');
    expect(gross).toMatchObject({ code: 2, stdout: '' });
    expect(gross.stderr).toContain('quotes are compared before tax');
  });
});

describe('hints, by the command', () => {
  const cwd = copyOfCase('hints-off-by-a-factor');
  const base = readFileSync(join(cwd, 'base.yaml'), 'utf8');
  const said = async (from: string, to: string): Promise<string> => {
    if (!base.includes(from)) throw new Error(`there is no ${from}`);
    writeFileSync(join(cwd, 'hint.yaml'), base.replace(from, to));
    return (await crossover(cwd, 'run', 'hint.yaml')).stderr;
  };

  it.each([
    ['hourly: 3 USD/hour', 'hourly: 2200 USD/month', "'3.0137 USD/hour' at 730 hours a month"],
    ['input: 1 USD/Mtok', 'input: 150 cents/Mtok', "'1.5 USD/Mtok'"],
    ['input: 1 USD/Mtok', 'input: 1,50 USD/Mtok', "write it with a decimal point: '1.50 USD/Mtok'"],
    ['hourly: 3 USD/hour', 'hourly: 1,234,567 USD/hour', "write it without commas: '1234567 USD/hour'"],
    ['cached: 0%', 'cached: 800 tokens', "write 'cached_tokens: 800 tokens'"],
  ])('%s as %s', async (from, to, hint) => {
    const stderr = await said(from, to);
    expect(stderr).toContain(hint);
    expect(stderr.match(/error\[/gu)).toHaveLength(1);
  });

  it('volumes by the day and the second are taken at 730 hours a month', async () => {
    // 1M · 730 / 24 · (1,000 · 1 + 100 · 2) / 1e6, and 12 · 3,600 · 730 of them
    for (const [volume, cost] of [
      ['1M requests/day', 36_500],
      ['12 requests/s', 37_843.2],
    ] as const) {
      writeFileSync(join(cwd, 'hint.yaml'), base.replace('1M requests/month', volume));
      expect(costIn(await runJson(cwd, 'hint.yaml'), 'w/api')).toBeCloseTo(cost, 6);
    }
  });

  it('units that are sold by the week cost a week', async () => {
    const result = await runJson(cwd, 'gsu-by-the-week.yaml');
    // One unit: 20.50 · 730
    expect(costIn(result, 'idle/pt')).toBeCloseTo(14_965, 6);
    // 20M requests in 43,800 minutes, twice the average: 2 · 20e6 · (2,000 + 9 · 300) / 43,800 / 161,400 = 26.59: 27 units,
    // of 1,200 a week, 7.142857 an hour
    expect(costIn(result, 'gsu/pt')).toBeCloseTo((27 * 1200 * 730) / 168, 2);
  });

  it('a merge key says what to write in its place, once', async () => {
    const { stderr } = await crossover(copyOfCase('small-things'), 'run', 'merge.yaml');
    expect(stderr).toContain('merge keys are not read');
    expect(stderr).toMatch(/'defaults:'.*'extends:'/u);
    expect(stderr.match(/error\[/gu)).toHaveLength(1);
  });

  it('a percentage without its sign is questioned', async () => {
    const folder = copyOfCase('percent-without-a-sign');
    const check = await crossover(folder, 'check', 'ten-times.yaml', '--policy', 'policy.yaml');
    expect(check.code).not.toBe(0);
    expect(check.stderr).toContain("did you mean '10%'?");
    const uplift = await crossover(folder, 'run', 'uplift.yaml');
    expect(uplift.code).toBe(2);
    expect(uplift.stderr).toContain("did you mean '10%'?");
  });
});
