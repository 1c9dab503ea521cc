import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ok } from '../../src/diagnostics/index.ts';
import { findLogFiles } from '../../src/io/index.ts';
import { withProfile } from '../../src/loading/index.ts';
import type { UsageResult } from '../../src/usage/index.ts';

// What others' logs mean and do not say: each of these, read the other way, is wrong by a factor and looks right.

const samples = new URL('../fixtures/usage/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'crossover-quirks-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Profile = Omit<UsageResult, 'scenario'>;

async function profileOf(path: string): Promise<Profile> {
  const files = await findLogFiles([{ name: path, path }]);
  if (!files.ok) throw new Error('no file');
  const read = await withProfile(
    files.value,
    { named: null, columns: [], cached: null, zone: 'UTC', from: null, until: null, today: '2026-11-26' },
    async ({ profile }) => Promise.resolve(ok(profile)),
  );
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return read.value;
}

/** A log of lines, under a name that says what it is. */
function written(name: string, ...lines: readonly (string | object)[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

interface Quirk {
  readonly quirk: string;
  /** A sample by its name, or a log of a few lines. */
  readonly log: string | (() => string);
  /** The arithmetic, and what comes out of it. */
  readonly right: Readonly<Record<string, unknown>>;
}

/** What a quirk can turn wrong. */
function figuresOf({
  log,
  rows,
  period,
  requests,
  tokens,
  load,
  cost,
}: Profile): Readonly<Record<string, unknown>> {
  return {
    format: log.format,
    input: tokens.input.toFixed(),
    cached: tokens.cached.toFixed(),
    written: tokens.cacheWrite.toFixed(),
    output: tokens.output.toFixed(),
    reasoning: tokens.reasoning?.toFixed() ?? null,
    cost: cost?.total.toFixed() ?? null,
    ...requests,
    gatewayCache: rows.gatewayCache,
    leftOut: rows.leftOut,
    hours: period.hours,
    resolution: period.resolution,
    byHour: load.peakToAverageHour,
    byMinute: load.peakToAverageMinute,
    week: load.profile,
    rules: log.rules.join('; '),
  };
}

const langfuse = (id: string, usageDetails: object, more: object = {}): object => ({
  id,
  traceId: 't',
  type: 'GENERATION',
  startTime: '2026-09-01T09:07:00Z',
  model: 'm',
  usageDetails,
  ...more,
});
const spend =
  'request_id,call_type,startTime,prompt_tokens,completion_tokens,spend,cache_hit,status,metadata';
const spendRow = (id: string, kind: string, input: number, cached: number): string =>
  `${id},${kind},2026-09-01 09:0${String(id.length)}:00,${String(input)},10,0,None,success,"{""usage_object"":{""cache_read_input_tokens"":${String(cached)}}}"`;
const plain = 'timestamp,requests,input_tokens,output_tokens';
const focus =
  'BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ChargeDescription,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,ServiceName,SkuMeter';
const day = (date: number): string => `2026-10-${String(date).padStart(2, '0')}`;

const quirks: readonly Quirk[] = [
  {
    quirk: 'OpenAI counts cached and cache-written tokens within the input',
    log: 'openai_usage_completions.spec-example.json',
    // 1,000 = 400 cached + 100 written + 500; beside one another they would be 1,500.
    right: { input: '1000', cached: '400', written: '100' },
  },
  {
    quirk: 'OpenAI’s dashboard writes counts as 59200.0, and a day without use as a row of empty cells',
    log: 'openai_dashboard_usage.synthetic.csv',
    right: { input: '59200', attempts: 10, hours: 48, resolution: 'day', leftOut: [] },
  },
  {
    quirk: 'Anthropic counts input, cache reads and cache writes beside one another, and no requests',
    log: 'anthropic_usage_report.legacy.synthetic.json',
    // 3,000 + 1,200 + 48,000; the input alone would be a seventeenth.
    right: { input: '52200', cached: '48000', written: '1200', perMonth: null },
  },
  {
    quirk: 'Anthropic states amounts in cents',
    log: 'anthropic_cost_report.legacy.synthetic.json',
    // 123.45 cents.
    right: { cost: '1.2345' },
  },
  {
    quirk: 'Anthropic’s console rounds each row to cents, so that small ones are 0',
    log: 'anthropic_console_cost.2026-08.synthetic.csv',
    // 0.01 + 0.01 + 0.00 + 0.04.
    right: { cost: '0.06', rules: expect.stringContaining('no price can be derived') },
  },
  {
    quirk:
      'Bedrock counts the cache beside the input for Anthropic’s models and within it for others, in one log',
    log: 'bedrock_invocation_log.synthetic.jsonl',
    // 2 + 95,500 + 1,200 and 4,995 with 4,993 written; a throttled call has no counts.
    right: { input: '101697', cached: '95500', written: '6193', rejected: 1, delivered: 2 },
  },
  {
    quirk: 'LiteLLM writes a row for each attempt, of which rejected ones have no tokens',
    log: 'litellm_spendlogs.synthetic.csv',
    // Six attempts for four finished requests: 6 / 4.
    right: { attempts: 6, rejected: 2, delivered: 3, attemptsPerDelivered: 1.5 },
  },
  {
    quirk: 'LiteLLM logs an answer from its own cache with all its tokens, though no model was called',
    log: 'litellm_spendlogs.synthetic.csv',
    // 1,800 + 1,500 + 4,200 + 2,600, without the 1,800 of the cache hit.
    right: { gatewayCache: 1, input: '10100' },
  },
  {
    quirk: 'LiteLLM logs an aborted stream as a success without output',
    log: 'litellm_spendlogs.synthetic.csv',
    right: { aborted: 1, output: '1440', rules: expect.stringContaining('what the provider billed') },
  },
  {
    quirk:
      'LiteLLM counts the cache within prompt_tokens, but not for calls of some kinds: the file proves which',
    log: () =>
      written(
        'kinds.csv',
        spend,
        spendRow('a', 'acompletion', 1000, 600),
        spendRow('bb', 'anthropic_messages', 50, 900),
        spendRow('ccc', 'anthropic_messages', 2000, 100),
      ),
    // 1,000 with 600 within; 50 + 900 proves the other kind, so 2,000 + 100 too.
    right: { input: '4050', cached: '1600' },
  },
  {
    quirk:
      'Langfuse counts the cache beside the input, but older integrations within it: each row’s total shows',
    log: () =>
      written(
        'totals.jsonl',
        langfuse('a', { input: 776, input_cached_tokens: 1024, output: 240, total: 2040 }),
        langfuse('b', { input: 1800, input_cached_tokens: 1024, output: 240, total: 2040 }),
      ),
    // 776 + 1,024, and 1,800 with 1,024 within.
    right: { input: '3600', cached: '2048', output: '480' },
  },
  {
    quirk: 'Langfuse counts reasoning beside the output',
    log: 'langfuse_blob_export_observations.synthetic.csv',
    // 176 + 64.
    right: { output: '240', reasoning: '64', delivered: 1 },
  },
  {
    quirk: 'Langfuse writes a row again when it changes, and records a rejection as a generation',
    log: () =>
      written(
        'again.jsonl',
        langfuse('a', { input: 5, output: 1, total: 6 }),
        langfuse('a', { input: 5, output: 9, total: 14 }, { startTime: '2026-09-01T09:07:01Z' }),
        langfuse('b', {}, { level: 'ERROR', statusMessage: 'Error 429: slow down' }),
      ),
    right: { attempts: 2, delivered: 1, rejected: 1, input: '5', output: '9' },
  },
  {
    quirk: 'Helicone’s table holds billionths of a dollar, and a retry is a row of its own',
    log: () =>
      written(
        'helicone.csv',
        'request_id,request_created_at,status,model,prompt_tokens,prompt_cache_read_tokens,completion_tokens,cost',
        'a,2026-09-01T09:07:00Z,429,m,0,0,0,0',
        'b,2026-09-01T09:07:01Z,200,m,776,1024,240,337200',
      ),
    // 337,200 / 10^9; 776 + 1,024.
    right: { format: 'helicone-table', cost: '0.0003372', input: '1800', attempts: 2, rejected: 1 },
  },
  {
    quirk:
      'OpenTelemetry writes counts as text and times in nanoseconds, and an agent repeats the calls below it',
    log: 'otlp_genai.current.synthetic.jsonl',
    right: {
      delivered: 1,
      input: '1800',
      cached: '1024',
      hours: 1,
      rules: expect.stringContaining('samples'),
    },
  },
  {
    quirk: 'Claude Code writes a message again while it streams',
    log: () => {
      const message = (output: number, second: number): object => ({
        timestamp: `2026-09-01T09:07:0${String(second)}Z`,
        sessionId: 's',
        requestId: 'r',
        message: { id: 'm', usage: { input_tokens: 5, cache_read_input_tokens: 100, output_tokens: output } },
      });
      return written('stream.jsonl', message(1, 0), message(40, 1), message(90, 2));
    },
    // The last alone; 5 + 100.
    right: { attempts: 1, input: '105', output: '90' },
  },
  {
    quirk:
      'Codex states the session’s totals beside each turn, and adds the reasoning that the output already holds',
    log: 'codex_session.real-fixture.jsonl',
    // 1,000 + 2,500, not 1,000 + 3,500; 125 + 300, not 200 + 500.
    right: { input: '3500', output: '425', reasoning: '275' },
  },
  {
    quirk: 'Portkey states amounts in cents',
    log: 'portkey_logs_export.synthetic.jsonl',
    right: { cost: '0.000414' },
  },
  {
    quirk: 'OpenRouter’s total already has the discount for cached tokens',
    log: 'openrouter_generations.synthetic.csv',
    // 0.000337 + 0.00063, without the -0.0000768 of the first again.
    right: { cost: '0.000967', cached: '1024', aborted: 1 },
  },
  {
    quirk: 'Cloudflare logs answers of its own cache, and no tokens for what failed',
    log: 'cloudflare_ai_gateway_logs.synthetic.json',
    right: { gatewayCache: 1, input: '1800', aborted: 1 },
  },
  {
    quirk: 'AWS bills thousands of tokens in some rows and millions in others, before discounts',
    log: 'aws_cur2_bedrock.synthetic.csv',
    // 288 x 1,000 + 2.5 x 1,000,000 out; the net 0.062208 in place of 0.06912.
    right: { output: '2788000', input: '48000000', cost: '76.962208' },
  },
  {
    quirk: 'Google states credits apart from the cost, and thinking in a line of its own',
    log: 'gcp_billing_export.synthetic.jsonl',
    // 2.7 - 0.27 + 0.96.
    right: { cost: '3.39', output: '96000', reasoning: '96000' },
  },
  {
    quirk:
      'FOCUS bills put the unit of tokens into PricingUnit, write NULL as text, and take back what was billed',
    log: () =>
      written(
        'bill.csv',
        focus,
        '3,USD,Usage,2026-09-01 00:00:00,2026-09-02 00:00:00,Input tokens,NULL,NULL,20,1K tokens,Models,Input Tokens',
        '-0.3,USD,Usage,2026-09-01 00:00:00,2026-09-02 00:00:00,Input tokens,-2000,Tokens,-2,1K tokens,Models,Input Tokens',
        '5,USD,Usage,2026-09-02 00:00:00,2026-09-03 00:00:00,Output tokens,NULL,NULL,1.5,1000000 Tokens,Models,Output Tokens',
        '-9,USD,Credit,2026-09-02 00:00:00,2026-09-03 00:00:00,Promotion,NULL,NULL,0,NULL,Models,NULL',
      ),
    // 20 x 1,000 - 2,000; 1.5 x 1,000,000; 3 - 0.3 + 5, without the credit.
    right: { input: '18000', output: '1500000', cost: '7.7', hours: 48, leftOut: [] },
  },
  {
    quirk: 'a date is a whole day, and no traffic at midnight',
    log: () =>
      written('days.csv', plain, ...Array.from({ length: 14 }, (_, at) => `${day(at + 1)},240,240000,24000`)),
    // 14 x 24 hours, not 13 x 24 + 1; 24 times the mean is no peak.
    right: { resolution: 'day', hours: 336, byHour: null, byMinute: null, week: null, perMonth: 7300 },
  },
  {
    quirk: 'a month has no hours either, and its last row as many days as it has',
    log: () => written('months.csv', plain, '2026-08-01,744,744000,1', '2026-09-01,720,720000,1'),
    // 31 + 30 days: a request an hour.
    right: { resolution: 'month', hours: 1464, byHour: null, perMonth: 730 },
  },
  {
    quirk: 'rows of whole hours do not tell minutes: their busiest would be 60 times too high',
    log: () =>
      written(
        'hours.csv',
        plain,
        '2026-10-01T00:00:00Z,60,6000,600',
        '2026-10-01T01:00:00Z,180,6000,600',
        '2026-10-01T02:00:00Z,60,6000,600',
      ),
    // 180 x 3 / 300.
    right: { resolution: 'hour', hours: 3, byHour: 1.8, byMinute: null },
  },
  {
    quirk: 'times may lack seconds and have zones',
    log: () =>
      written(
        'times.csv',
        plain,
        '2026-10-19T05:00Z,1,10,1',
        '2026-10-19T05:01,1,10,1',
        '2026-10-19 05:02-05:00,1,10,1',
        '2026-10-19 07:03:30 +0200,1,10,1',
        '2026-10-19T05:04:00.25Z,1,10,1',
      ),
    // 5:00 to 5:04 in UTC but for 5:02 in New York’s summer, 10:02: two hours of six.
    right: { leftOut: [], attempts: 5, hours: 6, resolution: 'minute', byHour: (4 * 6) / 5, byMinute: 72 },
  },
];

describe('a quirk of logs and bills', () => {
  it.each(quirks)('$quirk', async ({ log, right }) => {
    const figures = figuresOf(await profileOf(typeof log === 'string' ? samples + log : log()));
    expect(figures).toMatchObject(right);
  });
});
