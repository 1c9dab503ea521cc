import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placementProgram } from '../../src/analysis/index.ts';
import { reduced, type LinearProgram } from '../../src/optimization/index.ts';
import { companyPortfolio } from '../support/company-portfolio.ts';
import { portfolioOf } from '../support/portfolio.ts';

const yes = { lower: 0, upper: 1, isWhole: true } as const;

/** The least cost over all yes and no, and what is then chosen; Infinity where nothing is allowed. */
function leastOf({ columns, rows, offset }: LinearProgram): { cost: number; values: readonly number[] } {
  let best = { cost: Infinity, values: [] as readonly number[] };
  for (let plan = 0; plan < 2 ** columns.length; plan += 1) {
    const values = columns.map((_, index) => Math.floor(plan / 2 ** index) % 2);
    const isAllowed =
      columns.every(
        ({ lower, upper }, index) => (values[index] ?? 0) >= lower && (values[index] ?? 0) <= upper,
      ) &&
      rows.every(({ terms, lower, upper }) => {
        const sum = terms.reduce(
          (total, { column, coefficient }) => total + coefficient * (values[column] ?? 0),
          0,
        );
        return sum >= lower && sum <= upper;
      });
    const cost = columns.reduce((sum, column, index) => sum + column.cost * (values[index] ?? 0), offset);
    if (isAllowed && cost < best.cost) best = { cost, values };
  }
  return best;
}

/** Groups of which one is taken, and rows of small whole numbers over all of them. */
const programs = fc
  .record({
    groups: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    numbers: fc.infiniteStream(fc.integer({ min: -3, max: 3 })),
    rows: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ groups, numbers, rows }): LinearProgram => {
    const next = (): number => Number(numbers.next().value);
    const columns = groups.flatMap((size, group) =>
      Array.from({ length: size }, (_, index) => ({
        name: `x.${group}.${index}`,
        cost: next(),
        ...yes,
        ...(next() === 3 ? { upper: 0 } : {}),
      })),
    );
    let first = 0;
    const taken = groups.map((size, group) => {
      const terms = Array.from({ length: size }, (_, index) => ({ column: first + index, coefficient: 1 }));
      first += size;
      return { name: `one.${group}`, terms, lower: 1, upper: 1 };
    });
    const others = Array.from({ length: rows }, (_, row) => {
      const terms = columns.flatMap((_, column) => {
        const coefficient = next();
        return coefficient === 0 ? [] : [{ column, coefficient }];
      });
      const bound = next();
      const [lower, upper] = (
        [
          [bound, Infinity],
          [-Infinity, bound],
          [bound, bound + 2],
        ] as const
      )[row % 3] ?? [0, 0];
      return { name: `row.${row}`, terms, lower, upper };
    });
    return { name: 'any', offset: next(), columns, rows: [...taken, ...others] };
  });

describe('a program without what cannot matter', () => {
  it('has the same least cost, and its plan is one of the program', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const { program: small, restored } = reduced(program);
        const [before, after] = [leastOf(program), leastOf(small)];
        expect(after.cost).toBe(before.cost);
        if (after.cost === Infinity) return;
        const values = restored(after.values);
        const held = program.columns.map((each, index) => ({
          ...each,
          lower: values[index] ?? 0,
          upper: values[index] ?? 0,
        }));
        expect(leastOf({ ...program, columns: held }).cost).toBe(before.cost);
      }),
      { numRuns: 300 },
    );
  });

  // The API costs 3 and asks for nothing; a cluster costs 4 and room on it. Another cluster costs 2, and so may be the best.
  it('leaves out what costs more and asks for more', () => {
    const { program } = reduced({
      name: 'one workload',
      offset: 0,
      columns: [
        { name: 'api', cost: 3, ...yes },
        { name: 'dear', cost: 4, ...yes },
        { name: 'cheap', cost: 2, ...yes },
        { name: 'nodes', cost: 5, lower: 0, upper: 9, isWhole: true },
      ],
      rows: [
        { name: 'one', terms: [0, 1, 2].map((column) => ({ column, coefficient: 1 })), lower: 1, upper: 1 },
        {
          name: 'room',
          terms: [
            { column: 3, coefficient: 1 },
            { column: 1, coefficient: -0.5 },
            { column: 2, coefficient: -0.5 },
          ],
          lower: 0,
          upper: Infinity,
        },
      ],
    });
    expect(program.columns.map(({ name }) => name)).toEqual(['api', 'cheap', 'nodes']);
  });

  it('is a good deal smaller where a company has many small workloads', () => {
    const { program } = placementProgram(
      portfolioOf(companyPortfolio({ workloads: 15, clusters: 6, options: 8 })),
    );
    const { program: small } = reduced(program);
    expect(small.columns.length).toBeLessThan(0.8 * program.columns.length);
  });
});
