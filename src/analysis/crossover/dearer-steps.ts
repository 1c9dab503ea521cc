import type { PiecewiseForm, Rational } from '../../formula/index.ts';

/**
 * Of formulas with steps, given by their positions, those that cost at least as much as another one at every value from `from`
 * on, since they are made of the same operations and no figure in them is smaller: the same GPUs at a higher price.
 */
export function dearerSteps(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  from: Rational,
): ReadonlySet<number> {
  const steps = of.flatMap((index) => stepsOf(forms[index], index, from) ?? []);
  return new Set(steps.filter((each) => isDearer(each, steps)).map(({ index }) => index));
}

/** A formula that rises with each of its figures: a straight line, and amounts of steps: GPUs in whole replicas and nodes. */
interface Steps {
  readonly index: number;
  /** Its operations: of two with the same, the one with the larger figures is the larger one. */
  readonly shape: string;
  /** What the line is at the start, how fast it rises, and the amount of each step; then the same of what the steps are of. */
  readonly figures: readonly Rational[];
}

function stepsOf(form: PiecewiseForm | undefined, index: number, from: Rational): Steps | undefined {
  const found = form && risingParts(form, from);
  return found === undefined ? undefined : { index, ...found };
}

function risingParts(form: PiecewiseForm, from: Rational): Omit<Steps, 'index'> | undefined {
  const figures = [form.constant.plus(form.slope.times(from)), form.slope];
  const shape: string[] = [];
  for (const { atom, factor } of form.terms) {
    if (factor.sign < 0) return undefined;
    if (atom.op !== 'ceiling' && atom.op !== 'maximum' && atom.op !== 'minimum') return undefined;
    figures.push(factor);
    shape.push(atom.op);
    for (const of of atom.op === 'ceiling' ? [atom.of] : [atom.left, atom.right]) {
      const inner = risingParts(of, from);
      // A larger amount of a step costs more only where there are steps, not less than none.
      if (inner === undefined || inner.figures.some((each) => each.sign < 0)) return undefined;
      figures.push(...inner.figures);
      shape.push('(', inner.shape, ')');
    }
  }
  return { shape: shape.join(' '), figures };
}

/** Whether another is at most as much in each of its figures, and so at every value; of equal ones the first counts. */
function isDearer(each: Steps, all: readonly Steps[]): boolean {
  return all.some((other) => {
    if (other === each || other.shape !== each.shape) return false;
    let isLess = other.index < each.index;
    for (const [at, figure] of each.figures.entries()) {
      const order = other.figures[at]?.compare(figure) ?? 1;
      if (order > 0) return false;
      if (order < 0) isLess = true;
    }
    return isLess;
  });
}
