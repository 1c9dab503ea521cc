import { Option, type Command } from 'commander';
import { ok, type Result } from '../../../diagnostics/index.ts';
import { loadInputs, withProfile, type ProfiledLog } from '../../../loading/index.ts';
import { formatsOf } from '../../../report/index.ts';
import {
  duckdb,
  priceKeys,
  priceLog,
  priceQuery,
  type PriceKey,
  type UsagePriceResult,
} from '../../../usage/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../../global-options.ts';
import { wasEnded, whileReading } from '../../long-work.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { addLogOptions, readLogOptions, type LogFlags } from './log-options.ts';
import { workloadOf } from './workload-of.ts';

const examples = `
Volume, tokens, cache, failures and load come from the log; options, overheads and prices come from the scenario.

Examples:
  crossover usage price spend.csv --options support.yaml
  crossover usage price logs/ --options support.yaml --by team --format csv
  crossover usage price logs/ --options portfolio.yaml --workload support --from 2026-10-01 --until 2026-11-01`;

interface Flags extends LogFlags {
  readonly options: string;
  readonly workload?: string;
  readonly by: PriceKey;
}

/** `crossover usage price FILE... --options SCENARIO`: what a log would have cost. */
export function addUsagePrice(command: Command, session: Session): void {
  command
    .description(
      'Show what a log would have cost under each option of a scenario: request by request where tokens are paid for, hour by hour where capacity is reserved.',
    )
    .argument('<files...>', 'log files (CSV, JSON, JSON lines, Parquet), or folders of them')
    .requiredOption('--options <scenario>', 'the scenario whose options the log is priced under');
  addLogOptions(command)
    .option('--workload <id>', 'the workload of the scenario, where it has several')
    .addOption(
      new Option('--by <part>', 'what the costs are broken down by').choices(priceKeys).default('day'),
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/usage-price/1'));
  command.action(
    session.action(async (files: readonly string[], flags: Flags) =>
      price(session, readOptions(session.environment), files, flags),
    ),
  );
}

async function price(
  session: Session,
  options: GlobalOptions,
  names: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const asked = await readLogOptions(names, flags, environment);
  const { inputs, sources } = await loadInputs(flags.options, options, environment.cwd);
  const diagnostics = [...asked.diagnostics, ...inputs.diagnostics];
  const shown = { sources: sources.texts, quiet: options.quiet };
  if (!asked.ok || !inputs.ok) return reportDiagnostics(environment, diagnostics, shown);
  const { scenario, catalog } = inputs.value;
  const workload = workloadOf(scenario, flags.workload);
  if (!workload.ok) return reportDiagnostics(environment, workload.diagnostics, shown);
  const { files, question } = asked.value;
  const priced = await whileReading(environment, options.quiet, async (watch) =>
    withProfile(
      files,
      question,
      async ({ profile, answer, meaning, scope, query }: ProfiledLog): Promise<Result<UsagePriceResult>> => {
        const pricing = priceLog({
          scenario,
          catalog,
          workload: workload.value,
          profile,
          answer,
          by: flags.by,
        });
        if (!pricing.ok) return pricing;
        const { prices, workload: logged, result } = pricing.value;
        const rows = await query(priceQuery(meaning, prices, logged, duckdb, scope, flags.by));
        return rows.ok ? ok(result(rows.value), pricing.diagnostics) : rows;
      },
      watch,
    ),
  );
  if (wasEnded(priced)) return exitCodes.interrupted;
  const code = reportDiagnostics(environment, [...diagnostics, ...priced.diagnostics], shown);
  if (!priced.ok) return code;
  return deliver(session, await renderResult(priced.value, options), options.out);
}
