import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../src/loading/index.ts';
import {
  fitTimes,
  leaveOneOut,
  secondsOf,
  type MeasuredRun,
} from '../../../src/model/build/fit-throughput.ts';

const options = { set: [], locked: false, quiet: true, color: false } as unknown as Parameters<
  typeof loadModel
>[1];

function run(input: number, output: number, times: readonly [number, number, number]): MeasuredRun {
  return {
    input,
    output,
    seconds: times[0] * input + times[1] * output + times[2] * output * (input + output / 2),
  };
}

describe('times per token', () => {
  const times = [2e-5, 3e-4, 4e-8] as const;
  const runs = [run(128, 128, times), run(2048, 128, times), run(500, 2000, times), run(20000, 2000, times)];

  it('are found again where the runs follow them', () => {
    const found = fitTimes(runs);
    expect(found.input).toBeCloseTo(2e-5, 12);
    expect(found.output).toBeCloseTo(3e-4, 12);
    expect(found.context).toBeCloseTo(4e-8, 15);
    expect(leaveOneOut(runs)?.largest).toBeLessThan(1e-9);
  });

  it('are never below zero', () => {
    // The longer input is faster: no time per input token, rather than one below zero.
    const odd = [
      { input: 100, output: 100, seconds: 1 },
      { input: 1000, output: 100, seconds: 0.9 },
    ];
    const found = fitTimes(odd);
    expect(found.input).toBe(0);
    // The least relative error of b·100 against 1 and 0.9: Σ 1/T over Σ 1/T².
    expect(found.output * 100).toBeCloseTo((1 + 1 / 0.9) / (1 + 1 / 0.81), 12);
  });

  it('of one length are the same for every token, and their error is not known', () => {
    const once = [{ input: 900, output: 100, seconds: 2 }];
    expect(fitTimes(once)).toEqual({ input: 0.002, output: 0.002, context: 0 });
    expect(leaveOneOut(once)).toBeNull();
  });
});

describe('over the bundled catalog', () => {
  it('a length that is left out is foretold to 10 % at the median where five others are known', async () => {
    const { model } = await loadModel('quick-start', options, process.cwd());
    if (!model.ok) throw new Error('not built');
    const groups = new Map<string, MeasuredRun[]>();
    for (const entry of model.value.catalog.throughput) {
      const { inputLength: input, outputLength: output, totalRate } = entry;
      if (totalRate === null) continue;
      const key = [
        entry.model,
        entry.gpu,
        entry.gpusPerReplica,
        entry.precision,
        entry.engine.split(' ')[0],
      ].join(' ');
      groups.set(key, [
        ...(groups.get(key) ?? []),
        { input, output, seconds: (input + output) / totalRate.toNumber() },
      ]);
    }
    const misses = [...groups.values()].flatMap((all) => {
      const lengths = new Set(all.map(({ input, output }) => `${input} ${output}`));
      if (lengths.size < 6) return [];
      return all.map((each) => {
        const others = all.filter(({ input, output }) => input !== each.input || output !== each.output);
        return Math.abs(secondsOf(fitTimes(others), each) / each.seconds - 1);
      });
    });
    expect(misses.length).toBeGreaterThan(100);
    const sorted = misses.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(0.1);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(0.3);
  });
});
