import { benchModel } from './model.ts';
import { measureStream } from './ours.ts';

export { evaluateRows } from '../src/io/workers/index.ts';

const model = benchModel();

/** A thread's share of a stream. */
export function stream(evaluations: number): void {
  measureStream(model, evaluations);
}
