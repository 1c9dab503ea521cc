import { expect, test } from 'vitest';
import { prepareTask } from '../../../src/analysis/index.ts';
import { openControl, takeReplicates } from '../../../src/io/simulation/control.ts';
import { startHelpers } from '../../../src/io/simulation/index.ts';
import { compileScript } from '../../../src/io/workers/index.ts';
import { replicateSizes } from '../../../src/statistics/index.ts';
import { simulationOf } from '../../analysis/simulation/simulate.ts';
import { closedForm } from '../../support/uncertain-scenarios.ts';

test('an order that is given before an earlier one is answered gets its own answer', async () => {
  const [contest] = simulationOf(closedForm, { samples: 1000 }).contests;
  if (contest === undefined) throw new Error('no workload');
  const { task } = contest;
  const replicates = replicateSizes(task.samples).length;
  const preparation = prepareTask(task, compileScript(task.plan)).preparation();
  const taken = openControl(replicates);
  for (const own = takeReplicates(prepareTask(task, compileScript(task.plan)), taken); !own.next().done;);
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
