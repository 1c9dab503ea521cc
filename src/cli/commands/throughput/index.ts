/** `crossover throughput`: files of benchmarks and sizes of models enter; throughput entries leave. */
import type { Command } from 'commander';
import type { Session } from '../../session.ts';
import { addThroughputEstimate } from './estimate.ts';
import { addThroughputImport } from './import.ts';
import { addThroughputLoad } from './load.ts';

/** `crossover throughput ...`: what GPUs were measured to do, or are estimated to. */
export function addThroughput(group: Command, session: Session): void {
  group
    .description(
      'Import benchmark results into a catalog, estimate throughput that nobody has measured, and show what load does to latency and cost.',
    )
    .usage('COMMAND [options]')
    .helpCommand(false);
  addThroughputImport(
    group.command('import').summary('results of a benchmark into throughput entries'),
    session,
  );
  addThroughputEstimate(
    group.command('estimate').summary('throughput where nothing was measured, with its interval'),
    session,
  );
  addThroughputLoad(group.command('load').summary('load to latency to cost, by measured curves'), session);
}
