import type { Exact } from '../graph/decimal.ts';
import type { Overrides } from '../readings/exact.ts';
import { reachable, type NamedNode, type Node } from '../graph/graph.ts';
import { Rational } from '../graph/rational.ts';
import type { PiecewiseFunction } from './function.ts';
import { piecesOf, type PieceProblem } from './pieces.ts';
import { reduceFormulas } from './reduce.ts';

/** More pieces than this are not made. */
const largestPieces = 200_000;

export interface PiecewiseReading {
  readonly ok: true;
  readonly function: PiecewiseFunction;
}

/** Why there is no piecewise linear function, and at which step. */
export interface NotPiecewise {
  readonly ok: false;
  readonly reason: PieceProblem['reason'] | 'range';
  /** The named step that the reason lies in; null where no step around it has a name. */
  readonly step: { readonly address: string; readonly label: string } | null;
}

/**
 * The piecewise reading of a formula: the exact function of the input at `address` over the closed range, in the units of
 * the formula and of the input. Not given where two steps that both vary are multiplied, one that varies divides or is
 * raised to a power, where the function has more than `limit` pieces, or where the range is not one.
 */
export function readPiecewise(
  node: Node,
  address: string,
  range: { readonly from: Exact; readonly to: Exact },
  overrides?: Overrides,
  limit: number = largestPieces,
): PiecewiseReading | NotPiecewise {
  const from = Rational.fromExact(range.from);
  const to = Rational.fromExact(range.to);
  if (from === undefined || to === undefined || to.isLess(from))
    return { ok: false, reason: 'range', step: null };
  const pieces = piecesOf(reduceFormulas([node], address, overrides), { from, to }, limit);
  if (!pieces.ok) {
    const { reason, node: place } = pieces.problem;
    return { ok: false, reason, step: namedAround(place, node) };
  }
  const [made] = pieces.functions;
  if (made === undefined) throw new Error('a formula without a function');
  return { ok: true, function: made };
}

/** The innermost named step of `root` that `node` belongs to. */
export function namedAround(
  node: Node,
  root: Node,
): { readonly address: string; readonly label: string } | null {
  const around = reachable([root]).find(
    (each): each is NamedNode =>
      each.op === 'named' && each.id > node.id && reachable([each]).some(({ id }) => id === node.id),
  );
  return around === undefined ? null : { address: around.address, label: around.label };
}
