import { InvalidArgumentError, Option, type Command } from 'commander';
import type { LoadOptions, Setting } from '../loading/index.ts';
import type { GeneralFormat, ReportFormat } from '../report/index.ts';
import { narrowest, resolveDisplay, widest, type Display } from './display.ts';
import type { Environment } from './environment.ts';

/** The options that every command understands, whatever it writes. */
export interface SharedOptions extends LoadOptions {
  /** A file for the result, relative to the environment's folder; undefined is stdout. */
  readonly out: string | undefined;
  readonly quiet: boolean;
  readonly display: Display;
}

/** The shared options, and the format: one of those that the command offers. */
export interface GlobalOptions<F extends ReportFormat = GeneralFormat> extends SharedOptions {
  readonly format: F;
}

interface Raw<F> {
  readonly format: F;
  readonly out?: string;
  readonly set?: readonly Setting[];
  readonly catalog?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly locked?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly width?: number;
}

/** Options that say how scenarios and catalogs are read. */
const loadOptions = {
  '--set': () =>
    new Option('--set <path=value>', 'change one input by its address (repeatable)').argParser(
      collectSetting,
    ),
  '--catalog': () => new Option('--catalog <catalog>', 'a bundled catalog, or the path of a catalog folder'),
  '--as-of': () => new Option('--as-of <date>', 'use the prices in effect on this date').argParser(parseDate),
  '--known-at': () =>
    new Option('--known-at <date>', 'use only prices that were recorded by this date').argParser(parseDate),
  '--locked': () => new Option('--locked', 'fail if the catalog differs from the lock file'),
} as const;

export type LoadFlag = keyof typeof loadOptions;

/** What a command takes that reads scenarios. */
export const loadFlags = Object.keys(loadOptions) as readonly LoadFlag[];

/** What one takes that looks into a catalog, and at no scenario. */
export const catalogFlags: readonly LoadFlag[] = ['--catalog', '--as-of', '--known-at'];

/**
 * Adds the options that commands share; `offered` are the formats that this one has, its default first, and `taken` what it
 * takes of the options that say how scenarios and catalogs are read: one that it would ignore is not added, and so refused.
 * Returns what reads them once commander has parsed them.
 */
export function addGlobalOptions<F extends ReportFormat>(
  command: Command,
  offered: readonly F[],
  taken: readonly LoadFlag[] = loadFlags,
): (environment: Environment) => GlobalOptions<F> {
  const [first] = offered;
  command
    .addOption(new Option('--format <format>', 'output format').choices(offered).default(first))
    .option('--out <file>', 'write the result to a file; it is replaced only when the result is complete');
  for (const flag of taken) command.addOption(loadOptions[flag]());
  command
    .option('--quiet', 'suppress warnings')
    .option('--no-color', 'print without colors')
    .option('--no-pager', 'print everything at once, even where it is taller than the terminal')
    .addOption(new Option('--width <columns>', 'line width in characters').argParser(parseWidth));
  return (environment) => readGlobalOptions(command.opts<Raw<F>>(), environment);
}

function readGlobalOptions<F extends ReportFormat>(raw: Raw<F>, environment: Environment): GlobalOptions<F> {
  return {
    format: raw.format,
    out: raw.out,
    set: raw.set ?? [],
    catalog: raw.catalog,
    asOf: raw.asOf,
    knownAt: raw.knownAt,
    locked: raw.locked ?? false,
    quiet: raw.quiet ?? false,
    display: resolveDisplay(
      { width: raw.width, color: raw.color, toFile: raw.out !== undefined },
      environment,
    ),
  };
}

function collectSetting(text: string, earlier: readonly Setting[] | undefined): readonly Setting[] {
  const at = text.indexOf('=');
  if (at < 1 || text.slice(0, at).trim() === '') {
    throw new InvalidArgumentError('Expected PATH=VALUE, such as workloads.support.volume=50M tokens/month.');
  }
  return [...(earlier ?? []), { path: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }];
}

/** A calendar date of an option; others are refused. */
export function parseDate(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('Expected a calendar date such as 2026-11-01.');
  }
  return text;
}

function parseWidth(text: string): number {
  const width = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(width >= narrowest && width <= widest)) {
    throw new InvalidArgumentError(`Expected a whole number from ${narrowest} to ${widest}.`);
  }
  return width;
}
