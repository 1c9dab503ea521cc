import { ProgramBuilder, type LinearProgram, type LinearTerm } from '../linear-program.ts';
import type { Affine } from './affine.ts';
import type { Limit } from './limit.ts';

/** A row of a step's definition: Σ terms ≥ lower, or ≤ upper, or both. */
export interface DefinitionRow {
  readonly of: Affine;
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * A column that stands for a step. `rising` rows hold it up to what it stands for where cost wants it smaller, `falling` rows
 * hold it down where cost wants it larger.
 */
export interface Step {
  readonly column: number;
  readonly rising: readonly DefinitionRow[];
  /** Made when they are needed, where they take columns of their own. */
  readonly falling: readonly DefinitionRow[] | (() => readonly DefinitionRow[]);
}

export interface ColumnDraft {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly isWhole: boolean;
}

interface Parts {
  readonly cost: Affine;
  readonly limits: readonly { readonly limit: Limit; readonly of: Affine }[];
  readonly always: readonly DefinitionRow[];
  /** Each after those that it is made of. */
  readonly steps: readonly Step[];
  /** More can come while rows are made. */
  readonly columns: readonly ColumnDraft[];
}

type NamedRow = DefinitionRow & { readonly name: string };

/** The program of what was found, without the rows that only keep a step from where cost does not want it anyway. */
export function programOf(name: string, { cost, limits, always, steps, columns }: Parts): LinearProgram {
  const rows: NamedRow[] = [];
  const wantsLess = new Set<number>();
  const wantsMore = new Set<number>();
  const press = (of: Affine, direction: 1 | -1): void => {
    for (const [column, coefficient] of of.terms)
      (coefficient * direction > 0 ? wantsLess : wantsMore).add(column);
  };
  const hold = (row: NamedRow): void => {
    rows.push(row);
    // A row with an upper bound is eased by smaller amounts, one with a lower bound by larger ones.
    if (row.upper !== undefined) press(row.of, 1);
    if (row.lower !== undefined) press(row.of, -1);
  };
  press(cost, 1);
  for (const { limit, of } of limits)
    hold({
      name: limit.name,
      of,
      ...(limit.lower === undefined ? {} : { lower: limit.lower }),
      ...(limit.upper === undefined ? {} : { upper: limit.upper }),
    });
  for (const [index, row] of always.entries()) hold({ ...row, name: `levels.${index}` });
  for (const { column, rising, falling } of steps.toReversed()) {
    const label = columns[column]?.name ?? '';
    const needed = [
      ...(wantsLess.has(column) ? rising : []),
      ...(wantsMore.has(column) ? (typeof falling === 'function' ? falling() : falling) : []),
    ];
    for (const [index, row] of needed.entries()) hold({ ...row, name: `${label}.${index}` });
  }
  const builder = new ProgramBuilder();
  for (const [column, draft] of columns.entries())
    builder.column(draft.name, { ...draft, cost: cost.terms.get(column) ?? 0 });
  builder.addOffset(cost.constant);
  for (const { name: label, of, lower, upper } of rows) {
    const terms: LinearTerm[] = [...of.terms].map(([column, coefficient]) => ({ column, coefficient }));
    if (terms.length === 0 && holds(of.constant, lower, upper)) continue;
    builder.row(label, terms, {
      ...(lower === undefined ? {} : { lower: lower - of.constant }),
      ...(upper === undefined ? {} : { upper: upper - of.constant }),
    });
  }
  return builder.build(name);
}

function holds(value: number, lower = -Infinity, upper = Infinity): boolean {
  return value >= lower && value <= upper;
}
