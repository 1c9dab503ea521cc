import { expect, test, vi } from 'vitest';
import { runModel } from '../../src/analysis/index.ts';
import { Exact, ExactReading, inputsThatCount } from '../../src/formula/index.ts';
import { StepIndex } from '../../src/formula/graph/step-index.ts';
import { modelOf } from '../support/model.ts';

const head = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
`;

function modelWith(workloads: number): ReturnType<typeof modelOf> {
  const each = Array.from(
    { length: workloads },
    (_, index) =>
      `  w${index}: { volume: ${600 + index}k requests/month, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat }, own: { build: eu } } }`,
  );
  return modelOf(`${head}${each.join('\n')}\n`);
}

/** Numbers that are written for the formulas of all lines of so many workloads. */
function writtenFor(workloads: number): number {
  const result = runModel(modelWith(workloads));
  const lines = result.workloads.flatMap(({ options }) => options.flatMap((each) => each.lines));
  const written = vi.spyOn(Exact.prototype, 'toFixed');
  for (const { formula, calculation } of lines) expect([formula, calculation]).not.toContain('');
  const { length } = written.mock.calls;
  vi.restoreAllMocks();
  return length;
}

test('a number that several lines name is written once, and lines that workloads share once for all', () => {
  const [two, four, eight] = [writtenFor(2), writtenFor(4), writtenFor(8)];
  // A part each: 36 lines of two workloads name well over a hundred.
  expect(two).toBeLessThan(80);
  expect((eight - four) / 4).toBeLessThanOrEqual((four - two) / 2 + 1);
  expect((four - two) / 2).toBeLessThan(35);
});

test('a step is looked for as often for the eighth workload as for the second', () => {
  const asked = (workloads: number): number => {
    const find = vi.spyOn(StepIndex.prototype, 'find');
    modelWith(workloads);
    const { length } = find.mock.calls;
    vi.restoreAllMocks();
    return length;
  };
  const [two, four, eight] = [asked(2), asked(4), asked(8)];
  expect((eight - four) / 4).toBe((four - two) / 2);
  expect((four - two) / 2).toBeLessThan(260);
});

test('results of a kind have one form, whatever is computed of them later', () => {
  const result = runModel(modelWith(2));
  const [first, second] = result.workloads.flatMap(({ options }) => options);
  if (first === undefined || second === undefined) throw new Error('two options');
  const getterOf = (of: object, key: string): unknown => Object.getOwnPropertyDescriptor(of, key)?.get;
  for (const key of ['lines', 'capacity', 'weakest', 'retrieved', 'payback'])
    expect([key, getterOf(first, key)]).toEqual([key, getterOf(second, key)]);
  expect({ ...first }.lines).toBe(first.lines);
});

test('inputs that count are those of the formula in their order, without what is nothing by default', () => {
  const model = modelWith(1);
  const total = model.workloads[0]?.options[0]?.statement?.monthly;
  if (total === undefined) throw new Error('a total');
  const counted = inputsThatCount(total, new ExactReading());
  expect(counted.map(({ id }) => id)).toEqual(counted.map(({ id }) => id).toSorted((a, b) => a - b));
  expect(counted.map(({ address }) => address)).toContain('workloads.w0.volume');
  expect(counted.some(({ provenance, value }) => provenance.kind === 'default' && value.isZero())).toBe(
    false,
  );
});
