import type { CommandEntry } from '../../registry.ts';
import type { AddCommand } from '../../session.ts';

/** Every command below `catalog`, in the order of its help. */
const commands: Readonly<Record<string, Pick<CommandEntry, 'load'>>> = {
  list: { load: async () => (await import('./list.ts')).addList },
  show: { load: async () => (await import('./show.ts')).addShow },
  diff: { load: async () => (await import('./diff.ts')).addDiff },
  validate: { load: async () => (await import('./validate.ts')).addValidate },
  import: { load: async () => (await import('./import.ts')).addImport },
  update: { load: async () => (await import('./update.ts')).addUpdate },
  lock: { load: async () => (await import('./lock.ts')).addLock },
};

/** `crossover catalog ...`: the files of its commands are loaded together, and only with it. */
export async function loadCatalogCommands(): Promise<AddCommand> {
  const adders = await Promise.all(Object.values(commands).map((each) => each.load()));
  return (program, session) => {
    const group = program
      .command('catalog')
      .summary('the price catalogs: list, show, diff, validate, import, update, lock')
      .description('Look into price catalogs, bring them up to date, and pin what a report is computed from.')
      .usage('COMMAND [options]')
      .helpCommand(false);
    for (const addCommand of adders) addCommand(group, session);
  };
}
