import type { HoldingColumns, ReadHoldings } from './holding-columns.ts';

/** A number of GPUs that is needed in a month on some of the paths. */
export interface Level {
  readonly gpus: number;
  /** The share of all paths. */
  readonly share: number;
  /** Expected over all paths: the rent of one GPU on demand where so many are needed. */
  readonly rent: number;
}

/** Expected prices of one GPU of an option in a month. */
export interface MonthPrices {
  readonly agreed: number;
  /** What moves with the month, and what follows the load of a GPU that works. */
  readonly running: number;
  readonly upfront: number;
  readonly price: number;
}

export interface Needs {
  /** By option, then by month. */
  readonly prices: readonly (readonly MonthPrices[])[];
  /** By option, then by month: the numbers that are needed, rising. */
  readonly levels: readonly (readonly (readonly Level[])[])[];
  /** Whether two options need the same number of GPUs in every month on every path. */
  readonly areAlike: (a: number, b: number) => boolean;
}

/** Reads all months of all options once. */
export function readNeeds(
  read: ReadHoldings,
  options: number,
  months: readonly number[],
  horizon: number,
): Needs {
  const prices = Array.from({ length: options }, () =>
    Array.from({ length: horizon }, (): MonthPrices => nothing),
  );
  const levels = Array.from({ length: options }, () =>
    Array.from({ length: horizon }, (): readonly Level[] => []),
  );
  const differ = new Set<string>();
  for (const month of months) {
    const sums = Array.from({ length: options }, () => ({ ...nothing }));
    const found = Array.from({ length: options }, () => new Map<number, { paths: number; rent: number }>());
    let paths = 0;
    read(month, (columns, count) => {
      paths += count;
      for (const [option, each] of columns.entries()) {
        addPrices(sums[option] as Mutable, each, count);
        addLevels(found[option] as Map<number, { paths: number; rent: number }>, each, count);
        for (let other = 0; other < option; other += 1) {
          const { gpus } = columns[other] as HoldingColumns;
          for (let row = 0; row < count; row += 1)
            if (gpus[row] !== each.gpus[row]) {
              differ.add(`${other} ${option}`);
              break;
            }
        }
      }
    });
    for (let option = 0; option < options; option += 1) {
      const { agreed, running, upfront, price } = sums[option] as MonthPrices;
      (prices[option] as MonthPrices[])[month] = {
        agreed: agreed / paths,
        running: running / paths,
        upfront: upfront / paths,
        price: price / paths,
      };
      (levels[option] as (readonly Level[])[])[month] = [...(found[option] ?? [])]
        .map(([gpus, each]) => ({ gpus, share: each.paths / paths, rent: each.rent / paths }))
        .toSorted((a, b) => a.gpus - b.gpus);
    }
  }
  return {
    prices,
    levels,
    areAlike: (a, b) => !differ.has(`${Math.min(a, b)} ${Math.max(a, b)}`),
  };
}

const nothing: MonthPrices = { agreed: 0, running: 0, upfront: 0, price: 0 };

type Mutable = { -readonly [key in keyof MonthPrices]: number };

function addPrices(to: Mutable, columns: HoldingColumns, count: number): void {
  const { gpus, agreed, moving, following, upfront, price } = columns;
  for (let row = 0; row < count; row += 1) {
    const needed = gpus[row] as number;
    to.agreed += agreed[row] as number;
    to.running += moving === null ? 0 : (moving[row] as number);
    to.running += following === null || needed === 0 ? 0 : (following[row] as number) / needed;
    to.upfront += upfront === null ? 0 : (upfront[row] as number);
    to.price += price === null ? 0 : (price[row] as number);
  }
}

function addLevels(
  to: Map<number, { paths: number; rent: number }>,
  { gpus, agreed, moving, following }: HoldingColumns,
  count: number,
): void {
  for (let row = 0; row < count; row += 1) {
    const needed = gpus[row] as number;
    const known = to.get(needed) ?? { paths: 0, rent: 0 };
    known.paths += 1;
    known.rent += (agreed[row] as number) + (moving === null ? 0 : (moving[row] as number));
    if (following !== null && needed > 0) known.rent += (following[row] as number) / needed;
    to.set(needed, known);
  }
}
