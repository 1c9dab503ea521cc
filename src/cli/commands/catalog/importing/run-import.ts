import { basename, resolve } from 'node:path';
import { loadImporters, type Imported, type ImportSource } from '../../../../importing/index.ts';
import { exchangeKey } from '../../../../catalog/index.ts';
import { fail, ok, problem, type Result } from '../../../../diagnostics/index.ts';
import { tidyFolder, writeFolderAtomically } from '../../../../io/index.ts';
import { deliver } from '../../../deliver.ts';
import { exitCodes, type ExitCode } from '../../../exit-code.ts';
import type { GlobalOptions } from '../../../global-options.ts';
import { reportDiagnostics, type Session } from '../../../session.ts';
import { loadTarget } from './load-target.ts';
import { readSource } from './read-source.ts';
import { importJson, importText, type ImportReport } from './report-import.ts';

export interface ImportFlags {
  readonly into: string;
  readonly prefix?: string;
  readonly retrieved?: string;
  readonly only?: readonly string[];
  readonly extends?: string;
}

interface Asked {
  readonly source: ImportSource;
  readonly file: string | undefined;
  readonly flags: ImportFlags;
}

/** Reads the list, merges it with the folder, writes the folder, and says what became of every listing. */
export async function runImport(
  session: Session,
  options: GlobalOptions,
  { source, file, flags }: Asked,
): Promise<ExitCode> {
  const { environment } = session;
  const { countRows, importers, importInto } = await loadImporters();
  const importer = importers[source];
  const where = file ?? importer.feed;
  if (where === undefined) {
    const missing = problem('import/no-file', `${source} has no feed of its own: give a file or an address`);
    return reportDiagnostics(environment, [missing]);
  }
  const read = await readSource(where, environment.cwd, importer.keepsLine);
  if (!read.ok) return reportDiagnostics(environment, read.diagnostics);
  const { text, digest, address } = read.value;
  const found = importer.read(text, {
    file: where,
    path: address ?? where,
    source: importer.home ?? address ?? `${basename(where)}:1`,
    retrieved: flags.retrieved ?? null,
    today: environment.today(),
    prefix: flags.prefix ?? null,
  });
  const shown = { sources: new Map([[where, text]]), quiet: options.quiet };
  if (!found.ok) return reportDiagnostics(environment, found.diagnostics, shown);
  const imported = onlyAsked(found.value, flags.only ?? []);
  if (countRows(imported) + imported.reported.length !== imported.listings)
    throw new Error(`${source}: a listing is neither a price row nor reported`);
  const target = await loadTarget(flags.into, flags.extends ?? null, environment.cwd);
  if (!target.ok) return reportDiagnostics(environment, target.diagnostics, shown);
  const origin = {
    url: importer.home ?? address ?? `${basename(where)}:1`,
    note: `${source}, sha256 ${digest}`,
  };
  const result = importInto(target.value, imported, origin);
  if (!result.ok) return reportDiagnostics(environment, result.diagnostics, shown);
  const written = await write(resolve(environment.cwd, flags.into), flags.into, result.value.files);
  if (!written.ok) return reportDiagnostics(environment, written.diagnostics, shown);
  const report: ImportReport = {
    source,
    file: where,
    digest,
    into: flags.into,
    imported,
    merged: result.value.merged,
    files: [...result.value.files.keys()],
  };
  const content = options.format === 'json' ? importJson(report) : importText(report);
  // A file of which nothing could be used is a wrong input, also where each of its rows is reported.
  const isEmpty = countRows(imported) === 0 && imported.listings > 0;
  return deliver(session, content, options.out, isEmpty ? exitCodes.wrongInput : exitCodes.done);
}

async function write(path: string, name: string, files: ReadonlyMap<string, string>): Promise<Result<null>> {
  if (files.size === 0) {
    await tidyFolder(path);
    return ok(null);
  }
  const written = await writeFolderAtomically(path, files, { name });
  if (written.ok || written.diagnostics.every(({ code }) => code !== 'io/missing')) return written;
  return fail(
    ...written.diagnostics.map((each) => ({ ...each, hint: 'the folder that it is to be in has to exist' })),
  );
}

/** Without the entries that were not asked for, which are reported. */
function onlyAsked(imported: Imported, only: readonly string[]): Imported {
  if (only.length === 0) return imported;
  const isAsked = ({ id }: { readonly id: string }): boolean => only.some((start) => id.startsWith(start));
  const left = [...imported.tokens, ...imported.offers].filter((each) => !isAsked(each));
  const runs = imported.throughput.filter(({ model }) => !isAsked({ id: model }));
  const gpus = imported.gpus.filter((each) => !isAsked(each));
  const rates = imported.exchange.filter((rate) => !isAsked({ id: exchangeKey(rate) }));
  const names = [
    ...left.flatMap(({ id, rows }) => rows.map(() => id)),
    ...runs.map(({ model }) => model),
    ...gpus.map(({ id }) => id),
    ...rates.map(exchangeKey),
  ];
  const rule = 'not asked for (--only)';
  return {
    ...imported,
    tokens: imported.tokens.filter(isAsked),
    offers: imported.offers.filter(isAsked),
    throughput: imported.throughput.filter((run) => !runs.includes(run)),
    gpus: imported.gpus.filter(isAsked),
    exchange: imported.exchange.filter((rate) => isAsked({ id: exchangeKey(rate) })),
    reported: [...imported.reported, ...names.map((name) => ({ name, rule, detail: '' }))],
  };
}
