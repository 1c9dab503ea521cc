/** The WebAssembly engine of a plan, as the bytes of a module. Who runs it gives it memory: `io` does. */
export { encodeModule, moduleNames } from './module.ts';
export { layoutOf, type Layout } from './layout.ts';
