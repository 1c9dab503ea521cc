import { InvalidArgumentError, Option, type Command } from 'commander';
import { ok, problem, type Result } from '../../../diagnostics/index.ts';
import { isServerAddress, isWebAddress } from '../../../io/index.ts';
import { loadCatalog, Sources, withProfile } from '../../../loading/index.ts';
import { formatsOf, type FormatOf } from '../../../report/index.ts';
import {
  databases,
  matchModel,
  scenarioText,
  usageFormats,
  type Database,
  type UsageResult,
} from '../../../usage/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../../global-options.ts';
import { wasEnded, whileReading } from '../../long-work.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { unusedOptions } from '../../unused-options.ts';
import type { Environment } from '../../environment.ts';
import { addLogOptions, readLogOptions } from './log-options.ts';
import { heldAgainstFile } from './against.ts';
import { fromAnswer, fromServer, printQuery, type TableFlags } from './server-table.ts';

const examples = `
Recognized formats: ${usageFormats.map(({ id }) => id).join(', ')}.

Examples:
  crossover usage spend.csv                                  a profile, and the scenario that follows from it
  crossover usage logs/ --workload support --scenario > support.yaml
  crossover usage requests.parquet --map timestamp=ts --map input_tokens=prompt --map output_tokens=completion
  crossover usage logs.jsonl --zone Europe/Berlin --from 2026-10-01 --until 2026-11-01
  crossover usage https://logs.example.com/spend.csv          up to 200 MB, with its SHA-256 in the report
  crossover usage postgres://reader@db.example.com/litellm --table LiteLLM_SpendLogs
  crossover usage public.requests --sql postgres --columns timestamp,model,input_tokens,output_tokens > profile.sql
  psql --csv --file profile.sql > answer.csv
  crossover usage public.requests --answer answer.csv --columns timestamp,model,input_tokens,output_tokens
  crossover usage spend.csv --against support.yaml          expected beside actual, by line and cause, and a patch
  crossover usage price spend.csv --options support.yaml     what the log would have cost under each option`;

interface Flags extends TableFlags {
  readonly workload: string;
  readonly scenario?: boolean;
  readonly sql?: Database;
  readonly answer?: string;
  readonly against?: string;
  readonly option?: string;
  readonly assumptions?: string;
}

/** What a query for others to run has no use for. */
const queryHasNo = ['--against', '--answer', '--workload', '--scenario', '--format', '--catalog', '--as-of'];

/** `crossover usage FILE...`: logs and bills into a workload. */
export function addUsageProfile(command: Command, session: Session): void {
  command
    .description(
      'Turn usage logs and bills into a profile (volume, tokens, cache, failures, load by hour, growth) and a scenario with that workload.',
    )
    .argument(
      '<files...>',
      'log files (CSV, JSON, JSON lines, Parquet), folders of them, https addresses, or a database such as postgres://reader@host/database',
    );
  addLogOptions(command)
    .option('--workload <id>', 'id of the workload in the scenario', 'logged')
    .option('--scenario', 'write only the scenario')
    .option(
      '--against <file>',
      'show actual beside expected, by line and cause: a scenario, or a forecast saved as JSON; --workload and --option say which of its own',
    )
    .option(
      '--assumptions <scenario>',
      'the scenario of a saved forecast, with --against: for lines, causes and a patch',
    )
    .option(
      '--option <id>',
      'the option that was used, with --against; by default the one that the scenario chooses',
    )
    .addOption(
      new Option(
        '--sql <database>',
        'print the SQL query for a database table instead; name the table in place of a file, and its columns with --columns',
      ).choices(Object.keys(databases)),
    )
    .option('--table <name>', 'table of a database that is named by its address')
    .addOption(
      new Option(
        '--time-limit <seconds>',
        'how long a database or a download may take (300 unless said)',
      ).argParser(parseSeconds),
    )
    .option('--columns <names>', 'columns of the table, separated by commas')
    .option('--answer <file>', 'the result of the --sql query, as CSV with its header')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/usage/1'), ['--catalog', '--as-of']);
  command.action(
    session.action(async (files: readonly string[], flags: Flags) => {
      const isTable = flags.sql !== undefined || flags.answer !== undefined;
      const isServer = !isTable && files.some(isServerAddress);
      const unused = unusedOptions(command, [
        [['--table'], !isServer, 'without the address of a database'],
        [
          ['--time-limit'],
          !isServer && !files.some(isWebAddress),
          'without the address of a database or of a file on the web',
        ],
        [['--columns'], !isTable, 'without --sql or --answer: files name their columns'],
        [queryHasNo, flags.sql !== undefined, 'with --sql, which prints the query alone'],
        [['--format'], flags.scenario === true, 'with --scenario, which writes the scenario alone'],
        [['--option', '--assumptions'], flags.against === undefined, 'without --against'],
      ]);
      if (unused.length > 0) return reportDiagnostics(session.environment, unused);
      const options = readOptions(session.environment);
      if (flags.against === undefined || flags.sql !== undefined)
        return usage(session, options, files, flags);
      const { format } = options;
      if (format === 'focus')
        return reportDiagnostics(session.environment, [
          problem('usage/focus', 'a comparison with a scenario is no bill: use another format'),
        ]);
      const profile = await readProfile(files, flags, session.environment, options.quiet);
      if (wasEnded(profile)) return exitCodes.interrupted;
      const isNamed = command.getOptionValueSource('workload') !== 'default';
      return heldAgainstFile(session, { ...options, format }, profile, {
        file: flags.against,
        workload: isNamed ? flags.workload : null,
        option: flags.option ?? null,
        assumptions: flags.assumptions ?? null,
        patchAlone: flags.scenario === true,
      });
    }),
  );
}

async function usage(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/usage/1'>>,
  names: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  if (flags.sql !== undefined) return printQuery(session, names, flags, flags.sql, options.out);
  const catalog = await loadCatalog(options.catalog ?? null, environment.cwd, new Sources());
  const read = await readProfile(names, flags, environment, options.quiet);
  if (wasEnded(read)) return exitCodes.interrupted;
  const diagnostics = [...catalog.diagnostics, ...read.diagnostics];
  const code = reportDiagnostics(environment, diagnostics, { quiet: options.quiet });
  if (!read.ok || !catalog.ok) return code;
  const profile = read;
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
  const unsuited = options.format === 'focus' && flags.scenario !== true ? unsuitedToFocus(result) : null;
  if (unsuited !== null) return reportDiagnostics(environment, [problem('usage/focus', unsuited)]);
  if (flags.scenario !== true) return deliver(session, await renderResult(result, options), options.out);
  if (scenario !== null) return deliver(session, scenario, options.out);
  return reportDiagnostics(environment, [
    problem('usage/empty', 'this log says what was paid and no tokens: no scenario follows from it'),
  ]);
}

/** Why a profile has no rows of a bill. */
function unsuitedToFocus({ cost, period, log }: UsageResult): string | null {
  if (cost === null) return `${log.title} states no cost, and a bill is made of costs`;
  return period.zone === 'UTC' ? null : `a bill has days in UTC: leave out --zone ${period.zone}`;
}

async function readProfile(
  names: readonly string[],
  flags: Flags,
  environment: Environment,
  quiet: boolean,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const [name = ''] = names;
  if (flags.answer !== undefined) return fromAnswer(names, flags, flags.answer, environment);
  if (names.length === 1 && isServerAddress(name)) return fromServer(name, flags, environment);
  return fromFiles(names, flags, environment, quiet);
}

async function fromFiles(
  names: readonly string[],
  flags: Flags,
  environment: Environment,
  quiet: boolean,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const asked = await readLogOptions(names, flags, environment);
  if (!asked.ok) return asked;
  const { files, question } = asked.value;
  const profile = await whileReading(environment, quiet, async (watch) =>
    withProfile(files, question, async (log) => Promise.resolve(ok(log.profile)), watch),
  );
  return profile.ok ? ok(profile.value, [...asked.diagnostics, ...profile.diagnostics]) : profile;
}

const longestQuestion = 86_400;

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= longestQuestion))
    throw new InvalidArgumentError(`Expected a number of seconds up to ${longestQuestion}.`);
  return seconds;
}
