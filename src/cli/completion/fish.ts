import type { DescribedCommand, DescribedOption } from './described.ts';

/** One line for each word and option, each on the condition that the words before it are those of its command. */
export function fishScript(commands: readonly DescribedCommand[]): string {
  const lines = commands.flatMap((command) => {
    const condition = conditionOf(command, commands);
    return [
      ...command.next.map(
        ({ word, description }) =>
          `complete -c crossover -f -n ${condition} -a ${quote(word)} -d ${quote(description)}`,
      ),
      ...command.options.map((option) => `complete -c crossover -n ${condition}${optionLine(option)}`),
    ];
  });
  return `# fish completion of crossover\n${lines.join('\n')}\n`;
}

function conditionOf(command: DescribedCommand, all: readonly DescribedCommand[]): string {
  const depth = command.words.length;
  const below = all.filter(
    ({ words }) => words.length === depth + 1 && command.words.every((word, index) => word === words[index]),
  );
  const conditions = [
    ...command.words.map((word) => `__fish_seen_subcommand_from ${word}`),
    ...(below.length === 0
      ? []
      : [`not __fish_seen_subcommand_from ${below.map(({ words }) => words.at(-1)).join(' ')}`]),
  ];
  return quote(conditions.join('; and ') || 'true');
}

function optionLine(option: DescribedOption): string {
  const flags = option.flags.map((flag) =>
    flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  const choices = option.choices.length === 0 ? '' : ` -f -a ${quote(option.choices.join(' '))}`;
  return `${flags.join('')}${option.takesValue ? ' -r' : ''}${choices} -d ${quote(option.description)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/gu, String.raw`\$&`)}'`;
}
