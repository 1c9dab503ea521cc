import type { Command, Option } from 'commander';
import { kindOfOption, kindsOfArguments, type WordKind } from './word-kinds.ts';

/** What a shell needs to know of one option. */
export interface DescribedOption {
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  /** What its value is, where that is known. */
  readonly kind: WordKind | null;
}

/** A command by its words: `[]` is the program, `['catalog', 'list']` a command of a command. */
export interface DescribedCommand {
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: readonly DescribedOption[];
  /** Words that can follow: names of its commands, and choices of its first argument. */
  readonly next: readonly { readonly word: string; readonly description: string }[];
  /** What its arguments are, one after the other; empty where they are files. */
  readonly argumentKinds: readonly WordKind[];
}

/** The program and all commands below it, each after the one that it belongs to. */
export function describeCommands(
  command: Command,
  words: readonly string[] = [],
): readonly DescribedCommand[] {
  const help = command.createHelp();
  const children = command.commands.filter((each) => each.name() !== 'help');
  const choices = command.registeredArguments[0]?.argChoices ?? [];
  const described: DescribedCommand = {
    words,
    summary: command.summary() || command.description(),
    options: help.visibleOptions(command).map((option) => describeOption(option, words)),
    next: [
      ...children.map((each) => ({ word: each.name(), description: each.summary() || each.description() })),
      ...choices.map((word) => ({ word, description: '' })),
    ],
    argumentKinds: kindsOfArguments(words),
  };
  return [described, ...children.flatMap((each) => describeCommands(each, [...words, each.name()]))];
}

function describeOption(option: Option, command: readonly string[]): DescribedOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
    kind: kindOfOption(command, option.long ?? ''),
  };
}
