import { bashScript } from './bash.ts';
import type { DescribedCommand } from './described.ts';
import { fishScript } from './fish.ts';
import { noWords, type StaticWords } from './word-kinds.ts';
import { zshScript } from './zsh.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const scripts: Readonly<
  Record<Shell, (commands: readonly DescribedCommand[], words: StaticWords) => string>
> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** A script that completes the described commands, for one shell to read. */
export function completionScript(
  shell: Shell,
  commands: readonly DescribedCommand[],
  words: StaticWords = noWords,
): string {
  return scripts[shell](commands, words);
}
