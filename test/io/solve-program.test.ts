import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findConflict, solveProgram } from '../../src/io/index.ts';
import { gapOf, ProgramBuilder, type LinearProgram } from '../../src/optimization/index.ts';

describe('published programs', () => {
  // Mélange (https://github.com/tyler-griggs/melange-release), config/example.json at slice factor 1: each bucket of
  // requests goes whole to one type; its load is its rate by the type's throughput. 3 A10G and 1 A100: 6.70 USD/h.
  test('the cheapest mix of two GPU types', async () => {
    const types = [
      { name: 'A10G', cost: 1.01, throughputs: [[2, 1], [5, 2]] },
      { name: 'A100', cost: 3.67, throughputs: [[20, 20], [40, 20]] },
    ] as const; // prettier-ignore
    const workload = [[0.2, 0.1], [0.5, 0.2]] as const; // prettier-ignore
    const builder = new ProgramBuilder();
    const counts = types.map(({ name, cost }) => builder.column(name, { cost, isWhole: true }));
    const buckets = workload.flatMap((row, i) => row.map((share, j) => ({ i, j, rate: 30 * share })));
    const choices = buckets.map(({ i, j }) =>
      types.map(({ name }) => builder.choice(`${i}.${j} on ${name}`)),
    );
    for (const [index, { i, j }] of buckets.entries()) {
      const terms = (choices[index] ?? []).map((column) => ({ column, coefficient: 1 }));
      builder.row(`${i}.${j} is served`, terms, { lower: 1, upper: 1 });
    }
    for (const [type, { name, throughputs }] of types.entries()) {
      const load = buckets.map(({ i, j, rate }, index) => ({
        column: choices[index]?.[type] ?? -1,
        coefficient: rate / (throughputs[i]?.[j] ?? Number.NaN),
      }));
      builder.row(`${name} holds its load`, [...load, { column: counts[type] ?? -1, coefficient: -1 }], {
        upper: 0,
      });
    }
    const solution = await solveProgram(builder.build('mix'));
    expect(solution.status).toBe('optimal');
    expect(solution.cost).toBeCloseTo(6.7, 9);
    expect(counts.map((column) => solution.values[column])).toEqual([3, 1]);
    expect(gapOf(solution)).toBe(0);
  });

  // OR-Library, J. E. Beasley, cap41: 16 sites of 5,000 at 7,500 each, 50 customers (58,268 in all) whose demand may be split.
  // Published optimum 1,040,444.375 (http://people.brunel.ac.uk/~mastjjb/jeb/orlib/capinfo.html).
  test('sixteen warehouses for fifty customers', async () => {
    const numbers = readFileSync(new URL('../fixtures/cap41.txt', import.meta.url), 'utf8')
      .trim()
      .split(/\s+/u)
      .map(Number);
    const next = (): number => numbers.shift() ?? Number.NaN;
    const [sites, customers] = [next(), next()];
    const builder = new ProgramBuilder();
    const open = Array.from({ length: sites }, (_, site) => {
      const [capacity, fixed] = [next(), next()];
      return { capacity, column: builder.choice(`site ${site}`, fixed) };
    });
    const served = open.map((): { column: number; coefficient: number }[] => []);
    for (let customer = 0; customer < customers; customer += 1) {
      const demand = next();
      const shares = open.map((_, site) =>
        builder.column(`${site} to ${customer}`, { cost: next(), upper: 1 }),
      );
      builder.row(
        `customer ${customer}`,
        shares.map((column) => ({ column, coefficient: 1 })),
        { lower: 1, upper: 1 },
      );
      for (const [site, column] of shares.entries()) {
        served[site]?.push({ column, coefficient: demand });
        builder.row(
          `${site} is open for ${customer}`,
          [
            { column, coefficient: 1 },
            { column: open[site]?.column ?? -1, coefficient: -1 },
          ],
          { upper: 0 },
        );
      }
    }
    for (const [site, { capacity, column }] of open.entries()) {
      builder.row(`capacity ${site}`, [...(served[site] ?? []), { column, coefficient: -capacity }], {
        upper: 0,
      });
    }
    const solution = await solveProgram(builder.build('cap41'), { gap: 1e-9 });
    expect(solution.status).toBe('optimal');
    expect(solution.cost).toBeCloseTo(1040444.375, 2);
  });
});

describe('how a search ends', () => {
  const program = (upper: number): LinearProgram => {
    const builder = new ProgramBuilder();
    const [a, b] = [builder.column('a', { cost: 2, isWhole: true }), builder.column('b', { cost: 3 })];
    builder.addOffset(10);
    builder.row('enough', [{ column: a, coefficient: 1 }, { column: b, coefficient: 1 }], { lower: 2.5 });
    builder.row('few', [{ column: a, coefficient: 1 }], { upper });
    builder.row('none', [{ column: b, coefficient: 1 }], { upper: 0.25 });
    return builder.build('small');
  }; // prettier-ignore

  test('with the least cost, the offset in it', async () => {
    const solution = await solveProgram(program(9));
    expect(solution).toMatchObject({ status: 'optimal', cost: 16, values: [3, 0] });
  });

  test('with no plan, and the rows that cannot hold together, none of which could be left out', async () => {
    const small = program(2);
    const { status, cost } = await solveProgram(small);
    expect({ status, cost }).toEqual({ status: 'infeasible', cost: null });
    const conflict = await findConflict(small);
    expect(conflict.map((row) => small.rows[row]?.name)).toEqual(['enough', 'few', 'none']);
    expect(await findConflict(small, [1])).toEqual([1]);
    await expect(findConflict(program(9))).rejects.toThrow('can be met');
  });

  test('without an end', async () => {
    const builder = new ProgramBuilder();
    builder.column('a', { cost: -1 });
    expect((await solveProgram(builder.build('open'))).status).toBe('unbounded');
  });

  test('and equals trying every plan', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 30 }),
        async (items, wanted) => {
          const builder = new ProgramBuilder();
          const columns = items.map(([cost], index) => builder.choice(`item ${index}`, cost));
          builder.row(
            'enough',
            columns.map((column, index) => ({ column, coefficient: items[index]?.[1] ?? 0 })),
            { lower: wanted },
          );
          const solution = await solveProgram(builder.build('cover'));
          const costs = Array.from({ length: 2 ** items.length }, (_, plan) =>
            items.reduce(
              (sum, [cost, size], index) =>
                (plan >> index) % 2 === 1 ? ([sum[0] + cost, sum[1] + size] as const) : sum,
              [0, 0] as readonly [number, number],
            ),
          ).flatMap(([cost, size]) => (size >= wanted ? [cost] : []));
          expect(solution.cost).toBe(costs.length === 0 ? null : Math.min(...costs));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('without anything to choose, limits hold or not', async () => {
    const broken = new ProgramBuilder();
    broken.row('one option', [], { lower: 1, upper: 1 });
    expect((await solveProgram(broken.build('broken'))).status).toBe('infeasible');
    expect(await solveProgram(new ProgramBuilder().build('nothing'))).toMatchObject({
      status: 'optimal',
      cost: 0,
    });
  });
});
