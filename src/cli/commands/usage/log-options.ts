import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { fail, hasErrors, ok, problem, type Result } from '../../../diagnostics/index.ts';
import { findLogFiles, isWebAddress, remoteLimits, type LogFile } from '../../../io/index.ts';
import type { LogQuestion } from '../../../loading/index.ts';
import { plainColumns, usageFormats } from '../../../usage/index.ts';
import type { Environment } from '../../environment.ts';
import { parseDate } from '../../global-options.ts';

/** The flags that say how a log is to be read. */
export interface LogFlags {
  readonly logFormat?: string;
  readonly map?: readonly (readonly [field: string, column: string])[];
  readonly cached?: 'within' | 'beside';
  readonly zone: string;
  readonly from?: string;
  readonly until?: string;
  /** In seconds, for what lies on a server or on the web. */
  readonly timeLimit?: number;
}

/** Adds the flags that every command that reads logs understands. */
export function addLogOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--log-format <id>', 'the format of the log, if it is not recognized').choices(
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
        'whether the input count includes cached tokens (within) or not (beside), if that is unknown or wrong',
      ).choices(['within', 'beside']),
    )
    .option('--zone <zone>', 'time zone of days and hours of the week', 'UTC')
    .addOption(new Option('--from <date>', 'ignore everything before this date (UTC)').argParser(parseDate))
    .addOption(
      new Option('--until <date>', 'ignore everything on and after this date (UTC)').argParser(parseDate),
    );
}

function collectColumn(text: string, earlier: LogFlags['map']): NonNullable<LogFlags['map']> {
  const at = text.indexOf('=');
  return [...(earlier ?? []), [text.slice(0, Math.max(0, at)), text.slice(at + 1)]];
}

/** The files that are named, and how they are to be read. */
export async function readLogOptions(
  names: readonly string[],
  flags: LogFlags,
  { cwd, today }: Pick<Environment, 'cwd' | 'today'>,
): Promise<Result<{ readonly files: readonly LogFile[]; readonly question: LogQuestion }>> {
  const misused = misusedFlags(flags);
  // Nothing is fetched for flags that are wrong.
  const local = misused.ok ? names : names.filter((name) => !isWebAddress(name));
  const files = await findLogFiles(
    [...new Set(local)].map((name) => ({ name, path: resolve(cwd, name) })),
    flags.timeLimit === undefined ? remoteLimits : { ...remoteLimits, timeLimit: flags.timeLimit * 1000 },
  );
  const diagnostics = [...misused.diagnostics, ...files.diagnostics];
  if (!misused.ok || !files.ok) return fail(...diagnostics);
  const { logFormat, map, cached, zone, from, until } = flags;
  return ok(
    {
      files: files.value,
      question: {
        named: logFormat ?? null,
        columns: map ?? [],
        cached: cached ?? null,
        zone,
        from: from ?? null,
        until: until ?? null,
        today: today(),
      },
    },
    diagnostics,
  );
}

/** Flags that name no field or time zone. */
export function misusedFlags({ map = [], zone }: LogFlags): Result<null> {
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
