import { inOneLine } from './one-line.ts';

/** Which field of a source stands for which of ours. A pattern covers the fields of a kind; `-` is known and not priced. */
export type FieldTable = readonly (readonly [field: string | RegExp, ours: string])[];

const most = 500;

/** Counts the fields of a source that its table does not have. */
export class FieldTally {
  readonly #table: FieldTable;
  readonly #known = new Map<string, boolean>();
  readonly #unmapped = new Map<string, number>();

  constructor(table: FieldTable) {
    this.#table = table;
  }

  /** Takes note of the fields of one entry, below `path` (`pricing.`). */
  see(fields: Iterable<string>, path = ''): void {
    for (const field of fields) {
      const name = `${path}${field}`;
      let known = this.#known.get(name);
      if (known === undefined) {
        known = this.#table.some(([each]) => (typeof each === 'string' ? each === name : each.test(name)));
        this.#known.set(name, known);
      }
      if (!known) this.#count(inOneLine(name));
    }
  }

  #count(name: string): void {
    const isNew = !this.#unmapped.has(name);
    const shown = isNew && this.#unmapped.size >= most ? 'and others' : name;
    this.#unmapped.set(shown, (this.#unmapped.get(shown) ?? 0) + 1);
  }

  /** By how often they are there, then by name. */
  get unmapped(): ReadonlyMap<string, number> {
    return new Map([...this.#unmapped].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : Number(a > b))));
  }
}
