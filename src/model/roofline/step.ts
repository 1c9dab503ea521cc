/** A model as its replica reads it: bytes and parameters, whole and active. */
export interface Geometry {
  readonly parameters: number;
  /** Those that one token passes through; of a dense model all. */
  readonly active: number;
  readonly bytesPerParameter: number;
  /** Bytes of keys and values that a token of context takes. */
  readonly cacheBytesPerToken: number;
}

/** A replica's GPUs together: bytes and operations per second, and bytes that weights and cache may take. */
export interface Replica {
  readonly bandwidth: number;
  readonly flops: number;
  readonly memory: number;
}

/** Shares of the peaks that are reached: `bandwidth` of memory, `compute` of arithmetic. */
export interface Efficiency {
  readonly bandwidth: number;
  readonly compute: number;
}

const peaks: Efficiency = { bandwidth: 1, compute: 1 };

/**
 * Bytes of weights that a step of `batch` sequences reads. Of a mixture of experts a step reads the experts that its
 * sequences touch: each sequence leaves a parameter untouched with probability 1 - active/parameters.
 */
export function weightBytes(model: Geometry, batch: number): number {
  const { parameters, active, bytesPerParameter } = model;
  if (active >= parameters) return parameters * bytesPerParameter;
  const untouched = (1 - active / parameters) ** Math.max(1, batch);
  return parameters * bytesPerParameter * (1 - untouched);
}

/**
 * Seconds of one step of decoding, which gives each of `batch` sequences a token at `context` tokens: reading their keys
 * and values, then the longer of reading the weights and multiplying by them, since attention does not overlap with the
 * rest of a layer (Scaling Book, "All About Transformer Inference").
 */
export function stepSeconds(
  model: Geometry,
  replica: Replica,
  { batch, context }: { readonly batch: number; readonly context: number },
  reached: Efficiency = peaks,
): number {
  const bandwidth = replica.bandwidth * reached.bandwidth;
  const cache = (batch * context * model.cacheBytesPerToken) / bandwidth;
  const weights = weightBytes(model, batch) / bandwidth;
  const arithmetic = (2 * model.active * batch) / (replica.flops * reached.compute);
  return cache + Math.max(weights, arithmetic);
}

/** Seconds to read `input` tokens of one request: two operations per active parameter and token. */
export function prefillSeconds(
  model: Geometry,
  replica: Replica,
  input: number,
  reached: Efficiency = peaks,
): number {
  return (2 * model.active * input) / (replica.flops * reached.compute);
}

/** Sequences of `context` tokens whose keys and values fit beside the weights; 0 or less where the weights alone do not fit. */
export function largestBatch(model: Geometry, replica: Replica, context: number): number {
  const left = replica.memory - model.parameters * model.bytesPerParameter;
  return Math.floor(left / (context * model.cacheBytesPerToken));
}
