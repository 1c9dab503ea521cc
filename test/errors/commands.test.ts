import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { commandCases } from './command-cases.ts';

// Problems that a whole command reports, as they are printed. `npx vitest run test/errors -u` writes them anew.

const place = mkdtempSync(join(tmpdir(), 'crossover-codes-'));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

describe('a command for a code', { timeout: 60_000 }, () => {
  test.each(Object.entries(commandCases))('%s', async (code, { words, files = {} }) => {
    const cwd = join(place, code.replace('/', '-'));
    mkdirSync(cwd);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    const { environment, stdout, stderr } = recordedEnvironment({ cwd });
    const exit = await runCli(words, environment);
    const printed = `${stderr()}${stdout()}`.replaceAll(cwd, 'FOLDER');
    expect(printed).toContain(code);
    expect(printed).not.toMatch(/\n\s+at .*:\d+/u);
    await expect(`exit code ${exit}\n${printed}`).toMatchFileSnapshot(
      `commands/${code.replace('/', '-')}.txt`,
    );
  });
});

test('the page of errors has every code that a command is shown for', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  for (const code of Object.keys(commandCases)) expect(page).toContain(`\`${code}\``);
});
