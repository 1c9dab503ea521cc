import {
  blockwise,
  defaultBlockSize,
  encodeModule,
  layoutOf,
  moduleNames,
  type VectorPlan,
  type VectorReading,
} from '../../formula/index.ts';

/** The part of the WebAssembly interface that is used here; no type library for servers declares it. */
interface Host {
  readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** The WebAssembly reading of a plan, with memory of its own for one block. */
export function instantiate(plan: VectorPlan, options: { readonly blockSize?: number } = {}): VectorReading {
  const { blockSize = defaultBlockSize(plan) } = options;
  const host = (globalThis as unknown as { readonly WebAssembly: Host }).WebAssembly;
  const layout = layoutOf(plan, blockSize);
  const memory = new host.Memory({ initial: layout.pages });
  const module = new host.Module(encodeModule(plan, layout));
  const imports = { [moduleNames.memory]: memory, [moduleNames.power]: Math.pow };
  const run = new host.Instance(module, { [moduleNames.host]: imports }).exports[moduleNames.run] as (
    end: number,
  ) => void;
  const arrays = (places: readonly number[]): readonly Float64Array[] =>
    places.map((place) => new Float64Array(memory.buffer, place, blockSize));
  return blockwise({
    engine: 'wasm',
    varied: plan.varied,
    blockSize,
    columns: arrays(layout.columns),
    outputs: arrays(layout.outputs),
    run: (count) => run(Math.ceil(count / 2) * 16),
  });
}
