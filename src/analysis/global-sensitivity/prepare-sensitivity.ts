import { compilePlan, type VectorPlan } from '../../formula/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import type { Model } from '../../model/index.ts';
import {
  mostSobolDimensions,
  uniformSource,
  type BoundsKind,
  type UniformSource,
} from '../../statistics/index.ts';
import { prepareSimulation, type Contest, type Simulation } from '../simulation/index.ts';
import { checkSampling, type Sampling } from '../uncertainty/index.ts';

const mostRows = 10_000_000;
/** Enough that what information is worth is known to a few percent. */
const leastInformationSamples = 131_072;

export interface SensitivityQuestion extends Sampling {
  readonly assumeDefaults: boolean;
  readonly bounds: Exclude<BoundsKind, 'usual'>;
}

/** What the indices of one workload's recommended option are worked out from. */
export interface IndicesDesign {
  readonly contest: Contest;
  /** The uncertain inputs are its columns, the option's total its output. */
  readonly plan: VectorPlan;
  readonly points: UniformSource;
  readonly rows: number;
}

/** A sensitivity analysis that only needs to be run. */
export interface Sensitivity {
  readonly model: Model;
  readonly question: SensitivityQuestion;
  /** Tells what information is worth. */
  readonly simulation: Simulation;
  /** By workload; null where indices have no meaning. */
  readonly designs: readonly (IndicesDesign | null)[];
}

/** Makes the analysis; what is wrong with the question or the uncertainty are problems. */
export function prepareSensitivity(model: Model, question: SensitivityQuestion): Result<Sensitivity> {
  const wrong = checkSampling(question, mostRows);
  if (wrong.length > 0) return fail(...wrong);
  const { samples, seed, method } = question;
  const prepared = prepareSimulation(model, {
    samples: Math.max(leastInformationSamples, samples),
    seed,
    method,
    assumeDefaults: question.assumeDefaults,
    information: true,
  });
  if (!prepared.ok) return prepared;
  const simulation = prepared.value;
  const most = Math.max(...simulation.contests.map(({ uncertainty }) => uncertainty.parameters.length));
  if (2 * most > mostSobolDimensions) {
    const text = `${most} inputs are uncertain, indices can be had of at most ${mostSobolDimensions / 2}`;
    return fail(problem('uncertainty/too-many', text));
  }
  const designs = simulation.contests.map((contest) => designOf(contest, question));
  return ok({ model, question, simulation, designs }, prepared.diagnostics);
}

/** How many evaluations an analysis takes: those of the simulations, and those of the indices. */
export function sensitivityEvaluations({ simulation, designs }: Sensitivity): number {
  const simulated = simulation.contests.map(({ options, task }) => (options.length === 0 ? 0 : task.samples));
  const designed = designs.map((each) =>
    each === null ? 0 : each.rows * (each.contest.uncertainty.parameters.length + 2),
  );
  return [...simulated, ...designed].reduce((sum, each) => sum + each, 0);
}

function designOf(contest: Contest, { samples, seed, method }: SensitivityQuestion): IndicesDesign | null {
  const { totals, uncertainty } = contest;
  const [total] = totals;
  const inputs = uncertainty.parameters.length;
  if (total === undefined || inputs === 0 || uncertainty.space.correlated) return null;
  const addresses = uncertainty.parameters.map(({ input }) => input.address);
  const points = uniformSource(method, 2 * inputs, seed, 0);
  return { contest, plan: compilePlan([total], addresses), points, rows: samples };
}
