import { expect, test } from 'vitest';
import { allCommands } from '../cli/all-commands.ts';
import { writes } from './writes.ts';

// No command learns to write without being killed at it.

/** Options whose value is what is written to, and `--format` with each of its values. */
const targets = ['--out', '--into', '--export', '--file'];
/** Written without an option that says where. */
const always: readonly string[] = ['catalog lock'];

test('every command that writes is among those that are killed', async () => {
  const of = (name: string) => writes.filter(({ argv }) => argv.join(' ').startsWith(`${name} `));
  const missing = (await allCommands()).flatMap(({ words, options }) => {
    const name = words.join(' ');
    // Of a command and one below it, such as usage and usage price, the longer name is meant.
    const own = of(name).filter(({ argv }) => words.length > 1 || argv[1] !== 'price');
    const flags = options.flatMap((option) => option.flags).filter((flag) => targets.includes(flag));
    return [
      ...flags.filter((flag) => !always.includes(name) && !own.some(({ argv }) => argv.includes(flag))),
      ...(always.includes(name) && own.length === 0 ? ['itself'] : []),
    ].map((flag) => `${name} ${flag}`);
  });
  expect(missing).toEqual([]);
});

test('every format is among what is killed', async () => {
  const formats = (await allCommands()).flatMap(({ options }) =>
    options.flatMap(({ flags, choices }) => (flags.includes('--format') ? choices : [])),
  );
  const killed = writes.map(({ argv }) => argv[argv.indexOf('--format') + 1]);
  expect([...new Set(formats)].filter((format) => !killed.includes(format))).toEqual([]);
});
