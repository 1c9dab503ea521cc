import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Whether there is a spreadsheet program to recalculate with. Where CI is set, it must be there: `.ci/run` installs it. */
export const hasSpreadsheet: boolean =
  (process.env['CI'] ?? '') !== '' ||
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'soffice')));

/** The parts of a workbook as texts. */
export function partsOf(workbook: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(workbook)).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
}

/** Puts parts together again. */
function workbookOf(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/**
 * The workbook without the value of any formula, so that whoever opens it has to compute; with other values of some inputs, by
 * the names of their cells, and other texts of some cells of its first sheet.
 */
export function withoutValues(
  workbook: Uint8Array,
  changed: ReadonlyMap<string, string> = new Map(),
  chosen: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const parts = partsOf(workbook);
  const names = parts['xl/workbook.xml'] ?? '';
  const sheets = [...names.matchAll(/<sheet name="([^"]*)"/gu)].map(([, name]) => name);
  for (const [name, value] of changed) {
    const place = names.split(`<definedName name="${name}">'Inputs`)[1]?.split('<')[0] ?? '';
    const [, side = '', at = ''] = /^( \w+)?'!\$B\$(\d+)$/u.exec(place) ?? [];
    if (at === '') throw new Error(`there is no input ${name}`);
    const inputs = `xl/worksheets/sheet${sheets.indexOf(`Inputs${side}`) + 1}.xml`;
    const before = parts[inputs] ?? '';
    const after = before.replace(
      new RegExp(`(<c r="B${at}" s="\\d+"><v>)[^<]*`, 'u'),
      (_, start: string) => `${start}${value}`,
    );
    if (after === before) throw new Error(`the input ${name} could not be changed`);
    parts[inputs] = after;
  }
  for (const [cell, text] of chosen) {
    const before = parts['xl/worksheets/sheet1.xml'] ?? '';
    const after = before.replace(
      new RegExp(`(<c r="${cell}" s="\\d+" t="inlineStr"><is><t xml:space="preserve">)[^<]*`, 'u'),
      (_, start: string) => `${start}${text}`,
    );
    if (after === before) throw new Error(`the cell ${cell} could not be changed`);
    parts['xl/worksheets/sheet1.xml'] = after;
  }
  for (const [part, text] of Object.entries(parts))
    if (part.startsWith('xl/worksheets/sheet'))
      parts[part] = text.replaceAll(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/gu, '$1');
  return workbookOf(parts);
}

/** All sheets as rows of texts, by the names of their workbook and their own, as LibreOffice computes them; one process for all. */
export async function recalculate(
  workbooks: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly (readonly string[])[]>>> {
  const folder = await mkdtemp(join(tmpdir(), 'recalculated-'));
  try {
    const files = [...workbooks.keys()].map((name) => join(folder, `${name}.xlsx`));
    for (const [name, bytes] of workbooks) await writeFile(join(folder, `${name}.xlsx`), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    // Comma, quotes, UTF-8; values in full and not as they are shown; every sheet.
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
    const flags = [profile, '--headless', '--convert-to', filter, '--outdir', folder];
    await promisify(execFile)('soffice', [...flags, ...files], { timeout: 390_000, maxBuffer: 1 << 24 });
    const found = new Map<string, Map<string, readonly (readonly string[])[]>>();
    for (const file of await readdir(folder)) {
      if (!file.endsWith('.csv')) continue;
      const name = [...workbooks.keys()]
        .filter((each) => file.startsWith(`${each}-`))
        .toSorted((a, b) => b.length - a.length)[0];
      if (name === undefined) throw new Error(`no workbook is the source of ${file}`);
      const rows: string[][] = parse(await readFile(join(folder, file), 'utf8'), {
        relax_column_count: true,
      });
      const sheets = found.get(name) ?? new Map<string, readonly (readonly string[])[]>();
      sheets.set(file.slice(name.length + 1, -'.csv'.length), rows);
      found.set(name, sheets);
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
