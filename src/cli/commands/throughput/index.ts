import type { Command } from 'commander';
import type { Session } from '../../session.ts';
import { addThroughputImport } from './import.ts';

/** `crossover throughput ...`: what GPUs were measured to do. */
export function addThroughput(group: Command, session: Session): void {
  group
    .description('Measured throughput: results of benchmarks into entries of a catalog.')
    .usage('COMMAND [options]')
    .helpCommand(false);
  addThroughputImport(
    group.command('import').summary('results of a benchmark into throughput entries'),
    session,
  );
}
