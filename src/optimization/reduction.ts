import type { Column, Constraint, LinearProgram, LinearTerm } from './linear-program.ts';

/** A smaller program with the same least cost, and the way back. */
export interface Reduction {
  readonly program: LinearProgram;
  /** Values of all columns of the program that was reduced, from those of this one. */
  readonly restored: (values: readonly number[]) => readonly number[];
}

/**
 * The program without what cannot matter: choices of which another one of the same group is never worse, columns that are held
 * at a value, and rows that hold whatever is chosen. Its least cost is that of the program. Rows that cannot hold are kept.
 */
export function reduced(program: LinearProgram): Reduction {
  const dominated = dominatedChoices(program);
  const heldAt = (column: Column, index: number): number | undefined =>
    dominated.has(index) ? 0 : column.lower === column.upper ? column.lower : undefined;
  const places = new Map<number, number>();
  const held = new Map<number, number>();
  const columns: Column[] = [];
  let { offset } = program;
  for (const [index, column] of program.columns.entries()) {
    const value = heldAt(column, index);
    if (value === undefined) {
      places.set(index, columns.length);
      columns.push(column);
    } else {
      held.set(index, value);
      offset += column.cost * value;
    }
  }
  const rows = new Map<string, Constraint>();
  for (const row of program.rows) {
    const left = withoutHeld(row, held, places);
    if (alwaysHolds(left, columns)) continue;
    const key = left.terms.map(({ column, coefficient }) => `${column}*${coefficient}`).join(' ');
    const known = rows.get(key);
    rows.set(key, known === undefined ? left : closer(known, left));
  }
  return {
    program: { ...program, offset, columns, rows: [...rows.values()] },
    restored: (values) =>
      program.columns.map((_, index) => held.get(index) ?? values[places.get(index) ?? -1] ?? 0),
  };
}

function withoutHeld(
  row: Constraint,
  held: ReadonlyMap<number, number>,
  places: ReadonlyMap<number, number>,
): Constraint {
  let taken = 0;
  const terms: LinearTerm[] = [];
  for (const { column, coefficient } of row.terms) {
    const place = places.get(column);
    if (place === undefined) taken += coefficient * (held.get(column) ?? 0);
    else terms.push({ column: place, coefficient });
  }
  return { ...row, terms, lower: row.lower - taken, upper: row.upper - taken };
}

/** Whether the bounds of its columns alone keep a row. */
function alwaysHolds({ terms, lower, upper }: Constraint, columns: readonly Column[]): boolean {
  let [least, most] = [0, 0];
  for (const { column, coefficient } of terms) {
    const bounds = columns[column];
    if (bounds === undefined) return false;
    least += coefficient > 0 ? coefficient * bounds.lower : coefficient * bounds.upper;
    most += coefficient > 0 ? coefficient * bounds.upper : coefficient * bounds.lower;
  }
  return least >= lower && most <= upper;
}

function closer(a: Constraint, b: Constraint): Constraint {
  return { ...a, lower: Math.max(a.lower, b.lower), upper: Math.min(a.upper, b.upper) };
}

/**
 * Choices of which one is never worse: of a group of which exactly one is taken, it costs no more, and in every other row it
 * asks for no more. A plan that takes such a choice can take the other one instead. Of two that are alike the first is kept.
 */
function dominatedChoices({ columns, rows }: LinearProgram): ReadonlySet<number> {
  const of: Map<number, number>[] = columns.map(() => new Map<number, number>());
  for (const [index, { terms }] of rows.entries())
    for (const { column, coefficient } of terms) of[column]?.set(index, coefficient);
  const dominated = new Set<number>();
  const isNoWorse = (better: number, worse: number, group: number): boolean => {
    const [a, b] = [columns[better], columns[worse]];
    if (a === undefined || b === undefined || a.upper < 1 || a.cost > b.cost) return false;
    const [needs, has] = [of[better] ?? new Map<number, number>(), of[worse] ?? new Map<number, number>()];
    const asksNoMore = (row: number, from: number, to: number): boolean => {
      const { lower = 0, upper = 0 } = rows[row] ?? {};
      return row === group || from === to || (to > from ? upper === Infinity : lower === -Infinity);
    };
    for (const [row, to] of needs) if (!asksNoMore(row, has.get(row) ?? 0, to)) return false;
    for (const [row, from] of has) if (!needs.has(row) && !asksNoMore(row, from, 0)) return false;
    return true;
  };
  for (const [group, { terms, lower, upper }] of rows.entries()) {
    if (
      lower !== 1 ||
      upper !== 1 ||
      !terms.every(({ column, coefficient }) => isFree(columns[column], coefficient))
    )
      continue;
    // Those that ask for the least first: most others are worse than one of them.
    const members = terms.map(({ column }) => column).filter((column) => !dominated.has(column));
    members.sort((a, b) => (of[a]?.size ?? 0) - (of[b]?.size ?? 0));
    for (const worse of members.toReversed())
      if (
        members.some(
          (better) => better !== worse && !dominated.has(better) && isNoWorse(better, worse, group),
        )
      )
        dominated.add(worse);
  }
  return dominated;
}

/** A yes or no that counts once, or one that is held at no. */
function isFree(column: Column | undefined, coefficient: number): boolean {
  return (
    column !== undefined && column.isWhole && column.lower === 0 && column.upper <= 1 && coefficient === 1
  );
}
