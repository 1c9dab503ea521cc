import { asList, asNumber, asObject, asText, type JsonValue } from '../../src/importing/importers.ts';
import { Exact } from '../../src/formula/index.ts';
import { readCsv, readObject, rowAtPlace } from './extracts.ts';

/** A number in a row of an extract. */
export interface SourceFigure {
  /** Its column, or its path of keys; with `per GPU` where it is that of a machine, divided by the row's GPUs. */
  readonly column: string;
  readonly value: Exact;
}

/**
 * The numbers of the row of an extract: a line of a table, or what stands below a key of a price list in JSON. A record
 * of several lines names several rows.
 */
export function readFigures(folder: string, record: string): readonly SourceFigure[] {
  return record.split('\n').flatMap((each) => figuresAt(folder, each));
}

function figuresAt(folder: string, record: string): readonly SourceFigure[] {
  const [, file = '', place = ''] = /^([^:]+):(.*)$/su.exec(record) ?? [];
  return file.endsWith('.csv') ? cellsOf(folder, file, Number(place)) : leavesOf(folder, file, place);
}

function cellsOf(folder: string, file: string, line: number): readonly SourceFigure[] {
  const row = rowAtPlace(readCsv(folder, file), file, line);
  if (row === undefined) return [];
  const numbers = Object.entries(row).flatMap(([column, text]) => {
    const value = numberOf(text);
    return value === undefined ? [] : [{ column, value }];
  });
  const count = numberOf(row['gpus'] ?? row['gpu_count'] ?? '');
  const each = count === undefined || count.isZero() ? [] : numbers.map(({ column, value }) => ({ column: `${column} per GPU`, value: value.div(count) })); // prettier-ignore
  return [...numbers, ...each];
}

/** A cell that is a number, `228.69B` and `-25.1%` among them, or begins with one: `up to 0.72`, `2.0 (typical)`, `0.25-0.45`. */
function numberOf(text: string): Exact | undefined {
  const [, digits, scale = ''] =
    /^([+-]?\d+(?:\.\d+)?(?:e-?\d+)?)([MBT%]?)$/u.exec(text.trim()) ??
    /^(?:up to )?(\d+(?:\.\d+)?)(?=$|[ -]\D|-\d+\.\d+$)/u.exec(text.trim()) ??
    [];
  return digits === undefined
    ? undefined
    : new Exact(digits.replace(/^\+/u, '')).times(
        { M: '1e6', B: '1e9', T: '1e12', '%': '0.01' }[scale] ?? '1',
      );
}

function leavesOf(folder: string, file: string, key: string): readonly SourceFigure[] {
  const root = readObject(folder, file);
  const entry = file.includes('genai') ? genaiModel(root.get('providers'), key) : asObject(root.get('models'))?.get(key); // prettier-ignore
  // Price lists by the token are per token, by their authors' custom; those by the million say so in the key or are a history.
  const perToken = /_per_token|_token_cost/u;
  return leaves(entry, '').map(({ column, value }) => ({
    column,
    value: perToken.test(column) ? value.times('1e6') : value,
  }));
}

function genaiModel(providers: JsonValue | undefined, key: string): JsonValue | undefined {
  return asList(providers)
    .flatMap((each) => asObject(each) ?? [])
    .flatMap((provider) =>
      asList(provider.get('models')).filter((model) => {
        const id = asText(asObject(model)?.get('id')) ?? '';
        return `${asText(provider.get('id')) ?? ''}/${id}` === key;
      }),
    )[0];
}

function leaves(value: JsonValue | undefined, path: string): readonly SourceFigure[] {
  const number = asNumber(value);
  if (number !== undefined) return [{ column: path, value: number }];
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const object = asObject(value);
  if (object !== undefined) return [...object].flatMap(([key, each]) => leaves(each, below(key)));
  return asList(value).flatMap((each, index) => leaves(each, below(String(index))));
}
