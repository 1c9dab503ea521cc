import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { partsOf } from '../support/spreadsheet.ts';
import { costIn, crossover, runJson } from './support.ts';

const scenario = 'bursty-chat';
const volume = 'workloads.chat.volume';
const hoursOfWeek = 168;
const hoursOfMonth = 730;
const tokens = { input: 1800, output: 400 };
const decodeRate = 2200;
const fixed = 300 + (0.25 * 190_000) / 12;
const perReplica = 2 * 4.29 * hoursOfMonth;
// openai/gpt-4o on 2026-11-01: 2.50 and 10 USD/Mtok.
const perRequest = (tokens.input * 2.5 + tokens.output * 10) / 1e6;

/** The 168 hours of the scenario's week, scaled to a mean of 1. */
const week = ((): readonly number[] => {
  const text = /hourly: \[([^\]]*)\]/u.exec(readFileSync(`scenarios/${scenario}.yaml`, 'utf8'))?.[1] ?? '';
  const hours = text.split(',').flatMap((each) => (each.trim() === '' ? [] : [Number(each)]));
  const mean = hours.reduce((sum, each) => sum + each, 0) / hours.length;
  return hours.map((each) => each / mean);
})();

/** What the plan costs with so many replicas kept, worked out here from the hours of the week alone. */
function costOfKeeping(replicas: number, requests: number): number {
  const busySeconds = tokens.input / 14_000 + tokens.output / decodeRate;
  const load = (requests * busySeconds) / (3600 * hoursOfMonth);
  const served = week.reduce((sum, hour) => sum + Math.min(hour * load, replicas * 0.75), 0);
  const share = served / (load * hoursOfWeek);
  return replicas * perReplica + fixed + requests * perRequest * (1 - share);
}

/** To a tenth of a cent. */
function rounded(amount: unknown): number {
  return Number(Number(amount).toFixed(3));
}

/** A log of one such week: as many requests in each hour as the profile says. */
function weekOfLog(requests: number): string {
  const rows = week.map((hour, index) => {
    const attempts = (requests / hoursOfMonth) * hour;
    const time = new Date(Date.UTC(2026, 9, 5, index)).toISOString();
    return [time, 'gpt-4o', attempts, attempts * tokens.input, attempts * tokens.output].join(',');
  });
  return ['time,model,requests,in,out', ...rows].join('\n');
}

const cwd = mkdtempSync(join(tmpdir(), 'every-command-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Whatever a command answers in JSON, read by the path of a key; `id` picks of a list. */
async function answer(...words: readonly string[]): Promise<(...path: readonly string[]) => unknown> {
  const { stdout, stderr } = await crossover(cwd, ...words, '--format', 'json');
  if (stdout === '') throw new Error(stderr);
  const whole: unknown = JSON.parse(stdout);
  return (...path) =>
    path.reduce<unknown>((at, key) => {
      const within = at as Readonly<Record<string, unknown>>;
      return Array.isArray(at) ? (at.find((each: { id?: string; path?: string }) => [each.id, each.path].includes(key)) ?? at[Number(key)]) : within[key]; // prettier-ignore
    }, whole);
}

const burst = ['workloads', 'chat', 'options', 'burst'];

describe.each([
  { requests: 2_000_000, kept: 1, cost: 11_610.223 },
  { requests: 30_000_000, kept: 9, cost: 86_598.879 },
])('a chat with busy hours at $requests requests a month costs $cost', ({ requests, kept, cost }) => {
  const set = ['--set', `${volume}=${requests} requests/month`] as const;
  const saved = `${requests}.json`;

  it('by hand, with the number of replicas for which it is the least', () => {
    const costs = Array.from({ length: 60 }, (_, replicas) => costOfKeeping(replicas, requests));
    expect(rounded(costs[kept])).toBe(cost);
    expect(costs.indexOf(Math.min(...costs))).toBe(kept);
  });

  it('by run', async () => {
    const run = await answer('run', scenario, ...set);
    writeFileSync(join(cwd, saved), JSON.stringify(run()));
    expect(rounded(run(...burst, 'monthly'))).toBe(cost);
    expect(rounded(run('portfolio', 'monthly'))).toBe(cost);
    expect(run(...burst, 'capacity', 'replicas')).toBe(kept);
  });

  it('by explain', async () => {
    const explained = await answer('explain', scenario, 'workloads.chat.options.burst.monthly', ...set);
    expect(rounded(explained('explanation', 'value'))).toBe(cost);
  });

  it('by sweep, from the present volume and from its own', async () => {
    for (const from of [[], set]) {
      const swept = await answer('sweep', scenario, '--vary', `${volume}=1M,${requests},50M`, ...from);
      const ids = swept('workloads', 'chat', 'options') as readonly { readonly id: string }[];
      const place = ids.findIndex(({ id }) => id === 'burst');
      expect(rounded(swept('workloads', 'chat', 'cells', '1', 'monthly', String(place)))).toBe(cost);
      expect(swept('workloads', 'chat', 'cells', '1', 'cheapest')).toBe('burst');
    }
  });

  it('by break-even: a team so dear that the plan costs what the API does', async () => {
    const solved = await answer('breakeven', scenario, '--solve', 'teams.mlops.loaded_cost', ...set);
    const [, behind] = solved('workloads', 'chat', 'intervals') as readonly {
      from: string;
      cheapest: string;
    }[];
    expect(behind?.cheapest).toBe('api');
    const added = (0.25 * (Number(behind?.from) - 190_000)) / 12;
    expect(rounded(requests * perRequest - added)).toBe(cost);
  });

  it('by break-even over volume, where it is the cheapest', async () => {
    const solved = await answer('breakeven', scenario, '--solve', volume, ...set);
    const intervals = solved('workloads', 'chat', 'intervals') as readonly {
      from: string;
      cheapest: string;
    }[];
    const all = requests * (tokens.input + tokens.output);
    expect(intervals.findLast(({ from }) => Number(from) <= all)?.cheapest).toBe('burst');
    // Where it begins, both cost the same.
    const [, from] = intervals;
    const first = Number(from?.from) / (tokens.input + tokens.output);
    expect(costOfKeeping(1, first)).toBeCloseTo(first * perRequest, 3);
  });

  it('by simulate, of what has no spread', async () => {
    const certain = ['--set', 'teams.mlops.loaded_cost={ uniform: [190k USD/year, 190k USD/year] }'];
    const simulated = await answer(
      'simulate',
      scenario,
      ...set,
      ...certain,
      '--samples',
      '64',
      '--seed',
      '1',
    );
    for (const figure of ['mean', 'p10', 'p50', 'p90'])
      expect(rounded(simulated(...burst, figure))).toBe(cost);
  });

  it('by sensitivity, in the middle between the ends of a fixed amount', async () => {
    const address = 'clusters.base-load.platform.fixed';
    const spread = ['--set', `${address}={ uniform: [240 USD/month, 360 USD/month] }`];
    const moved = await answer('sensitivity', scenario, ...set, ...spread, '--samples', '64', '--seed', '1');
    const row = ['workloads', 'chat', 'parameters', address] as const;
    expect(rounded(Number(moved(...row, 'monthly_low')) + 60)).toBe(cost);
    expect(rounded(Number(moved(...row, 'monthly_high')) - 60)).toBe(cost);
  });

  it('by compare, as the new state and as the old one', async () => {
    const compared = await answer('compare', saved, scenario, ...set);
    for (const state of ['before', 'after']) {
      expect(rounded(compared('totals', '0', state))).toBe(cost);
      expect(rounded(compared('scenarios', '0', 'workloads', 'chat', 'monthly', state))).toBe(cost);
    }
    expect(compared('changed')).toBe(false);
  });

  it('by check of the saved result and of the scenario, against budgets a dollar below and above', async () => {
    for (const [budget, code] of [
      [Math.floor(cost), 1],
      [Math.ceil(cost), 0],
    ] as const) {
      writeFileSync(join(cwd, 'policy.yaml'), `crossover_policy: 1\nbudgets: { workloads: { chat: ${budget} USD/month } }\n`); // prettier-ignore
      for (const subject of [[saved], ...(code === 1 ? [[scenario, ...set]] : [])]) {
        const checked = await crossover(
          cwd,
          'check',
          ...subject,
          '--policy',
          'policy.yaml',
          '--format',
          'json',
        );
        expect(checked.code).toBe(code);
        const { cases } = JSON.parse(checked.stdout) as { readonly cases: readonly { actual: string }[] };
        expect(rounded(cases[0]?.actual)).toBe(cost);
      }
    }
  });

  it('by place', async () => {
    const placed = await answer('place', scenario, ...set);
    expect(rounded(placed('portfolio', 'monthly'))).toBe(cost);
    expect(placed('portfolio', 'assignments', '0', 'option')).toBe('burst');
  });

  it('by forecast, in month one as cash and as expense', async () => {
    const forecast = await answer('forecast', scenario, ...set);
    for (const view of ['cash', 'expense'])
      expect(rounded(forecast(...burst, 'months', '0', view))).toBe(cost);
  });

  it('by usage price, of a log with those hours', async () => {
    writeFileSync(join(cwd, 'week.csv'), weekOfLog(requests));
    const columns = [
      'timestamp=time',
      'model=model',
      'requests=requests',
      'input_tokens=in',
      'output_tokens=out',
    ];
    const priced = await answer('usage', 'price', 'week.csv', '--options', scenario, '--log-format', 'table', ...columns.flatMap((each) => ['--map', each]), ...set); // prettier-ignore
    // The log's hours hold at a relative 1e-6: a log has whole tokens, and the plan is the one that was best for the means.
    expect(Number(priced('options', 'burst', 'monthly')) / cost).toBeCloseTo(1, 4);
    expect(priced('cheapest')).toBe('burst');
  });

  it('in every report: table, Markdown, CSV, page and workbook', async () => {
    const shown = Math.round(cost).toLocaleString('en-US');
    for (const format of requests < 1e7 ? ['table', 'markdown', 'html'] : ['table']) {
      const { stdout } = await crossover(cwd, 'run', scenario, ...set, '--format', format);
      expect(stdout).toContain(`${shown} USD/month`);
    }
    const { stdout } = await crossover(cwd, 'run', scenario, ...set, '--format', 'csv');
    expect(rounded(/,chat,burst,monthly,,([\d.]+),USD\/month/u.exec(stdout)?.[1])).toBe(cost);
    await crossover(cwd, 'run', scenario, ...set, '--format', 'xlsx', '--out', 'book.xlsx');
    const sheets = Object.values(partsOf(readFileSync(join(cwd, 'book.xlsx')))).join('');
    const figures = [...sheets.matchAll(/<v>([\d.]+)<\/v>/gu)].map(([, value]) => Number(value));
    expect(figures.filter((value) => Math.abs(value - cost) < 0.005).length).toBeGreaterThan(0);
  });
});

describe('the least change on the first screen of a chat with busy hours', () => {
  it.each(['2M', '30M'])('holds when it is typed in, at %s requests a month', async (requests) => {
    const set = ['--set', `${volume}=${requests} requests/month`] as const;
    const { stdout } = await crossover(cwd, 'run', scenario, ...set, '--width', '200');
    const said = /^Smallest change +(.+?) from (\S+)(?: \S+)? to (\S+)(?: (\S+))? makes (\S+) the cheapest/mu.exec(stdout); // prettier-ignore
    const [, label, , to, unit, becomes] = said ?? expect.fail(stdout);
    const addresses = await answer('addresses', scenario);
    const inputs = addresses('inputs') as readonly { readonly address: string; readonly label: string }[];
    const [address] = inputs.flatMap((each) => (each.label === label ? [each.address] : []));
    const typed = ['--set', `${address ?? ''}=${[to, unit].join(' ').trim()}`];
    const after = await runJson(cwd, scenario, ...set, ...typed);
    expect(stdout).toContain('chat: burst (hybrid)');
    expect(after.workloads[0]?.placement.option).toBe(becomes);
    expect(Number(costIn(after, `chat/${becomes ?? ''}`))).toBeLessThan(Number(costIn(after, 'chat/burst')));
  });
});
