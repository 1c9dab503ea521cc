import type { PathSpace } from './path-space.ts';

/** So many factors are kept at most: 32 MB. */
const mostKept = 4_000_000;

/** So many periods of a rate, each the given part of the period that the rate is of: 5 months of a yearly rate are [5, 12]. */
type Periods = readonly [periods: number, parts: number];

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

  /**
   * (1 + rate)^(periods / parts) on some paths, never below zero. Workloads share trends, so that most powers are asked for again;
   * a power is that of a period less times one more factor.
   */
  growth(column: number, [periods, parts]: Periods, start: number, count: number): Float64Array {
    const known = this.#kept.get(`${column} ${periods} ${parts}`);
    if (known !== undefined) return known.subarray(start, start + count);
    const whole = this.columns[column];
    if (whole === undefined) throw new Error('an unknown that was not drawn');
    if (whole.length > this.#room)
      return whole.subarray(start, start + count).map((rate) => Math.max(0, 1 + rate) ** (periods / parts));
    const before = periods > 1 ? this.#kept.get(`${column} ${periods - 1} ${parts}`) : undefined;
    const one = before && this.#kept.get(`${column} 1 ${parts}`);
    const made =
      before === undefined || one === undefined
        ? whole.map((rate) => Math.max(0, 1 + rate) ** (periods / parts))
        : new Float64Array(whole.length);
    if (before !== undefined && one !== undefined)
      for (let path = 0; path < made.length; path += 1)
        made[path] = (before[path] as number) * (one[path] as number);
    this.#room -= whole.length;
    this.#kept.set(`${column} ${periods} ${parts}`, made);
    return made.subarray(start, start + count);
  }
}
