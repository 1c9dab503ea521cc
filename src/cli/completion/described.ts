import type { Command, Option } from 'commander';

/** What a shell needs to know of one option. */
export interface DescribedOption {
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** A command by its words: `[]` is the program, `['catalog', 'list']` a command of a command. */
export interface DescribedCommand {
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: readonly DescribedOption[];
  /** Words that can follow: names of its commands, and choices of its first argument. */
  readonly next: readonly { readonly word: string; readonly description: string }[];
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
    options: help.visibleOptions(command).map(describeOption),
    next: [
      ...children.map((each) => ({ word: each.name(), description: each.summary() || each.description() })),
      ...choices.map((word) => ({ word, description: '' })),
    ],
  };
  return [described, ...children.flatMap((each) => describeCommands(each, [...words, each.name()]))];
}

function describeOption(option: Option): DescribedOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}
