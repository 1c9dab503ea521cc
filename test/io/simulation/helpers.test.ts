import { expect, test } from 'vitest';
import { prepareTask, summarizeOption, type ReplicateTally } from '../../../src/analysis/index.ts';
import { openControl, takeReplicates } from '../../../src/io/simulation/control.ts';
import { startHelpers } from '../../../src/io/simulation/index.ts';
import { compileScript, instantiate } from '../../../src/io/workers/index.ts';
import { blockRows, replicateSizes } from '../../../src/statistics/index.ts';
import { simulationOf } from '../../analysis/simulation/simulate.ts';
import { closedForm } from '../../support/uncertain-scenarios.ts';

test('an order that is given before an earlier one is answered gets its own answer', async () => {
  const [contest] = simulationOf(closedForm, { samples: 1000 }).contests;
  if (contest === undefined) throw new Error('no workload');
  const { task } = contest;
  const replicates = replicateSizes(task.samples).length;
  const preparation = prepareTask(task, compileScript(task.plan)).preparation();
  const taken = openControl(replicates);
  expect(takeAll(takeReplicates(prepareTask(task, compileScript(task.plan)), taken)).length).toBe(replicates);
  const helpers = startHelpers(1);
  try {
    const [late, whole] = await Promise.all([
      helpers.carryOut({ task, control: taken, preparation }),
      helpers.carryOut({ task, control: openControl(replicates), preparation }),
    ]);
    expect(late).toEqual([]);
    expect(whole.map(({ replicate }) => replicate)).toEqual([...Array(replicates).keys()]);
  } finally {
    await helpers.close();
  }
});

test('a thread sums up what others have done, too, and each option once', async () => {
  const [contest] = simulationOf(closedForm, { samples: 1_100_000 }).contests;
  if (contest === undefined) throw new Error('no workload');
  const { task } = contest;
  const replicates = replicateSizes(task.samples).length;
  const prepared = prepareTask(task, instantiate(task.plan, { blockSize: blockRows }));
  const preparation = prepared.preparation();
  const control = openControl(replicates);
  const own = takeReplicates(prepared, control);
  // One replicate is this thread's, as long as it does not go on.
  for (let done = 0; done < 2; done += 1) own.next();
  const helpers = startHelpers(1);
  try {
    const others = await helpers.carryOut({ task, control, preparation });
    expect(others.length).toBe(replicates - 1);
    const rest = takeAll(own);
    const tallies = [...rest, ...others].toSorted((a, b) => a.replicate - b.replicate);
    expect(tallies[0]?.outputs.map(({ values }) => values.form)).toContain('rounded');
    const options = contest.options.length;
    const summaries = await helpers.sumUp({ tallies, options, control: openControl(0) });
    expect(summaries).toEqual(
      contest.options.map((_, option) => ({
        option,
        summary: summarizeOption({ tallies, costOf: prepared.costOf }, option),
      })),
    );
  } finally {
    await helpers.close();
  }
}, 60_000);

function takeAll(own: ReturnType<typeof takeReplicates>): readonly ReplicateTally[] {
  for (;;) {
    const { done, value } = own.next();
    if (done === true) return value;
  }
}
