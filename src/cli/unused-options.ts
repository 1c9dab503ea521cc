import type { Command } from 'commander';
import { problem, type Diagnostic } from '../diagnostics/index.ts';

/** Options that say nothing in a case, and why: `[['--seed'], samples === undefined, 'without --samples']`. */
export type UnusedWhere = readonly [flags: readonly string[], where: boolean, because: string];

/**
 * Options that were given and would be ignored. What a command never uses it does not declare; what it uses only beside
 * another option stands here, so that nothing is passed over in silence.
 */
export function unusedOptions(command: Command, cases: readonly UnusedWhere[]): readonly Diagnostic[] {
  return cases.flatMap(([flags, where, because]) =>
    (where ? flags : [])
      .filter((flag) => isGiven(command, flag))
      .map((flag) => problem('cli/unused-option', `${flag} means nothing ${because}`)),
  );
}

function isGiven(command: Command, flag: string): boolean {
  const option = command.options.find(({ long }) => long === flag);
  return option !== undefined && command.getOptionValueSource(option.attributeName()) === 'cli';
}
