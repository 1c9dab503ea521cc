import {
  type Distribution,
  inputSpace,
  type InputSpace,
  type RankCorrelation,
} from '../../statistics/index.ts';
import { Exact } from '../../formula/index.ts';
import type { Uncertainty } from './gather-uncertainty.ts';

/** Uncertain inputs as plain data, which can go from one thread to another. */
export interface PlainSpace {
  readonly inputs: readonly {
    readonly address: string;
    readonly shape: Distribution['shape'];
    /** In the order of `parametersOf`, in plain decimal. */
    readonly parameters: readonly string[];
  }[];
  readonly correlations: readonly RankCorrelation[];
}

export function plainSpace({ parameters, correlations }: Uncertainty): PlainSpace {
  return {
    inputs: parameters.map(({ input, distribution }) => ({
      address: input.address,
      shape: distribution.shape,
      parameters: parametersOf(distribution).map((each) => each.toString()),
    })),
    correlations: correlations.map(({ first, second, rank }) => ({ first, second, rank })),
  };
}

/** The same inputs again; they were checked before, so a problem is a defect. */
export function spaceOf({ inputs, correlations }: PlainSpace): InputSpace {
  const uncertain = inputs.map(({ address, shape, parameters }) => ({
    address,
    distribution: distributionOf(
      shape,
      parameters.map((each) => new Exact(each)),
    ),
  }));
  const space = inputSpace(uncertain, correlations);
  if (!space.ok) throw new Error(space.diagnostics.map(({ message }) => message).join('; '));
  return space.value;
}

function parametersOf(distribution: Distribution): readonly Exact[] {
  switch (distribution.shape) {
    case 'uniform':
      return [distribution.low, distribution.high];
    case 'triangular':
    case 'pert':
      return [distribution.low, distribution.mode, distribution.high];
    case 'normal':
      return [distribution.mean, distribution.deviation];
    case 'lognormal':
      return [distribution.p10, distribution.p90];
    case 'observed':
      return distribution.values;
  }
}

function distributionOf(shape: Distribution['shape'], values: readonly Exact[]): Distribution {
  const [first = new Exact(0), second = new Exact(0), third = new Exact(0)] = values;
  switch (shape) {
    case 'uniform':
      return { shape, low: first, high: second };
    case 'triangular':
    case 'pert':
      return { shape, low: first, mode: second, high: third };
    case 'normal':
      return { shape, mean: first, deviation: second };
    case 'lognormal':
      return { shape, p10: first, p90: second };
    case 'observed':
      return { shape, values };
  }
}
