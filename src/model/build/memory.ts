import type { GpuHardware, ModelEntry } from '../../catalog/index.ts';
import { Exact } from '../../formula/index.ts';
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

/**
 * The least power-of-two number of GPUs that holds the weights and the KV cache of one request (16-bit keys and values)
 * at the length that the workload needs: its stated context, or its longest request.
 */
export function gpusNeeded(
  context: ModelContext,
  model: ModelEntry,
  hardware: GpuHardware,
  bytes: Exact,
  demand: WorkloadDemand,
): { readonly gpus: Exact; readonly gigabytes: Exact; readonly note: string | null } {
  const weights = model.parameters.times(bytes).div(bytesPerGigabyte);
  const length = longestRequest(context, demand);
  const cache =
    model.cacheBytesPerToken === null
      ? new Exact(0)
      : model.cacheBytesPerToken.times(length).div(bytesPerGigabyte);
  const gigabytes = weights.plus(cache);
  let gpus = new Exact(1);
  while (gpus.times(hardware.memoryGb).times(usable).lt(gigabytes) && gpus.lt(1024)) gpus = gpus.times(2);
  const note =
    model.cacheBytesPerToken === null
      ? `memory checked for the weights only: the KV cache of ${model.id} is not in the catalog`
      : null;
  return { gpus, gigabytes, note };
}

function longestRequest(context: ModelContext, demand: WorkloadDemand): Exact {
  const stated = demand.workload.constraints.context?.value ?? new Exact(0);
  const lengths = demand.streams.map((stream) =>
    stream.inputLength === null || stream.outputLength === null
      ? new Exact(0)
      : context
          .decide(stream.inputLength, 'how many GPUs hold a replica')
          .plus(context.decide(stream.outputLength, 'how many GPUs hold a replica')),
  );
  return Exact.max(stated, ...lengths);
}
