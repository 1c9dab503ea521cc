import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateThroughput, latencyAt, replicasFor } from '../../../src/model/roofline/index.ts';
import { waitsLonger } from '../../../src/model/waiting/index.ts';
import { bundledCatalog } from '../../catalog/bundled-catalog.ts';

const setting = {
  model: 'qwen3-32b',
  gpu: 'h200-sxm',
  gpus: 1,
  precision: 'fp8',
  input: 1000,
  output: 400,
  concurrency: null,
};

function estimated(change: Partial<typeof setting> = {}) {
  const found = estimateThroughput(bundledCatalog, { ...setting, ...change });
  if ('refused' in found) throw new Error(found.refused);
  return found;
}

function refusal(change: Partial<typeof setting>): string | null {
  const found = estimateThroughput(bundledCatalog, { ...setting, ...change });
  return 'refused' in found ? found.refused : null;
}

describe('an estimate of throughput', () => {
  it('is the batch over the seconds of its steps and prompts, at the shares that are reached', () => {
    const { estimate, point } = estimated();
    // 141 GB x 0.9 less 32.76 GB of weights, over 1,200 tokens of 131,072 bytes: 598 sequences.
    expect(estimate.batch).toBe(598);
    const { bandwidth, compute } = estimate.reached;
    const cache = (598 * 1200 * 131_072) / (4.8e12 * bandwidth);
    const weights = 32.76e9 / (4.8e12 * bandwidth);
    const arithmetic = (2 * 32.76e9 * 598) / (1979e12 * compute);
    const prompt = (2 * 32.76e9 * 1000) / (1979e12 * compute);
    const rate = 400 / ((400 * (cache + Math.max(weights, arithmetic))) / 598 + prompt);
    expect(estimate.output / rate).toBeCloseTo(1, 2);
    expect(estimate.low).toBeLessThan(estimate.output);
    expect(estimate.high).toBeGreaterThan(estimate.output);
    expect(point.batch).toBe(598);
  });

  it('is refused outside of what was ever measured, with the reason', () => {
    expect(refusal({ gpu: 'l4', model: 'llama-3.1-8b' })).toBe('nothing was measured on l4');
    expect(refusal({ gpu: 'no-such-gpu' })).toBe('the memory and speed of no-such-gpu are not known');
    expect(refusal({ model: 'no-such-model' })).toBe('the sizes of no-such-model are not in the catalog');
    expect(refusal({ precision: 'fp32', model: 'llama-3.1-8b' })).toContain(
      'nothing was measured on h200-sxm at the precision fp32',
    );
    expect(refusal({ gpus: 64 })).toContain('GPUs a replica: 64 is outside of what was measured');
    expect(refusal({ output: 100_000 })).toContain('output tokens: 100000 is outside');
    expect(refusal({ output: 9000, input: 10 })).toContain('input tokens: 10 is outside');
    expect(refusal({ model: 'llama-3.1-405b', input: 1000 })).toContain('does not fit into 1 × h200-sxm');
    expect(refusal({ gpu: 'toString' })).toBe('the memory and speed of toString are not known');
  });
});

describe('the replicas for a latency', () => {
  it('are the fewest that keep to it', () => {
    const { point, estimate } = estimated();
    fc.assert(
      fc.property(
        fc.record({
          rate: fc.double({ min: 0.1, max: 500, noNaN: true }),
          eachToken: fc.double({ min: 0.02, max: 0.2, noNaN: true }),
          firstToken: fc.double({ min: 0.1, max: 3, noNaN: true }),
          share: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        }),
        ({ rate, ...target }) => {
          const plan = replicasFor(point, estimate.reached, rate, target);
          if ('refused' in plan) {
            const slots = latencyAt(point, 1, estimate.reached);
            expect(slots.eachToken > target.eachToken || latencyAt(point, point.batch, estimate.reached).firstToken > target.firstToken).toBe(true); // prettier-ignore
            return;
          }
          const { eachToken, firstToken } = latencyAt(point, plan.slots, estimate.reached);
          expect(eachToken).toBeLessThanOrEqual(target.eachToken);
          const late = (replicas: number): number =>
            waitsLonger(
              { servers: replicas * plan.slots, load: plan.load, service: plan.service },
              target.firstToken - firstToken,
            );
          expect(late(plan.replicas)).toBeLessThanOrEqual(1 - target.share);
          if (plan.replicas > 1) expect(late(plan.replicas - 1)).toBeGreaterThan(1 - target.share);
          // Little's law: the places that are taken are arrivals times the time that each is held.
          expect(plan.load).toBeCloseTo(rate * (firstToken + 399 * eachToken), 9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are refused where no number of them helps', () => {
    const { point, estimate } = estimated();
    const target = { firstToken: 0.5, eachToken: 0.001, share: 0.95 };
    expect(replicasFor(point, estimate.reached, 1, target)).toMatchObject({
      refused: expect.stringContaining('one request alone takes') as string,
    });
    expect(
      replicasFor(point, estimate.reached, 1, { ...target, eachToken: 1, firstToken: 0.01 }),
    ).toMatchObject({
      refused: expect.stringContaining('the first token takes') as string,
    });
  });
});
