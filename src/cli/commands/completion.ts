import { Argument, type Command } from 'commander';
import { problem } from '../../diagnostics/index.ts';
import { listBundledScenarios } from '../../io/index.ts';
import { loadCatalog, loadModel, Sources } from '../../loading/index.ts';
import { describeCommands } from '../completion/described.ts';
import { completionScript, shells, type Shell } from '../completion/script.ts';
import { askedKinds, noWords, type AskedKind, type StaticWords } from '../completion/word-kinds.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
The script offers commands, options, the prices, models, GPUs and offers of the newest catalog, and the addresses, workloads
and options of the scenario on the command line, for which it asks: crossover completion addresses FILE.

Examples:
  crossover completion bash >> ~/.bashrc
  crossover completion zsh > "\${fpath[1]}/_crossover"
  crossover completion fish > ~/.config/fish/completions/crossover.fish`;

export function addCompletion(command: Command, session: Session): void {
  command
    .description('Print a script that lets a shell complete the commands and options of crossover.')
    .addArgument(
      new Argument('<shell>', 'the shell that will read it, or which words of a scenario to list').choices([
        ...shells,
        ...askedKinds,
      ]),
    )
    .argument('[file]', 'the scenario whose words are listed')
    .addHelpText('after', examples)
    .action(
      session.action(async (asked: Shell | AskedKind, file: string | undefined) => {
        if (isShell(asked)) {
          if (file === undefined) return script(session, asked);
          const message = `completion ${asked} takes no file`;
          return reportDiagnostics(session.environment, [problem('cli/excess-arguments', message)]);
        }
        if (file !== undefined) return words(session, asked, file);
        const message = `completion ${asked} lists words of a scenario: name it`;
        return reportDiagnostics(session.environment, [problem('cli/missing-argument', message)]);
      }),
    );
}

function isShell(asked: Shell | AskedKind): asked is Shell {
  return (shells as readonly string[]).includes(asked);
}

async function script(session: Session, shell: Shell): Promise<ExitCode> {
  const commands = describeCommands(await session.wholeProgram());
  session.environment.stdout.write(completionScript(shell, commands, await staticWords()));
  return exitCodes.done;
}

/** What the newest bundled catalog has, and the bundled scenarios. */
async function staticWords(): Promise<StaticWords> {
  const catalog = await loadCatalog(null, '.', new Sources());
  const scenarios = await listBundledScenarios();
  const named = scenarios.ok ? scenarios.value : [];
  if (!catalog.ok) return { ...noWords, scenarios: named };
  const { tokens, offers, models, gpus } = catalog.value;
  const [prices, gpuOffers, weights] = [[...tokens.keys()], [...offers.keys()], [...models.keys()]];
  return {
    scenarios: named,
    prices,
    offers: gpuOffers,
    models: weights,
    gpus: [...gpus.keys()],
    entries: [...new Set([...prices, ...gpuOffers, ...weights])],
  };
}

/** One a line; a scenario that cannot be read has none, and says nothing into the middle of what is being typed. */
async function words({ environment }: Session, asked: AskedKind, file: string): Promise<ExitCode> {
  const options = { set: [], catalog: undefined, asOf: undefined, knownAt: undefined, locked: false };
  const { model } = await loadModel(file, options, environment.cwd);
  if (!model.ok) return exitCodes.wrongInput;
  const { graph, workloads } = model.value;
  const found = {
    addresses: () => [...graph.inputs.keys()].toSorted(),
    workloads: () => workloads.map(({ id }) => id),
    options: () => [...new Set(workloads.flatMap((each) => each.options.map(({ id }) => id)))],
  }[asked]();
  environment.stdout.write(found.map((word) => `${word}\n`).join(''));
  return exitCodes.done;
}
