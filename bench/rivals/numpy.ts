import { interpret } from '../../src/formula/index.ts';
import type { BenchModel } from '../model.ts';
import { bytesOf, columnsOf, hasProgram, runProgram } from '../process.ts';
import { collectSteps, decimalLiteral, sourceAlgebra } from '../source-algebra.ts';
import { parseTiming } from './c.ts';
import type { Rival } from './rival.ts';

/** The model in numpy, over whole arrays and over chunks that fit the cache; the better of the two is its time. */
export function numpyRival(rows: number): Rival {
  return {
    name: 'numpy',
    rows,
    missing: () =>
      hasProgram('python3', ['-c', 'import numpy'])
        ? undefined
        : 'python3 with numpy is not installed (apt-get install python3-numpy)',
    measure: (model, columns) => {
      const { stdout, stderr } = runProgram('python3', ['-c', numpyProgram(model, rows)], bytesOf(columns));
      return { evaluations: rows, ...parseTiming(stderr), outputs: columnsOf(stdout, model.roots.length) };
    },
  };
}

function numpyProgram(model: BenchModel, rows: number): string {
  const notation = collectSteps({
    column: (index) => `x[${index}]`,
    literal: decimalLiteral,
    minimum: (left, right) => `np.minimum(${left}, ${right})`,
    maximum: (left, right) => `np.maximum(${left}, ${right})`,
    ceiling: (of, divisor, belowZero) => `np.ceil(${of} / np.where(${of} < 0, ${belowZero}, ${divisor}))`,
    power: (base, exponent) => `np.power(${base}, ${exponent})`,
    choose: (by, comparison, above, value, otherwise) =>
      `np.where(${by} ${comparison} ${above}, ${value}, ${otherwise})`,
  });
  const columns = new Map(model.varied.map(({ address }, index) => [address, index]));
  const results = interpret(model.roots, sourceAlgebra(notation, columns));
  return `
import resource, sys, time
import numpy as np

def evaluate(x, y):
${notation.steps.map(([name, expression]) => `    ${name} = ${expression}`).join('\n')}
${results.map((result, index) => `    y[${index}][:] = ${result}`).join('\n')}

n = ${rows}
x = np.frombuffer(sys.stdin.buffer.read()).reshape(${model.varied.length}, n)
y = np.empty((${results.length}, n))

def timed(chunk):
    best = float('inf')
    for _ in range(5):
        start = time.perf_counter()
        for at in range(0, n, chunk):
            evaluate(x[:, at:at + chunk], y[:, at:at + chunk])
        best = min(best, time.perf_counter() - start)
    return best

best = min(timed(min(n, chunk)) for chunk in (4096, 16384, n))
sys.stdout.buffer.write(y.tobytes())
print(f'{best:.9f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}', file=sys.stderr)
`;
}
