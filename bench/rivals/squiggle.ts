import { interpret } from '../../src/formula/index.ts';
import { peakMemory } from '../measure.ts';
import type { BenchModel } from '../model.ts';
import { collectSteps, decimalLiteral, sourceAlgebra } from '../source-algebra.ts';
import { isInstalled, loadOptional } from './installed.ts';
import type { Rival } from './rival.ts';

/** What is used of the library, which the product's own install does not bring. */
interface Library {
  readonly run: (
    code: string,
    options: {
      readonly environment: {
        readonly sampleCount: number;
        readonly xyPointLength: number;
        readonly seed: string;
      };
    },
  ) => Promise<{
    readonly result: {
      readonly ok: boolean;
      readonly value: { toString(): string; readonly result: { asJS(): unknown } };
    };
  }>;
}

/**
 * The model as a Squiggle function: Monte Carlo over uniform samples of its own, and over our rows to compare. It is not given
 * what it is quickest at, whole sample sets in place of one call a sample, and it takes quantiles, which ours does not here.
 */
export function squiggleRival(rows: number): Rival {
  return {
    name: 'Squiggle, a call a sample',
    rows,
    missing: () =>
      isInstalled('@quri/squiggle-lang')
        ? undefined
        : '@quri/squiggle-lang is not installed (npm ci --prefix bench)',
    measure: async (model, columns) => {
      const { run } = await loadOptional<Library>('@quri/squiggle-lang');
      const evaluate = async (code: string): Promise<unknown> => {
        const environment = { sampleCount: rows, xyPointLength: 1000, seed: 'bench' };
        const { result } = await run(code, { environment });
        if (!result.ok) throw new Error(result.value.toString());
        return result.value.result.asJS();
      };
      const table = Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] ?? 0));
      const definition = squiggleFunction(model);
      const compared = `${definition}\nList.map(${JSON.stringify(table)}, f)`;
      const outputs = (await evaluate(compared)) as readonly (readonly number[])[];
      const simulation = `${definition}\n${monteCarlo(model)}`;
      let seconds = Infinity;
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        await evaluate(simulation);
        seconds = Math.min(seconds, (performance.now() - start) / 1000);
      }
      return {
        evaluations: rows,
        seconds,
        memory: peakMemory(),
        outputs: model.roots.map((_, root) => Float64Array.from(outputs, (each) => each[root] ?? Number.NaN)),
      };
    },
  };
}

function squiggleFunction(model: BenchModel): string {
  const notation = collectSteps({
    column: (index) => `x[${index}]`,
    literal: decimalLiteral,
    minimum: (left, right) => `min([${left}, ${right}])`,
    maximum: (left, right) => `max([${left}, ${right}])`,
    ceiling: (of, divisor, belowZero) => `ceil(${of} / (${of} < 0 ? ${belowZero} : ${divisor}))`,
    power: (base, exponent) => `${base} ^ ${exponent}`,
    choose: (by, comparison, above, value, otherwise) =>
      `${by} ${comparison} ${above} ? ${value} : ${otherwise}`,
  });
  const columns = new Map(model.varied.map(({ address }, index) => [address, index]));
  const results = interpret(model.roots, sourceAlgebra(notation, columns));
  const lines = notation.steps.map(([name, expression]) => `  ${name} = ${expression}`);
  return [`f(x) = {`, ...lines, `  [${results.join(', ')}]`, '}'].join('\n');
}

/** Samples each input, evaluates every sample, and asks for the quantiles that a simulation prints. */
function monteCarlo(model: BenchModel): string {
  return [
    ...model.varied.map(
      ({ low, high }, index) => `s${index} = SampleSet.toList(SampleSet.fromDist(uniform(${low}, ${high})))`,
    ),
    `count = List.length(s0)`,
    `results = List.make(count, {|i| f([${model.varied.map((_, index) => `s${index}[i]`).join(', ')}])})`,
    ...model.roots.map((_, root) => `y${root} = SampleSet.fromList(List.map(results, {|r| r[${root}]}))`),
    `[${model.roots.map((_, root) => `quantile(y${root}, 0.1), quantile(y${root}, 0.5), quantile(y${root}, 0.9)`).join(', ')}]`,
  ].join('\n');
}
