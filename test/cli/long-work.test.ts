import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openLongWork } from '../../src/cli/long-work.ts';
import { runCli } from '../../src/cli/program.ts';
import type { Environment } from '../../src/cli/environment.ts';
import { recordedEnvironment } from './frame-environment.ts';

const steps = { total: 1000, unit: 'shocks' };

it('shows on a terminal how far it is and what is left, and takes that away', async () => {
  const { environment, stderr } = recordedEnvironment({ isTerminal: true });
  const work = openLongWork(environment, steps, false);
  work.update(100);
  await wait(1200);
  expect(await work.pause(400)).toBe(true);
  expect(stderr()).toMatch(/40 % {2}400 of 1000 shocks, .+ left; Ctrl-C stops/u);
  work.close();
  expect(stderr()).not.toContain('stopped after');
});

it.each([
  ['a pipe', { isTerminal: false }, false],
  ['a quiet terminal', { isTerminal: true }, true],
])('says nothing to %s', async (_, wishes, quiet) => {
  const { environment, stderr } = recordedEnvironment(wishes);
  const work = openLongWork(environment, steps, quiet);
  await wait(900);
  await work.pause(400);
  work.close();
  expect(stderr()).toBe('');
});

/** A world in which Ctrl-C is pressed when the handler is set for the n-th time that something looks. */
function interrupted(after: number): {
  readonly world: Partial<Environment>;
  readonly released: () => boolean;
} {
  let isReleased = false;
  return {
    world: {
      onInterrupt: (handler) => {
        setTimeout(handler, after);
        return () => (isReleased = true);
      },
    },
    released: () => isReleased,
  };
}

it.each([
  ['run', ['run', 'hidden-costs', 'hidden-costs'], 'scenarios'],
  ['stress', ['stress', 'shared-build'], 'shocks'],
  [
    'sensitivity',
    ['sensitivity', 'quick-start', '--uncertain', 'default', '--samples', '65536'],
    'evaluations',
  ],
])('Ctrl-C ends %s with what it has, and exit 130', async (_, words, unit) => {
  const { world, released } = interrupted(0);
  const recorded = recordedEnvironment();
  const code = await runCli(words, { ...recorded.environment, ...world });
  expect(code).toBe(130);
  expect(recorded.stderr()).toMatch(new RegExp(`stopped after [\\d,]+ of [\\d,]+ ${unit}`, 'u'));
  expect(recorded.stderr()).not.toMatch(/error|at .+:\d+/u);
  expect(released()).toBe(true);
});
