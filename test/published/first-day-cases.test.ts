import { describe, expect, it } from 'vitest';
import { copyOfCase, costIn, crossover, runJson } from './support.ts';

// Scenarios as first-time users wrote them, with figures worked out by hand.
const cwd = copyOfCase('first-day');
const old = ['--catalog', '2026-11'] as const;

describe('scenarios of a first day, by the command', () => {
  it.each([
    // 6M · (1,500 · (0.60 · 0.15 + 0.40 · 0.075) + 350 · 0.60) / 1e6
    ['support.yaml', 'support-chat', { api: 2340 }],
    // cached 0 %: 6M · (1,500 · 0.15 + 350 · 0.60) / 1e6; 90 %: 1,500 · (0.10 · 0.15 + 0.90 · 0.075)
    ['c0.yaml', 'support-chat', { api: 2610 }],
    ['c9.yaml', 'support-chat', { api: 2002.5 }],
    // 3M · (6,000 · (0.30 · 1 + 0.60 · 0.10 + 0.10 · 1.25) + 300 · 5) / 1e6, and 6,000 · (0.40 · 0.25 + 0.60 · 0.025) + 300 · 2
    ['rag2.yaml', 'search', { haiku: 13_230, mini: 3870 }],
    // 2M · (9,000 · 0.25 + 600 · 2) / 1e6, half of it by flex; 9,600 · 0.88
    ['batch.yaml', 'extract', { api: 6900, 'api-batch': 3450, 'api-flex': 3450, 'together-batch': 16_896 }],
    // 1.008M · (4,500 · (0.5 · 0.25 + 0.5 · 0.025) + 450 · 2) / 1e6; with 2 to 10 and 0.20 for a hit; 30 % of it beside the first
    ['code.yaml', 'code', { mini: 1530.9, sonnet: 9525.6, 'small-first': 4388.58, seats: 15_600 }],
    // 20M requests of 1,000 + 8 · 300 weighted tokens at the peak of 3: 200 units of 1 USD/hour; 30 reserved at half, then 100 at 260
    ['ptu.yaml', 'chat', { payg: 17_500, ptu: 146_000, 'ptu-reserved': 135_050, 'ptu-year': 99_000 }],
    // 40 % of the 20,000 above, 80 % of all above 50,000
    ['reserved.yaml', 'assistants', { contract: 78_308.8 }],
    // 840k · (1,800 · (0.30 · 0.25 + 0.70 · 0.025) + 60 · 2) / 1e6, priority 1.8 times as much
    ['voice.yaml', 'calls', { mini: ['latency'], fast: ['latency'] }],
    // 15,000 a month of a person, 8 GPUs · 2.20 · 730, and 2,000: each by itself
    ['shared2.yaml', 'a', { own: 29_848 }],
    // 8 GPUs · 1.2 · 1.08 of work done twice, 10 % of it at 3.20: 1.2 · 1.08 · 0.9 + 3.2 · 0.1, per GPU and hour of all the month
    ['own.yaml', 'w', { one: 8 * 2.3 * 730, three: 8 * (0.6 * 730 + 30_000 / 36) }],
  ] as const)('%s: %s', async (file, workload, costs) => {
    const catalog = file === 'batch.yaml' ? '2026-12' : '2026-11';
    const result = await runJson(cwd, file, '--catalog', catalog);
    for (const [option, cost] of Object.entries(costs)) {
      const found = costIn(result, `${workload}/${option}`);
      if (typeof cost === 'number') expect(found).toBeCloseTo(cost, 6);
      else expect(found).toEqual(cost);
    }
  });

  it('one team and one cluster are paid once where two workloads share them', async () => {
    const { stdout } = await crossover(cwd, 'place', 'shared2.yaml', ...old, '--format', 'json');
    const { portfolio } = JSON.parse(stdout) as { portfolio: Readonly<Record<string, unknown>> };
    // Load of 4.09 replicas at 70 %: 12 GPUs on 2 nodes of 8, at 2.20 · 730, with one person at 15,000 and a platform at 2,000
    expect(Number(portfolio['monthly'])).toBeCloseTo(16 * 2.2 * 730 + 15_000 + 2000, 6);
  });

  it('a sweep has what each run has, where the lengths of requests change the throughput', async () => {
    const at = 'workloads.support-chat';
    const volume = ['--set', `${at}.volume=60M requests/month`, ...old] as const;
    const outputs = [350, 370, 380, 390, 420, 900, 2000];
    const swept = await crossover(cwd, 'sweep', 'support.yaml', '--vary', `${at}.tokens.output=${outputs.join(',')}`, ...volume, '--format', 'json'); // prettier-ignore
    const { workloads } = JSON.parse(swept.stdout) as {
      workloads: readonly { cells: readonly { monthly: readonly (string | null)[] }[] }[];
    };
    const own: number[] = [];
    for (const [index, output] of outputs.entries()) {
      const result = await runJson(cwd, 'support.yaml', '--set', `${at}.tokens.output=${output}`, ...volume);
      const cell = workloads[0]?.cells[index]?.monthly.map(Number) ?? [];
      for (const [at, option] of ['api', 'own'].entries()) {
        const ran = Number(costIn(result, `support-chat/${option}`));
        expect((cell[at] ?? 0) / ran).toBeCloseTo(1, 9);
      }
      own.push(cell[1] ?? 0);
    }
    // From 370 to 380 nothing jumps by more than a GPU, 4.29 · 730.
    expect((own[2] ?? 0) - (own[1] ?? 0)).toBeLessThanOrEqual(4.29 * 730);
  });

  it('GPUs that are paid for are full at one volume, whatever the present one is', async () => {
    const full = async (volume: string): Promise<string | undefined> => {
      const set = `workloads.assistants.volume=${volume} requests/month`;
      const { stdout } = await crossover(cwd, 'run', 'b200-purchase', '--set', set, ...old);
      return /16 GPUs on 2 nodes,.* full at (\S+) requests\/month/u.exec(stdout)?.[1];
    };
    const volumes = [await full('40M'), await full('60M'), await full('75M')];
    expect(volumes[0]).toBeDefined();
    expect(new Set(volumes).size).toBe(1);
  });

  it('euros without a rate are an error, and with one the cheaper option is the answer', async () => {
    const refused = await crossover(cwd, 'run', 'dk.yaml', ...old);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain("state what one USD is worth: 'rates: { USD/DKK: ... }'");
    // 10M · (500 · 0.15 + 100 · 0.60) / 1e6 = 1,350 USD; 900,000 / 12 and 8 GPUs · 20 · 730
    const danish = await runJson(cwd, 'dk.yaml', '--set', 'exchange.USD.DKK=6.9', ...old);
    expect(costIn(danish, 'a/api')).toBeCloseTo(1350 * 6.9, 6);
    expect(costIn(danish, 'a/own')).toBeCloseTo(75_000 + 8 * 20 * 730, 6);
    // 875 Mtok · 0.275 + 225 Mtok · 2.20 = 735.625 USD
    for (const rate of ['exchange.USD.EUR=0.92', 'exchange.EUR.USD=1.25']) {
      const hospital = await runJson(cwd, 'hospital.yaml', '--set', rate, ...old);
      const euros = rate.includes('USD.EUR') ? 735.625 * 0.92 : 735.625 / 1.25;
      expect(costIn(hospital, 'letters/azure-eu-signed')).toBeCloseTo(euros, 6);
      expect(hospital.workloads[0]?.placement.option).toBe('azure-eu-signed');
    }
  });

  it('regions are regions however they are written', async () => {
    for (const file of ['resEU.yaml', 'resFR.yaml']) {
      const result = await runJson(cwd, file, '--set', 'exchange.USD.EUR=0.92', ...old);
      expect(result.workloads[0]?.placement.option).toBe('azure-eu-signed');
    }
  });

  it('a model that was swapped is named with what it costs', async () => {
    const { stdout } = await crossover(cwd, 'compare', 'group.yaml', 'group2.yaml', ...old);
    expect(stdout).toContain(
      'hr-faq: api2 was openai/gpt-5-nano, is openai/gpt-5-mini, +14,270.00 USD/month',
    );
  });

  it('keys that only move later months are named as unused by a command of one month', async () => {
    const { stdout } = await crossover(cwd, 'run', 'rag2.yaml', '--details', ...old);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(
      "workloads.search.growth are used by 'crossover forecast' only",
    );
  });

  it.each([
    ['c.csv', 2, /c\.csv:2:\d+: error\[quotes\/row\]/u],
    ['c4.csv', 0, /^$/u],
    ['nohead.csv', 2, /no column names the GPU/u],
    ['empty.csv', 2, /the file is empty/u],
  ])('quotes of %s end with %i', async (file, code, says) => {
    const found = await crossover(copyOfCase('first-day-quotes'), 'quotes', file, '--quiet');
    expect(found.code).toBe(code);
    expect(found.stderr).toMatch(says);
  });

  it('25.20 for 8 GPUs is never the price of one; an instance of AWS is sold whole', async () => {
    const { code, stdout, stderr } = await crossover(copyOfCase('first-day-quotes'), 'quotes', 'b.csv', '--format', 'csv'); // prettier-ignore
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /b\.csv:3:\d+: warning\[quotes\/row\].*unclear whether the price is per GPU or per node of 8/u,
    );
    // 55.04 USD an hour for the 8 GPUs of a p5.48xlarge.
    expect(stdout).toContain('effective_hourly,,6.88,USD/GPU/hour');
    expect(stdout).not.toContain(',25.2,USD/GPU/hour');
  });

  it('a quote beats the API first from the first crossing on', async () => {
    const { stdout } = await crossover(copyOfCase('first-day-quotes'), 'quotes', 'c4.csv', '--volume', '40B tokens/month'); // prettier-ignore
    // One node at 9,800 and 60,000 / 36 against an API at 0.24 a million, and for good from the second node on.
    expect(stdout).toMatch(/Dell-Financial\S+ +47,777,777,778 +95,555,555,556/u);
    expect(stdout).toContain('is the cheapest of 2 ranked quotes (1 not ranked)');
  });
});
