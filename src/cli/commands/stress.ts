import type { Command } from 'commander';
import { stressPortfolio } from '../../analysis/index.ts';
import type { Exact } from '../../formula/index.ts';
import { solveProgram } from '../../io/index.ts';
import { loadPortfolio } from '../../loading/index.ts';
import { buildPortfolio, type Portfolio } from '../../model/index.ts';
import { formatsOf, type FormatOf } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { openLongWork, type LongWork } from '../long-work.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Shocks that are built in, where they change something:
  api-price-up        API prices rise by half
  model-withdrawn     the model that the plan pays most for is withdrawn in 60 days
  region-outage       the region with most of the plan's GPUs is down, or the vendor that it buys most from
  gpu-price-up        GPU rents rise by 40 %, contracts included at renewal
  gpu-price-down      GPU rents fall by 40 %
  low-utilization     GPUs reach a utilization of 15 %
  volume-halves       volume halves after the commitments are made
  key-person-leaves   one person more in every team: the successor, beside the handover
A scenario states others, as changes of inputs by their address:
  stress: { acme-doubles: { change: { prices.acme/chat.input: 100% } }, acme-ends: { withdraw: [acme/chat] } }

Examples:
  crossover stress support.yaml
  crossover stress support.yaml --only api-price-up,volume-halves
  crossover stress support.yaml --format json --out stress.json

Ctrl-C shows the shocks that are done, and exits with code 130.`;

/** Branch-and-bound nodes: a limit of nodes, not of time, gives the same plan on every machine. */
const mostNodes = 20_000;

interface Flags {
  readonly only?: string;
}

/** `crossover stress FILE...`: what shocks do to the plan, to buying everything and to building everything. */
export function addStress(command: Command, session: Session): void {
  command
    .description(
      'Put the plan of all workloads under named shocks, beside buying everything and building everything: what each then costs, what would be planned anew, and what is sunk in contracts, set-up and GPUs that were bought.',
    )
    .argument(
      '<files...>',
      'scenario files, folders of them, or names of bundled ones: together one portfolio',
    )
    .option('--only <shocks>', 'only these shocks, separated by commas')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/stress/1'));
  command.action(
    session.action(async (files: string[], flags: Flags) =>
      stress(session, readOptions(session.environment), files, flags),
    ),
  );
}

async function stress(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/stress/1'>>,
  files: readonly string[],
  { only }: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const { portfolio, sources } = await loadPortfolio(files, options, environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(environment, portfolio.diagnostics, shown);
  if (!portfolio.ok) return code;
  const { scenario, catalog } = portfolio.value.model;
  const rebuild = (figures: ReadonlyMap<string, Exact>): Portfolio | null => {
    const built = buildPortfolio(scenario, catalog, figures);
    return built.ok ? built.value : null;
  };
  let work: LongWork | undefined;
  const result = await stressPortfolio(portfolio.value, {
    only: only === undefined ? null : only.split(',').map((each) => each.trim()),
    rebuild,
    solve: async (program) => solveProgram(program, { nodes: mostNodes }),
    goesOn: async (done, total) => {
      work ??= openLongWork(environment, { total, unit: 'shocks' }, options.quiet);
      return work.pause(done);
    },
  }).finally(() => work?.close());
  if (!result.ok) return reportDiagnostics(environment, result.diagnostics, shown);
  const isStopped = work?.signal.aborted === true;
  const end = isStopped ? exitCodes.interrupted : exitCodes.done;
  if (isStopped && result.value.shocks.length === 0) return end;
  return deliver(session, await renderResult(result.value, options), options.out, end);
}
