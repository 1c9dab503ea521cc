import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { fail, hasErrors, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { findLogFiles, openLogs, type LogFile, type OpenLogs } from '../../io/index.ts';
import { loadCatalog, Sources } from '../../loading/index.ts';
import { formatsOf } from '../../report/index.ts';
import {
  duckdb,
  makeProfile,
  matchModel,
  meaningQuery,
  plainColumns,
  profileQuery,
  proofQuery,
  readAnswer,
  recognizeFormat,
  scenarioText,
  usageFormats,
  type Recognized,
  type UsageResult,
} from '../../usage/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, parseDate, type GlobalOptions } from '../global-options.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Formats that are recognized: ${usageFormats.map(({ id }) => id).join(', ')}.

Examples:
  crossover usage spend.csv                                  a profile, and the scenario that follows from it
  crossover usage logs/ --workload support --scenario > support.yaml
  crossover usage requests.parquet --map timestamp=ts --map input_tokens=prompt --map output_tokens=completion
  crossover usage logs.jsonl --zone Europe/Berlin --from 2026-10-01 --until 2026-11-01`;

interface Flags {
  readonly logFormat?: string;
  readonly map?: readonly (readonly [field: string, column: string])[];
  readonly cached?: 'within' | 'beside';
  readonly zone: string;
  readonly from?: string;
  readonly until?: string;
  readonly workload: string;
  readonly scenario?: boolean;
}

/** `crossover usage FILE...`: logs and bills into a workload. */
export function addUsage(command: Command, session: Session): void {
  command
    .description(
      'Logs and bills of what was used: volume, tokens, cache, failures, load by hour and growth, and a scenario with that workload.',
    )
    .argument('<files...>', 'log files (CSV, JSON, JSON lines, Parquet), or folders of them')
    .addOption(
      new Option('--log-format <id>', 'the format of the log, where it is not recognized').choices(
        usageFormats.map(({ id }) => id),
      ),
    )
    .option(
      '--map <field=column>',
      `a column of a table of your own (repeatable); fields: ${plainColumns.join(', ')}`,
      collectColumn,
    )
    .addOption(
      new Option(
        '--cached <place>',
        'whether cached tokens lie within the input count, where that is not known or wrong',
      ).choices(['within', 'beside']),
    )
    .option('--zone <zone>', 'time zone of days and hours of the week', 'UTC')
    .addOption(new Option('--from <date>', 'leave out what was before this date (UTC)').argParser(parseDate))
    .addOption(
      new Option('--until <date>', 'leave out what was on this date and after (UTC)').argParser(parseDate),
    )
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

function collectColumn(text: string, earlier: Flags['map']): NonNullable<Flags['map']> {
  const at = text.indexOf('=');
  return [...(earlier ?? []), [text.slice(0, Math.max(0, at)), text.slice(at + 1)]];
}

async function usage(
  session: Session,
  options: GlobalOptions,
  names: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const misused = misusedFlags(flags);
  const found = await findLogFiles(
    [...new Set(names)].map((name) => ({ name, path: resolve(environment.cwd, name) })),
  );
  const catalog = await loadCatalog(options.catalog ?? null, environment.cwd, new Sources());
  const diagnostics = [...misused.diagnostics, ...found.diagnostics, ...catalog.diagnostics];
  if (!misused.ok || !found.ok || !catalog.ok) return reportDiagnostics(environment, diagnostics);
  const profile = await profileOf(found.value, flags);
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

/** What log files say of the use, by the flags of `usage`. */
export async function profileOf(
  files: readonly LogFile[],
  flags: Pick<Flags, 'zone'> & Partial<Flags>,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  if (kinds.length > 1) {
    return fail(
      problem(
        'usage/mixed-formats',
        `these files are of several kinds (${kinds.join(', ')}); profile each kind on its own`,
      ),
    );
  }
  const logs = await openLogs(files);
  if (!logs.ok) return logs;
  try {
    const recognized = formatOf(logs.value, flags, files);
    return recognized.ok ? await read(logs.value, recognized.value, files, flags) : recognized;
  } finally {
    logs.value.close();
  }
}

function formatOf(
  { sample }: OpenLogs,
  flags: Partial<Flags>,
  files: readonly LogFile[],
): Result<Recognized> {
  if (flags.map !== undefined) {
    const format = usageFormats.find(({ id }) => id === 'table');
    if (sample.container !== 'table' || format === undefined) {
      return fail(problem('usage/map', '--map names columns of a table, and this log holds JSON documents'));
    }
    for (const [field, column] of flags.map) {
      if (sample.columns.includes(column)) continue;
      const near = nearest(column, sample.columns);
      return fail(
        problem('usage/map', `--map ${field}=${column}: the table has no column '${column}'`, {
          hint:
            near === undefined
              ? `its columns: ${sample.columns.slice(0, 20).join(', ')}`
              : `did you mean '${near}'?`,
        }),
      );
    }
    return ok({ format, because: '--map names its columns' });
  }
  const named = usageFormats.find(({ id }) => id === flags.logFormat);
  if (named !== undefined) return ok({ format: named, because: '--log-format says so' });
  const recognized = recognizeFormat(sample, usageFormats);
  if (recognized !== undefined) return ok(recognized);
  const has =
    sample.container === 'table'
      ? `its columns are ${sample.columns.slice(0, 20).join(', ')}`
      : 'its JSON has none of the keys of a known format';
  return fail(
    problem('usage/unknown-format', `${files[0]?.name ?? ''}: no known log format; ${has}`, {
      hint: 'name the format with --log-format, or the columns of a table with --map, such as --map input_tokens=prompt',
    }),
  );
}

async function read(
  logs: OpenLogs,
  { format, because }: Recognized,
  files: readonly LogFile[],
  flags: Pick<Flags, 'zone'> & Partial<Flags>,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const meaning = meaningQuery(format, logs.source(new Map(flags.map ?? [])), duckdb, flags.cached ?? null);
  const { zone } = flags;
  const proved = meaning.needsProof ? await logs.query(proofQuery(meaning.rows)) : ok([]);
  if (!proved.ok) return proved;
  const rows = await logs.query(
    profileQuery(meaning.rows, duckdb, {
      proved: proved.value.flatMap(([kind]) => kind ?? []),
      grain: format.grain,
      zone,
      from: flags.from ?? null,
      until: flags.until ?? null,
    }),
  );
  if (!rows.ok) return rows;
  const unreadable = await logs.unreadable();
  const answer = readAnswer(rows.value);
  const profile = makeProfile(answer, {
    format,
    because,
    files: files.map(({ name }) => name),
    zone,
    unreadable,
  });
  if (profile !== null) return ok(profile);
  const reasons = answer.leftOut.map(
    ({ reason, rows: count }) => `${count} ${count === 1 ? 'row' : 'rows'} with ${reason}`,
  );
  return fail(
    problem(
      'usage/empty',
      `no row of this log could be counted${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
    ),
  );
}

function misusedFlags({ map = [], zone }: Flags): Result<null> {
  const problems = [
    ...map.flatMap(([field]) =>
      (plainColumns as readonly string[]).includes(field)
        ? []
        : [
            problem(
              'usage/map',
              `--map: expected FIELD=COLUMN with a field such as input_tokens, found '${field}'`,
              { hint: `fields: ${plainColumns.join(', ')}` },
            ),
          ],
    ),
    ...(isZone(zone)
      ? []
      : [
          problem('usage/zone', `--zone: there is no time zone '${zone}'`, {
            hint: 'such as Europe/Berlin or America/New_York',
          }),
        ]),
  ];
  return hasErrors(problems) ? fail(...problems) : ok(null);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
