import type { DescribedCommand } from './described.ts';

/** Finds the command by the words typed so far, then offers its options, the choices of an option, words or files. */
export function bashScript(commands: readonly DescribedCommand[]): string {
  return `# bash completion of crossover
_crossover() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" path='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
${commands.slice(1).map(pathCase).join('\n')}
    esac
  done
  local options='' words='' choices=''
  case "$path" in
${commands.map(commandCase).join('\n')}
  esac
  if [[ -n $choices ]]; then
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
    (option) => `        ${option.flags.join(' | ')}) choices='${option.choices.join(' ') || '-'}' ;;`,
  );
  return `    '${path}')
      options='${command.options.flatMap((option) => option.flags).join(' ')}'
      words='${command.next.map(({ word }) => word).join(' ')}'
      case "$previous" in
${[...values, '        *) ;;'].join('\n')}
      esac
      ;;`;
}
