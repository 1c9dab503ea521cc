import {
  columnCell,
  ExactReading,
  inColumn,
  formatUnit,
  readColumns,
  type Exact,
  type Node,
  type SpreadsheetReading,
} from '../../../../../formula/index.ts';
import type { SheetBuilder, WorkbookBuilder } from '../builder.ts';
import { addCalculation, addLeastTables } from '../calculation-sheets.ts';
import { text } from '../cells.ts';
import type { CheckedFigure } from '../check-sheet.ts';
import { moneyFormat, statedFormat } from '../formats.ts';
import { LiveCells } from '../live-cells.ts';
import { ColumnGrid, type GridCell, type GridWords } from './column-grid.ts';
import { columnsOf } from './columns.ts';
import { reserveSearches } from './searches.ts';
import { addSteps, inputRow } from './steps.ts';

/** A column of a sheet: inputs that have another value there than in their cells. */
export interface Point {
  readonly title: string;
  readonly values: ReadonlyMap<string, GridCell>;
}

/** What options of one workload cost at each of several points. */
export interface PointsQuestion {
  readonly workload: string;
  readonly currency: string;
  readonly title: string;
  readonly remark: string;
  readonly words: GridWords;
  readonly options: readonly { readonly id: string; readonly monthly: Node }[];
  readonly points: readonly Point[];
  /** By crossover; null where an option cannot be had, which has no cell then. */
  readonly computed: (option: number, point: number) => Exact | null;
}

export type CellsSoFar = Pick<SpreadsheetReading, 'names' | 'inputs'>;

export interface PointsSheet {
  readonly sheet: SheetBuilder;
  readonly cells: CellsSoFar;
  readonly checks: readonly CheckedFigure[];
  /** Cells for other sheets. */
  readonly monthly: (option: string, point: number) => string;
  /** Null where no cost depends on the input. */
  readonly input: (address: string, point: number) => string | null;
  readonly cheapest: (point: number) => string;
  /** The cell that has an option's name. */
  readonly name: (option: string) => string;
  /** Adds the sheets of what is the same at all points; behind that of the inputs. */
  readonly addRest: () => void;
}

/** A sheet with a column for each point, in which every cost is a formula; below the costs stand what they are computed from. */
export function addPoints(
  workbook: WorkbookBuilder,
  question: PointsQuestion,
  before: CellsSoFar,
): PointsSheet {
  const { workload, options, points, computed, currency } = question;
  const addresses = [...new Set(points.flatMap(({ values }) => [...values.keys()]))];
  const reading = readColumns(
    options.map(({ monthly }) => monthly),
    { moved: new Map(addresses.map((each) => [each, inputRow(each)])), id: 'point', before },
  );
  const { names, inputs } = reading.constants;
  const grid = new ColumnGrid(question.words);
  const key = (option: string): string => `option ${option}`;
  for (const [index, { id, monthly }] of options.entries()) {
    grid.row(key(id), 'results', id, { unit: `${currency}/month`, format: moneyFormat(currency) });
    for (const [point] of points.entries()) {
      const value = computed(index, point);
      if (value === null) continue;
      const { text: of } = inColumn(reading.of(monthly), columnsOf.letters(point));
      grid.put(key(id), point, { formula: of, value });
    }
  }
  addCheapest(grid, question, key);
  addSteps(grid, reading, 0, points.length);
  for (const address of addresses) {
    const cell = inputs.find(({ node }) => node.address === address);
    if (cell === undefined) continue;
    grid.row(inputRow(address), 'inputs', cell.node.label, {
      unit: formatUnit(cell.node.unit),
      format: statedFormat(cell.node.value, false),
    });
    for (const [point, { values }] of points.entries())
      grid.put(
        inputRow(address),
        point,
        values.get(address) ?? { formula: cell.name, value: cell.node.value },
      );
  }
  const sheet = workbook.sheet(workload, [44, 16, 4, ...points.map(() => 16)]);
  sheet.add([text(question.title, 'title')], [text(question.remark, 'muted')], []);
  const searches = reserveSearches(workbook, `Search ${workload}`, grid, [
    { reading, from: 0, until: points.length },
  ]);
  grid.write(
    sheet,
    points.map(({ title }) => title),
  );
  searches(sheet);
  return {
    sheet,
    cells: { names, inputs },
    checks: options.flatMap(({ id }, index) =>
      points.flatMap(({ title }, point): readonly CheckedFigure[] => {
        const value = computed(index, point);
        const live = grid.at(key(id), point);
        return value === null
          ? []
          : [
              {
                workload,
                option: id,
                what: title,
                live,
                computed: value,
                format: moneyFormat(currency),
                places: 2,
              },
            ];
      }),
    ),
    monthly: (option, point) => grid.at(key(option), point),
    input: (address, point) =>
      grid.isFree(inputRow(address), point) ? null : grid.at(inputRow(address), point),
    cheapest: (point) => grid.at(cheapestRow, point),
    name: (option) => grid.at(key(option), 'label'),
    addRest: () => {
      const exact = new ExactReading();
      if (reading.constants.steps.length > 0)
        addCalculation(workbook, new LiveCells(workbook, exact, reading.constants), exact);
      addLeastTables(workbook, reading.constants);
    },
  };
}

const cheapestRow = 'cheapest';

/** Below the costs, the name of the option that has the least. */
function addCheapest(
  grid: ColumnGrid,
  { options, points, computed }: PointsQuestion,
  key: (option: string) => string,
): void {
  const [first] = options;
  const last = options.at(-1);
  if (first === undefined || last === undefined) return;
  grid.row(cheapestRow, 'results', 'the cheapest', { role: 'total' });
  const over = (column?: string): string =>
    `${columnCell(key(first.id), column)}:${columnCell(key(last.id), column)}`;
  for (const [point] of points.entries()) {
    const known = options
      .flatMap(({ id }, index) => {
        const monthly = computed(index, point);
        return monthly === null ? [] : [{ id, monthly }];
      })
      .toSorted((a, b) => a.monthly.comparedTo(b.monthly));
    grid.put(cheapestRow, point, {
      formula: `IFERROR(INDEX(${over('$A')},MATCH(MIN(${over()}),${over()},0)),"none")`,
      value: known[0]?.id ?? 'none',
    });
  }
}
