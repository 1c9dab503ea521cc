import { describe, expect, it } from 'vitest';
import { largestBatch, prefillSeconds, stepSeconds, weightBytes } from '../../../src/model/roofline/step.ts';

describe('a step of decoding', () => {
  // Scaling Book, inference: LLaMA-2-13B in bf16 at 8,192 tokens of context on eight TPU v5e. 26 GB of weights, 6.7 GB of
  // keys and values a sequence, 8 x 0.82 TB/s. At a batch of 1: (26 + 6.7)/6560 s = 4.98 ms.
  it.each([
    [1, 4.98, 200.61],
    [8, 12.13, 659.3],
    [16, 20.3, 787.99],
    [32, 36.65, 873.21],
    [64, 69.33, 923.13],
    [240, 249.09, 963.53],
  ])('of %i sequences takes %f ms and gives %f tokens/s', (batch, milliseconds, rate) => {
    const model = { parameters: 13e9, active: 13e9, bytesPerParameter: 2, cacheBytesPerToken: 6.7e9 / 8192 };
    const replica = { bandwidth: 6.56e12, flops: 8 * 197e12, memory: Infinity };
    const seconds = stepSeconds(model, replica, { batch, context: 8192 });
    expect(Math.abs(seconds * 1000 - milliseconds)).toBeLessThan(0.006);
    expect(Math.abs(batch / seconds - rate)).toBeLessThan(0.006);
  });

  // Scaling Book, pop quiz: 30B in int8, 100 kB of cache a token, on sixteen chips of 810 GB/s and 197 TFLOP/s.
  // Batch 4: (30 + 4 x 0.819)/12,960 s = 2.57 ms, printed as 2.5. Batch 256: 256 x 0.819/12,960 s = 16.18 ms of cache, then
  // 2 x 30e9 x 256/3.152e15 s = 4.87 ms of arithmetic, the longer of it and the weights: 21.05 ms.
  it.each([
    [4, 2.5],
    [256, 21],
  ])('reads the cache first: %i sequences take %f ms', (batch, milliseconds) => {
    const model = { parameters: 30e9, active: 30e9, bytesPerParameter: 1, cacheBytesPerToken: 819e6 / 8192 };
    const replica = { bandwidth: 16 * 810e9, flops: 16 * 197e12, memory: Infinity };
    const seconds = stepSeconds(model, replica, { batch, context: 8192 });
    expect(Math.abs(seconds * 1000 - milliseconds)).toBeLessThan(0.1);
  });

  it('reads of a mixture of experts those that its sequences touch', () => {
    const mixture = { parameters: 100, active: 10, bytesPerParameter: 1, cacheBytesPerToken: 0 };
    expect(weightBytes(mixture, 1)).toBeCloseTo(10, 12);
    // Two sequences: 1 - 0.9² of them.
    expect(weightBytes(mixture, 2)).toBeCloseTo(19, 12);
    expect(weightBytes(mixture, 10_000)).toBeCloseTo(100, 9);
  });

  it('needs memory for weights and cache, and arithmetic for the prompt', () => {
    const model = { parameters: 8e9, active: 8e9, bytesPerParameter: 2, cacheBytesPerToken: 131_072 };
    const replica = { bandwidth: 1, flops: 1e15, memory: 72e9 };
    // (72 - 16) GB / (1,000 x 131,072 bytes) = 427.2 sequences.
    expect(largestBatch(model, replica, 1000)).toBe(427);
    // 2 x 8e9 x 1,000 / 1e15 s.
    expect(prefillSeconds(model, replica, 1000)).toBeCloseTo(0.016, 12);
    expect(largestBatch(model, { ...replica, memory: 15e9 }, 1000)).toBeLessThan(1);
  });
});
