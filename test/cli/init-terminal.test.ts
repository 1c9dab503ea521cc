import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../../scripts/terminal.ts';
import { builtProgram } from '../support/program.ts';

let folder = '';
let launcher = '';
const open: Terminal[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossover-init-'));
  launcher = await builtProgram();
}, 120_000);

afterAll(async () => {
  for (const terminal of open) terminal.close();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;

function emptyFolder(): string {
  made += 1;
  const path = join(folder, 'work', String(made));
  mkdirSync(path, { recursive: true });
  return path;
}

function init(cwd: string, ...flags: readonly string[]): Terminal {
  const terminal = new Terminal(cwd, [process.execPath, launcher, 'init', ...flags]);
  open.push(terminal);
  return terminal;
}

/** The words of each question, in the order in which a template asks them. */
const openings = [
  'What do you run\\?',
  'What is it called\\?',
  'How do you know how much it is used\\?',
] as const;
const volumes = [
  'Input tokens per request',
  'Output tokens per request',
  'Share of input tokens read from cache',
  'Busiest hour',
  'Growth of volume',
  'Where do requests have to be processed\\?',
  'regulated data',
  'bound on latency',
  'In which currency',
  'Which API model do you use',
  'Share of requests that can wait',
] as const;
const endings = ['What do you pay for it now', 'Which other API model', 'Which open model'] as const;
const gpus = ['On which GPUs\\?', 'People who would run it', 'What one of them costs'] as const;
const lasts = ['Which file shall it be written to\\?', 'What now\\?'] as const;

/** Presses Enter at every question, after it was seen, and at the review that writes. */
async function enterAll(terminal: Terminal, questions: readonly string[]): Promise<void> {
  for (const question of questions) {
    // Each question is seen, and waits for an answer, before it gets one.
    await terminal.until(new RegExp(`[?] [^\n]*${question}`, 'u'));
    terminal.press('Enter');
  }
}

function run(cwd: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [launcher, ...args], { cwd, encoding: 'utf8' });
}

describe('init in a terminal', () => {
  it.each([
    ['chat', 0, [...openings, 'Requests a month', ...volumes, ...endings, ...gpus, ...lasts], 'chat.yaml'],
    [
      'voice',
      3,
      [...openings, 'Phone calls a month', 'for each call', ...volumes, ...endings, ...gpus, ...lasts],
      'phone-calls.yaml',
    ],
    [
      'extraction',
      5,
      [...openings, 'Documents a month', 'for each document', ...volumes, ...endings, ...gpus, ...lasts],
      'extraction.yaml',
    ],
  ] as const)(
    'asks %s from the first question to the last, and writes what run accepts',
    async (kind, downs, questions, file) => {
      const cwd = emptyFolder();
      const terminal = init(cwd);
      await terminal.until(/What do you run\?/u);
      for (let times = 0; times < downs; times += 1) terminal.press('Down');
      await enterAll(terminal, questions);
      expect(await terminal.ended()).toBe(0);
      const screen = terminal.screen();
      // A running estimate follows every answer.
      expect(screen.match(/So far: /gu)?.length).toBe(questions.length);
      expect(screen).toContain(`Wrote ${file}`);
      expect(readdirSync(cwd)).toEqual([file]);
      expect(run(cwd, 'run', file, '--format', 'json')).toContain(`"id":`);
      expect(readFileSync(join(cwd, file), 'utf8')).toContain('crossover: 1');
      expect(kind).not.toBe('');
    },
    120_000,
  );

  it('goes back with Esc, and changes an answer at the end', async () => {
    const cwd = emptyFolder();
    const terminal = init(cwd, '--host', 'none', '--also', 'none', '--kind', 'rag');
    await enterAll(terminal, ['What is it called\\?', 'How do you know']);
    await terminal.until(/Requests a month:/u);
    terminal.type('250k');
    terminal.press('Enter');
    await terminal.until(/Input tokens per request/u);
    terminal.press('Escape');
    await terminal.until(/250k: your earlier answer/u);
    terminal.type('2M');
    terminal.press('Enter');
    await enterAll(terminal, [...volumes, 'What do you pay for it now', 'Which file shall']);
    await terminal.until(/What now\?/u);
    expect(terminal.screen()).toMatch(/count +2M/u);
    terminal.press('Down', 'Enter');
    await terminal.until(/Which answer\?/u);
    // The list starts at the volume: the tokens are below it.
    terminal.press('Down', 'Enter');
    await terminal.until(/3051: your earlier answer|3051: mean[^]*3051: mean/u);
    terminal.type('lots');
    terminal.press('Enter');
    await terminal.until(/expected a plain number/u);
    terminal.press('BSpace', 'BSpace', 'BSpace', 'BSpace');
    terminal.type('4000');
    terminal.press('Enter');
    await terminal.until(/input +4000[^]*[?] What now\?/u);
    terminal.press('Enter');
    expect(await terminal.ended()).toBe(0);
    const text = readFileSync(join(cwd, 'document-search.yaml'), 'utf8');
    expect(text).toContain('volume: 2000000 requests/month');
    expect(text).toContain('input: 4000 # your answer');
  }, 120_000);

  it('finds a model by a part of its name, and asks before it replaces a file', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'chat.yaml'), 'mine\n');
    const given = ['--kind', 'chat', '--name', 'chat', '--count-by', 'requests', '--count', '1M'];
    const rest = ['--input', '1000', '--output', '200', '--cached', '0', '--peak', '2', '--growth', '0%'];
    const limits = ['--residency', 'any', '--regulated', 'no', '--latency', 'any', '--currency', 'USD'];
    const terminal = init(
      cwd,
      ...given,
      ...rest,
      ...limits,
      '--paid',
      '4200',
      '--also',
      'none',
      '--host',
      'none',
    );
    await terminal.until(/Which API model/u);
    terminal.type('haiku-4.5');
    // The whole name is typed and no other model is left: Enter before that would come while the list is being made.
    await terminal.until(/[?] [^\n]*haiku-4\.5\n. anthropic\/claude-haiku-4\.5 {2}1 in, 5 out[^]*vertex\//u);
    await terminal.still();
    terminal.press('Enter');
    await enterAll(terminal, ['Share of requests that can wait', 'Which file shall']);
    await terminal.until(/chat\.yaml exists\./u);
    terminal.press('Enter');
    await terminal.until(/exists\. Choose another file name[^]*[?] Which file shall/u);
    terminal.type('other');
    terminal.press('Enter');
    await terminal.until(/What now\?/u);
    terminal.press('Enter');
    expect(await terminal.ended()).toBe(0);
    expect(readFileSync(join(cwd, 'chat.yaml'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(cwd, 'other.yaml'), 'utf8')).toContain('buy: anthropic/claude-haiku-4.5');
    // 1M x (1,000 x 1 + 200 x 5) / 1M = 2,000 USD, of 4,200.
    expect(terminal.screen()).toContain('comes to 47.6 % of that');
  }, 120_000);

  it('is interrupted at every question: exit code 130, and nothing is left', async () => {
    const answers: readonly (readonly [flag: string, answer: string, question: RegExp])[] = [
      ['kind', 'voice', /What do you run\?/u],
      ['name', 'calls', /What is it called/u],
      ['count-by', 'calls', /How do you know/u],
      ['count', '100k', /Phone calls a month/u],
      ['per', '30', /for each call/u],
      ['input', '900', /Input tokens/u],
      ['output', '60', /Output tokens/u],
      ['cached', '50%', /read from cache/u],
      ['peak', '5', /Busiest hour/u],
      ['growth', '0%', /Growth of volume/u],
      ['residency', 'any', /Where do requests/u],
      ['regulated', 'no', /regulated data/u],
      ['latency', 'any', /bound on latency/u],
      ['currency', 'USD', /In which currency/u],
      ['buy', 'openai/gpt-4o-mini', /Which API model/u],
      ['batch', '0%', /can wait for hours/u],
      ['paid', 'none', /What do you pay/u],
      ['also', 'none', /Which other API model/u],
      ['host', 'llama-3.1-8b', /Which open model/u],
      ['gpus', 'quote', /On which GPUs/u],
      ['gpu', 'h100-sxm', /Which GPU is it/u],
      ['gpu-price', '2.49', /Price of one GPU/u],
      ['gpu-term', 'on-demand', /Term of the quote/u],
      ['gpu-node', '1', /GPUs in a node/u],
      ['headcount', '0.5', /People who would run it/u],
      ['loaded-cost', '190k', /What one of them costs/u],
      ['file', 'calls.yaml', /Which file shall/u],
      ['', '', /What now\?/u],
    ];
    for (const [index, [, , question]] of answers.entries()) {
      const cwd = emptyFolder();
      const given = answers.slice(0, index).flatMap(([flag, value]) => [`--${flag}`, value]);
      const terminal = init(cwd, ...given);
      await terminal.until(question);
      terminal.press('C-c');
      expect([String(question), await terminal.ended(), readdirSync(cwd)]).toEqual([
        String(question),
        130,
        [],
      ]);
    }
  }, 240_000);
});
