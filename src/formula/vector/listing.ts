import { moveOperands, operandIndices, type Instruction } from './plan.ts';

/** Collects instructions, each different one once. */
export class Listing {
  readonly #instructions: Instruction[] = [];
  readonly #known = new Map<string, number>();

  /** The index of the instruction, which is added if it is new. */
  emit(instruction: Instruction): number {
    const key = instructionKey(instruction);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#instructions.push(instruction) - 1;
    this.#known.set(key, index);
    return index;
  }

  constant(value: number): number {
    return this.emit({ op: 'constant', value });
  }

  /** What the outputs need, in the same order. */
  finish(outputs: readonly number[]): {
    readonly instructions: readonly Instruction[];
    readonly outputs: readonly number[];
  } {
    const needed = new Set(outputs);
    for (let index = this.#instructions.length - 1; index >= 0; index--) {
      const instruction = this.#instructions[index];
      if (instruction === undefined || !needed.has(index)) continue;
      for (const operand of operandIndices(instruction)) needed.add(operand);
    }
    const moved = new Map<number, number>();
    const to = (index: number): number => moved.get(index) ?? 0;
    const instructions: Instruction[] = [];
    for (const [index, instruction] of this.#instructions.entries()) {
      if (!needed.has(index)) continue;
      moved.set(index, instructions.length);
      instructions.push(moveOperands(instruction, to));
    }
    return { instructions, outputs: outputs.map(to) };
  }
}

function instructionKey(instruction: Instruction): string {
  if (instruction.op === 'constant')
    return `constant ${Object.is(instruction.value, -0) ? '-0' : instruction.value}`;
  return Object.values(instruction).join(' ');
}
