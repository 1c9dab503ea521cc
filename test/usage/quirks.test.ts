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
    quirk: 'LiteLLM hands its loggers what its spend logs hold, with the cache as true and not as True',
    log: () => {
      const payload = (id: string, more: object): object => ({
        id,
        call_type: 'acompletion',
        startTime: 1_788_253_200.5,
        status: 'success',
        response_cost: 0.001,
        prompt_tokens: 1000,
        completion_tokens: 50,
        hidden_params: {},
        metadata: {
          usage_object: { cache_read_input_tokens: 600, completion_tokens_details: { reasoning_tokens: 20 } },
        },
        ...more,
      });
      return written(
        'payloads.jsonl',
        payload('a', {}),
        payload('b', { cache_hit: true }),
        payload('c', { completion_tokens: 0 }),
        payload('d', { status: 'failure', error_information: { error_code: '429' }, completion_tokens: 0 }),
      );
    },
    // a and c; one answer came from the gateway's own cache.
    right: {
      input: '2000',
      cached: '1200',
      reasoning: '40',
      gatewayCache: 1,
      delivered: 1,
      aborted: 1,
      rejected: 1,
    },
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
    quirk: 'Langfuse counts writes to the cache by how long it keeps them, and audio and predictions apart',
    log: () =>
      written(
        'ages.jsonl',
        langfuse('a', {
          input: 10,
          input_audio_tokens: 4,
          input_cached_tokens: 100,
          input_cache_creation_5m: 20,
          input_cache_creation_1h: 30,
          output: 5,
          output_audio_tokens: 2,
          output_accepted_prediction_tokens: 3,
          output_rejected_prediction_tokens: 7,
        }),
        // Beside the count of both ages its parts are the same tokens.
        langfuse('b', { input: 1, input_cache_creation: 50, input_cache_creation_5m: 50, output: 1 }),
      ),
    // 10 + 4 + 100 + 20 + 30, and 1 + 50; 5 + 2 + 3 + 7, and 1.
    right: { input: '215', cached: '100', written: '100', output: '18' },
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
    quirk:
      'a collector holds spans of several conventions, and a stream that is cut ends with an error among its reasons',
    log: () => {
      const span = (id: string, attributes: Readonly<Record<string, string>>, reason?: string): object => ({
        resourceSpans: [
          {
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: 't',
                    spanId: id,
                    startTimeUnixNano: '1788253200100000000',
                    attributes: [
                      ...Object.entries(attributes).map(([key, stringValue]) => ({
                        key,
                        value: { stringValue },
                      })),
                      ...(reason === undefined
                        ? []
                        : [
                            {
                              key: 'gen_ai.response.finish_reasons',
                              value: { arrayValue: { values: [{ stringValue: reason }] } },
                            },
                          ]),
                    ],
                  },
                ],
              },
            ],
          },
        ],
      });
      const own = { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': '10', 'gen_ai.usage.output_tokens': '1' }; // prettier-ignore
      const other = { 'llm.token_count.prompt': '200', 'llm.token_count.completion': '20', 'llm.token_count.prompt_details.cache_read': '150' }; // prettier-ignore
      return written(
        'spans.jsonl',
        span('a', own, 'stop'),
        span('b', own, 'error'),
        span('c', { ...other, 'openinference.span.kind': 'LLM' }),
        span('d', { ...other, 'openinference.span.kind': 'AGENT' }),
        // Both conventions on one span: its own operation decides, and counts once.
        span('e', { ...own, ...other, 'openinference.span.kind': 'LLM' }),
        span('f', { ...own, 'gen_ai.operation.name': 'invoke_agent', 'openinference.span.kind': 'LLM' }),
      );
    },
    // 10 + 10 + 200 + 10; of e the count of its own convention.
    right: { input: '230', cached: '150', delivered: 3, aborted: 1, attempts: 4 },
  },
  {
    quirk: 'OpenInference writes counts as text, and its spans of chains repeat those of models',
    log: () => {
      const span = (id: string, kind: string): object => ({
        traceId: 't',
        spanId: id,
        startTimeUnixNano: '1788253200100000000',
        attributes: [
          { key: 'openinference.span.kind', value: { stringValue: kind } },
          { key: 'llm.token_count.prompt', value: { stringValue: '1800' } },
          { key: 'llm.token_count.prompt_details.cache_read', value: { intValue: '1024' } },
          { key: 'llm.token_count.completion', value: { stringValue: '240' } },
        ],
      });
      return written('chains.jsonl', {
        resourceSpans: [{ scopeSpans: [{ spans: [span('a', 'LLM'), span('b', 'CHAIN')] }] }],
      });
    },
    right: { format: 'openinference', input: '1800', cached: '1024', output: '240', attempts: 1 },
  },
  {
    quirk: 'Kong holds status, time and consumer around its AI log, and answers of its own cache',
    log: () => {
      const call = (status: number, cache: string, more: object = {}): object => ({
        started_at: 1_788_253_200_100,
        response: { status },
        consumer: { username: 'shop' },
        ai: {
          proxy: {
            usage: {
              prompt_tokens: 1800,
              completion_tokens: 240,
              cost: 0.5,
              prompt_tokens_details: { cached_tokens: 1024 },
              completion_tokens_details: { reasoning_tokens: 64 },
              ...more,
            },
            meta: { request_model: 'm', response_model: 'm-1' },
            cache: { cache_status: cache },
          },
        },
      });
      return written(
        'kong.jsonl',
        call(200, 'Miss'),
        call(200, 'Hit'),
        call(429, 'Miss', { prompt_tokens: 0, completion_tokens: 0, cost: 0, prompt_tokens_details: null }),
      );
    },
    right: {
      format: 'kong-ai-proxy',
      input: '1800',
      cached: '1024',
      output: '240',
      reasoning: '64',
      cost: '0.5',
      gatewayCache: 1,
      rejected: 1,
      attempts: 2,
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
    quirk: 'Azure shortens the words of its meters, and counts Units that are tokens',
    log: () =>
      written(
        'azure.csv',
        focus,
        ...[
          ['GPT 5 Inp Glbl 1M Tokens', 700],
          ['GPT 5 outpt Glbl 1M Tokens', 20],
          ['5.1 codex opt Gl 1M Tokens', 3],
          ['5.6 Cd Inp Std 1M Tokens', 4000],
          ['5.6 Cd Wr Std 1M Tokens', 50],
        ].map(
          ([meter, count]) =>
            `1,USD,Usage,2026-09-01 00:00:00,2026-09-02 00:00:00,x,${String(count)},Units,0.1,Units,Foundry Models,${String(meter)}`,
        ),
        // An hour of a machine.
        '1,USD,Usage,2026-09-01 00:00:00,2026-09-02 00:00:00,x,24,Units,24,Units,Virtual Machines,D4s v5',
      ),
    // 700 + 4,000 + 50; 20 + 3.
    right: { input: '4750', cached: '4000', written: '50', output: '23', cost: '6' },
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
