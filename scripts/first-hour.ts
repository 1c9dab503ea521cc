/**
 * The first hour of somebody new: `npm run first-hour` clones this repository into an empty folder, types every command of
 * docs/tutorial.md into a terminal of 100 columns, saves the files that it says, compares what the terminal shows with what the
 * page shows, and opens the page for the board in a browser. It ends with exit code 1 at the first difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { openBrowser } from '../test/support/browser.ts';
import { shownOf, stepsOf } from '../test/docs/page-steps.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
const prefix = join(folder, 'global');
const environment = {
  ...process.env,
  npm_config_prefix: prefix,
  PATH: `${join(prefix, 'bin')}:${process.env['PATH'] ?? ''}`,
  CI: '',
};

/** One shell for all commands, as a terminal has it: each starts where the last one left it. */
let cwd = folder;
let code = 0;

/** Types a line into a terminal, and returns what it shows. */
function type(line: string): string {
  const state = join(folder, 'state');
  const program = `stty cols 100 rows 2000; cd '${cwd}'; (exit ${code}); ${line}\nprintf '%s\\n%s' "$?" "$PWD" > '${state}'`;
  const ran = spawnSync('script', ['-qec', `bash -c ${quoted(program)}`, '/dev/null'], {
    env: environment,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  const [ended = '1', place = cwd] = readFileSync(state, 'utf8').split('\n');
  [code, cwd] = [Number(ended), place];
  return stripVTControlCharacters(ran.stdout.replaceAll('\r\n', '\n').replaceAll(/^.*\r/gmu, ''));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function follow(page: string): number {
  const install = /```sh\n([\s\S]*?)```/u.exec(page)?.[1]?.trim().split('\n') ?? [];
  for (const line of [`git clone -q '${root}' crossover`, 'cd crossover', ...install]) {
    const shown = type(line);
    process.stdout.write(`$ ${line}\n`);
    if (code !== 0) throw new Error(`'${line}' ended with ${code}:\n${shown}`);
  }
  const steps = stepsOf(page);
  for (const step of steps) {
    if (step.kind === 'save') {
      mkdirSync(join(cwd, step.name, '..'), { recursive: true });
      writeFileSync(join(cwd, step.name), step.text);
      continue;
    }
    const shown = shownOf(type(step.line), step.shown);
    process.stdout.write(`$ ${step.line}\n`);
    if (shown !== step.shown) throw new Error(`the page shows\n${step.shown}\nand the terminal\n${shown}`);
  }
  return steps.length;
}

/** The page for the board: it opens without a message, and a slider that is moved moves an amount. */
async function lookAt(file: string): Promise<void> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  await page.goto(`file://${file}`);
  await page.waitForSelector('#now [data-monthly]');
  const amounts = async (): Promise<string> =>
    page.evaluate<string>(
      `[...document.querySelectorAll('#now [data-monthly]')].map((cell) => cell.dataset.monthly).join()`,
    );
  const before = await amounts();
  await page.locator('input[type=range]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(500);
  if ((await amounts()) === before) heard.push('no amount moves with the first slider');
  await browser.close();
  if (heard.length > 0) throw new Error(heard.join('\n'));
}

try {
  const count = follow(readFileSync(join(root, 'docs', 'tutorial.md'), 'utf8'));
  await lookAt(join(cwd, 'board.html'));
  process.stdout.write(`first hour: ${count} steps of docs/tutorial.md show what the page shows\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
