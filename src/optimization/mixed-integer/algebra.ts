import type { Node } from '../../formula/index.ts';
import { fixed, isFixed, plus, times, type Affine } from './affine.ts';
import { ceiling } from './ceiling.ts';
import { gated } from './gated.ts';
import { largest } from './largest.ts';
import { valueOfLevel } from './levels.ts';
import type { Translation } from './translation.ts';

/** A formula that is no linear program, with the step that keeps it from being one. */
class NotLinear extends Error {}

/** One step over what its operands became; steps that depend on no decision do not get here. */
export function mixedIntegerAlgebra(
  translation: Translation,
  columns: ReadonlyMap<string, number>,
): (node: Node, of: (operand: Node) => Affine) => Affine {
  const add = (a: Affine, b: Affine): Affine => plus(a, b, 1, translation.boundsOf);
  return (node, of) => {
    switch (node.op) {
      case 'input': {
        const column = columns.get(node.address);
        if (column === undefined) throw new Error(`${node.address} is not decided`);
        return translation.affineOf(column);
      }
      case 'named':
        return of(node.of);
      case 'add':
        return node.operands.map(of).reduce(add);
      case 'subtract': {
        const [from, what] = node.operands.map(of);
        if (from === undefined || what === undefined) break;
        return plus(from, what, -1, translation.boundsOf);
      }
      case 'multiply':
        return product(node, node.operands.map(of), translation);
      case 'divide': {
        const [dividend, divisor] = node.operands.map(of);
        if (dividend === undefined || divisor === undefined) break;
        if (!isFixed(divisor)) throw new NotLinear(`a division by what is decided: ${nameOf(node)}`);
        return times(dividend, 1 / divisor.constant);
      }
      case 'maximum':
        return largest(translation, node.operands.map(of));
      case 'minimum':
        return times(
          largest(
            translation,
            node.operands.map((each) => times(of(each), -1)),
          ),
          -1,
        );
      case 'ceiling': {
        const [operand] = node.operands.map(of);
        if (operand === undefined) break;
        return ceiling(translation, operand);
      }
      case 'choose': {
        const levels = node.cases.map(({ above, value }) => ({ above: of(above), value: of(value) }));
        if (levels.some(({ above }) => !isFixed(above)))
          throw new NotLinear(`a threshold that is decided: ${nameOf(node)}`);
        const fixedLevels = levels.map(({ above, value }) => ({ above: above.constant, value }));
        return valueOfLevel(translation, {
          by: of(node.by),
          otherwise: of(node.otherwise),
          cases: fixedLevels,
          inclusive: node.inclusive,
        });
      }
      case 'constant':
      case 'count':
      case 'least':
      case 'power':
        throw new NotLinear(`${node.op} has no linear form: ${nameOf(node)}`);
    }
    throw new Error(`${node.op} lacks an operand`);
  };
}

function product(node: Node, factors: readonly Affine[], translation: Translation): Affine {
  return factors.reduce((a, b) => {
    if (isFixed(a)) return times(b, a.constant);
    if (isFixed(b)) return times(a, b.constant);
    const first = translation.isOfLevels(b) || !translation.isOfChoices(a);
    const [choices, amount] = first ? [b, a] : [a, b];
    if (!translation.isOfChoices(choices))
      throw new NotLinear(`a product of two amounts that are decided: ${nameOf(node)}`);
    let sum = times(amount, choices.constant);
    for (const [column, coefficient] of choices.terms)
      sum = plus(sum, gated(translation, column, amount), coefficient, translation.boundsOf);
    return sum;
  }, fixed(1));
}

function nameOf(node: Node): string {
  return node.op === 'named' ? node.address : `step ${node.id} (${node.unit.key})`;
}
