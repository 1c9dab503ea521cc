import { afterEach, expect, test, vi } from 'vitest';
import { runModel } from '../../src/analysis/index.ts';
import { Bounds, Exact, Rational } from '../../src/formula/index.ts';
import { modelOf } from '../support/model.ts';

const head = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
`;

function scenarioOf(workloads: number): string {
  const each = Array.from(
    { length: workloads },
    (_, index) =>
      `  w${index}: { volume: 600k requests/month, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat }, own: { build: eu } } }`,
  );
  return `${head}${each.join('\n')}\n`;
}

/** What building and running so many workloads takes, counted: exact operations, and elements of arrays that are copied. */
function workOf(workloads: number): { readonly operations: number; readonly copied: number } {
  let [operations, copied] = [0, 0];
  for (const name of ['plus', 'minus', 'times', 'div', 'pow'] as const) {
    // oxlint-disable-next-line typescript/unbound-method -- called with its own number below
    const operation = Exact.prototype[name];
    vi.spyOn(Exact.prototype, name).mockImplementation(function counted(this: Exact, other) {
      operations += 1;
      return operation.call(this, other as Exact);
    });
  }
  // oxlint-disable-next-line typescript/unbound-method -- called with its own array below
  const slice = Array.prototype.slice;
  vi.spyOn(Array.prototype, 'slice').mockImplementation(function counted(this: unknown[], from, to) {
    const part = slice.call(this, from, to) as unknown[];
    copied += part.length;
    return part;
  });
  runModel(modelOf(scenarioOf(workloads)));
  vi.restoreAllMocks();
  return { operations, copied };
}

afterEach(() => void vi.restoreAllMocks());

test('twice the workloads of a run take twice the work, not four times', { timeout: 120_000 }, () => {
  const [four, eight, sixteen] = [workOf(4), workOf(8), workOf(16)];
  expect(four.operations).toBeGreaterThan(100);
  expect(four.copied).toBeGreaterThan(100);
  for (const kind of ['operations', 'copied'] as const) {
    expect(eight[kind] / four[kind]).toBeLessThan(2.15);
    expect(sixteen[kind] / eight[kind]).toBeLessThan(2.15);
  }
});

/** What flips and crossovers of so many workloads take: stretches that are looked at by bounds, and fractions that are made. */
function searchOf(workloads: number): { readonly looks: number; readonly fractions: number } {
  const result = runModel(modelOf(scenarioOf(workloads)));
  // oxlint-disable-next-line typescript/unbound-method -- called with their own objects below
  const [within, times] = [Bounds.prototype.within, Rational.prototype.times];
  let [looks, fractions] = [0, 0];
  vi.spyOn(Bounds.prototype, 'within').mockImplementation(function counted(this: Bounds, ...asked) {
    looks += 1;
    within.apply(this, asked);
  });
  vi.spyOn(Rational.prototype, 'times').mockImplementation(function counted(this: Rational, other) {
    fractions += 1;
    return times.call(this, other);
  });
  for (const each of result.workloads) {
    expect(each.sensitivity.length).toBeGreaterThan(0);
    expect(each.crossovers.length).toBeGreaterThan(0);
  }
  vi.restoreAllMocks();
  return { looks, fractions };
}

test(
  'a workload takes as many looks and proofs as another, however many there are',
  { timeout: 120_000 },
  () => {
    const [two, four, eight] = [searchOf(2), searchOf(4), searchOf(8)];
    for (const kind of ['looks', 'fractions'] as const) {
      expect(two[kind]).toBeGreaterThan(2);
      expect(four[kind] / two[kind]).toBeLessThan(2.15);
      expect(eight[kind] / four[kind]).toBeLessThan(2.15);
    }
    // Bounds settle most inputs at once: what is left for fractions is what was found near.
    expect(eight.looks / 8).toBeLessThan(650);
    expect(eight.fractions / 8).toBeLessThan(1_000);
  },
);
