import type { DescribedCommand, DescribedOption } from './described.ts';

/** One function a command, which hands the words after its own to the function of the next. */
export function zshScript(commands: readonly DescribedCommand[]): string {
  return `#compdef crossover
# zsh completion of crossover
${commands.map(commandFunction).join('\n')}
if [ "$funcstack[1]" = "_crossover" ]; then
  _crossover "$@"
else
  compdef _crossover crossover
fi
`;
}

function commandFunction(command: DescribedCommand): string {
  const name = functionName(command.words);
  const options = command.options.map((option) => `    ${optionSpec(option)} \\\n`).join('');
  if (command.next.length === 0) {
    return `${name}() {\n  _arguments -s \\\n${options}    '*:file:_files'\n}`;
  }
  const words = command.next
    .map(({ word, description }) => `    ${quote(`${word}:${description}`)}`)
    .join('\n');
  return `${name}() {
  local state line
  local -a following
  following=(
${words}
  )
  _arguments -C -s \\
${options}    '1: :->first' '*:: :->rest'
  case $state in
    first) _describe 'command' following ;;
    rest) (( $+functions[${name}-$line[1]] )) && ${name}-$line[1] || _files ;;
  esac
}`;
}

function functionName(words: readonly string[]): string {
  return ['_crossover', ...words].join('-');
}

function optionSpec(option: DescribedOption): string {
  const description = `[${option.description.replaceAll(/[[\]:\\]/gu, String.raw`\$&`)}]`;
  const values = option.choices.length === 0 ? '_files' : `(${option.choices.join(' ')})`;
  const value = option.takesValue ? `:value:${values}` : '';
  const others = option.flags.length > 1 ? `(${option.flags.join(' ')})` : '';
  return option.flags.map((flag) => quote(`${others}${flag}${description}${value}`)).join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
