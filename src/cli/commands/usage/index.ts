/** `crossover usage`: logs, bills and addresses of databases enter; profiles, workloads, queries and what they would have cost leave. */
import type { Command } from 'commander';
import type { Session } from '../../session.ts';
import { addUsagePrice } from './price.ts';
import { addUsageProfile } from './profile.ts';

/** `crossover usage FILE...` and `crossover usage price FILE...`. */
export function addUsage(command: Command, session: Session): void {
  // The flags behind `price` are its own.
  command.enablePositionalOptions();
  addUsageProfile(command, session);
  addUsagePrice(
    command.command('price').summary('what a log would have cost under each option of a scenario'),
    session,
  );
}
