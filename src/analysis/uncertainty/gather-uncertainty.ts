import {
  type Distribution,
  inputSpace,
  type InputSpace,
  type RankCorrelation,
} from '../../statistics/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { inputsOf, type InputNode, type Node } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { defaultFor } from './default-distributions.ts';

export interface UncertaintyWish {
  /** Whether common inputs without a distribution of their own take their default one. */
  readonly assumeDefaults: boolean;
}

/** An input that is not known exactly, and who says so. */
export interface UncertainParameter {
  readonly input: InputNode;
  readonly distribution: Distribution;
  readonly origin: 'scenario' | 'default';
  /** Of a default: where its figures are from. */
  readonly source: string | null;
}

export interface Uncertainty {
  /** Column d of any sample belongs to parameter d. */
  readonly parameters: readonly UncertainParameter[];
  readonly correlations: readonly RankCorrelation[];
  readonly space: InputSpace;
}

/** The uncertain inputs that the formulas depend on; that there are none is an error, as are impossible correlations. */
export function gatherUncertainty(
  model: Model,
  roots: readonly Node[],
  wish: UncertaintyWish,
): Result<Uncertainty> {
  const used = new Set<InputNode>(inputsOf(...roots));
  const { correlations } = model.scenario;
  const correlated = new Set(correlations.flatMap(({ first, second }) => [first, second]));
  const parameters = [...model.graph.inputs.values()].flatMap((input): readonly UncertainParameter[] => {
    if (!used.has(input) && !correlated.has(input.address)) return [];
    const distribution = model.distributions.get(input.address);
    if (distribution !== undefined) return [{ input, distribution, origin: 'scenario', source: null }];
    const assumed = wish.assumeDefaults ? defaultFor(model, input.address, input.value) : undefined;
    return assumed === undefined ? [] : [{ input, origin: 'default', ...assumed }];
  });
  if (parameters.length === 0) return fail(nothingUncertain(model, wish));
  const uncertain = parameters.map(({ input, distribution }) => ({ address: input.address, distribution }));
  const space = inputSpace(uncertain, correlations);
  return space.ok ? ok({ parameters, correlations, space: space.value }) : space;
}

/** The part of it that some of the formulas depend on: their inputs have the same joint distribution. */
export function restrictUncertainty(whole: Uncertainty, roots: readonly Node[]): Uncertainty {
  const used = new Set<InputNode>(inputsOf(...roots));
  const parameters = whole.parameters.filter(({ input }) => used.has(input));
  const addresses = new Set(parameters.map(({ input }) => input.address));
  const correlations = whole.correlations.filter(
    ({ first, second }) => addresses.has(first) && addresses.has(second),
  );
  const uncertain = parameters.map(({ input, distribution }) => ({ address: input.address, distribution }));
  const space = inputSpace(uncertain, correlations);
  if (!space.ok) throw new Error('a part of a possible joint distribution is possible');
  return { parameters, correlations, space: space.value };
}

function nothingUncertain({ scenario }: Model, { assumeDefaults }: UncertaintyWish) {
  const [workload = 'NAME'] = scenario.workloads.keys();
  const example = `workloads.${workload}.volume: { pert: [LOW, MODE, HIGH] }`;
  return problem(
    'uncertainty/none',
    `no input that an option depends on is uncertain${assumeDefaults ? ', and none has a default distribution' : ''}`,
    {
      hint: assumeDefaults
        ? `write one as ${example}`
        : `write one as ${example}, or add --uncertain default`,
    },
  );
}
