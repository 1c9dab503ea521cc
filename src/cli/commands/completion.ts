import { Argument, type Command } from 'commander';
import { describeCommands } from '../completion/described.ts';
import { completionScript, shells, type Shell } from '../completion/script.ts';
import { exitCodes } from '../exit-code.ts';
import type { Session } from '../session.ts';

const examples = `
Examples:
  crossover completion bash >> ~/.bashrc
  crossover completion zsh > "\${fpath[1]}/_crossover"
  crossover completion fish > ~/.config/fish/completions/crossover.fish`;

export function addCompletion(command: Command, session: Session): void {
  command
    .description('Print a script that lets a shell complete the commands and options of crossover.')
    .addArgument(new Argument('<shell>', 'the shell that will read it').choices(shells))
    .addHelpText('after', examples)
    .action(
      session.action(async (shell: Shell) => {
        session.environment.stdout.write(
          completionScript(shell, describeCommands(await session.wholeProgram())),
        );
        return exitCodes.done;
      }),
    );
}
