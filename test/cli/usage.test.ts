import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { Exact } from '../../src/formula/index.ts';
import { recordedEnvironment } from './frame-environment.ts';

const samples = new URL('../fixtures/usage/', import.meta.url).pathname;
const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'crossover-usage-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function crossover(cwd: string, ...words: readonly string[]) {
  const recorded = recordedEnvironment({ cwd });
  const code = await runCli(words, recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

interface Profile {
  readonly log: { readonly format: string };
  readonly rows: {
    readonly read: number;
    readonly counted: number;
    readonly gateway_cache: number;
    readonly left_out: readonly { readonly reason: string; readonly rows: number }[];
  };
  readonly period: { readonly from: string; readonly until: string; readonly hours: number };
  readonly requests: Readonly<Record<string, number | null>>;
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly load: { readonly peak_to_average_hour: number | null; readonly profile: readonly number[] | null };
  readonly growth: { readonly monthly: number; readonly low: number; readonly high: number } | null;
  readonly cost: { readonly total: string; readonly currency: string } | null;
  readonly models: readonly { readonly id: string; readonly requests: number }[];
  readonly scenario: string | null;
}

async function profile(cwd: string, ...words: readonly string[]): Promise<Profile> {
  const { code, stdout, stderr } = await crossover(cwd, 'usage', ...words, '--format', 'json');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Profile;
}

/** What a sample says, worked out by hand from its rows. */
interface Expected {
  readonly format: string;
  readonly requests: number;
  readonly input: string;
  readonly cached: string;
  readonly written: string;
  readonly output: string;
  readonly cost: string | null;
}

const byHand: Readonly<Record<string, Expected>> = {
  // 1,800 + 1,500 + 4,200 + 2,600 in; 1,024 + 2,000 cached; the aborted stream has no output; one row is a cache hit.
  'litellm_spendlogs.synthetic.csv': {
    format: 'litellm-spend-logs',
    requests: 4,
    input: '10100',
    cached: '3024',
    written: '400',
    output: '1440',
    cost: '0.013681',
  },
  'litellm_spend_log.real-trimmed.json': {
    format: 'litellm-spend-logs',
    requests: 1,
    input: '10',
    cached: '0',
    written: '0',
    output: '20',
    cost: '0.000225',
  },
  'litellm_standard_logging_payload.real-trimmed.json': {
    format: 'litellm-payload',
    requests: 1,
    input: '10',
    cached: '0',
    written: '0',
    output: '20',
    cost: '0.000225',
  },
  'litellm_daily_team_spend.synthetic.csv': {
    format: 'litellm-daily',
    requests: 4,
    input: '9300',
    cached: '2048',
    written: '0',
    output: '780',
    cost: '0.001381',
  },
  // 1,000 = 400 cached + 100 written + 500 uncached: all within the input.
  'openai_usage_completions.spec-example.json': {
    format: 'openai-usage',
    requests: 5,
    input: '1000',
    cached: '400',
    written: '100',
    output: '500',
    cost: null,
  },
  // 2,160,000 + 900,000 in; the second hour has no results.
  'openai_usage_completions.hourly.synthetic.json': {
    format: 'openai-usage',
    requests: 1700,
    input: '3060000',
    cached: '648000',
    written: '0',
    output: '408000',
    cost: null,
  },
  'openai_usage_embeddings.spec-example.json': {
    format: 'openai-usage',
    requests: 2,
    input: '16',
    cached: '0',
    written: '0',
    output: '0',
    cost: null,
  },
  'openai_dashboard_usage.synthetic.csv': {
    format: 'openai-dashboard',
    requests: 10,
    input: '59200',
    cached: '5760',
    written: '0',
    output: '10646',
    cost: null,
  },
  // 3,000 uncached + 1,200 written + 48,000 read: three separate counts.
  'anthropic_usage_report.legacy.synthetic.json': {
    format: 'anthropic-usage',
    requests: 0,
    input: '52200',
    cached: '48000',
    written: '1200',
    output: '2500',
    cost: null,
  },
  // The first row is the same; the second has 90,000 in and 12,000 out in batches.
  'anthropic_console_usage.synthetic.csv': {
    format: 'anthropic-console',
    requests: 0,
    input: '142200',
    cached: '48000',
    written: '1200',
    output: '14500',
    cost: null,
  },
  // Cents: 123.45 is 1.2345 USD.
  'anthropic_cost_report.legacy.synthetic.json': {
    format: 'anthropic-cost',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '1.2345',
  },
  // Cents after discounts: 110.250 is 1.1025 USD.
  'anthropic_analytics_cost.beta-2026-08-24.synthetic.json': {
    format: 'anthropic-analytics',
    requests: 140,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '1.1025',
  },
  'anthropic_console_cost.2024-12.synthetic.csv': {
    format: 'anthropic-console-cost',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '0.09',
  },
  'anthropic_console_cost.2026-08.synthetic.csv': {
    format: 'anthropic-console-cost',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '0.06',
  },
  // (100 + 25 + 10) + (200 + 50 + 20) + (300 + 0 + 40) in.
  'claude_code_transcript.real-fixture.jsonl': {
    format: 'claude-code',
    requests: 3,
    input: '745',
    cached: '70',
    written: '75',
    output: '250',
    cost: '1.02',
  },
  // The turns, 1,000 and 2,500; not the session's total of 3,500 beside the first.
  'codex_session.real-fixture.jsonl': {
    format: 'codex-session',
    requests: 2,
    input: '3500',
    cached: '750',
    written: '0',
    output: '425',
    cost: null,
  },
  // 776 + 1,024 in, 176 + 64 out: exclusive counts; the span and the rejected call have none.
  'langfuse_blob_export_observations.synthetic.csv': {
    format: 'langfuse-export',
    requests: 1,
    input: '1800',
    cached: '1024',
    written: '0',
    output: '240',
    cost: '0.0003372',
  },
  // 131 + 502 + 265 + 417 + 13 in, 69 + 14 + 73 + 53 + 81 out: generations alone. Costs to ten decimals.
  'langfuse_observations.real.json': {
    format: 'langfuse-download',
    requests: 5,
    input: '1328',
    cached: '0',
    written: '0',
    output: '290',
    cost: '0.00116515',
  },
  'helicone_requests.synthetic.jsonl': {
    format: 'helicone-requests',
    requests: 1,
    input: '1800',
    cached: '1024',
    written: '0',
    output: '240',
    cost: '0.0003372',
  },
  'helicone_export_tool.synthetic.csv': {
    format: 'helicone-export',
    requests: 1,
    input: '776',
    cached: '0',
    written: '0',
    output: '240',
    cost: '0.0003372',
  },
  // The agent's span repeats the call's 1,800 tokens and is left out.
  'otlp_genai.current.synthetic.jsonl': {
    format: 'opentelemetry',
    requests: 1,
    input: '1800',
    cached: '1024',
    written: '0',
    output: '240',
    cost: null,
  },
  // The older convention, OpenLLMetry's and OpenInference's, each with 51,200 in, of which 48,000 read and 1,200 written, and 600 out.
  'otlp_genai.dialects.synthetic.jsonl': {
    format: 'opentelemetry',
    requests: 3,
    input: '153600',
    cached: '144000',
    written: '3600',
    output: '1800',
    cost: null,
  },
  // Anthropic: 2 + 95,500 + 1,200; the OpenAI family: 4,995 with 4,993 written within.
  'bedrock_invocation_log.synthetic.jsonl': {
    format: 'bedrock-log',
    requests: 2,
    input: '101697',
    cached: '95500',
    written: '6193',
    output: '760',
    cost: null,
  },
  // The second is the gateway's own cache, the third a success without tokens.
  'cloudflare_ai_gateway_logs.synthetic.json': {
    format: 'cloudflare-gateway',
    requests: 2,
    input: '1800',
    cached: '0',
    written: '0',
    output: '240',
    cost: '0.000414',
  },
  // Cents: 0.0414 is 0.000414 USD.
  'portkey_logs_export.synthetic.jsonl': {
    format: 'portkey-logs',
    requests: 1,
    input: '1800',
    cached: '0',
    written: '0',
    output: '240',
    cost: '0.000414',
  },
  'openrouter_generations.synthetic.csv': {
    format: 'openrouter-generations',
    requests: 2,
    input: '6000',
    cached: '1024',
    written: '0',
    output: '252',
    cost: '0.000967',
  },
  'openrouter_activity.synthetic.json': {
    format: 'openrouter-activity',
    requests: 1200,
    input: '2160000',
    cached: '0',
    written: '0',
    output: '288000',
    cost: '0.42',
  },
  'openrouter_dashboard_daily.synthetic.csv': {
    format: 'openrouter-daily',
    requests: 1200,
    input: '2160000',
    cached: '0',
    written: '0',
    output: '288000',
    cost: '0.42',
  },
  'openai_costs.spec-example.json': {
    format: 'openai-costs',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '0.06',
  },
  'openai_dashboard_costs.synthetic.csv': {
    format: 'openai-dashboard-costs',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '0.3409',
  },
  // 288 x 1,000 Nova output; 48M cache read; 2.5M output; 0.062208 + 14.4 + 62.5, the net amount of the first.
  'aws_cur2_bedrock.synthetic.csv': {
    format: 'aws-cur',
    requests: 0,
    input: '48000000',
    cached: '48000000',
    written: '0',
    output: '2788000',
    cost: '76.962208',
  },
  // 2.7 - 0.27 of credits + 0.96; thinking is output.
  'gcp_billing_export.synthetic.jsonl': {
    format: 'google-billing',
    requests: 0,
    input: '2160000',
    cached: '0',
    written: '0',
    output: '96000',
    cost: '3.39',
  },
  // The same three lines with the second amount as text: 1,512,000 + 648,000 cached in, 288,000 out; 0.2268 + 0.0486 + 0.1728.
  'openai_costs.synthetic.json': {
    format: 'openai-costs',
    requests: 0,
    input: '2160000',
    cached: '648000',
    written: '0',
    output: '288000',
    cost: '0.4482',
  },
  // The lines of usage alone: no tokens; 0.024043 - 0.17478776... of what Azure took back, each to ten decimals.
  'focus_1.0_sample.rows.real.csv': {
    format: 'focus',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '-0.1507445819',
  },
  // Used under a commitment: nothing billed for the hours themselves.
  'focus_1.2_aws_golden.6rows.csv': {
    format: 'focus',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '0',
  },
  // 0.2275046907 + 0.0910018763 + 0.1365114912 + 36.4731708297 + 0.1860030000 + 0.1488024000.
  'focus_1.3_aws_golden.6rows.csv': {
    format: 'focus',
    requests: 0,
    input: '0',
    cached: '0',
    written: '0',
    output: '0',
    cost: '37.2629942879',
  },
  'crossover_forecast_focus_1.2.synthetic.csv': {
    format: 'focus',
    requests: 0,
    input: '2160000000',
    cached: '648000000',
    written: '0',
    output: '288000000',
    cost: '8303',
  },
  // 1,512M + 648M cached in, 288M out; 226.8 + 48.6 + 172.8 + 7,854.8 for GPUs.
  'crossover_forecast_focus_1.4.synthetic.csv': {
    format: 'focus',
    requests: 0,
    input: '2160000000',
    cached: '648000000',
    written: '0',
    output: '288000000',
    cost: '8303',
  },
};

/** Samples from which no use follows, with the reason that is given. */
const withoutUse: readonly (readonly [file: string, code: string, reason: string])[] = [
  ['azure_openai_requestresponse.synthetic.jsonl', 'usage/unknown-format', 'bytes and no tokens'],
  // The span of the protocol's own example is of no model.
  ['otlp_trace.real-example.json', 'usage/unknown-format', 'no span of it is a call of a model'],
  // An answer from the gateway's own cache, without a time.
  ['kong_ai_proxy_log.docs-example-trimmed.json', 'usage/empty', '1 row with no time that can be read'],
  ['vllm_metrics.synthetic.prom', 'usage/unknown-format', 'counts since its start'],
];

describe('each sample is read as its rows say', () => {
  it.each(Object.keys(byHand))('%s', async (file) => {
    const found = await profile(samples, file);
    const { delivered, aborted } = found.requests;
    expect({
      format: found.log.format,
      requests: (delivered ?? 0) + (aborted ?? 0),
      input: found.tokens['input'],
      cached: found.tokens['cached'],
      written: found.tokens['cache_write'],
      output: found.tokens['output'],
      cost: found.cost?.total ?? null,
    }).toEqual(byHand[file]);
  });

  it('and none is left without an expectation, but those that hold no use', async () => {
    const { readdirSync } = await import('node:fs');
    const others = readdirSync(samples).filter(
      (file) => file !== 'SOURCES.csv' && byHand[file] === undefined,
    );
    expect(others).toEqual(withoutUse.map(([file]) => file).toSorted());
  });
});

describe('the scenario of each sample has what the sample shows', () => {
  const share = (part: string, of: string): RegExp =>
    new RegExp(
      `: ${String(Number(((Number(part) / Number(of)) * 100).toPrecision(4))).replace('.', '\\.')}% #`,
      'u',
    );

  it.each(Object.keys(byHand))('%s', async (file) => {
    const { scenario, requests } = await profile(samples, file);
    const { input = '0', cached = '0', written = '0', output = '0' } = byHand[file] ?? {};
    if (input === '0' && output === '0') {
      expect(scenario).toBeNull();
      return;
    }
    // Cached and written tokens cost another price, whether the log counts requests or not.
    if (cached === '0') expect(scenario).not.toMatch(/^ +cached:/mu);
    else expect(scenario).toMatch(share(cached, input));
    if (written !== '0') expect(scenario).toMatch(share(written, input));
    expect(/^ +volume: \S+ tokens\/month/mu.test(scenario ?? '')).toBe(requests['per_month'] === null);
    const name = `${file}.yaml`;
    writeFileSync(join(folder, name), scenario ?? '');
    const ran = await crossover(folder, 'run', name);
    // A model of the log may have no price of today, or one that needs the length of a request: it is excluded, and the file is right.
    expect(ran.stderr).not.toContain('error[');
    expect(ran.stdout).toContain('logged, as logged');
  });
});

describe('the options of a log', () => {
  it.each([
    ['openai.gpt-oss-120b-1:0', 'bedrock/gpt-oss-120b'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic/claude-sonnet-4.5'],
    ['amazon.nova-lite-v1:0', 'bedrock/nova-lite'],
    ['gpt-4o-mini-2024-07-18', 'openai/gpt-4o-mini'],
  ])('%s is %s', async (model, entry) => {
    writeFileSync(
      join(folder, 'named.csv'),
      `timestamp,model,input_tokens,output_tokens\n2026-09-01,${model},1,1\n`,
    );
    const { scenario } = await profile(folder, 'named.csv');
    expect(scenario).toContain(`{ buy: ${entry} }`);
  });

  it('cost so much by key and feature, of each format that has them', async () => {
    writeFileSync(
      join(folder, 'prices.yaml'),
      'crossover: 1\nname: p\nprices: [{ id: p, input: 1 USD/Mtok, output: 1 USD/Mtok }]\nworkloads: { w: { volume: 1 requests/month, tokens: { input: 1, output: 1 }, options: { p: { buy: p } } } }\n',
    );
    const options = join(folder, 'prices.yaml');
    const partsOf = async (
      file: string,
      by: string,
    ): Promise<readonly (readonly [string, string | undefined])[]> => {
      const { stdout, stderr } = await crossover(samples, 'usage', 'price', file, '--options', options, '--by', by, '--format', 'json'); // prettier-ignore
      if (stdout === '') throw new Error(stderr);
      const { parts } = JSON.parse(stdout) as { readonly parts: readonly { readonly id: string; readonly costs: readonly string[] }[] }; // prettier-ignore
      return parts.map(({ id, costs }) => [id, costs[0]]);
    };
    // 10,100 in and 1,440 out, at 1 USD a million each.
    expect(await partsOf('litellm_spendlogs.synthetic.csv', 'key')).toEqual([['a1b2-hash', '0.01154']]);
    expect(await partsOf('litellm_spendlogs.synthetic.csv', 'feature')).toEqual([
      ['["app:support"]', '0.01154'],
    ]);
    expect(await partsOf('openrouter_generations.synthetic.csv', 'feature')).toEqual([
      ['support', '0.006252'],
    ]);
    expect(await partsOf('openrouter_generations.synthetic.csv', 'key')).toEqual([['prod', '0.006252']]);
    expect(await partsOf('langfuse_blob_export_observations.synthetic.csv', 'feature')).toEqual([
      ['["app:support"]', '0.00204'],
      ['[]', '0'],
    ]);
    expect((await partsOf('litellm_daily_team_spend.synthetic.csv', 'key')).map(([id]) => id)).toEqual([
      'a1b2-hash',
    ]);
  });
});

describe('what a log cannot say is said', () => {
  it('by no column: a 0 would say that there was none', async () => {
    const head = async (file: string): Promise<string> => {
      const { stdout } = await crossover(samples, 'usage', file);
      return stdout.slice(stdout.indexOf('By model'), stdout.indexOf('How it was read'));
    };
    expect(await head('anthropic_console_usage.synthetic.csv')).toMatch(/^model +tokens +tokens +tokens$/mu);
    expect(await head('anthropic_console_usage.synthetic.csv')).not.toContain('requests');
    expect(await head('anthropic_console_cost.2026-08.synthetic.csv')).toMatch(/^model +USD$/mu);
    expect(await head('anthropic_analytics_cost.beta-2026-08-24.synthetic.json')).toMatch(
      /^model +requests +USD$/mu,
    );
    expect(await head('litellm_spendlogs.synthetic.csv')).toMatch(
      /^model +requests +tokens +tokens +tokens +USD$/mu,
    );
  });

  it.each([
    'anthropic_cost_report.legacy.synthetic.json',
    'anthropic_analytics_cost.beta-2026-08-24.synthetic.json',
    'openai_dashboard_costs.synthetic.csv',
    'focus_1.0_sample.rows.real.csv',
  ])('where there is nothing to price: %s', async (file) => {
    for (const volume of [
      'volume: 1 requests/month, tokens: { input: 1, output: 1 }',
      'volume: 1M tokens/month, ratio: 3:1',
    ]) {
      const name = join(folder, 'nothing.yaml');
      writeFileSync(
        name,
        `crossover: 1\nname: p\nprices: [{ id: p, input: 1 USD/Mtok, output: 1 USD/Mtok }]\nworkloads: { w: { ${volume}, options: { p: { buy: p } } } }\n`,
      );
      for (const words of [
        ['price', file, '--options', name],
        [file, '--against', name],
      ]) {
        const { code, stdout, stderr } = await crossover(samples, 'usage', ...words);
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toContain('error[usage/no-tokens]');
      }
    }
  });

  it('where the last of its pages is missing', async () => {
    const rules = (files: readonly string[]): Promise<string> =>
      crossover(folder, 'usage', ...files).then(({ stdout }) => stdout);
    const page = (more: boolean, hour: number): string =>
      JSON.stringify({
        data: [
          {
            start_time: 1_788_220_800 + hour * 3600,
            end_time: 1_788_224_400 + hour * 3600,
            results: [{ num_model_requests: 1, input_tokens: 5, output_tokens: 1 }],
          },
        ],
        has_more: more,
      });
    writeFileSync(join(folder, 'page-1.json'), page(true, 0));
    writeFileSync(join(folder, 'page-2.json'), page(false, 1));
    expect(await rules(['page-1.json'])).toContain('says that more follow');
    expect(await rules(['page-1.json', 'page-2.json'])).not.toContain('says that more follow');
  });

  it('attempts, rejections and answers from a cache are told apart', async () => {
    const { rows, requests } = await profile(samples, 'litellm_spendlogs.synthetic.csv');
    expect(rows).toMatchObject({ read: 7, counted: 6, gateway_cache: 1, left_out: [] });
    // Six attempts for four finished requests.
    expect(requests).toMatchObject({ attempts: 6, rejected: 2, aborted: 1, attempts_per_delivered: 1.5 });
  });

  it.each([...withoutUse, ['no-such.csv', 'io/missing', 'no-such.csv'] as const])(
    '%s ends with %s',
    async (file, code, reason) => {
      const { code: exit, stderr } = await crossover(samples, 'usage', file);
      expect(exit).toBe(file === 'no-such.csv' ? 3 : 2);
      expect(stderr).toContain(`error[${code}]`);
      expect(stderr).toContain(reason);
    },
  );
});

describe('a table of one’s own', () => {
  /** Four weeks of hours: 10 requests in each hour of weekdays from 8 to 20, 1 in the others; growth is none. */
  function week(): string {
    const lines = ['ts,prompt,hit,answer,code'];
    for (let hour = 0; hour < 28 * 24; hour += 1) {
      const at = new Date(Date.UTC(2026, 7, 31) + hour * 3_600_000);
      const busy = at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 8 && at.getUTCHours() < 20;
      for (let request = 0; request < (busy ? 10 : 1); request += 1) {
        lines.push(`${at.toISOString()},1000,250,200,${request === 0 && busy ? 429 : 200}`);
      }
    }
    return lines.join('\n');
  }
  const map = [
    'timestamp=ts',
    'input_tokens=prompt',
    'cached_tokens=hit',
    'output_tokens=answer',
    'status=code',
  ].flatMap((each) => ['--map', each]);

  it('gives volume, load by hour, failures and growth, and a scenario that runs', async () => {
    writeFileSync(join(folder, 'week.csv'), week());
    const found = await profile(folder, 'week.csv', ...map);
    // 20 weekdays x 12 hours x (10, one rejected) and the other 432 hours x 1.
    expect(found.requests).toMatchObject({ attempts: 2832, rejected: 240, delivered: 2592 });
    // 2,592 in 672 hours, at 730 hours a month.
    expect(found.requests['per_month']).toBeCloseTo((2592 / 672) * 730, 9);
    expect(found.tokens).toMatchObject({
      input_per_request: 1000,
      output_per_request: 200,
      cached_share: 0.25,
    });
    expect(found.load.peak_to_average_hour).toBeCloseTo(9 / (2592 / 672), 12);
    // Monday at 8: 9 against 2,592 / 672; Monday at 7: 1.
    expect(found.load.profile?.[8]).toBe(2.33);
    expect(found.load.profile?.[7]).toBe(0.26);
    expect(found.growth).toMatchObject({ monthly: 0, low: 0, high: 0 });
    writeFileSync(join(folder, 'week.yaml'), found.scenario ?? '');
    const { code, stderr } = await crossover(folder, 'run', 'week.yaml');
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('counts hours of the week by the clock of a time zone', async () => {
    const { load } = await profile(folder, 'week.csv', ...map, '--zone', 'Europe/Berlin');
    // 8 o'clock in UTC is 10 in Berlin in September.
    expect(load.profile?.[10]).toBe(2.33);
    expect(load.profile?.[9]).toBe(0.26);
  });

  it('is the same from CSV, JSON lines, Parquet and several files', async () => {
    const lines = week()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [ts, prompt, hit, answer, code] = line.split(',');
        return {
          timestamp: ts,
          input_tokens: Number(prompt),
          cached_tokens: Number(hit),
          output_tokens: Number(answer),
          status: code,
        };
      });
    writeFileSync(join(folder, 'whole.csv'), csv(lines));
    writeFileSync(join(folder, 'a.csv'), csv(lines.slice(0, 1000)));
    // Another order of columns.
    writeFileSync(
      join(folder, 'b.csv'),
      csv(lines.slice(1000).map(({ timestamp, ...rest }) => ({ ...rest, timestamp }))),
    );
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (SELECT * FROM read_csv('${folder}/whole.csv')) TO '${folder}/whole.parquet'`);
    connection.closeSync();
    const [one, two, three] = [
      await profile(folder, 'whole.csv'),
      await profile(folder, 'a.csv', 'b.csv'),
      await profile(folder, 'whole.parquet'),
    ];
    const figures = ({ rows, period, requests, tokens, load, growth }: Profile) => ({
      rows,
      period,
      requests,
      tokens,
      load,
      growth,
    });
    expect(figures(two)).toEqual(figures(one));
    expect(figures(three)).toEqual(figures(one));
  });

  function csv(rows: readonly Readonly<Record<string, unknown>>[]): string {
    return [Object.keys(rows[0] ?? {}).join(','), ...rows.map((each) => Object.values(each).join(','))].join(
      '\n',
    );
  }
});

describe('a log as rows of a bill', () => {
  it('has a row for each day, and its sum is what the log cost', async () => {
    const { code, stdout } = await crossover(root, 'usage', 'docs/usage.csv', '--format', 'focus');
    expect(code).toBe(0);
    const rows = parse(stdout, { columns: true }) as readonly Readonly<Record<string, string>>[];
    const found = await profile(root, 'docs/usage.csv');
    const sum = rows.reduce((total, row) => total.plus(row['BilledCost'] ?? 0), new Exact(0));
    expect(sum.toFixed()).toBe(found.cost?.total);
    // The days of two weeks.
    expect(rows.length).toBe(14);
    expect(rows[0]).toMatchObject({
      ChargePeriodStart: '2026-11-02T00:00:00Z',
      ChargePeriodEnd: '2026-11-03T00:00:00Z',
      BillingPeriodStart: '2026-11-01T00:00:00Z',
      BillingPeriodEnd: '2026-12-01T00:00:00Z',
      PricingUnit: 'Tokens',
      ServiceName: 'gpt-4o-mini',
      x_Forecast: 'false',
    });
    const zone = await crossover(
      root,
      'usage',
      'docs/usage.csv',
      '--format',
      'focus',
      '--zone',
      'Europe/Berlin',
    );
    expect(zone.stderr).toContain('a bill has days in UTC');
  });
});

describe('a hostile log', () => {
  it('is counted and reported, and nothing of it is executed', async () => {
    const rows = [
      'timestamp,model,input_tokens,output_tokens,"x""; DROP TABLE a; --"',
      '2026-09-01 09:00:00,m,100,10,1',
      '2026-09-01 09:00:00,m,-5,10,1',
      'yesterday,m,100,10,1',
      '2026-09-01 09:00:00,m,,,1',
      '2026-09-01 09:00:00,=HYPERLINK("x"),100,10,1',
      '2026-09-01 09:00:00,\u202eevil,100,10,1',
    ];
    writeFileSync(join(folder, 'hostile.csv'), rows.join('\n'));
    const { rows: counted, models, scenario } = await profile(folder, 'hostile.csv');
    expect(counted).toMatchObject({ read: 6, counted: 3 });
    expect(counted.left_out).toEqual([
      { reason: 'a negative count', rows: 1 },
      { reason: 'no time that can be read', rows: 1 },
      { reason: 'no tokens stated', rows: 1 },
    ]);
    expect(models).toHaveLength(3);
    expect(scenario).not.toContain('\u202e');
  });

  it('lines that are not JSON, NUL bytes and a line that is too long are left out and counted', async () => {
    const good = JSON.stringify({
      timestamp: '2026-09-01T09:00:00Z',
      sessionId: 's',
      requestId: 'r1',
      message: { id: 'm1', usage: { input_tokens: 5, output_tokens: 2 } },
    });
    const twice = JSON.stringify({
      timestamp: '2026-09-01T09:00:01Z',
      sessionId: 's',
      requestId: 'r1',
      message: { id: 'm1', usage: { input_tokens: 5, output_tokens: 9 } },
    });
    writeFileSync(join(folder, 'broken.jsonl'), [good, '{"half": ', twice, 'not json at all'].join('\n'));
    const { rows, tokens } = await profile(folder, 'broken.jsonl');
    // The same message twice: the last counts.
    expect(tokens['output']).toBe('9');
    expect(rows.counted).toBe(1);
    expect(rows.left_out).toEqual([{ reason: 'lines that are not what the format has', rows: 2 }]);
  });

  it('cannot make the engine read another file', async () => {
    const { openLogs } = await import('../../src/io/index.ts');
    writeFileSync(join(folder, 'own.csv'), 'timestamp,input_tokens,output_tokens\n2026-09-01,1,1\n');
    const logs = await openLogs([{ name: 'own.csv', path: join(folder, 'own.csv'), kind: 'csv' }]);
    if (!logs.ok) throw new Error('did not open');
    const other = await logs.value.query("SELECT * FROM read_text('/etc/hostname')");
    logs.value.close();
    expect(other.ok).toBe(false);
  });
});
