import { expect, test, vi } from 'vitest';
import { commandIn, folderWith } from './ci-files.ts';

// The first of them loads the engine and the bundled catalog, which takes a minute on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const turn = (time: string): string =>
  `{"timestamp":"${time}","type":"event_msg","payload":{"type":"token_count","info":{"model":"m","last_token_usage":{"input_tokens":1000,"cached_input_tokens":250,"output_tokens":125,"reasoning_output_tokens":75,"total_tokens":1125},"total_token_usage":{"input_tokens":1000,"cached_input_tokens":250,"output_tokens":125,"reasoning_output_tokens":75,"total_tokens":1125}}}}\n`;
const context = '{"timestamp":"2026-05-13T09:00:00.000Z","type":"turn_context","payload":{"model":"m"}}\n';

test.each([
  '-1-05-13T09:01:00.000Z',
  '1999-12-31T23:59:59Z',
  '2100-01-01T00:00:00Z',
  '290000-01-01T00:00:00Z',
])('a row of the time %s makes no period of thousands of years', async (time) => {
  const cwd = await folderWith({ 'log.jsonl': context + turn(time) + turn('2026-05-13T09:01:00.000Z') });
  const { code, stdout, stderr } = await commandIn(cwd, 'usage', 'log.jsonl', '--format', 'json');
  expect([code, stderr]).toEqual([0, '']);
  const { rows, period } = JSON.parse(stdout) as {
    readonly rows: { readonly left_out: readonly { readonly reason: string; readonly rows: number }[] };
    readonly period: { readonly hours: number };
  };
  expect(rows.left_out.reduce((sum, each) => sum + each.rows, 0)).toBe(1);
  expect(period.hours).toBe(1);
});

test('a class of lengths without a request has no share', async () => {
  const columns = 'id,team_id,date,api_key,model,model_group,custom_llm_provider,mcp_namespaced_tool_name,endpoint,prompt_tokens,completion_tokens,cache_read_input_tokens,cache_creation_input_tokens,spend,api_requests,successful_requests,failed_requests,created_at,updated_at'; // prettier-ignore
  const row = '1,team-a,2026-09-01,k,gpt-4o-mini,support-chat,openai,,/chat/completions,9300,780,2048,0,0.001381,0,0,0,2026-09-01T09:01:00,2026-09-01T23:59:00'; // prettier-ignore
  const cwd = await folderWith({ 'log.csv': `${columns}\n${row}\n` });
  const { code, stdout } = await commandIn(cwd, 'usage', 'log.csv', '--format', 'json');
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/NaN|Infinity/u);
});

test.each([
  ['log.json', '{"a": '],
  ['log.jsonl', 'PAR1'],
  ['log.parquet', 'PAR1 and nothing else PAR1'],
  ['log.csv', 'a,"b\n"c'],
])('what the engine says of %s names the file as it was named', async (name, text) => {
  const cwd = await folderWith({ [name]: text });
  const { code, stdout, stderr } = await commandIn(cwd, 'usage', name);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(name);
  expect(stderr).not.toContain(cwd);
});
