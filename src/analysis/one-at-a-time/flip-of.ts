import { evaluateAll, Exact, type InputNode } from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';
import { fieldSpec } from '../../scenario/index.ts';
import type { FlipResult } from '../result.ts';
import { requiredFigure, statedInput } from '../run/figures.ts';
import type { FlipSearch } from './flips.ts';
import { rebuiltFlip } from './rebuilt.ts';
import type { Flip } from './search.ts';

/** The nearest value of an input that makes another option the cheapest, which can be had there; null where there is none. */
export function flipOf(model: Model, workload: string, search: FlipSearch, input: InputNode): Flip | null {
  if (model.selecting.has(input.address)) return rebuiltFlip(model, workload, search.candidates, input);
  const nearest = search.nearestFlip(input);
  // At a tie, or on the brink of a jump, there is no change to name.
  return nearest !== null && isHere(input, nearest) ? null : holding(model, workload, input, nearest);
}

/** By how much it changes the input, relatively; what starts from zero comes last. */
export function magnitudeOf(flip: FlipResult): number {
  return flip.change === null ? Number.MAX_VALUE : Math.abs(flip.change.toNumber());
}

export function flipResult(input: InputNode, flip: Flip): FlipResult {
  const { value: from, ...names } = statedInput(input);
  return {
    ...names,
    from,
    to: requiredFigure(flip.at),
    change: input.value.isZero() ? null : requiredFigure(flip.at.div(input.value).minus(1)),
    becomes: flip.becomes,
  };
}

/** Whether a flip lies where the input already is. */
function isHere({ value }: InputNode, { at }: Flip): boolean {
  return at
    .minus(value)
    .abs()
    .lte(value.isZero() ? here : value.abs().times(here));
}

const here = new Exact('1e-9');

/** A flip by an input that decides which options there are counts only where the one that it makes the cheapest can be had. */
function holding(model: Model, workload: string, { address }: InputNode, flip: Flip | null): Flip | null {
  if (flip === null || !model.structural.has(address)) return flip;
  const { becomes } = flip;
  const moved = new Map([[address, flip.at]]);
  const optionIn = ({ workloads }: Model): OptionModel | undefined =>
    workloads.find(({ id }) => id === workload)?.options.find(({ id }) => id === becomes);
  // The formulas are the same there: what has to hold can be read from them.
  const slacks = optionIn(model)?.conditions.slacks ?? [];
  return evaluateAll(slacks, moved).every((slack) => slack.isZero() || !slack.isNegative()) ? flip : null;
}

/** Whether somebody could move it to lower a cost, or said that it is not certain. */
export function isLever(model: Model, { address }: InputNode): boolean {
  return fieldSpec(address)?.lever !== false || model.distributions.has(address);
}
