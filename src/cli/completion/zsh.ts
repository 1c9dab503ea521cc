import { staticFunction } from './bash.ts';
import type { DescribedCommand, DescribedOption } from './described.ts';
import type { StaticWords } from './word-kinds.ts';

/** One function a command, which hands the words after its own to the function of the next. */
export function zshScript(commands: readonly DescribedCommand[], words: StaticWords): string {
  return `#compdef crossover
# zsh completion of crossover
${staticFunction(words)}
# Offers words of a kind; those of a scenario are of the one that was typed.
_crossover_offer() {
  local -a offered
  local word scenario=''
  for word in $words; do
    [[ $word == *.(yaml|yml) || \${\${(f)"$(_crossover_words scenarios)"}[(Ie)$word]} -gt 0 ]] && scenario=$word
  done
  offered=(\${(f)"$(_crossover_words $1 $scenario)"})
  compadd -S "\${2-}" -a offered
}
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
    return `${name}() {\n  _arguments -s \\\n${options}    ${argumentSpecs(command).join(' ')}\n}`;
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

function argumentSpecs({ argumentKinds }: DescribedCommand): readonly string[] {
  const specs = argumentKinds.map((kind, index) => {
    const place = index === argumentKinds.length - 1 ? '*' : String(index + 1);
    return kind === 'scenarios'
      ? `'${place}:scenario:{_crossover_offer scenarios; _files}'`
      : `'${place}:${kind}:{_crossover_offer ${kind}}'`;
  });
  return specs.length === 0 ? ["'*:file:_files'"] : specs;
}

function functionName(words: readonly string[]): string {
  return ['_crossover', ...words].join('-');
}

function optionSpec(option: DescribedOption): string {
  const description = `[${option.description.replaceAll(/[[\]:\\]/gu, String.raw`\$&`)}]`;
  const suffix = option.flags.some((flag) => flag === '--set' || flag === '--vary') ? ' =' : '';
  const known = option.choices.length === 0 ? '_files' : `(${option.choices.join(' ')})`;
  const values = option.kind === null ? known : `{_crossover_offer ${option.kind}${suffix}}`;
  const value = option.takesValue ? `:value:${values}` : '';
  const others = option.flags.length > 1 ? `(${option.flags.join(' ')})` : '';
  return option.flags.map((flag) => quote(`${others}${flag}${description}${value}`)).join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
