import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { builtProgram } from '../support/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

let program = '';
const scenario = `crossover: 1
name: Claims desk
catalog: 2026-12
as_of: 2026-11-25
currency: USD
workloads:
  claims:
    volume: 900k requests/month
    tokens: { input: 3200, output: 420, cached: 40% }
    options:
      mini: { buy: openai/gpt-4o-mini }
      sonnet: { buy: anthropic/claude-sonnet-4.6 }
`;
// 900,000 requests × (3,200 × (60 % × 0.15 + 40 % × 0.075) + 420 × 0.60) USD / 10^6 = 900,000 × 0.000636
const monthly = '572.4';

let outside = '';
let folder = '';
let client: Client;

async function connect(...flags: readonly string[]): Promise<Client> {
  const connected = new Client({ name: 'test', version: '1.0.0' });
  await connected.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, 'mcp', '--folder', folder, ...flags],
    }),
  );
  return connected;
}

interface Answer {
  readonly isError?: boolean;
  readonly content: readonly { readonly text?: string }[];
  readonly structuredContent?: Record<string, unknown>;
}

const ask = async (name: string, given: Record<string, unknown>): Promise<Answer> =>
  (await client.callTool({ name, arguments: given })) as Answer;

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'crossover-mcp-'));
  folder = join(outside, 'scenarios');
  mkdirSync(folder);
  writeFileSync(join(folder, 'claims.yaml'), scenario);
  writeFileSync(join(outside, 'secret.yaml'), scenario);
  writeFileSync(join(folder, 'base.yaml'), `extends: ../secret.yaml\nname: Outside\n`);
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml'));
  program = await builtProgram();
  client = await connect();
}, 120_000);

afterAll(async () => {
  await client.close();
  rmSync(outside, { recursive: true, force: true });
});

describe('the server of the Model Context Protocol', { timeout: 60_000 }, () => {
  it('lists tools that only read, each with the published schema of its result', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'run',
      'breakeven',
      'place',
      'stress',
      'forecast',
      'explain',
      'addresses',
      'catalog_search',
    ]);
    for (const { annotations, outputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(outputSchema).toMatchObject({ type: 'object' });
    }
  });

  it('answers as the command does, from a file and from a text', async () => {
    const fromFile = await ask('run', { scenario: 'claims.yaml' });
    const { environment, stdout } = recordedEnvironment({ cwd: folder });
    await runCli(['run', 'claims.yaml', '--format', 'json'], environment);
    expect(fromFile.structuredContent).toEqual(JSON.parse(stdout()));
    expect(JSON.parse(fromFile.content[0]?.text ?? '')).toEqual(fromFile.structuredContent);
    const fromText = await ask('run', { text: scenario });
    expect(fromText.structuredContent).toMatchObject({
      workloads: [{ id: 'claims', options: [{ id: 'mini', monthly }, { id: 'sonnet' }] }],
    });
  });

  it('changes inputs, finds break-evens, explains, lists addresses, plans and searches prices', async () => {
    const given = { scenario: 'claims.yaml' };
    const volume = 'workloads.claims.volume';
    const doubled = await ask('run', { ...given, set: { [volume]: '1.8M requests/month' } });
    expect(doubled.structuredContent).toMatchObject({
      workloads: [{ options: [{ monthly: '1144.8' }, {}] }],
    });
    const answers = await Promise.all([
      ask('breakeven', { ...given, solve: volume, range: '1M..2M' }),
      ask('explain', { ...given, figure: 'workloads.claims.options.mini.monthly' }),
      ask('addresses', given),
      ask('place', given),
      ask('forecast', { text: `${scenario}horizon: { start: 2026-12, months: 3 }\n` }),
      ask('catalog_search', { kind: 'tokens', channel: 'openai' }),
    ]);
    expect(answers.map(({ structuredContent }) => structuredContent?.['schema'])).toEqual([
      'crossover/breakeven/1',
      'crossover/explain/1',
      'crossover/addresses/1',
      'crossover/place/1',
      'crossover/forecast/1',
      'crossover/catalog-list/1',
    ]);
  });

  it.each([
    ['a path that leads out', { scenario: '../secret.yaml' }, /inside the server's folder/u],
    ['an absolute path', { scenario: '/etc/passwd' }, /inside the server's folder/u],
    ['a link that leads out', { scenario: 'link.yaml' }, /inside the server's folder/u],
    ['a base that leads out', { scenario: 'base.yaml' }, /io\/outside|ERR_ACCESS_DENIED/u],
    ['a catalog outside', { scenario: 'claims.yaml', catalog: '/etc' }, /error\[/u],
    ['a flag in place of a file', { scenario: '--out=stolen.json' }, /error\[/u],
    ['neither file nor text', {}, /either 'scenario' or 'text'/u],
    ['a wrong scenario', { text: 'crossover: 1\n' }, /error\[scenario/u],
    ['an unknown address', { scenario: 'claims.yaml', set: { 'workloads.claims.volumes': '1' } }, /volume/u],
  ])('refuses %s with a sentence', async (_, given, message) => {
    const { isError, content } = await ask('run', given);
    expect(isError).toBe(true);
    expect(content[0]?.text).toMatch(message);
    expect(content[0]?.text).not.toMatch(/\n\s+at /u);
  });

  it('writes nothing', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['base.yaml', 'claims.yaml', 'link.yaml']);
  });

  it('stops a call that takes too long', async () => {
    const hurried = await connect('--seconds', '0.05');
    const answer = (await hurried.callTool({ name: 'run', arguments: { text: scenario } })) as Answer;
    await hurried.close();
    expect(answer).toMatchObject({ isError: true });
    expect(answer.content[0]?.text).toBe('run was stopped: it took longer than 0.05 seconds');
  });
});
