import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const cwd = new URL('../fixtures/quotes/', import.meta.url).pathname;

async function crossover(...words: readonly string[]) {
  const recorded = recordedEnvironment({ cwd });
  const code = await runCli(words, recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

interface Result {
  readonly schema: string;
  readonly currency: string;
  readonly workload: { readonly id: string; readonly volume: { readonly tokens: string } };
  readonly api: { readonly id: string } | null;
  readonly quotes: readonly {
    readonly id: string;
    readonly rank: number | null;
    readonly effective_hourly: string | null;
  }[];
  readonly rejected: readonly { readonly file: string; readonly line: number; readonly column: number }[];
  readonly warnings: readonly { readonly message: string }[];
}

async function json(...words: readonly string[]): Promise<Result> {
  const { stdout, stderr, code } = await crossover('quotes', ...words, '--format', 'json');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Result;
}

describe('crossover quotes', () => {
  it('says once what is true of several quotes', async () => {
    const scenario = ['--scenario', 'quick-start', '--option', 'own-llama'];
    const { code, stdout } = await crossover('quotes', 'mixed.csv', ...scenario, '--set', 'workloads.support-chat.tokens.cached=40%');
    expect(code).toBeLessThan(3);
    expect(stdout.replaceAll(/\s+/gu, ' ').match(/served from the prefix cache/gu) ?? []).toHaveLength(1);
    expect(stdout).not.toMatch(/clusters\.\S+: the workload/u);
  }); // prettier-ignore

  it('goes on with the good rows, and lists the bad ones with line and column', async () => {
    const { code, stderr, stdout } = await crossover(
      'quotes',
      'mixed.csv',
      'bad.csv',
      '--set',
      'exchange.EUR.USD=1.25',
    );
    expect(code).toBe(0);
    const places = stderr
      .split('\n')
      .flatMap((line) => /^(\S+:\d+:\d+): warning\[quotes\/row\]/u.exec(line)?.[1] ?? []);
    expect(places).toEqual(['bad.csv:2:12', 'bad.csv:3:4', 'mixed.csv:4:21']);
    expect(stderr).not.toContain('error');
    for (const place of places) expect(stdout).toContain(place);
    expect(stdout).toContain('is the cheapest of 3 quotes');
  });

  it('ends with 2 where no row is good, and with 3 where a file is not there', async () => {
    const none = await crossover('quotes', 'bad.csv');
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('bad.csv:2:12: error[quotes/row]');
    expect(none.stderr).toContain('error[quotes/none]: no row of these files is a quote that can be read');
    const missing = await crossover('quotes', 'mixed.csv', 'nowhere.csv');
    expect(missing).toMatchObject({ code: 3, stdout: '' });
  });

  it('takes rates from a catalog of one’s own that extends a bundled one', async () => {
    const found = await json('mixed.csv', '--catalog', 'prices-with-rates');
    const contoso = found.quotes.find(({ id }) => id === 'Contoso-h200-sxm-12-months');
    // 24.80 EUR a node of eight, 8,000 EUR of it over 12 months of 730 hours, at 1.25.
    expect(contoso?.effective_hourly?.slice(0, 12)).toBe('4.0176940639');
    expect(found.warnings.map(({ message }) => message)).toContain(
      'amounts in EUR are converted at 1.25 USD per EUR, from https://example.com/rates (rate of 2026-10-30); prices are as of 2026-11-23',
    );
    const earlier = await json('mixed.csv', '--catalog', 'prices-with-rates', '--as-of', '2026-10-29');
    expect(earlier.warnings[0]?.message).toContain(
      'converted at 1.2 USD per EUR, from https://example.com/rates (rate of 2026-09-30)',
    );
  });

  it('is for a workload of a scenario, or for what flags say', async () => {
    const scenario = await json('mixed.csv', '--scenario', 'quick-start', '--workload', 'support-chat');
    expect(scenario).toMatchObject({
      schema: 'crossover/quotes/1',
      api: { id: 'gpt-4o-mini' },
      workload: { id: 'support-chat' },
    });
    const flags = await json(
      'mixed.csv',
      '--volume',
      '2B tokens/month',
      '--ratio',
      '3:1',
      '--against',
      'anthropic/claude-haiku-4.5',
    );
    expect(flags).toMatchObject({
      api: { id: 'anthropic/claude-haiku-4.5' },
      workload: { volume: { tokens: '2000000000' } },
    });
    expect((await json('mixed.csv', '--per', 'node')).quotes).toHaveLength(4);
    expect(
      (await json('mixed.csv', '--set', 'workloads.quotes.volume=1B tokens/month')).workload.volume.tokens,
    ).toBe('1000000000');
  });

  it('can have a quote’s own price set', async () => {
    const set = await json('mixed.csv', '--set', 'offers.Northwind-h100-sxm-12-months.hourly=1.5 USD/hour');
    expect(set.quotes.find(({ id }) => id.startsWith('Northwind'))?.effective_hourly).toBe('1.5');
  });

  it.each([
    [['--volume', 'a lot'], '--volume: expected a number'],
    [['--ratio', '4'], '--ratio'],
    [['--egress', '5 apples'], '--egress: expected a number'],
    [['--workload', 'x'], '--workload names a part of a scenario, and there is no --scenario'],
    [
      ['--scenario', 'quick-start', '--volume', '1M tokens/month'],
      '--volume is for quotes without a scenario',
    ],
    [['--scenario', 'quick-start', '--workload', 'x'], "has no workload 'x'"],
    [['--against', 'openai/gpt-4o-mnii'], 'no price of openai/gpt-4o-mnii is known'],
  ])('%j is refused', async (words, expected) => {
    const { code, stdout, stderr } = await crossover('quotes', 'mixed.csv', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(expected);
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  it('keeps a vendor’s name text in csv and markdown', async () => {
    const csv = await crossover('quotes', 'mixed.csv', '--format', 'csv', '--quiet');
    expect(csv.stdout).not.toMatch(/(?:^|,)"?[=+@]/mu);
    expect(csv.stdout).toContain('cmd-/C-calc-A0-b200-12-months');
    const markdown = await crossover('quotes', 'mixed.csv', '--format', 'markdown', '--quiet');
    expect(markdown.code).toBe(0);
    expect(markdown.stdout).toContain('Northwind-h100-sxm-12-months');
  });

  it('gives the same bytes again, whatever the folder', async () => {
    for (const format of ['table', 'markdown', 'json', 'csv']) {
      const words = ['quotes', 'mixed.csv', '--format', format, '--width', '120'];
      expect((await crossover(...words)).stdout).toBe((await crossover(...words)).stdout);
    }
  });
});

describe('crossover run over prices of another currency', () => {
  it('says which rate it took and of which day', async () => {
    const { code, stdout } = await crossover(
      'run',
      'euros.yaml',
      '--catalog',
      'prices-with-rates',
      '--details',
    );
    expect(code).toBe(0);
    const text = stdout.replaceAll(/\s+/gu, ' ');
    expect(text).toContain(
      'amounts in USD are converted at 0.8 EUR per USD, from https://example.com/rates (rate of 2026-10-30)',
    );
    expect(text).toContain('https://example.com/rates (rate of 2026-10-30)');
    const json = await crossover('run', 'euros.yaml', '--catalog', 'prices-with-rates', '--format', 'json');
    expect(json.stdout).toContain('"code": "exchange-rate"');
  });

  it('takes a rate that is set, and has no figures without any', async () => {
    const set = await crossover('run', 'euros.yaml', '--set', 'exchange.USD.EUR=0.9', '--format', 'json');
    expect(set.code).toBe(0);
    // 1,000 Mtok at 4:1 of 0.15 and 0.60 USD
    expect(
      (JSON.parse(set.stdout) as { workloads: [{ options: [{ monthly: string }] }] }).workloads[0].options[0]
        .monthly,
    ).toBe('216');
    expect(set.stdout).toContain('amounts in USD are converted at 0.9 EUR per USD, as set');
    const dear = await crossover('run', 'euros.yaml', '--set', 'exchange.USD.EUR=1500', '--quiet');
    expect(dear.code).toBe(0);
    const zero = await crossover('run', 'euros.yaml', '--set', 'exchange.USD.EUR=0');
    expect(zero.code).toBe(2);
    expect(zero.stderr).toContain('out-of-range');
    const none = await crossover('run', 'euros.yaml', '--catalog', '2026-11', '--quiet');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('no exchange rate from USD to EUR on or before 2026-11-01 is known');
    expect(none.stderr).toContain("'rates: { USD/EUR: ... }'");
    expect(none.stdout).toBe('');
  });
});
