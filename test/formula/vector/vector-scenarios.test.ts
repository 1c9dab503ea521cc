import { describe, expect, test } from 'vitest';
import { loadModel } from '../../../src/loading/index.ts';
import { compilePlan, evaluateAll, Exact } from '../../../src/formula/index.ts';
import { listBundledScenarios } from '../../../src/io/index.ts';
import { compileScript, instantiate } from '../../../src/io/workers/index.ts';

const listed = await listBundledScenarios();
const scenarios = listed.ok ? listed.value : [];
const options = { set: [], locked: false, quiet: true, color: false } as unknown as Parameters<
  typeof loadModel
>[1];

describe('over every bundled scenario', () => {
  test('there are some', () => {
    expect(scenarios.length).toBeGreaterThan(5);
  });

  test.each(scenarios)('%s: vector and WebAssembly equal exact to 1e-12', async (name) => {
    const { model } = await loadModel(name, options, process.cwd());
    if (!model.ok) throw new Error(model.diagnostics.map((each) => each.message).join('\n'));
    const { graph, workloads } = model.value;
    const statements = workloads.flatMap((workload) =>
      workload.options.flatMap(({ statement }) => (statement === null ? [] : [statement])),
    );
    // A line can be what is left of two larger amounts: it is right to 1e-12 of the whole that it belongs to.
    const figures = statements.flatMap(({ monthly, lines }, index) => [
      { root: monthly, whole: index },
      ...lines.map((line) => ({ root: line.monthly, whole: index })),
    ]);
    const roots = [...figures.map(({ root }) => root), ...statements.map(({ monthly }) => monthly)];
    // Every input that may be any number varies, by itself and with the others.
    const varied = [...graph.inputs.values()].filter(
      (input) => input.whole !== true && !input.value.isZero(),
    );
    const rows = 12;
    const factor = (row: number, column: number): number =>
      row === 0 ? 1 : 1 - ((row * 31 + column * 17) % 97) / 500;
    const columns = varied.map((input, column) =>
      Float64Array.from({ length: rows }, (_, row) => input.value.toNumber() * factor(row, column)),
    );
    const plan = compilePlan(
      roots,
      varied.map((input) => input.address),
    );
    const [script, wasm] = [compileScript(plan), instantiate(plan)].map((reading) => {
      const outputs = roots.map(() => new Float64Array(rows));
      reading.evaluate(columns, outputs);
      return outputs;
    });
    expect(wasm).toEqual(script);
    for (let row = 0; row < rows; row++) {
      const values = varied.map(
        (input, column) => [input.address, new Exact(columns[column]?.[row] ?? 0)] as const,
      );
      const exact = evaluateAll(roots, new Map(values));
      for (const [root, { whole }] of figures.entries()) {
        const value = exact[root] ?? new Exact(Number.NaN);
        const scale = Exact.max(value.abs(), exact[figures.length + whole]?.abs() ?? 0);
        const difference = value.minus(script?.[root]?.[row] ?? Number.NaN).abs();
        expect(difference.lte(scale.times(1e-12)), `output ${root}, row ${row}: ${value.toString()}`).toBe(
          true,
        );
      }
    }
  });
});
