import type { CommanderError } from 'commander';
import { nearest, problem, type Diagnostic } from '../diagnostics/index.ts';
import { loadFlags } from './global-options.ts';

/** What commander refuses, as a diagnostic: `commander.unknownOption` becomes `cli/unknown-option`. */
export function usageProblem(error: CommanderError, command: string | undefined): Diagnostic {
  const help = `see \`crossover ${command === undefined || command.startsWith('-') ? '' : `${command} `}--help\``;
  if (error.code === 'commander.help')
    return problem('cli/missing-command', 'a command is missing', { hint: help });
  const what = error.code
    .replace('commander.', '')
    .replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  const [first = '', ...rest] = error.message.replace(/^error: /u, '').split('\n');
  const shared = loadFlags.find((flag) => first === `unknown option '${flag}'`);
  if (shared !== undefined)
    return problem('cli/unused-option', `${shared} means nothing to this command`, { hint: help });
  const suggestion = /^\((.*)\)$/u.exec(rest.join(' '))?.[1];
  return problem(`cli/${what}`, first, {
    hint: suggestion === undefined ? help : suggestion.replace(/^Did/u, 'did'),
  });
}

/** A first word that is no command. */
export function unknownCommand(name: string, known: readonly string[]): Diagnostic {
  const meant = name === 'version' || name === 'help' ? `--${name}` : nearest(name, known);
  return problem('cli/unknown-command', `'${name.slice(0, 100)}' is not a command`, {
    hint: meant === undefined ? 'see `crossover --help`' : `did you mean \`${meant}\`?`,
  });
}
