import type { DescribedCommand, DescribedOption } from './described.ts';
import { wordKinds, type StaticWords } from './word-kinds.ts';

/** One line for each word and option, each on the condition that the words before it are those of its command. */
export function fishScript(commands: readonly DescribedCommand[], words: StaticWords): string {
  const lines = commands.flatMap((command) => {
    const condition = conditionOf(command, commands);
    return [
      ...command.next.map(
        ({ word, description }) =>
          `complete -c crossover -f -n ${condition} -a ${quote(word)} -d ${quote(description)}`,
      ),
      ...command.argumentKinds.map(
        (kind) => `complete -c crossover -n ${condition} -a ${quote(`(__crossover_words ${kind})`)}`,
      ),
      ...command.options.map((option) => `complete -c crossover -n ${condition}${optionLine(option)}`),
    ];
  });
  return `# fish completion of crossover\n${wordsFunction(words)}\n${lines.join('\n')}\n`;
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
  const known = option.choices.length === 0 ? '' : ` -f -a ${quote(option.choices.join(' '))}`;
  const choices = option.kind === null ? known : ` -f -a ${quote(`(__crossover_words ${option.kind})`)}`;
  return `${flags.join('')}${option.takesValue ? ' -r' : ''}${choices} -d ${quote(option.description)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/gu, String.raw`\$&`)}'`;
}

/** Words of a kind, one a line: those of a catalog stand here, those of the scenario that was typed are asked for. */
function wordsFunction(words: StaticWords): string {
  const cases = wordKinds.map(
    (kind) => `    case ${kind}\n      printf '%s\\n' ${words[kind].map(quote).join(' ')}`,
  );
  return `function __crossover_words
  switch $argv[1]
${cases.join('\n')}
    case '*'
      for word in (commandline -opc)
        if string match -qr '\\.ya?ml$' -- $word; or contains -- $word (__crossover_words scenarios)
          crossover completion $argv[1] $word 2>/dev/null
        end
      end
  end
end`;
}
