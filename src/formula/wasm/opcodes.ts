import { unsigned } from './bytes.ts';

/** The instructions that a module of ours uses, as in the WebAssembly core specification 2.0, chapter 5.4. */
export const valueType = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

export const plain = {
  loop: 0x03,
  block: 0x02,
  emptyType: 0x40,
  end: 0x0b,
  branchIf: 0x0d,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  i32LessUnsigned: 0x49,
  i32Equal: 0x46,
  i32EqualZero: 0x45,
  i32Add: 0x6a,
} as const;

const vectorCodes = {
  load: 0x00,
  store: 0x0b,
  constant: 0x0c,
  splat: 0x14,
  extractLane: 0x21,
  replaceLane: 0x22,
  greater: 0x4a,
  greaterOrEqual: 0x4c,
  bitSelect: 0x52,
  ceiling: 0x74,
  add: 0xf0,
  subtract: 0xf1,
  multiply: 0xf2,
  divide: 0xf3,
  minimum: 0xf4,
  maximum: 0xf5,
  looseMinimum: 0xf6,
  looseMaximum: 0xf7,
} as const;

/** An instruction on two 64-bit floats at once. */
export function vector(name: keyof typeof vectorCodes): readonly number[] {
  return [0xfd, ...unsigned(vectorCodes[name])];
}
