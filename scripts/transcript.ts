/**
 * A first session, in a real terminal: `npm run transcript -- FILE` clones this repository into an empty folder, types what the
 * README says into a pane of tmux, answers `init`, makes a mistake, compares a file of quotes, and writes what the terminal showed.
 * It ends with exit code 1 where a command does not end as it should.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Terminal } from './terminal.ts';

const root = join(import.meta.dirname, '..');
const prompt = /(?:^|\n)\$$/u;

/** What is typed, and the exit code that it has to end with. */
const beforeInit: readonly (readonly [command: string, code: number])[] = [
  ['git clone -q "$REPOSITORY" crossover && cd crossover', 0],
  ['npm ci --no-audit --no-fund --loglevel=error', 0],
  ['npx crossover run', 0],
];
const afterInit: readonly (readonly [command: string, code: number])[] = [
  ['npx crossover run help-desk.yaml', 0],
  ['sed "s/input: /imput: /" help-desk.yaml > mistake.yaml; npx crossover run mistake.yaml', 2],
  ["npx crossover run help-desk.yaml --set 'workloads.help-desk.volume=2 million requests/day'", 0],
  ['cat docs/quotes.csv', 0],
  ['npx crossover quotes docs/quotes.csv --scenario help-desk.yaml', 0],
];

/** Types a command, waits for the next prompt, and looks at how it ended. */
async function enter(terminal: Terminal, command: string, code: number): Promise<void> {
  const before = terminal.screen();
  terminal.type(command);
  terminal.press('Enter');
  await terminal.changed(before);
  await terminal.until(prompt, 600);
  terminal.type('echo "exit code $?"');
  terminal.press('Enter');
  const screen = await terminal.until(/\nexit code \d+\n\$$/u);
  const found = /\nexit code (\d+)\n\$$/u.exec(screen)?.[1];
  if (found !== String(code)) throw new Error(`'${command}' ended with ${String(found)}:\n${screen}`);
}

/** `init` by its questions: a name and a volume are typed, one answer is taken back, the rest are the suggestions. */
async function answerInit(terminal: Terminal): Promise<void> {
  terminal.type('npx crossover init');
  terminal.press('Enter');
  await terminal.until(/What do you run\?/u);
  terminal.press('Enter');
  await terminal.until(/What is it called\?/u);
  terminal.type('help-desk');
  terminal.press('Enter');
  await terminal.until(/How do you know how much it is used\?/u);
  terminal.press('Enter');
  await terminal.until(/Requests a month:/u);
  terminal.type('2M');
  terminal.press('Enter');
  await terminal.until(/Input tokens per request/u);
  terminal.press('Escape');
  await terminal.until(/2M: your earlier answer/u);
  terminal.type('3M');
  terminal.press('Enter');
  // Every other question is answered with what it suggests, once it is seen.
  for (let answered = 0; answered < 40; answered += 1) {
    const screen = await terminal.until(/(?:^|\n)\?[^\n]*(?:\n[^?\n]*)*$|(?:^|\n)\$$/u);
    if (prompt.test(screen)) return;
    terminal.press('Enter');
    await terminal.changed(screen);
  }
  throw new Error(`init asks on and on:\n${terminal.screen()}`);
}

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error('usage: npm run transcript -- FILE');
const folder = mkdtempSync(join(tmpdir(), 'transcript-'));
const shell = ['env', 'PS1=$ ', 'PAGER=cat', `REPOSITORY=${root}`, 'bash', '--norc', '--noprofile'];
const terminal = new Terminal(folder, shell);
try {
  await terminal.until(prompt);
  for (const [command, code] of beforeInit) await enter(terminal, command, code);
  await answerInit(terminal);
  for (const [command, code] of afterInit) await enter(terminal, command, code);
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  writeFileSync(resolve(out), `Commit ${commit}\n\n${terminal.screen()}\n`);
} finally {
  terminal.close();
  rmSync(folder, { recursive: true, force: true });
}
