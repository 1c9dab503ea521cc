import { describe, expect, test } from 'vitest';
import { parseVary, sweepModel, type SweepResult } from '../../../src/analysis/index.ts';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import type { Result } from '../../../src/diagnostics/index.ts';
import { prepareReading } from '../../../src/io/workers/index.ts';
import { modelOf, statementOf } from '../../support/model.ts';
import { closedForm } from '../../support/uncertain-scenarios.ts';
import { written, type Written } from '../../support/written.ts';

const model = modelOf(closedForm);

function sweep(vary: readonly string[], options: readonly string[] = []): Result<SweepResult> {
  const axes = vary.map((text) => {
    const read = parseVary(text, model);
    if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
    return read.value;
  });
  return sweepModel(model, { axes, options, prepare: prepareReading });
}

function resultOf(vary: readonly string[], options?: readonly string[]): Written<SweepResult> {
  const result = sweep(vary, options);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return written(result.value);
}

describe('one input', () => {
  test('costs, the cheapest, and the exact crossing between them', () => {
    const { workloads, axes } = resultOf(['workloads.w.volume=50M..75M:3']);
    expect(axes.map(({ values }) => values)).toEqual([['50000000', '62500000', '75000000']]);
    expect(workloads[0]?.cells).toEqual([
      { at: ['50000000'], monthly: ['200', '250'], cheapest: 'api' },
      { at: ['62500000'], monthly: ['250', '250'], cheapest: 'api' },
      { at: ['75000000'], monthly: ['300', '250'], cheapest: 'own' },
    ]);
    expect(workloads[0]?.crossovers).toEqual([
      {
        at: null,
        completeness: 'proved',
        intervals: [
          { from: '50000000', to: '62500000', cheapest: 'api' },
          { from: '62500000', to: '75000000', cheapest: 'own' },
        ],
      },
    ]);
  });

  test('only the options asked for', () => {
    const { workloads } = resultOf(['workloads.w.volume=50M..75M:2'], ['own']);
    expect(workloads[0]?.options).toEqual([{ id: 'own', kind: 'build' }]);
    expect(workloads[0]?.cells.map(({ cheapest }) => cheapest)).toEqual(['own', 'own']);
  });
});

test('two inputs: every cell equals the exact reading, and every row has its crossing', () => {
  const { workloads } = resultOf(['workloads.w.volume=10M..150M:8', 'prices.acme/chat.input=1,2.5,5']);
  const [workload] = workloads;
  expect(workload?.cells).toHaveLength(24);
  const ids = ['api', 'own'];
  for (const { at, monthly, cheapest } of workload?.cells ?? []) {
    const [volume = '', price = ''] = at;
    const overrides = new Map([
      ['workloads.w.volume', new Exact(volume)],
      ['prices.acme/chat.input', new Exact(price)],
    ]);
    const exact = ids.map((id) => evaluate(statementOf(model, id).monthly, overrides));
    for (const [index, cost] of exact.entries())
      expect(
        cost
          .minus(monthly[index] ?? Number.NaN)
          .abs()
          .lte(cost.times(1e-12)),
      ).toBe(true);
    const [api = new Exact(0), own = new Exact(0)] = exact;
    expect(cheapest).toBe(api.lte(own) ? 'api' : 'own');
  }
  expect(workload?.crossovers.map(({ at, intervals }) => [at, intervals.at(1)?.from])).toEqual([
    ['1', undefined],
    ['2.5', '100000000'],
    ['5', '50000000'],
  ]);
});

describe('problems', () => {
  test.each([
    [['workloads.w.volume=1..2', 'workloads.w.volume=1..2'], [], 'varied twice'],
    [[], [], 'given 0 times'],
    [['workloads.w.volume=1..2:2000', 'clusters.c.utilization=10..20%:1000'], [], '2000000 cells'],
    [['workloads.w.volume=1..2'], ['owm'], 'there is no option owm'],
    [['offers.free.node=1..2:2'], ['api'], 'no option that can be chosen depends on it'],
  ] as const)('%j %j', (vary, options, part) => {
    const result = sweep(vary, options);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map(({ message }) => message).join()).toContain(part);
  });
});
