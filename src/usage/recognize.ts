import type { UsageFormat } from './formats/index.ts';
import type { ColumnType } from './relation.ts';

/** The first rows of a log: the names of a table's columns, or some of its JSON values as they stand. */
export type LogSample =
  | {
      readonly container: 'table';
      readonly columns: readonly string[];
      readonly types: ReadonlyMap<string, ColumnType>;
    }
  | { readonly container: 'documents'; readonly values: readonly string[] };

export interface Recognized {
  readonly format: UsageFormat;
  /** What the file has that this format has and others have not. */
  readonly because: string;
}

/** The format of a log: the first whose whole signature is there. Undefined where none is. */
export function recognizeFormat(sample: LogSample, formats: readonly UsageFormat[]): Recognized | undefined {
  const found = formats.find((format) => fits(sample, format));
  if (found === undefined) return undefined;
  const marks = found.signature.map((path) => path.filter((key) => key !== '0').join('.'));
  const what = sample.container === 'table' ? 'the columns' : 'the keys';
  return { format: found, because: `it has ${what} ${marks.join(', ')}` };
}

function fits(sample: LogSample, format: UsageFormat): boolean {
  if (format.container !== 'either' && sample.container !== format.container) return false;
  if (sample.container === 'table') {
    const columns = new Set(sample.columns);
    return format.signature.every(([column = '']) => columns.has(column));
  }
  const { contains } = format;
  if (contains !== undefined && !sample.values.some((text) => text.includes(contains))) return false;
  const values = sample.values.map(parsed);
  return format.signature.every((path) => values.some((value) => hasPath(value, path)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value has something at a path; `0` stands for any item of a list. */
function hasPath(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  if (Array.isArray(value)) return first === '0' && value.some((item: unknown) => hasPath(item, rest));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return false;
  return hasPath((value as Readonly<Record<string, unknown>>)[first], rest);
}
