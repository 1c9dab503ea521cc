import {
  limitsAt,
  piecesOf,
  Rational,
  readBands,
  reduceFormulas,
  type Exact,
  type InputNode,
  type Node,
  type Overrides,
  type PiecewiseFunction,
} from '../../formula/index.ts';

export interface FoundSteps {
  /** Values of the parameter at which the figure jumps, ascending: up to each of them the present capacity suffices. */
  readonly at: readonly Exact[];
  /** How many there are in the range; null where they are too many to count. */
  readonly count: number | null;
}

/** More pieces than this are not gone through to count them. */
const countablePieces = 20_000;

/**
 * The first `most` values of the parameter inside the range at which a figure (nodes, replicas, GPUs) jumps. Null where the
 * figure is not piecewise linear in the parameter.
 */
export function findSteps(
  figure: Node,
  parameter: InputNode,
  range: { readonly from: Exact; readonly to: Exact },
  most: number,
  overrides?: Overrides,
): FoundSteps | null {
  const from = Rational.fromExact(range.from);
  let to = Rational.fromExact(range.to);
  if (from === undefined || to === undefined || to.isLess(from)) throw new Error('an empty range');
  const forms = reduceFormulas([figure], parameter.address, overrides);
  let isWhole = true;
  for (let halvings = 0; halvings < 200; halvings++) {
    const few = readBands(forms, { from, to }).steps <= countablePieces;
    const pieces = few ? piecesOf(forms, { from, to }, 4 * countablePieces) : null;
    if (pieces?.ok === true) {
      const [of] = pieces.functions;
      const steps = of === undefined ? [] : jumpsOf(of);
      return { at: steps.slice(0, most).map((each) => each.toExact()), count: isWhole ? steps.length : null };
    }
    if (pieces !== null && pieces.problem.reason !== 'too-many-pieces') return null;
    isWhole = false;
    to = from.plus(to.minus(from).times(Rational.of(1, 16))).reduced();
  }
  return null;
}

function jumpsOf(of: PiecewiseFunction): readonly Rational[] {
  return of.points.filter((at, index) => {
    if (index === 0 || index === of.points.length - 1) return false;
    const { left, value, right } = limitsAt(of, at);
    if (left === null || value === null || right === null) return false;
    return !value.equals(right) || !left.equals(value);
  });
}
