import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import {
  allSteps,
  breakEvenSteps,
  compareSteps,
  forecastSteps,
  parseVary,
  prepareSensitivity,
  sensitivityResult,
  sweepSteps,
  type ComparedSet,
  type Steps,
} from '../../src/analysis/index.ts';
import { ok, type Result } from '../../src/diagnostics/index.ts';
import { inSteps, openLongWork } from '../../src/cli/long-work.ts';
import { runCli } from '../../src/cli/program.ts';
import type { Environment } from '../../src/cli/environment.ts';
import type { VectorPlan } from '../../src/formula/index.ts';
import { compileScript } from '../../src/io/workers/index.ts';
import { renderInParts, wholeOf, type ReportableResult } from '../../src/report/index.ts';
import { modelOf } from '../support/model.ts';
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

/** Ctrl-C once somebody has looked so many times. */
function interruptedAtLook(looks: number): Partial<Environment> {
  return {
    onInterrupt: (handler) => {
      let left = looks;
      const look = (): void => {
        left -= 1;
        if (left === 0) handler();
        else setImmediate(look);
      };
      setImmediate(look);
      return () => undefined;
    },
  };
}

it.each([
  ['sweep', ['sweep', 'quick-start', '--vary', 'workloads.support-chat.volume=1M..9M:5'], 'lines of cells'],
  ['forecast', ['forecast', 'quick-start'], 'workloads'],
  ['breakeven', ['breakeven', 'article-as-published'], 'steps'],
  ['compare', ['compare', 'quick-start', 'quick-start'], 'workloads'],
])('Ctrl-C before %s has anything ends it without an answer', async (_, words, unit) => {
  const recorded = recordedEnvironment();
  const code = await runCli(words, { ...recorded.environment, ...interruptedAtLook(1) });
  expect(recorded.stderr()).toMatch(new RegExp(`^stopped after 0 of \\d+ ${unit}\n$`, 'u'));
  expect([code, recorded.stdout()]).toEqual([130, '']);
});

it('Ctrl-C ends the reading of a log, says how far it was, and leaves the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-long-'));
  try {
    const lines = Array.from(
      { length: 300_000 },
      (_, at) => `2026-09-${String(1 + (at % 28)).padStart(2, '0')}T10:00:00Z,m${String(at)},100,20`,
    );
    writeFileSync(
      join(folder, 'log.csv'),
      ['timestamp,model,input_tokens,output_tokens', ...lines].join('\n'),
    );
    const recorded = recordedEnvironment({ cwd: folder });
    const { world, released } = interrupted(60);
    const code = await runCli(['usage', 'log.csv', '--format', 'json'], {
      ...recorded.environment,
      ...world,
    });
    expect(recorded.stderr()).toMatch(/^stopped after \d+ of 100 % of the log\n$/u);
    expect([code, recorded.stdout()]).toEqual([130, '']);
    expect(released()).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('what Ctrl-C leaves of stress says that it is partial, in JSON and on the screen', async () => {
  const answers = await Promise.all(
    ['json', 'table'].map(async (format) => {
      const recorded = recordedEnvironment();
      const world = { ...recorded.environment, ...interruptedAtLook(2) };
      expect(await runCli(['stress', 'shared-build', '--format', format], world)).toBe(130);
      return recorded.stdout();
    }),
  );
  const { partial } = JSON.parse(answers[0] ?? '') as { partial: { done: number; of: number; unit: string } };
  expect(partial.unit).toBe('shocks');
  expect(partial.done).toBeLessThan(partial.of);
  expect(answers[1]).toMatch(/interrupted after \d+ of \d+ shocks: a partial result/u);
});

async function rendered(result: ReportableResult, format: 'json' | 'table'): Promise<string> {
  return String(wholeOf((await renderInParts(result, { format })).body));
}

const twoWorkloads = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok } ]
workloads:
  one: { volume: { uniform: [300k requests/month, 900k requests/month] }, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat } } }
  two: { volume: 600k requests/month, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat } } }
`;

it('what is left of sensitivity, forecast, compare and sweep says that it is partial', async () => {
  const model = modelOf(twoWorkloads);
  const question = {
    samples: 16,
    seed: 1,
    method: 'sobol',
    assumeDefaults: false,
    bounds: 'stated',
  } as const;
  const prepared = prepareSensitivity(model, question);
  if (!prepared.ok) throw new Error('it cannot be prepared');
  const found = sensitivityResult(prepared.value, []);
  expect(found.partial).toEqual({ done: 0, of: 2, unit: 'workloads' });

  /** What is left when the step is refused that comes after so many. */
  const endedAfter = <R extends ReportableResult>(steps: Steps<Result<R>>, most: number): R => {
    let next = steps.next();
    for (let taken = 0; next.done !== true; taken += 1) next = steps.next(taken < most);
    if (!next.value.ok) throw new Error('there is nothing left');
    return next.value.value;
  };
  const set = (...names: readonly string[]): ComparedSet => ({
    name: 'now',
    subjects: new Map(names.map((name) => [name, { form: 'model', model }])),
  });
  const axes = ['workloads.one.volume', 'workloads.two.volume'].map((input) =>
    parseVary(`${input}=1k..9k:3`, model),
  );
  const sweep = {
    axes: axes.flatMap((each) => (each.ok ? [each.value] : [])),
    options: [],
    prepare: (plan: VectorPlan) => compileScript(plan),
  };
  const left = [
    found,
    endedAfter(forecastSteps(model), 1),
    // Each workload is read, then solved.
    endedAfter(
      breakEvenSteps(model, () => ok(undefined)),
      3,
    ),
    endedAfter(compareSteps(set('a', 'b'), set('a', 'b')), 3),
    // Of each workload the cells of three values of the second axis, then three lines.
    endedAfter(sweepSteps(model, sweep), 7),
  ];
  for (const result of left) {
    const { done, of, unit } = result.partial ?? { done: 0, of: 0, unit: '' };
    expect(done).toBeLessThan(of);
    expect(await rendered(result, 'json')).toContain('"partial"');
    expect(await rendered(result, 'table')).toContain(
      `interrupted after ${done} of ${of} ${unit}: a partial`,
    );
  }
  const whole = allSteps(forecastSteps(model));
  expect(whole.ok && 'partial' in whole.value).toBe(false);
});

/** Four steps of so many milliseconds; its answer is how many were done. */
function* slowly(milliseconds: number): Steps<Result<number>> {
  for (let done = 0; done < 4; done += 1) {
    if (!(yield { done, of: 4 })) return ok(done);
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }
  return ok(4);
}

it('goes through steps to the end, or ends them with what they have', async () => {
  const asked = { unit: 'steps', quiet: false, isNothing: (done: number) => done === 0 };
  const answer = async (world: Partial<Environment>, milliseconds: number): Promise<unknown> => {
    const recorded = recordedEnvironment();
    const result = await inSteps({ ...recorded.environment, ...world }, asked, slowly(milliseconds));
    return [result.ok && result.value, recorded.stderr()];
  };
  expect(await answer({}, 50)).toEqual([4, '']);
  expect(await answer(interruptedAtLook(3), 50)).toEqual([2, 'stopped after 2 of 4 steps\n']);
  expect(await answer(interruptedAtLook(1), 50)).toEqual([false, 'stopped after 0 of 4 steps\n']);
  // Quick steps are looked at once.
  expect(await answer(interruptedAtLook(3), 0)).toEqual([4, '']);
});
