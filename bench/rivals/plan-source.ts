import type { Instruction, VectorPlan } from '../../src/formula/index.ts';

/** The lines of our own compiled plan in C, step for step, and the names of its results: the limit of what our engine could do. */
export function planInC(
  plan: VectorPlan,
  column: (index: number) => string,
): { readonly steps: readonly string[]; readonly results: readonly string[] } {
  return {
    steps: plan.instructions.map(
      (instruction, index) => `const double v${index} = ${expression(instruction, column)};`,
    ),
    results: plan.outputs.map((index) => `v${index}`),
  };
}

const operators = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

function expression(instruction: Instruction, column: (index: number) => string): string {
  switch (instruction.op) {
    case 'column':
      return column(instruction.column);
    case 'constant':
      return literal(instruction.value);
    case 'ceiling':
      return `ceil(v${instruction.of})`;
    case 'power':
      return `pow(v${instruction.left}, v${instruction.right})`;
    case 'minimum':
      return `v${instruction.right} < v${instruction.left} ? v${instruction.right} : v${instruction.left}`;
    case 'maximum':
      return `v${instruction.left} < v${instruction.right} ? v${instruction.right} : v${instruction.left}`;
    case 'choose': {
      const { by, above, inclusive, value, otherwise } = instruction;
      return `v${by} ${inclusive ? '>=' : '>'} v${above} ? v${value} : v${otherwise}`;
    }
    default:
      return `v${instruction.left} ${operators[instruction.op]} v${instruction.right}`;
  }
}

/** A figure that reads back to the same bits. */
function literal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`a plan with the constant ${value} cannot be written in C`);
  const text = String(value);
  return /[.e]/u.test(text) ? text : `${text}.0`;
}
