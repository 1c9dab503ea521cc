/**
 * What samples say: means and quantiles with their errors, which option is the cheapest, regret, the value of
 * information, and variance-based sensitivity. Everything streams block by block in constant memory and gives the same
 * result, to the bit, however the work is split. Knows no money and no model: a model is a function over columns.
 */
export { orderStatistics } from './order-statistics.ts';
export { estimateOfMean, largestRelativeError, type Estimate } from './estimate.ts';
export {
  blockRows,
  replicateSizes,
  startReplicate,
  type BlockEvaluator,
  type BlockObserver,
  type ReplicateRun,
  type SampleBlock,
  type SamplePlan,
} from './replicate.ts';
export {
  collectedValues,
  collectValues,
  histogramOf,
  quantileError,
  quantilesOf,
  quantilesOfParts,
  type AllocateColumn,
  type CollectedValues,
  type Histogram,
  type ValuesOfPart,
} from './collected-values.ts';
export {
  keepsValues,
  summarizeOutput,
  tallyOutput,
  tallyRounded,
  type OutputObserver,
  type OutputSummary,
  type OutputTally,
} from './output-tally.ts';
export { suitsRounding, type ExactValue, type RoundedValues } from './rounded-values.ts';
export { summarizeChoice, tallyChoice, type ChoiceSummary, type ChoiceTally } from './choice-tally.ts';
export {
  informationShape,
  tallyInformation,
  valueOfInformation,
  type InformationShape,
  type InformationTally,
} from './information-tally.ts';
export {
  saltelliBatches,
  saltelliEvaluations,
  saltelliSampler,
  type SaltelliBatch,
  type SaltelliPlan,
} from './saltelli-design.ts';
export {
  sobolIndices,
  type BootstrapOptions,
  type IndexEstimate,
  type SobolIndices,
} from './sobol-indices.ts';
export { compensatedSum } from './compensated-sum.ts';
