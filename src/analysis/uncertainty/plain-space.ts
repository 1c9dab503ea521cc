import {
  inputSpace,
  numbersOf,
  shapeOf,
  type InputSpace,
  type RankCorrelation,
  type ShapeName,
} from '../../statistics/index.ts';
import { Exact } from '../../formula/index.ts';
import type { Uncertainty } from './gather-uncertainty.ts';

/** Uncertain inputs as plain data, which can go from one thread to another. */
export interface PlainSpace {
  readonly inputs: readonly {
    readonly address: string;
    readonly shape: ShapeName;
    /** In the order in which they are written, in plain decimal. */
    readonly parameters: readonly string[];
  }[];
  readonly correlations: readonly RankCorrelation[];
}

export function plainSpace({ parameters, correlations }: Uncertainty): PlainSpace {
  return {
    inputs: parameters.map(({ input, distribution }) => ({
      address: input.address,
      shape: distribution.shape,
      parameters: numbersOf(distribution).map((each) => each.toString()),
    })),
    correlations: correlations.map(({ first, second, rank }) => ({ first, second, rank })),
  };
}

/** The same inputs again; they were checked before, so a problem is a defect. */
export function spaceOf({ inputs, correlations }: PlainSpace): InputSpace {
  const uncertain = inputs.map(({ address, shape, parameters }) => ({
    address,
    distribution: shapeOf(shape).of(parameters.map((each) => new Exact(each))),
  }));
  const space = inputSpace(uncertain, correlations);
  if (!space.ok) throw new Error(space.diagnostics.map(({ message }) => message).join('; '));
  return space.value;
}
