import {
  informationShape,
  keepsValues,
  replicateSizes,
  startReplicate,
  summarizeChoice,
  summarizeOutput,
  tallyChoice,
  tallyInformation,
  tallyOutput,
  valueOfInformation,
  type BlockEvaluator,
  type ChoiceSummary,
  type Estimate,
  type OutputSummary,
  type SamplePlan,
} from '../../../src/statistics/estimation/index.ts';

export interface Simulated {
  readonly outputs: readonly OutputSummary[];
  readonly choice: ChoiceSummary;
  readonly information: readonly Estimate[];
}

/** A whole simulation in which every output is an option. `order` is the order in which replicates are computed. */
export function simulate(
  plan: SamplePlan,
  evaluate: BlockEvaluator,
  options: number,
  { step = 1e6, keep = keepsValues(plan.samples, options), reversed = false } = {},
): Simulated {
  const indices = [...Array(options).keys()];
  const shape = informationShape(plan.samples, plan.inputs.addresses.length, options);
  const sizes = [...replicateSizes(plan.samples).entries()];
  const computed = (reversed ? sizes.toReversed() : sizes).map(([replicate, size]) => {
    const outputs = indices.map((output) => tallyOutput(output, size, keep));
    const choice = tallyChoice(indices);
    const information = tallyInformation(indices, shape);
    const observers = [...outputs.map(({ observe }) => observe), choice.observe, information.observe];
    const run = startReplicate(plan, evaluate, replicate, observers);
    while (run.advance(step));
    return {
      outputs: outputs.map(({ tally }) => tally()),
      choice: choice.tally(),
      information: information.tally(),
    };
  });
  const parts = reversed ? computed.toReversed() : computed;
  const choice = summarizeChoice(parts.map((part) => part.choice));
  return {
    outputs: indices.map((output) =>
      summarizeOutput(
        parts.flatMap((part) => part.outputs[output] ?? []),
        [0.1, 0.5, 0.9],
        10,
      ),
    ),
    choice,
    information: valueOfInformation(
      parts.map((part) => part.information),
      choice.best ?? 0,
    ),
  };
}
