import { interpret } from '../../src/formula/index.ts';
import type { BenchModel } from '../model.ts';
import { bytesOf, columnsOf, hasProgram, runProgram } from '../process.ts';
import { collectSteps, decimalLiteral, sourceAlgebra, type Notation } from '../source-algebra.ts';
import { parseTiming } from './c.ts';
import type { Rival } from './rival.ts';

type Program = (model: BenchModel, rows: number) => string;

/** The model in numpy, over whole arrays and over chunks that fit the cache; the better of the two is its time. */
export function numpyRival(rows: number): Rival {
  return pythonRival('numpy', ['numpy'], rows, numpyProgram);
}

/** The model as a loop that numba compiles; the time of the compilation does not count. */
export function numbaRival(rows: number, { fastMath }: { readonly fastMath: boolean }): Rival {
  const name = fastMath ? 'numba, fastmath' : 'numba';
  return pythonRival(name, ['numba', 'numpy'], rows, (model, count) => numbaProgram(model, count, fastMath));
}

function pythonRival(name: string, modules: readonly string[], rows: number, program: Program): Rival {
  return {
    name,
    rows,
    missing: () =>
      hasProgram('python3', ['-c', `import ${modules.join(', ')}`])
        ? undefined
        : `python3 with ${modules.join(' and ')} is not installed (apt-get install ${modules.map((each) => `python3-${each}`).join(' ')})`,
    measure: (model, columns) => {
      const { stdout, stderr } = runProgram('python3', ['-c', program(model, rows)], bytesOf(columns));
      return { evaluations: rows, ...parseTiming(stderr), outputs: columnsOf(stdout, model.roots.length) };
    },
  };
}

/** The model's steps in Python, as lines of a function, and the names of its results. */
function inPython(
  model: BenchModel,
  notation: Omit<Notation, 'step' | 'literal'>,
): { readonly steps: readonly string[]; readonly results: readonly string[] } {
  const collected = collectSteps({ ...notation, literal: decimalLiteral });
  const columns = new Map(model.varied.map(({ address }, index) => [address, index]));
  const results = interpret(model.roots, sourceAlgebra(collected, columns));
  return { steps: collected.steps.map(([name, expression]) => `${name} = ${expression}`), results };
}

function numpyProgram(model: BenchModel, rows: number): string {
  const { steps, results } = inPython(model, {
    column: (index) => `x[${index}]`,
    minimum: (left, right) => `np.minimum(${left}, ${right})`,
    maximum: (left, right) => `np.maximum(${left}, ${right})`,
    ceiling: (of, divisor, belowZero) => `np.ceil(${of} / np.where(${of} < 0, ${belowZero}, ${divisor}))`,
    power: (base, exponent) => `np.power(${base}, ${exponent})`,
    choose: (by, comparison, above, value, otherwise) =>
      `np.where(${by} ${comparison} ${above}, ${value}, ${otherwise})`,
  });
  return `${imports(model, rows)}
def evaluate(x, y):
${steps.map((each) => `    ${each}`).join('\n')}
${results.map((result, index) => `    y[${index}][:] = ${result}`).join('\n')}

def timed(chunk):
    best = float('inf')
    for _ in range(5):
        start = time.perf_counter()
        for at in range(0, n, chunk):
            evaluate(x[:, at:at + chunk], y[:, at:at + chunk])
        best = min(best, time.perf_counter() - start)
    return best

best = min(timed(min(n, chunk)) for chunk in (4096, 16384, n))
${finish}`;
}

function numbaProgram(model: BenchModel, rows: number, fastMath: boolean): string {
  const { steps, results } = inPython(model, {
    column: (index) => `x[${index}, i]`,
    minimum: (left, right) => `(${right} if ${right} < ${left} else ${left})`,
    maximum: (left, right) => `(${right} if ${left} < ${right} else ${left})`,
    ceiling: (of, divisor, belowZero) => `math.ceil(${of} / (${belowZero} if ${of} < 0 else ${divisor}))`,
    power: (base, exponent) => `${base} ** ${exponent}`,
    choose: (by, comparison, above, value, otherwise) =>
      `(${value} if ${by} ${comparison} ${above} else ${otherwise})`,
  });
  return `${imports(model, rows)}
import math
import numba

@numba.njit(error_model='numpy', fastmath=${fastMath ? 'True' : 'False'})
def evaluate(x, y):
    for i in range(x.shape[1]):
${steps.map((each) => `        ${each}`).join('\n')}
${results.map((result, index) => `        y[${index}, i] = ${result}`).join('\n')}

evaluate(x[:, :16].copy(), y[:, :16].copy())
best = float('inf')
for _ in range(7):
    start = time.perf_counter()
    evaluate(x, y)
    best = min(best, time.perf_counter() - start)
${finish}`;
}

function imports(model: BenchModel, rows: number): string {
  return `
import resource, sys, time
import numpy as np

n = ${rows}
x = np.frombuffer(sys.stdin.buffer.read()).reshape(${model.varied.length}, n)
y = np.empty((${model.roots.length}, n))
`;
}

const finish = `sys.stdout.buffer.write(y.tobytes())
print(f'{best:.9f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}', file=sys.stderr)
`;
