import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { placeAgainst, placementProgram, placePortfolio, type Solve } from '../../analysis/index.ts';
import { problem, warning } from '../../diagnostics/index.ts';
import {
  gatewayConfiguration,
  gatewayNames,
  remarkSentence,
  routingOf,
  type GatewayName,
} from '../../gateways/index.ts';
import { openSolver, readTextFile } from '../../io/index.ts';
import { loadPortfolio, savedSizeLimit } from '../../loading/index.ts';
import { lpText, mpsText } from '../../optimization/index.ts';
import { formatsOf, loadSavedPlan, type FormatOf } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { showSearch } from '../search-progress.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { unusedOptions } from '../unused-options.ts';

const examples = `
Examples:
  crossover place support.yaml
  crossover place support.yaml --set plan.vendors=1
  crossover place support.yaml search.yaml teams/    several files and folders: one portfolio
  crossover place support.yaml --export plan.lp    the program, for any other solver; .mps too
  crossover place support.yaml --emit litellm --out config.yaml    the plan, for a gateway to carry out
  crossover place support.yaml --format json --out plan.json
  crossover place support.yaml --against plan.json    whether that plan is still to be kept, for CI`;

/** Branch-and-bound nodes: a limit of nodes, not of time, gives the same plan on every machine. */
const mostNodes = 200_000;

interface Flags {
  readonly export?: string;
  readonly ranges?: boolean;
  readonly emit?: GatewayName;
  readonly against?: string;
}

/** `crossover place FILE...`: one plan for all workloads. */
export function addPlace(command: Command, session: Session): void {
  command
    .description(
      'Choose one option for every workload so that the total cost is lowest: clusters, teams, commitments and provisioned units are paid for once and shared. Shows what that saves and why, how the cost is split, and proves that no plan costs less.',
    )
    .argument(
      '<files...>',
      'scenario files, folders of them, or names of bundled ones: together one portfolio',
    )
    .option(
      '--export <file>',
      'write the program to a file ending in .lp or .mps instead, for another solver',
    )
    .option('--ranges', 'also show how far each main input can move before another plan costs less')
    .addOption(
      new Option(
        '--emit <gateway>',
        'write the plan as the configuration of a gateway instead; secrets are references to the environment',
      ).choices(gatewayNames),
    )
    .option(
      '--against <file>',
      'a plan that place saved as JSON: what it costs today beside the best plan; exit 1 where it should not be kept',
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/place/1'));
  command.action(
    session.action(async (files: string[], flags: Flags) => {
      const unused = unusedOptions(command, [
        [
          ['--format', '--out', '--emit', '--against', '--ranges'],
          flags.export !== undefined,
          'with --export, which writes the program alone',
        ],
        [['--format', '--against'], flags.emit !== undefined, 'with --emit, which writes a configuration'],
      ]);
      if (unused.length > 0) return reportDiagnostics(session.environment, unused);
      return place(session, readOptions(session.environment), files, flags);
    }),
  );
}

async function place(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/place/1'>>,
  files: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const { portfolio, sources } = await loadPortfolio(files, options, environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(environment, portfolio.diagnostics, shown);
  if (!portfolio.ok) return code;
  if (flags.export !== undefined) {
    const write = /\.lp$/iu.test(flags.export) ? lpText : /\.mps$/iu.test(flags.export) ? mpsText : null;
    if (write === null) {
      const message = `--export ${flags.export}: expected a file that ends in .lp or .mps`;
      return reportDiagnostics(environment, [problem('place/export', message)], shown);
    }
    return deliver(session, write(placementProgram(portfolio.value).program), flags.export);
  }
  const saved = flags.against === undefined ? null : await savedPlan(flags.against, environment.cwd);
  if (saved?.ok === false) return reportDiagnostics(environment, saved.diagnostics, shown);
  const solver = openSolver({ nodes: mostNodes });
  const release = environment.onInterrupt?.(() => solver.stop());
  const { currency } = portfolio.value.model.scenario;
  const hide = showSearch(environment, options.quiet, currency, () => solver.progress());
  const solve: Solve = (program) => solver.solve(program);
  const ask = async () => {
    const placed = await placePortfolio(portfolio.value, solve, { ranges: flags.ranges === true });
    return saved === null || solver.isStopped
      ? placed
      : placeAgainst(portfolio.value, placed, saved.value.result, solve);
  };
  const result = await ask().finally(() => {
    hide();
    release?.();
  });
  await solver.close();
  const end =
    result.portfolio.status === 'infeasible'
      ? exitCodes.wrongInput
      : solver.isStopped
        ? exitCodes.interrupted
        : exitCodes.done;
  if (flags.emit !== undefined && result.portfolio.monthly !== null) {
    const { text, remarks } = await gatewayConfiguration(flags.emit, routingOf(portfolio.value, result));
    const found = remarks.map((each) =>
      warning('gateway/not-set-up', `${flags.emit ?? ''}: ${remarkSentence(each)}`),
    );
    reportDiagnostics(environment, found, shown);
    return deliver(session, text, options.out, end);
  }
  return deliver(
    session,
    await renderResult(result, options, { portfolio: portfolio.value }),
    options.out,
    end === exitCodes.done && result.against?.holds === false ? exitCodes.checkFailed : end,
  );
}

async function savedPlan(file: string, cwd: string): Promise<ReturnType<typeof loadSavedPlan>> {
  const text = await readTextFile(resolve(cwd, file), { name: file, sizeLimit: savedSizeLimit });
  return text.ok ? loadSavedPlan(text.value, file) : text;
}
