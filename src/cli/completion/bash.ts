import type { DescribedCommand } from './described.ts';
import { wordKinds, type StaticWords } from './word-kinds.ts';

/**
 * Finds the command by the words typed so far, then offers its options, the choices of an option, words or files. Words of
 * a scenario are compared one by one, because `compgen -W` would expand what stands in them.
 */
export function bashScript(commands: readonly DescribedCommand[], words: StaticWords): string {
  return `# bash completion of crossover
${staticFunction(words)}
_crossover() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" path='' index scenario='' arguments=0
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
${commands.slice(1).map(pathCase).join('\n')}
      *) [[ \${COMP_WORDS[index]} == *.y?(a)ml ]] || _crossover_words scenarios | grep -qxF -- "\${COMP_WORDS[index]}" && scenario=\${COMP_WORDS[index]} ;;
    esac
  done
  local kind='' kinds='' word
  local options='' words='' choices=''
  case "$path" in
${commands.map(commandCase).join('\n')}
  esac
  if [[ $choices == @* ]]; then
    kind=\${choices#@}
  elif [[ -z $choices && $current != -* && -n $kinds ]]; then
    kind=\${kinds%% *}
    [[ -n $scenario ]] && kind=\${kinds##* }
  fi
  if [[ -n $kind ]]; then
    COMPREPLY=()
    while IFS= read -r word; do
      [[ -n $word && $word == "$current"* ]] && COMPREPLY+=("$word")
    done < <(_crossover_words "$kind" "$scenario")
    [[ $kind == scenarios ]] && COMPREPLY+=($(compgen -f -- "$current"))
    [[ $previous == --set || $previous == --vary ]] && compopt -o nospace 2>/dev/null && COMPREPLY=("\${COMPREPLY[@]/%/=}")
  elif [[ -n $choices ]]; then
    [[ $choices == - ]] && COMPREPLY=($(compgen -f -- "$current")) || COMPREPLY=($(compgen -W "$choices" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _crossover crossover
`;
}

function pathCase({ words }: DescribedCommand): string {
  const path = ` ${words.join(' ')}`;
  return `      '${path}') path='${path}' ;;`;
}

function commandCase(command: DescribedCommand): string {
  const path = command.words.map((word) => ` ${word}`).join('');
  const valued = command.options.filter((option) => option.takesValue);
  const values = valued.map(
    (option) =>
      `        ${option.flags.join(' | ')}) choices='${option.kind === null ? option.choices.join(' ') || '-' : `@${option.kind}`}' ;;`,
  );
  return `    '${path}')
      options='${command.options.flatMap((option) => option.flags).join(' ')}'
      kinds='${command.argumentKinds.join(' ')}'
      words='${command.next.map(({ word }) => word).join(' ')}'
      case "$previous" in
${[...values, '        *) ;;'].join('\n')}
      esac
      ;;`;
}

/** Words of a kind, one a line: those of a catalog stand here, those of a scenario are asked for. */
export function staticFunction(words: StaticWords): string {
  const cases = wordKinds.map(
    (kind) => `    ${kind}) printf '%s\\n' ${words[kind].map(quoted).join(' ')} ;;`,
  );
  return `_crossover_words() {
  case "$1" in
${cases.join('\n')}
    *) [ -n "$2" ] && crossover completion "$1" "$2" 2>/dev/null ;;
  esac
}`;
}

/** Ids of catalogs that need no quoting are left as they are. */
function quoted(word: string): string {
  return /^[\w./:@+-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\\''`)}'`;
}
