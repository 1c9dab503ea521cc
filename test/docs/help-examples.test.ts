import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { commands } from '../../src/cli/registry.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';

// Examples of the help that need no file of the reader's can be pasted as they are.
const at = temporaryFolder();

async function examples(): Promise<readonly string[]> {
  const helps = await Promise.all(
    Object.keys(commands).map(async (name) => {
      const { environment, stdout } = recordedEnvironment();
      await runCli([name, '--help'], environment);
      return stdout();
    }),
  );
  return helps
    .flatMap((help) => help.split('\n'))
    .map((line) => line.trim())
    .filter(
      (line) =>
        /^crossover (?:\w+ )+quick-start/u.test(line) && !/\.(?:yaml|csv|json)\b|\.\/|--watch/u.test(line),
    )
    .map((line) => line.split(/ {2,}/u)[0] ?? line);
}

describe('an example of the help runs', async () => {
  const found = await examples();
  test('there are some', () => {
    expect(found.length).toBeGreaterThan(8);
  });
  test.each(found)('%s', async (line) => {
    const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu)].map(
      (match) => match.slice(1).find(Boolean) ?? '',
    );
    const { environment, stderr } = recordedEnvironment({ cwd: at() });
    const code = await runCli(words.slice(1), environment);
    expect(stderr()).not.toContain('error[');
    expect(code).toBe(0);
  });
});
