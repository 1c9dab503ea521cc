/** One step of a plan. Operands are indices of earlier steps. */
export type Instruction =
  | { readonly op: 'column'; readonly column: number }
  | { readonly op: 'constant'; readonly value: number }
  | {
      readonly op: 'add' | 'subtract' | 'multiply' | 'divide' | 'power';
      readonly left: number;
      readonly right: number;
    }
  /** `right` where it lies beyond `left`, else `left`; with `strict`, NaN where either is. */
  | {
      readonly op: 'minimum' | 'maximum';
      readonly left: number;
      readonly right: number;
      readonly strict: boolean;
    }
  /** The plain ceiling: the tolerance is in the steps before. */
  | { readonly op: 'ceiling'; readonly of: number }
  | {
      readonly op: 'choose';
      readonly by: number;
      readonly above: number;
      readonly inclusive: boolean;
      readonly value: number;
      readonly otherwise: number;
    };

/**
 * Formulas compiled into a straight line of floating-point steps. Plain data, so that it can be sent to a worker;
 * every engine carries out the same steps in the same order, and so all agree to the bit.
 */
export interface VectorPlan {
  /** The addresses that vary, in the order of the columns. */
  readonly varied: readonly string[];
  readonly instructions: readonly Instruction[];
  /** The instruction that gives each root, in the order of the roots. */
  readonly outputs: readonly number[];
}

/** The indices that an instruction reads. */
export function operandIndices(instruction: Instruction): readonly number[] {
  switch (instruction.op) {
    case 'column':
    case 'constant':
      return [];
    case 'ceiling':
      return [instruction.of];
    case 'choose':
      return [instruction.by, instruction.above, instruction.value, instruction.otherwise];
    default:
      return [instruction.left, instruction.right];
  }
}

/** The same instruction with its operands moved. */
export function moveOperands(instruction: Instruction, to: (index: number) => number): Instruction {
  switch (instruction.op) {
    case 'column':
    case 'constant':
      return instruction;
    case 'ceiling':
      return { ...instruction, of: to(instruction.of) };
    case 'choose':
      return {
        ...instruction,
        by: to(instruction.by),
        above: to(instruction.above),
        value: to(instruction.value),
        otherwise: to(instruction.otherwise),
      };
    default:
      return { ...instruction, left: to(instruction.left), right: to(instruction.right) };
  }
}
