import type { GpuHardware, ModelEntry } from '../../catalog/index.ts';
import { Exact, type Graph, type Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';

/** Share of a GPU's memory that an inference server may fill; the rest is for activations and the runtime. */
const usable = new Exact('0.9');
const bytesPerGigabyte = new Exact('1e9');

/** Bytes a weight takes; 16 bits where the precision is not stated. */
export function bytesPerParameter(precision: string | null): Exact {
  const name = (precision ?? 'bf16').toLowerCase();
  if (/fp4|nvfp4|mxfp4|int4|w4/u.test(name)) return new Exact('0.5');
  if (/fp8|int8|w8/u.test(name)) return new Exact(1);
  if (/fp32/u.test(name)) return new Exact(4);
  return new Exact(2);
}

/** What a copy of the model takes, and on how many GPUs it fits. */
export interface MemoryNeed {
  /** GB of weights, and of the keys and values (16-bit) of one request at the length that the workload needs. */
  readonly gigabytes: Node;
  /** The least power of two of GPUs that hold it, in GPU/replica. */
  readonly gpus: Node;
  readonly note: string | null;
}

const mostGpus = 1024;

/** As formulas of the length of requests: the workload's stated context, or its longest request. */
export function memoryNeed(
  context: ModelContext,
  model: ModelEntry,
  hardware: GpuHardware,
  bytes: Exact,
  demand: WorkloadDemand,
): MemoryNeed {
  const { graph } = context;
  const weights = graph.constant(model.parameters.times(bytes).div(bytesPerGigabyte), 'GB');
  const perToken = model.cacheBytesPerToken;
  const cache =
    perToken === null
      ? null
      : graph.multiply(
          longestRequest(context, demand),
          graph.constant(perToken.div(bytesPerGigabyte), 'GB*request/token'),
        );
  const gigabytes = cache === null ? weights : graph.add(weights, cache);
  return {
    gigabytes,
    gpus: graph.choose({
      by: gigabytes,
      otherwise: graph.constant(1, 'GPU/replica'),
      cases: casesOf(graph, hardware),
      inclusive: false,
    }),
    note:
      perToken === null
        ? `memory checked for the weights only: the KV cache of ${model.id} is not in the catalog`
        : null,
  };
}

type Cases = readonly { readonly above: Node; readonly value: Node }[];

/** Of a GPU they are the same for all workloads. */
const casesIn = new WeakMap<Graph, Map<GpuHardware, Cases>>();

/** From how much memory on so many GPUs do not hold it, and twice as many are looked at. */
function casesOf(graph: Graph, hardware: GpuHardware): Cases {
  const known = casesIn.get(graph) ?? new Map<GpuHardware, Cases>();
  casesIn.set(graph, known);
  const made = known.get(hardware);
  if (made !== undefined) return made;
  const one = hardware.memoryGb.times(usable);
  const cases = Array.from({ length: Math.log2(mostGpus) }, (_, index) => ({
    above: graph.constant(one.times(2 ** index), 'GB'),
    value: graph.constant(2 ** (index + 1), 'GPU/replica'),
  }));
  known.set(hardware, cases);
  return cases;
}

function longestRequest(context: ModelContext, demand: WorkloadDemand): Node {
  const { graph } = context;
  const stated = graph.constant(demand.workload.constraints.context?.value ?? 0, 'token/request');
  const lengths = demand.streams.flatMap(({ inputLength, outputLength }) =>
    inputLength === null || outputLength === null ? [] : [graph.add(inputLength, outputLength)],
  );
  return lengths.length === 0 ? stated : graph.maximum(stated, ...lengths);
}
