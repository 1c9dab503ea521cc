import type { Era, Timeline } from '../../../model/index.ts';
import type { DrawnPaths } from '../paths/drawn-paths.ts';
import type { PathContest, PathQuestion } from '../paths/question.ts';
import { sampledHoldings, statedHoldings } from './holding-columns.ts';
import type { CommitmentSizing } from './result.ts';
import { canBeSized, sizeWorkload } from './size-workload.ts';

interface Paths {
  readonly drawn: DrawnPaths;
  readonly question: Pick<PathQuestion, 'samples' | 'prepare'>;
}

/** Every workload by itself, on the paths that were drawn, or on the one that the scenario states. */
export function sizeWorkloads(
  contests: readonly PathContest[],
  eras: readonly Era[],
  timeline: Timeline,
  sampled: Paths | null,
): readonly CommitmentSizing[] {
  return contests.map(({ id, from, options }) => {
    const held = options.filter(canBeSized);
    const read =
      sampled === null
        ? statedHoldings(held)
        : sampledHoldings(held, { workload: id, eras, timeline, ...sampled });
    return sizeWorkload(id, from, held, timeline, { read, paths: sampled?.question.samples ?? 1 });
  });
}
