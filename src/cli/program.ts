import { Command, CommanderError } from 'commander';
import { reportDefect } from './defect.ts';
import { resolveDisplay } from './display.ts';
import type { Environment } from './environment.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { commands } from './registry.ts';
import { reportDiagnostics, type Registry, type Session } from './session.ts';
import { unknownCommand, usageProblem } from './usage-problem.ts';
import { version } from './version.ts';

const afterHelp = `
Examples:
  crossover run                  the bundled quick-start: which option, what it costs, when that flips
  crossover run support.yaml     the same for your own scenario
  crossover help run             what a command takes, with examples

Exit codes: 0 done, 1 a check failed, 2 the input is wrong or allows no answer, 3 could not read or write, 70 a bug in crossover.`;

/** Runs one command line (without `node` and the script), and returns the exit code. It never throws. */
export async function runCli(
  argv: readonly string[],
  environment: Environment,
  registry: Registry = commands,
): Promise<ExitCode> {
  try {
    return await dispatch(usualForm(argv), environment, registry);
  } catch (error) {
    return reportDefect(error, environment);
  }
}

/** `help run` is `run --help`, and `-v`, which most programs take, is `--version`. */
function usualForm(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  if (first === 'help') return [...rest, '--help'];
  return first === '-v' ? ['--version', ...rest] : argv;
}

async function dispatch(
  argv: readonly string[],
  environment: Environment,
  registry: Registry,
): Promise<ExitCode> {
  const [name] = argv;
  if (name !== undefined && !name.startsWith('-') && !Object.hasOwn(registry, name)) {
    return reportDiagnostics(environment, [unknownCommand(name, Object.keys(registry))]);
  }
  let exitCode: ExitCode = exitCodes.done;
  let mayPage = true;
  const session: Session = {
    environment,
    mayPage: () => mayPage,
    action:
      (handler) =>
      async (...parameters) => {
        exitCode = await handler(...parameters);
      },
    wholeProgram: () => buildProgram(Object.keys(registry), session, registry),
  };
  const program = await buildProgram(name === undefined ? [] : [name], session, registry);
  program.hook('preAction', (_, command) => {
    const { pager, watch } = command.opts<{ readonly pager?: boolean; readonly watch?: boolean }>();
    mayPage = pager !== false && watch !== true;
  });
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    return reportDiagnostics(environment, [usageProblem(error, namedIn(argv, program))]);
  }
  return exitCode;
}

/** The words of the command that was asked for: `run`, `catalog list`. */
function namedIn([first, second]: readonly string[], program: Command): string | undefined {
  const group = program.commands.find((command) => command.name() === first);
  const isBelow = group?.commands.some((command) => command.name() === second) === true;
  return isBelow && first !== undefined && second !== undefined ? `${first} ${second}` : first;
}

/** The program with the named commands loaded; the others are only lines of the help. */
async function buildProgram(
  loaded: readonly string[],
  session: Session,
  registry: Registry,
): Promise<Command> {
  const program = createProgram(session.environment);
  for (const [name, entry] of Object.entries(registry)) {
    const command = program.command(name).summary(entry.summary);
    if (!loaded.includes(name)) continue;
    const addCommand = await entry.load();
    addCommand(command, session);
  }
  return program;
}

function createProgram(environment: Environment): Command {
  const { width } = resolveDisplay({}, environment);
  return (
    new Command('crossover')
      .description(
        'Find out what AI workloads cost, bought from a token API, built on GPUs, or both, and at which volume the answer flips.',
      )
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'show help')
      .helpCommand(false)
      // A flag belongs to the command that it follows.
      .enablePositionalOptions()
      .usage('COMMAND [options]')
      .addHelpText('after', afterHelp)
      .exitOverride()
      .configureHelp({ showGlobalOptions: false })
      .configureOutput({
        writeOut: (text) => environment.stdout.write(text),
        writeErr: (text) => environment.stderr.write(text),
        outputError: () => undefined, // shown as a diagnostic instead
        getOutHelpWidth: () => width,
        getErrHelpWidth: () => width,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      })
  );
}
