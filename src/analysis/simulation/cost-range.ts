import { rowReader, type Exact, type Node } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import {
  replicateSizes,
  startReplicate,
  summarizeOutput,
  tallyOutput,
  type BlockEvaluator,
} from '../../statistics/index.ts';
import {
  boundColumns,
  gatherUncertainty,
  limitsOf,
  restrictUncertainty,
  significantFigure,
  type Uncertainty,
} from '../uncertainty/index.ts';
import { competing } from './competing.ts';

/** Between which costs one option lies in eight of ten cases, and how many inputs are uncertain, by who says so. */
export interface OptionRange {
  readonly p10: Exact;
  readonly p90: Exact;
  readonly stated: number;
  readonly assumed: number;
}

/** Enough for two percentiles of three digits; the seed is fixed, so that the same input gives the same range. */
const samples = 256;
const seed = 1;
const percentiles = [0.1, 0.9] as const;

/**
 * P10 and P90 of what an option costs a month, as a simulation of all options of a model with one workload has them: with the
 * distributions of the file, and usual ones for common inputs that have none. Only this one option is computed. Null where
 * nothing is uncertain, or the option does not compete.
 */
export function rangeOfOption(model: Model, id: string): OptionRange | null {
  const [contest] = competing(model);
  const at = contest?.options.findIndex((option) => option.model.id === id) ?? -1;
  const total = contest?.totals[at];
  if (contest === undefined || total === undefined) return null;
  if ([...model.selecting].some((address) => model.distributions.has(address))) return null;
  const gathered = gatherUncertainty(model, contest.totals, { assumeDefaults: true });
  if (!gathered.ok) return null;
  const { quantiles } = summarizeOutput(
    tallied(total, restrictUncertainty(gathered.value, contest.totals)),
    percentiles,
    1,
  );
  const [p10, p90] = quantiles.map(({ value }) => significantFigure(value));
  if (p10 === undefined || p90 === undefined || p10 === null || p90 === null) return null;
  const { parameters } = gathered.value;
  const assumed = parameters.filter(({ origin }) => origin === 'default').length;
  return { p10, p90, assumed, stated: parameters.length - assumed };
}

function tallied(total: Node, uncertainty: Uncertainty) {
  const read = rowReader(
    total,
    uncertainty.parameters.map(({ input }) => input.address),
  );
  const limits = limitsOf(uncertainty);
  const evaluate: BlockEvaluator = (columns, count) => {
    boundColumns(limits, columns, columns, count);
    return [read(columns, count)];
  };
  return replicateSizes(samples).map((size, replicate) => {
    const output = tallyOutput(0, size, true);
    const plan = { inputs: uncertainty.space, method: 'sobol', seed, samples } as const;
    startReplicate(plan, evaluate, replicate, [output.observe]).advance(size);
    return output.tally();
  });
}
