import {
  inColumn,
  readColumns,
  type ColumnReading,
  type SpreadsheetReading,
} from '../../../../../formula/index.ts';
import {
  movedInputs,
  rootsOf,
  type Era,
  type MovedInput,
  type Statement,
  type Timeline,
} from '../../../../../model/index.ts';
import { columnsOf } from '../grid/columns.ts';
import { addSteps, inputRow } from '../grid/steps.ts';
import type { ColumnGrid } from '../grid/column-grid.ts';
import type { CellExpression } from '../../../../../formula/index.ts';

/** The formulas of a workload's options in the months of one era. */
export interface EraFormulas {
  readonly from: number;
  readonly until: number;
  readonly moved: readonly MovedInput[];
  readonly reading: ColumnReading;
  readonly statements: ReadonlyMap<string, Statement>;
  /** The model's graph is that of the era. */
  readonly era: Era;
}

/** Reads them, with rows on the grid for what follows the month. `before` has the cells that earlier formulas took. */
export function eraFormulas(
  grid: ColumnGrid,
  era: Era,
  {
    id,
    options,
    timeline,
    from,
    until,
  }: {
    readonly id: string;
    readonly options: readonly string[];
    readonly timeline: Timeline;
    readonly from: number;
    readonly until: number;
  },
  before: Pick<SpreadsheetReading, 'names' | 'inputs'>,
): EraFormulas {
  const statements = new Map(
    (era.model.workloads.find((each) => each.id === id)?.options ?? []).flatMap((option) =>
      option.statement === null || !options.includes(option.id)
        ? []
        : [[option.id, option.statement] as const],
    ),
  );
  const roots = [...statements.values()].flatMap(rootsOf);
  const moved = movedInputs(era.model, timeline, roots);
  const rows = new Map(moved.map(({ address }) => [address, inputRow(address)]));
  const reading = readColumns(roots, { moved: rows, id: `from ${from}`, before });
  addSteps(grid, reading, from, until);
  return { from, until, moved, reading, statements, era };
}

/** What stands for a formula in the column of a month. */
export function taken(
  { reading, statements }: EraFormulas,
  option: string,
  month: number,
): () => CellExpression {
  const statement = statements.get(option);
  const roots = statement === undefined ? [] : rootsOf(statement);
  let next = 0;
  return () => {
    const root = roots[next++];
    if (root === undefined) throw new Error('a formula was not read');
    return inColumn(reading.of(root), columnsOf.letters(month));
  };
}
