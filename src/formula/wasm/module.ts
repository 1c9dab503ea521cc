import type { Instruction, VectorPlan } from '../vector/index.ts';
import { float64, list, section, sized, signed, text, unsigned } from './bytes.ts';
import type { Layout } from './layout.ts';
import { plain, valueType, vector } from './opcodes.ts';

/** Names under which a module imports its memory and the power function, and exports its loop. */
export const moduleNames = { host: 'host', memory: 'memory', power: 'power', run: 'run' } as const;

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** Locals of the loop: the byte offset of the row pair, and where it ends. Values follow. */
const at = 0;
const firstValue = 1;

/**
 * The WebAssembly reading: a module whose `run(end)` evaluates the rows of a block up to byte `end` of each column,
 * two at a time, with the plan's own steps in the plan's own order. So it gives the bits of the script.
 */
export function encodeModule(plan: VectorPlan, layout: Layout): Uint8Array<ArrayBuffer> {
  const types = list([
    [0x60, ...list([[valueType.f64], [valueType.f64]]), ...list([[valueType.f64]])],
    [0x60, ...list([[valueType.i32]]), ...list([])],
  ]);
  const imports = list([
    [...text(moduleNames.host), ...text(moduleNames.memory), 0x02, 0x00, ...unsigned(layout.pages)],
    [...text(moduleNames.host), ...text(moduleNames.power), 0x00, 0],
  ]);
  return Uint8Array.from([
    ...header,
    ...section(1, types),
    ...section(2, imports),
    ...section(3, list([[1]])),
    ...section(7, list([[...text(moduleNames.run), 0x00, 1]])),
    ...section(10, list([sized(runBody(plan, layout))])),
  ]);
}

/** Parameter 0 is the end; the running offset is the first local after it. */
function runBody(plan: VectorPlan, layout: Layout): readonly number[] {
  const end = 0;
  const offset = 1 + at;
  const value = (index: number): readonly number[] => unsigned(1 + firstValue + index);
  const get = (index: number): readonly number[] => [plain.localGet, ...value(index)];
  const body: number[] = [];
  const write = (...parts: readonly (number | readonly number[])[]): void => {
    for (const part of parts) {
      if (typeof part === 'number') body.push(part);
      else for (const byte of part) body.push(byte);
    }
  };
  const memory = (place: number): readonly number[] => [4, ...unsigned(place)];
  // Constants are set once, outside of the loop.
  for (const [index, instruction] of plan.instructions.entries()) {
    if (instruction.op !== 'constant') continue;
    const bytes = float64(instruction.value);
    write(vector('constant'), bytes, bytes, plain.localSet, value(index));
  }
  write(plain.block, plain.emptyType, plain.localGet, end, plain.i32EqualZero, plain.branchIf, 0);
  write(plain.loop, plain.emptyType);
  for (const [index, instruction] of plan.instructions.entries()) {
    if (instruction.op === 'constant') continue;
    if (instruction.op === 'column')
      write(plain.localGet, offset, vector('load'), memory(layout.columns[instruction.column] ?? 0));
    else write(operation(instruction, get));
    write(plain.localSet, value(index));
  }
  for (const [output, index] of plan.outputs.entries())
    write(plain.localGet, offset, get(index), vector('store'), memory(layout.outputs[output] ?? 0));
  write(plain.localGet, offset, plain.i32Const, signed(16), plain.i32Add, plain.localTee, offset);
  write(plain.localGet, end, plain.i32LessUnsigned, plain.branchIf, 0);
  write(plain.end, plain.end, plain.end);
  const locals = list([
    [...unsigned(1), valueType.i32],
    [...unsigned(plan.instructions.length), valueType.v128],
  ]);
  return [...locals, ...body];
}

type Operation = Exclude<Instruction, { readonly op: 'column' | 'constant' }>;

function operation(instruction: Operation, get: (index: number) => readonly number[]): readonly number[] {
  switch (instruction.op) {
    case 'ceiling':
      return [...get(instruction.of), ...vector('ceiling')];
    case 'choose': {
      const compare = vector(instruction.inclusive ? 'greaterOrEqual' : 'greater');
      const condition = [...get(instruction.by), ...get(instruction.above), ...compare];
      return [...get(instruction.value), ...get(instruction.otherwise), ...condition, ...vector('bitSelect')];
    }
    case 'power':
      return power(get(instruction.left), get(instruction.right));
    case 'minimum':
    case 'maximum': {
      const name = instruction.op;
      const loose = name === 'minimum' ? 'looseMinimum' : 'looseMaximum';
      return [
        ...get(instruction.left),
        ...get(instruction.right),
        ...vector(instruction.strict ? name : loose),
      ];
    }
    default:
      return [...get(instruction.left), ...get(instruction.right), ...vector(instruction.op)];
  }
}

/** The imported function, lane by lane. */
function power(base: readonly number[], exponent: readonly number[]): readonly number[] {
  const lane = (index: number): readonly number[] => [
    ...base,
    ...vector('extractLane'),
    index,
    ...exponent,
    ...vector('extractLane'),
    index,
    plain.call,
    0,
  ];
  return [...lane(0), ...vector('splat'), ...lane(1), ...vector('replaceLane'), 1];
}
