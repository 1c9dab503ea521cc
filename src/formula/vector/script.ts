import { operations } from '../operations/index.ts';
import { operandIndices, type Instruction, type VectorPlan } from './plan.ts';
import { blockwise, defaultBlockSize, type VectorReading } from './reading.ts';

/** One generated loop: reads columns, writes outputs, `count` rows of both. */
export type ScriptLoop = (
  columns: readonly Float64Array[],
  outputs: readonly Float64Array[],
  count: number,
) => void;

/** Instructions in one generated loop. The engine does not optimize functions of more than 60 kB of bytecode. */
const longestLoop = 1500;

/**
 * The vector reading in generated JavaScript: one fused loop over the columns, or several over scratch columns where
 * the plan is very long. `compile` makes a function of the body of one, whose parameters are `columns`, `outputs` and
 * `count`: making code of text is the caller's right, which a page's Content-Security-Policy can refuse. Nothing but
 * indices and number literals enters the body.
 */
export function scriptReading(
  plan: VectorPlan,
  compile: (body: string) => ScriptLoop,
  options: { readonly blockSize?: number; readonly loopLength?: number } = {},
): VectorReading {
  const { blockSize = defaultBlockSize(plan), loopLength = longestLoop } = options;
  const rows = (count: number): readonly Float64Array[] =>
    Array.from({ length: count }, () => new Float64Array(blockSize));
  const columns = rows(plan.varied.length);
  const outputs = rows(plan.outputs.length);
  const { loops, kept } = scriptLoops(plan, loopLength);
  const all = [...columns, ...rows(kept)];
  const compiled = loops.map((loop) => compile(loopBody(loop, plan.varied.length)));
  const run = (count: number): void => {
    for (const loop of compiled) loop(all, outputs, count);
  };
  return blockwise({ engine: 'script', varied: plan.varied, blockSize, columns, outputs, run });
}

/** A part of a plan: what it reads from scratch columns, computes, writes to scratch columns and gives as outputs. */
interface LoopPart {
  readonly loads: readonly (readonly [index: number, scratch: number])[];
  readonly steps: readonly (readonly [index: number, instruction: Instruction])[];
  readonly stores: readonly (readonly [index: number, scratch: number])[];
  readonly results: readonly (readonly [index: number, output: number])[];
}

function scriptLoops(
  plan: VectorPlan,
  loopLength: number,
): { readonly loops: readonly LoopPart[]; readonly kept: number } {
  const partOf = (index: number): number => Math.floor(index / loopLength);
  const scratch = new Map<number, number>();
  const used = new Map<number, Set<number>>();
  for (const [index, instruction] of plan.instructions.entries())
    for (const operand of operandIndices(instruction)) {
      if (partOf(operand) === partOf(index)) continue;
      if (!scratch.has(operand)) scratch.set(operand, scratch.size);
      used.set(partOf(index), (used.get(partOf(index)) ?? new Set()).add(operand));
    }
  const loops: LoopPart[] = [];
  const last = Math.max(0, plan.instructions.length - 1);
  for (let part = 0; part <= partOf(last); part++) {
    const loads = [...(used.get(part) ?? [])].map((index) => [index, scratch.get(index) ?? 0] as const);
    const first = part * loopLength;
    const steps = plan.instructions
      .slice(first, first + loopLength)
      .map((each, at) => [first + at, each] as const);
    const stores = [...scratch].filter(([index]) => partOf(index) === part);
    const results = [...plan.outputs.entries()]
      .filter(([, index]) => partOf(index) === part)
      .map(([output, index]) => [index, output] as const);
    loops.push({ loads, steps, stores, results });
  }
  return { loops, kept: scratch.size };
}

function loopBody(part: LoopPart, columns: number): string {
  const inputs = new Set(part.steps.flatMap(([, each]) => (each.op === 'column' ? [each.column] : [])));
  for (const [, scratch] of [...part.loads, ...part.stores]) inputs.add(columns + scratch);
  const lines = [
    "'use strict';",
    ...[...inputs].map((column) => `const c${column} = columns[${column}];`),
    ...part.results.map(([, output]) => `const o${output} = outputs[${output}];`),
    'for (let i = 0; i < count; i++) {',
    ...part.loads.map(([index, scratch]) => `const v${index} = c${columns + scratch}[i];`),
    ...part.steps.map(([index, instruction]) => `const v${index} = ${expression(instruction)};`),
    ...part.stores.map(([index, scratch]) => `c${columns + scratch}[i] = v${index};`),
    ...part.results.map(([index, output]) => `o${output}[i] = v${index};`),
    '}',
  ];
  return lines.join('\n');
}

function expression(instruction: Instruction): string {
  switch (instruction.op) {
    case 'column':
      return `c${instruction.column}[i]`;
    case 'constant':
      return literal(instruction.value);
    case 'ceiling':
      return operations.ceiling.script(`v${instruction.of}`);
    case 'choose': {
      const { by, above, inclusive, value, otherwise } = instruction;
      return operations.choose.script(inclusive, `v${by}`, `v${above}`, `v${value}`, `v${otherwise}`);
    }
    case 'minimum':
    case 'maximum': {
      const { op, left, right, strict } = instruction;
      return operations[op][strict ? 'script' : 'looseScript'](`v${left}`, `v${right}`);
    }
    default:
      return operations[instruction.op].script(`v${instruction.left}`, `v${instruction.right}`);
  }
}

function literal(value: number): string {
  if (Number.isNaN(value)) return '0 / 0';
  if (!Number.isFinite(value)) return value > 0 ? '1 / 0' : '-1 / 0';
  return Object.is(value, -0) ? '-0' : String(value);
}
