import { operandsOf, type Node } from '../graph/graph.ts';

/** A formula of a count as parts, each of which never falls or never rises with it, and the steps that join them. */
export interface CountParts {
  readonly parts: readonly { readonly of: Node; readonly falls: boolean }[];
  /** From the parts to the formula itself. Where a part is less, so is each of them, or as much. */
  readonly joining: readonly Node[];
  /**
   * Whether parts that fall are convex, those that rise are straight lines once their ceilings are left out, which lie nowhere above them,
   * and parts are joined by sums and by factors from outside: beside a count the formula is then nowhere below a line.
   */
  readonly isBowl: boolean;
}

/** How a step goes with the count: 1 never falls, -1 never rises, 0 stays, null is not known. */
type Direction = 1 | 0 | -1 | null;

interface Known {
  readonly direction: Direction;
  /** Surely not below zero. */
  readonly isAbove: boolean;
  readonly isConvex: boolean;
  readonly isConcave: boolean;
  /** Whether leaving out ceilings makes a straight line of it, which then lies nowhere above it. */
  readonly isStair: boolean;
}

const line = { isConvex: true, isConcave: true, isStair: true };
const given: Known = { direction: 0, isAbove: true, ...line };

/**
 * The parts of a formula, where whatever it takes from outside of its steps is not below zero. Null where some of it goes up
 * as well as down with the count other than by a sum.
 */
export function countParts(count: Node, steps: readonly Node[], root: Node): CountParts | null {
  const known = new Map<number, Known>([[count.id, { ...given, direction: 1 }]]);
  const of = ({ id }: Node): Known => known.get(id) ?? given;
  for (const step of steps) known.set(step.id, { ...knownOf(step, of), ...bendOf(step, of) });
  const parts = new Map<Node, boolean>();
  const joining = new Set<Node>();
  let isBowl = true;
  const take = (node: Node): boolean => {
    const { direction, isConvex, isStair } = of(node);
    if (direction === 0 || joining.has(node)) return true;
    if (direction !== null) {
      parts.set(node, direction < 0);
      isBowl &&= direction < 0 ? isConvex : isStair;
      return true;
    }
    if (!isJoining(node, of)) return false;
    joining.add(node);
    isBowl &&= node.op !== 'minimum' && node.op !== 'maximum' && node.op !== 'ceiling';
    return operandsOf(node).every(take);
  };
  if (!take(root)) return null;
  return { parts: [...parts].map(([part, falls]) => ({ of: part, falls })), joining: [...joining], isBowl };
}

/** Whether a step whose operands go both ways is the less, the less they are. */
function isJoining(node: Node, of: (operand: Node) => Known): boolean {
  switch (node.op) {
    case 'add':
    case 'named':
    case 'minimum':
    case 'maximum':
    case 'ceiling':
      return true;
    case 'multiply':
      return node.operands.filter((each) => of(each).direction !== 0 || !of(each).isAbove).length === 1;
    case 'divide': {
      const divisor = of(node.operands[1] as Node);
      return divisor.direction === 0 && divisor.isAbove;
    }
    default:
      return false;
  }
}

function knownOf(node: Node, of: (operand: Node) => Known): Pick<Known, 'direction' | 'isAbove'> {
  const operands = operandsOf(node).map(of);
  const directions = operands.map(({ direction }) => direction);
  const areAbove = operands.every(({ isAbove }) => isAbove);
  switch (node.op) {
    case 'add':
    case 'named':
    case 'minimum':
    case 'ceiling':
      return { direction: joined(directions), isAbove: areAbove };
    case 'maximum':
      return { direction: joined(directions), isAbove: operands.some(({ isAbove }) => isAbove) };
    case 'subtract':
      return { direction: against(directions), isAbove: false };
    case 'multiply':
      return { direction: areAbove ? joined(directions) : null, isAbove: areAbove };
    case 'divide':
      return { direction: areAbove ? against(directions) : null, isAbove: areAbove };
    default: {
      const isFixed = directions.every((each) => each === 0);
      return { direction: isFixed ? 0 : null, isAbove: false };
    }
  }
}

const bent = { isConvex: false, isConcave: false, isStair: false };

function bendOf(node: Node, of: (operand: Node) => Known): Omit<Known, 'direction' | 'isAbove'> {
  const operands = operandsOf(node).map(of);
  const all = (kind: keyof typeof line): boolean => operands.every((each) => each[kind]);
  switch (node.op) {
    case 'add':
    case 'named':
      return { isConvex: all('isConvex'), isConcave: all('isConcave'), isStair: all('isStair') };
    case 'minimum':
      return { ...bent, isConcave: all('isConcave') };
    case 'maximum':
      return { ...bent, isConvex: all('isConvex') };
    case 'ceiling':
      return { ...bent, isStair: all('isStair') };
    case 'subtract': {
      const [from = given, what = given] = operands;
      return {
        isConvex: from.isConvex && what.isConcave,
        isConcave: from.isConcave && what.isConvex,
        isStair: false,
      };
    }
    case 'multiply':
    case 'divide': {
      const [varied = given, ...others] = operands.filter(({ direction }) => direction !== 0);
      const isScaled =
        others.length === 0 &&
        operands.every((each) => each === varied || each.isAbove) &&
        (node.op === 'multiply' || operands[1]?.direction === 0);
      return isScaled ? varied : bent;
    }
    default:
      return operands.every(({ direction }) => direction === 0) ? line : bent;
  }
}

function joined(directions: readonly Direction[]): Direction {
  return directions.reduce<Direction>((all, each) => {
    if (all === null || each === null) return null;
    if (all === 0) return each;
    return each === 0 || each === all ? all : null;
  }, 0);
}

/** Of the first less, or divided by, the second. */
function against([first = null, second = null]: readonly Direction[]): Direction {
  return joined([first, second === null ? null : (-second as Direction)]);
}
