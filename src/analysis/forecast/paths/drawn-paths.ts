import type { PathSpace } from './path-space.ts';

/** So many factors are kept at most: 32 MB. */
const mostKept = 4_000_000;

/** The paths that were drawn, and what their rates have made of a price or a volume after so many months. */
export class DrawnPaths {
  readonly unknown: PathSpace;
  /** By unknown: its value on each path. */
  readonly columns: readonly Float64Array[];
  readonly #kept = new Map<string, Float64Array>();
  #room = mostKept;

  constructor(unknown: PathSpace, columns: readonly Float64Array[]) {
    this.unknown = unknown;
    this.columns = columns;
  }

  /** The values of one unknown on some paths. */
  values(column: number, start: number, count: number): Float64Array {
    const whole = this.columns[column];
    if (whole === undefined) throw new Error('an unknown that was not drawn');
    return whole.subarray(start, start + count);
  }

  /** (1 + rate)^power on some paths, never below zero. Workloads share trends, so that most powers are asked for again. */
  growth(column: number, power: number, start: number, count: number): Float64Array {
    const key = `${column} ${power}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known.subarray(start, start + count);
    const whole = this.columns[column];
    if (whole === undefined) throw new Error('an unknown that was not drawn');
    const isKept = whole.length <= this.#room;
    const from = isKept ? whole : whole.subarray(start, start + count);
    const made = from.map((rate) => Math.max(0, 1 + rate) ** power);
    if (!isKept) return made;
    this.#room -= whole.length;
    this.#kept.set(key, made);
    return made.subarray(start, start + count);
  }
}
