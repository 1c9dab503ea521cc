import { type Portfolio, type PlanLimit } from '../../model/index.ts';
import { readProgram, type LinearProgram, type Solution } from '../../optimization/index.ts';
import { Exact, type Overrides } from '../../formula/index.ts';

/** Solves a program. How, and where, is the caller's. */
export type Solve = (program: LinearProgram) => Promise<Solution>;

/** A portfolio as a program, with what is needed to ask more than one question of it. */
export interface PlacementProgram {
  readonly program: LinearProgram;
  /** Columns by the address of a decision. */
  readonly columns: ReadonlyMap<string, number>;
}

/** The portfolio with every limit of its plan, or with some of them; `values` are other ones of its inputs. */
export function placementProgram(
  portfolio: Portfolio,
  limits: readonly PlanLimit[] = portfolio.limits,
  values: Overrides = new Map(),
): PlacementProgram {
  const { graph, workloads, scenario } = portfolio.model;
  const one = workloads.map(({ id }) => {
    const taken = portfolio.choices.filter(({ workload }) => workload === id).map((each) => each.taken);
    const of = taken.length === 0 ? graph.constant(0) : graph.add(graph.constant(0), ...taken);
    return { name: `workloads.${id}`, of, lower: 1, upper: 1 };
  });
  const rows = limits.flatMap((limit) =>
    limit.rows.map(({ of, lower, upper }, index) => ({
      name: limit.rows.length === 1 ? limit.id : `${limit.id}.${index}`,
      of,
      ...(lower === undefined ? {} : { lower: lower.toNumber() }),
      ...(upper === undefined ? {} : { upper: upper.toNumber() }),
    })),
  );
  return readProgram({
    name: scenario.name,
    cost: portfolio.monthly,
    decisions: [...portfolio.choices.map(({ taken }) => taken), ...portfolio.amounts],
    limits: [...one, ...rows],
    values,
  });
}

/** The values of all decisions in a solution. */
export function decisionsOf({ columns }: PlacementProgram, { values }: Solution): ReadonlyMap<string, Exact> {
  return new Map(
    [...columns].map(([address, column]) => [address, new Exact(Math.round(values[column] ?? 0))]),
  );
}

/** The program with columns held at values. */
export function withFixed({ program }: PlacementProgram, held: ReadonlyMap<number, number>): LinearProgram {
  return {
    ...program,
    columns: program.columns.map((each, index) => {
      const value = held.get(index);
      return value === undefined ? each : { ...each, lower: value, upper: value };
    }),
  };
}

/** The program without plans that take all of these columns. */
export function withoutPlan(program: LinearProgram, taken: readonly number[], name: string): LinearProgram {
  const terms = taken.map((column) => ({ column, coefficient: 1 }));
  return {
    ...program,
    rows: [...program.rows, { name, terms, lower: -Infinity, upper: taken.length - 1 }],
  };
}
