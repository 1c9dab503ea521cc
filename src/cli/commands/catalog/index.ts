/** `crossover catalog ...`: names of catalogs, price lists and addresses of publishers enter; listings, comparisons and catalog folders leave. */
import type { AddCommand, Registry } from '../../session.ts';

/** Every command below `catalog`. */
const commands: Registry = {
  list: {
    summary: 'prices with their sources and dates',
    load: async () => (await import('./list.ts')).addList,
  },
  show: {
    summary: 'one entry: prices, source, dates and history',
    load: async () => (await import('./show.ts')).addShow,
  },
  hosts: {
    summary: 'who sells tokens of a model, side by side',
    load: async () => (await import('./hosts.ts')).addHosts,
  },
  'check-claims': {
    summary: 'check the prices in a text against the catalog',
    load: async () => (await import('./check-claims.ts')).addCheckClaims,
  },
  diff: {
    summary: 'what changed between two catalogs, and which verdicts flip because of it',
    load: async () => (await import('./diff.ts')).addDiff,
  },
  validate: {
    summary: 'check a catalog for errors and doubtful entries',
    load: async () => (await import('./validate.ts')).addValidate,
  },
  import: {
    summary: 'prices from a list of others, into a catalog of your own',
    load: async () => (await import('./import.ts')).addImport,
  },
  update: {
    summary: 'bring a catalog folder up to date from where it is published',
    load: async () => (await import('./update.ts')).addUpdate,
  },
  lock: {
    summary: 'write crossover.lock: the prices that reports are computed from',
    load: async () => (await import('./lock.ts')).addLock,
  },
};

/** `crossover catalog ...`: the files of its commands are loaded together, and only with it. */
export async function loadCatalogCommands(): Promise<AddCommand> {
  const loaded = await Promise.all(
    Object.entries(commands).map(async ([name, { summary, load }]) => ({
      name,
      summary,
      addCommand: await load(),
    })),
  );
  return (group, session) => {
    group
      .description('Inspect price catalogs, update them, and lock the prices that a report is computed from.')
      .usage('COMMAND [options]')
      .helpCommand(false);
    for (const { name, summary, addCommand } of loaded) {
      addCommand(group.command(name).summary(summary), session);
    }
  };
}
