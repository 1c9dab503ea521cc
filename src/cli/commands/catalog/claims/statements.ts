import { resolve } from 'node:path';
import { ok, type Result } from '../../../../diagnostics/index.ts';
import { loadImporters } from '../../../../importing/index.ts';
import { locateBundledScenario, readTextFile } from '../../../../io/index.ts';

/** No text that states prices is larger. */
const sizeLimit = 1_000_000;

/** The text of a file as lines that each say all of one thing: rows of a table with their headings, entries of a YAML list. */
export async function readStatements(file: string, cwd: string): Promise<Result<string>> {
  const path = resolve(cwd, file);
  const own = await readTextFile(path, { name: file, sizeLimit });
  // A file of the working folder has its name before a bundled scenario, as in `run`.
  const bundled = own.ok ? undefined : locateBundledScenario(file);
  if (bundled !== undefined) {
    const text = await readTextFile(bundled, { name: file, sizeLimit });
    return text.ok ? ok(entriesAsLines(text.value)) : text;
  }
  const text = own;
  if (!text.ok) return text;
  if (/\.[ct]sv$/iu.test(file)) return rowsAsLines(text.value, file);
  if (/\.ya?ml$/iu.test(file)) return ok(entriesAsLines(text.value));
  return text;
}

/** `gpu: H100, hourly: 1.65 USD per hour` of a row; amounts without a currency are dollars, and say what they are for. */
async function rowsAsLines(text: string, file: string): Promise<Result<string>> {
  const { readTable } = await loadImporters();
  const table = readTable(text, file);
  if (!table.ok) return table;
  const { columns, rows } = table.value;
  const lines: string[] = [];
  for (const row of rows) {
    while (lines.length < row.line - 1) lines.push('');
    lines.push(columns.map((name) => `${name}: ${withUnit(row.cell(name), name)}`).join(', '));
  }
  return ok(lines.join('\n'));
}

function withUnit(cell: string, heading: string): string {
  if (!/^\d[\d,.]*$/u.test(cell)) return cell;
  if (/input/iu.test(heading)) return `${cell} USD per Mtok of input`;
  if (/output/iu.test(heading)) return `${cell} USD per Mtok of output`;
  return /usd|\$|price|rate|hour|cost/iu.test(heading) ? `${cell} USD` : cell;
}

/** Lines of an entry are put together on the line where it begins; comments are no statements. */
function entriesAsLines(text: string): string {
  const lines: string[] = [];
  let begun = 0;
  for (const line of text.split(/\r?\n/u)) {
    const said = line.replace(/(?:^|\s)#.*$/u, '');
    const continues = lines.length > 0 && /^\s+(?!-\s)\S/u.test(said);
    if (continues) lines[begun] = `${lines[begun] ?? ''}, ${said.trim()}`.slice(0, 4000);
    else begun = lines.length;
    lines.push(continues ? '' : said);
  }
  return lines.join('\n');
}
