import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { showInPager } from '../../src/cli/pager.ts';
import { recordedEnvironment } from './frame-environment.ts';

async function shown(words: readonly string[], isTerminal: boolean, takes = true) {
  const { environment, stdout } = recordedEnvironment({ isTerminal });
  const paged: string[] = [];
  const page = async (text: string): Promise<boolean> => {
    paged.push(text);
    return Promise.resolve(takes);
  };
  expect(await runCli(words, { ...environment, page })).toBe(0);
  return { paged, stdout: stdout() };
}

const words = ['catalog', 'list', '--kind', 'models'];

describe('a pager', () => {
  test('gets what goes to a terminal', async () => {
    const { paged, stdout } = await shown(words, true);
    expect(paged).toHaveLength(1);
    expect(stdout).toBe('');
  });

  test('that does not take it leaves it to the terminal', async () => {
    const { paged, stdout } = await shown(words, true, false);
    expect(stdout).toBe(paged[0]);
  });

  test('is left out with --no-pager and without a terminal', async () => {
    expect((await shown([...words, '--no-pager'], true)).paged).toEqual([]);
    expect((await shown(words, false)).paged).toEqual([]);
  });

  const tall = 'line\n'.repeat(30);
  test.each([
    ['a text that fits', 'line\n', { PAGER: 'false' }],
    ['an empty PAGER', tall, { PAGER: '' }],
    ['cat', tall, { PAGER: 'cat' }],
    ['a terminal that can do nothing', tall, { TERM: 'dumb' }],
    ['a program that is not there', tall, { PAGER: 'no-such-pager-here' }],
  ])('is not opened for %s', async (_, text, env) => {
    expect(await showInPager(text, { env, rows: 24 })).toBe(false);
  });

  test('is the program of PAGER, which may end before all is read', async () => {
    expect(
      await showInPager(tall.repeat(20_000), { env: { PAGER: 'head -n 1 > /dev/null' }, rows: 24 }),
    ).toBe(true);
  });
});
