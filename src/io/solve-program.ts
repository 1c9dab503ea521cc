import type { Highs, Model, ModelData } from 'highs';
import { reduced, type LinearProgram, type Solution, type SolveStatus } from '../optimization/index.ts';
import { loadSolver } from './load-solver.ts';

export interface SolveLimits {
  /** The search ends when no plan can be cheaper by more than this share. */
  readonly gap?: number;
  /** Branch-and-bound nodes; a limit of nodes, not of time, gives the same plan on every machine. */
  readonly nodes?: number;
  /** Told of the best plan so far and the bound, and whether to stop with them. */
  readonly onProgress?: (progress: {
    readonly cost: number | null;
    readonly bound: number;
    readonly nodes: number;
  }) => 'go on' | 'stop';
}

/** HiGHS with its presolve or without: two searches that go other ways. */
export type Presolve = 'on' | 'off';

/** Solves a program with HiGHS, which is loaded at the first call. Blocks this thread until it is solved or a limit is met. */
export async function solveProgram(program: LinearProgram, limits: SolveLimits = {}): Promise<Solution> {
  const first = await searchOnce(program, limits, 'off');
  // A search that was ended, or met its limit, proves nothing that another one could confirm.
  if (first.status === 'limit' || !program.columns.some(({ isWhole }) => isWhole)) return first;
  return agreed(first, await searchOnce(program, limits, 'on'));
}

/** One search; what it proves is to be confirmed by the other one. */
export async function searchOnce(
  program: LinearProgram,
  limits: SolveLimits,
  presolve: Presolve,
): Promise<Solution> {
  const { program: rest, restored } = reduced(program);
  const decided = withoutChoice(rest);
  if (decided !== null) return { ...decided, values: restored(decided.values) };
  const highs = await loadSolver();
  const solution = highs.withModel(modelData(rest, highs), (model) =>
    run(model, highs, rest, limits, presolve),
  );
  return { ...solution, values: solution.cost === null ? [] : restored(solution.values) };
}

/**
 * HiGHS 1.15 cuts off the best plan of some programs, other ones with its presolve than without, and then calls another plan
 * optimal. Of two searches the cheaper plan is taken, and the lower bound.
 */
export function agreed(a: Solution, b: Solution): Solution {
  const nodes = a.nodes + b.nodes;
  const better = (b.cost ?? Infinity) < (a.cost ?? Infinity) ? b : a;
  const bound = a.bound === null || b.bound === null ? (a.bound ?? b.bound) : Math.min(a.bound, b.bound);
  const status = a.status === 'limit' || b.status === 'limit' ? 'limit' : better.status;
  return { ...better, status, bound: better.cost === null ? better.bound : bound, nodes };
}

/** A row without terms holds or not whatever is chosen, and where there is no column nothing is chosen: HiGHS solves neither. */
function withoutChoice({ columns, rows, offset }: LinearProgram): Solution | null {
  const isBroken = rows.some(({ terms, lower, upper }) => terms.length === 0 && (lower > 0 || upper < 0));
  if (isBroken) return { ...none, status: 'infeasible', nodes: 0 };
  return columns.length > 0 ? null : { status: 'optimal', cost: offset, bound: offset, values: [], nodes: 0 };
}

function modelData(program: LinearProgram, highs: Highs): ModelData {
  const { columns, rows, offset } = program;
  const starts = new Int32Array(rows.length + 1);
  for (const [index, { terms }] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + terms.length;
  const finite = (value: number): number =>
    value === Infinity ? highs.infinity : value === -Infinity ? -highs.infinity : value;
  const { continuous, integer } = highs.constants.variableType;
  return {
    numCols: columns.length,
    numRows: rows.length,
    offset,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower }) => finite(lower)),
    colUpper: columns.map(({ upper }) => finite(upper)),
    rowLower: rows.map(({ lower }) => finite(lower)),
    rowUpper: rows.map(({ upper }) => finite(upper)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: rows.flatMap(({ terms }) => terms.map(({ column }) => column)),
      values: rows.flatMap(({ terms }) => terms.map(({ coefficient }) => coefficient)),
    },
    integrality: columns.map(({ isWhole }) => (isWhole ? integer : continuous)),
  };
}

function run(
  model: Model,
  highs: Highs,
  program: LinearProgram,
  limits: SolveLimits,
  presolve: 'on' | 'off',
): Solution {
  const isWhole = program.columns.some((column) => column.isWhole);
  model.options.set({
    output_flag: false,
    random_seed: 0,
    mip_rel_gap: limits.gap ?? 0,
    mip_abs_gap: 0,
    presolve,
    // Tighter tolerances of whole numbers make presolve cut off plans that are allowed.
    primal_feasibility_tolerance: 1e-9,
    ...(limits.nodes === undefined ? {} : { mip_max_nodes: limits.nodes }),
  });
  const { mipInterrupt } = highs.constants.callbackType;
  const { onProgress } = limits;
  if (onProgress === undefined || !isWhole) model.run();
  else {
    model.run({
      [mipInterrupt](event) {
        const { mip_primal_bound: cost, mip_dual_bound: bound, mip_node_count: nodes } = event.data;
        const said = onProgress({
          cost: cost === undefined || Math.abs(cost) >= 1e30 ? null : cost,
          bound: bound ?? -Infinity,
          nodes: Number(nodes ?? 0),
        });
        if (said === 'stop') event.interrupt();
      },
    });
  }
  const status = statusOf(model.getModelStatus(), highs);
  const nodes = isWhole ? Number(model.info.get('mip_node_count')) : 0;
  if (status === 'infeasible' || status === 'unbounded') return { ...none, status, nodes };
  const cost = model.getObjectiveValue();
  const hasPlan = Number.isFinite(cost) && Math.abs(cost) < 1e30;
  const bound = isWhole ? Number(model.info.get('mip_dual_bound')) : cost;
  if (!hasPlan) return { ...none, status, nodes, bound };
  const values = [...(model.getSolution().colValue ?? [])].map((value, index) =>
    program.columns[index]?.isWhole === true ? Math.round(value) : value,
  );
  return { status, cost, bound, values, nodes };
}

const none = { cost: null, bound: null, values: [] } as const;

function statusOf(code: number, highs: Highs): SolveStatus {
  const { modelStatus } = highs.constants;
  if (code === modelStatus.optimal || code === modelStatus.empty) return 'optimal';
  if (code === modelStatus.infeasible) return 'infeasible';
  if (code === modelStatus.unbounded || code === modelStatus.unboundedOrInfeasible) return 'unbounded';
  return 'limit';
}
