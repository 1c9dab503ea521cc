import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test, describe } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

// Every command that the documents show is run, and what they show of its output is what it prints. A line `...` stands for
// any lines. UPDATE_DOCS=1 writes the documents anew: blocks that are only `...` are filled with the whole first screen.

const documents = ['README.md', 'docs/quotes.md', 'docs/usage.md'];
const root = new URL('../../', import.meta.url);
const block = /```console\n\$ crossover (.*)\n([\s\S]*?)```/gu;
/** Lines of output that a block is filled with. */
const shownLines = 32;

async function outputOf(commandLine: string): Promise<string> {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: new URL('.', root).pathname });
  const code = await runCli(wordsOf(commandLine), environment);
  expect(stderr()).toBe('');
  expect(code).toBe(0);
  return stdout();
}

function wordsOf(commandLine: string): readonly string[] {
  return [...commandLine.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function firstScreen(output: string): string {
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
  return lines.length <= shownLines
    ? `${lines.join('\n')}\n`
    : `${lines.slice(0, shownLines).join('\n')}\n...\n`;
}

describe.each(documents)('%s', (name) => {
  const path = new URL(name, root);
  const text = readFileSync(path, 'utf8');
  const shown = [...text.matchAll(block)].map(([, commandLine = '', output = '']) => ({
    commandLine,
    output,
  }));

  test('shows commands', () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  test.each(shown)('$ crossover $commandLine', async ({ commandLine, output }) => {
    const printed = firstScreen(await outputOf(commandLine));
    if (process.env['UPDATE_DOCS'] === '1') {
      const before = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        before.replace(
          `$ crossover ${commandLine}\n${output}\`\`\``,
          () => `$ crossover ${commandLine}\n${printed}\`\`\``,
        ),
      );
    } else {
      expect(output).toBe(printed);
    }
  });
});
