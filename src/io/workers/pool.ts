import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tinypool } from 'tinypool';
import type { VectorPlan } from '../../formula/index.ts';
import { packageFolder } from '../bundled.ts';
import { asShared } from './shared-columns.ts';
import type { EvaluateTask } from './worker.ts';

/** Threads that carry out tasks. It has to be closed, or the process stays. */
export interface WorkerPool {
  readonly threads: number;
  /**
   * Evaluates all rows of the columns into the outputs. The rows are divided among the threads; each is computed by
   * itself, so that the outputs are the same bits for any number of threads and any block size.
   * Columns and outputs of `sharedColumns` are used in place, others are copied.
   */
  evaluate(
    plan: VectorPlan,
    columns: readonly Float64Array[],
    outputs: readonly Float64Array[],
    options?: { readonly blockSize?: number },
  ): Promise<void>;
  /** Calls the function of that name that the pool's module exports, in one of the threads. */
  run<Result>(name: string, task: unknown, options?: { readonly signal?: AbortSignal }): Promise<Result>;
  close(): Promise<void>;
}

/** Opens a pool. `module` is what its threads load: it has to export again what `worker.ts` exports. */
export function openPool(options: { readonly threads?: number; readonly module?: URL } = {}): WorkerPool {
  const threads = options.threads ?? availableParallelism();
  const module = options.module ?? ownModule();
  const opened = startThreads(entryFor(module), threads);
  const plans = new Map<VectorPlan, number>();
  const numberOf = (plan: VectorPlan): number => {
    const known = plans.get(plan) ?? plans.size;
    plans.set(plan, known);
    return known;
  };
  const run = async <Result>(
    name: string,
    task: unknown,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<Result> => {
    const pool = await opened;
    return (await pool.run(task, signal === undefined ? { name } : { name, signal })) as Result;
  };
  return {
    threads,
    run,
    evaluate: async (plan, columns, outputs, { blockSize } = {}) => {
      const rows = columns[0]?.length ?? outputs[0]?.length ?? 0;
      const shared = { columns: asShared(columns), outputs: asShared(outputs) };
      const share = Math.ceil(rows / threads);
      const starts = Array.from({ length: threads }, (_, index) => index * share).filter(
        (from) => from < rows,
      );
      await Promise.all(
        starts.map((from) => {
          const range = { from, to: Math.min(rows, from + share) };
          const task: EvaluateTask = { planNumber: numberOf(plan), plan, ...shared, ...range };
          return run<undefined>('evaluateRows', blockSize === undefined ? task : { ...task, blockSize });
        }),
      );
      for (const [index, output] of outputs.entries()) {
        const computed = shared.outputs[index];
        if (computed !== undefined && computed !== output) output.set(computed);
      }
    },
    close: async () => (await opened).destroy(),
  };
}

/** The library is loaded only here: most work needs no threads, and loading it takes longer than a short run. */
async function startThreads(filename: string, threads: number): Promise<Tinypool> {
  const { Tinypool: Threads } = await import('tinypool');
  return new Threads({ filename, name: 'evaluateRows', minThreads: threads, maxThreads: threads });
}

/** The worker: beside this file in the sources, a file of its own in the bundle. */
function ownModule(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./worker.ts', import.meta.url)
    : pathToFileURL(join(packageFolder(), 'dist', 'worker.js'));
}

/**
 * What threads import: the module itself, or, where the sources run unbuilt, a module that first brings in the loader
 * for TypeScript, which threads do not inherit.
 */
export function entryFor(module: URL): string {
  if (!module.pathname.endsWith('.ts')) return module.href;
  const loader = import.meta.resolve('tsx/esm/api');
  const source = [
    `import { register } from ${JSON.stringify(loader)};`,
    'register();',
    `export default await import(${JSON.stringify(module.href)});`,
  ];
  return `data:text/javascript,${encodeURIComponent(source.join('\n'))}`;
}
