import type { Command } from 'commander';
import { ok, problem } from '../../../diagnostics/index.ts';
import { loadCatalog, Sources, withProfile } from '../../../loading/index.ts';
import { formatsOf } from '../../../report/index.ts';
import { matchModel, scenarioText, usageFormats, type UsageResult } from '../../../usage/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { addLogOptions, readLogOptions, type LogFlags } from './log-options.ts';

const examples = `
Formats that are recognized: ${usageFormats.map(({ id }) => id).join(', ')}.

Examples:
  crossover usage spend.csv                                  a profile, and the scenario that follows from it
  crossover usage logs/ --workload support --scenario > support.yaml
  crossover usage requests.parquet --map timestamp=ts --map input_tokens=prompt --map output_tokens=completion
  crossover usage logs.jsonl --zone Europe/Berlin --from 2026-10-01 --until 2026-11-01
  crossover usage price spend.csv --options support.yaml     what the log would have cost under each option`;

interface Flags extends LogFlags {
  readonly workload: string;
  readonly scenario?: boolean;
}

/** `crossover usage FILE...`: logs and bills into a workload. */
export function addUsageProfile(command: Command, session: Session): void {
  command
    .description(
      'Logs and bills of what was used: volume, tokens, cache, failures, load by hour and growth, and a scenario with that workload.',
    )
    .argument('<files...>', 'log files (CSV, JSON, JSON lines, Parquet), or folders of them');
  addLogOptions(command)
    .option('--workload <id>', 'id of the workload in the scenario', 'logged')
    .option('--scenario', 'write the scenario alone')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/usage/1'));
  command.action(
    session.action(async (files: readonly string[], flags: Flags) =>
      usage(session, readOptions(session.environment), files, flags),
    ),
  );
}

async function usage(
  session: Session,
  options: GlobalOptions,
  names: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const asked = await readLogOptions(names, flags, environment);
  const catalog = await loadCatalog(options.catalog ?? null, environment.cwd, new Sources());
  const diagnostics = [...asked.diagnostics, ...catalog.diagnostics];
  if (!asked.ok || !catalog.ok) return reportDiagnostics(environment, diagnostics);
  const profile = await withProfile(asked.value.files, asked.value.question, async (log) =>
    Promise.resolve(ok(log.profile)),
  );
  const code = reportDiagnostics(environment, [...diagnostics, ...profile.diagnostics], {
    quiet: options.quiet,
  });
  if (!profile.ok) return code;
  const entries = profile.value.models.slice(0, 5).flatMap(({ id }) => {
    const entry = matchModel(id, catalog.value.tokens.keys());
    return entry === undefined ? [] : [{ model: id, entry }];
  });
  const hasTokens = profile.value.tokens.perMonth > 0;
  const scenario = !hasTokens
    ? null
    : scenarioText(profile.value, {
        workload: flags.workload,
        catalog: catalog.value.version,
        asOf: options.asOf ?? null,
        entries: entries.filter(
          ({ entry }, index) => entries.findIndex((each) => each.entry === entry) === index,
        ),
      });
  const result: UsageResult = { ...profile.value, scenario };
  if (flags.scenario !== true) return deliver(session, await renderResult(result, options), options.out);
  if (scenario !== null) return deliver(session, scenario, options.out);
  return reportDiagnostics(environment, [
    problem('usage/empty', 'this log says what was paid and no tokens: no scenario follows from it'),
  ]);
}
