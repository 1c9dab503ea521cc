import { Command } from 'commander';
import { describeCommands, type DescribedCommand } from '../../src/cli/completion/described.ts';
import { commands } from '../../src/cli/registry.ts';
import type { Session } from '../../src/cli/session.ts';

/** Every command of the program with its options, those that only group others included. */
export async function allCommands(): Promise<readonly DescribedCommand[]> {
  const program = new Command('crossover');
  const session = { action: (handler: unknown) => handler } as unknown as Session;
  for (const [name, entry] of Object.entries(commands)) (await entry.load())(program.command(name), session);
  return describeCommands(program).filter(({ words }) => words.length > 0);
}
