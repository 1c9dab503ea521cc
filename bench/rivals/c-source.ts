import { interpret, type VectorPlan } from '../../src/formula/index.ts';
import { generator } from '../columns.ts';
import type { BenchModel } from '../model.ts';
import { collectSteps, decimalLiteral, sourceAlgebra } from '../source-algebra.ts';
import { planInC } from './plan-source.ts';

/** The body of the loop: what is computed of row i, and its results. */
interface Loop {
  readonly steps: readonly string[];
  readonly results: readonly string[];
}

/** The model as one writes it by hand: each step as the model has it, literals for what does not vary. */
function modelInC(model: BenchModel): Loop {
  const notation = collectSteps({
    column: (index) => `x${index}[i]`,
    literal: decimalLiteral,
    minimum: (left, right) => `${right} < ${left} ? ${right} : ${left}`,
    maximum: (left, right) => `${left} < ${right} ? ${right} : ${left}`,
    ceiling: (of, divisor, belowZero) => `ceil(${of} / (${of} < 0 ? ${belowZero} : ${divisor}))`,
    power: (base, exponent) => `pow(${base}, ${exponent})`,
    choose: (by, comparison, above, value, otherwise) =>
      `${by} ${comparison} ${above} ? ${value} : ${otherwise}`,
  });
  const columns = new Map(model.varied.map(({ address }, index) => [address, index]));
  const results = interpret(model.roots, sourceAlgebra(notation, columns));
  return {
    steps: notation.steps.map(([name, expression]) => `const double ${name} = ${expression};`),
    results,
  };
}

/** One C function over columns: a plain loop, restrict pointers. */
function cFunction(model: BenchModel, { steps, results }: Loop): string {
  const parameters = [
    ...model.varied.map((_, index) => `const double *restrict x${index}`),
    ...results.map((_, index) => `double *restrict y${index}`),
  ];
  return [
    `__attribute__((noinline)) void evaluate(long n, ${parameters.join(', ')}) {`,
    '  for (long i = 0; i < n; i++) {',
    ...steps.map((each) => `    ${each}`),
    ...results.map((result, index) => `    y${index}[i] = ${result};`),
    '  }',
    '}',
  ].join('\n');
}

/**
 * A program that times itself, so that its start does not count:
 * `table ROWS ROUNDS < columns > outputs` evaluates a table that lies in memory;
 * `stream EVALUATIONS BLOCK` makes the columns itself, a block at a time, and prints the mean of each output.
 * Both write seconds (the best round's) and peak memory (kB) to stderr. With a plan, its steps are what the loop computes.
 */
export function cProgram(model: BenchModel, plan: VectorPlan | null = null): string {
  const loop = plan === null ? modelInC(model) : planInC(plan, (index) => `x${index}[i]`);
  const inputs = model.varied.length;
  const outputs = model.roots.length;
  const all = inputs + outputs;
  const pointers = Array.from({ length: all }, (_, index) => `data + ${index} * n`).join(', ');
  const fills = model.varied.map(
    ({ low, high }, index) => `fill(data + ${index} * n, count, states + ${index}, ${low}, ${high});`,
  );
  return `#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <sys/resource.h>

${cFunction(model, loop)}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static void finish(double seconds) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  fprintf(stderr, "%.9f %ld\\n", seconds, usage.ru_maxrss);
}

static double *table(long n) {
  return aligned_alloc(64, (n * ${all} * sizeof(double) + 63) / 64 * 64);
}

static void fill(double *restrict column, long n, uint32_t *state, double low, double high) {
  const double scale = (high - low) / 4294967296.0;
  uint32_t at = *state;
  for (long i = 0; i < n; i++) {
    at = at * ${generator.multiplier}u + ${generator.increment}u;
    column[i] = low + at * scale;
  }
  *state = at;
}

static int stream(long evaluations, long n) {
  double *data = table(n), sums[${outputs}] = {0};
  uint32_t states[${inputs}];
  for (int k = 0; k < ${inputs}; k++) states[k] = ${generator.firstSeed} + k * ${generator.seedStep};
  const double start = now();
  for (long done = 0; done < evaluations; done += n) {
    const long count = evaluations - done < n ? evaluations - done : n;
    ${fills.join('\n    ')}
    evaluate(count, ${pointers});
    for (int k = 0; k < ${outputs}; k++)
      for (long i = 0; i < count; i++) sums[k] += data[(${inputs} + k) * n + i];
  }
  const double taken = now() - start;
  for (int k = 0; k < ${outputs}; k++) printf("%.17g\\n", sums[k] / evaluations);
  finish(taken);
  return 0;
}

int main(int count, char **words) {
  if (count != 4) return 2;
  if (words[1][0] == 's') return stream(atol(words[2]), atol(words[3]));
  const long n = atol(words[2]), rounds = atol(words[3]);
  double *data = table(n), best = INFINITY;
  if (fread(data, sizeof(double), n * ${inputs}, stdin) != n * ${inputs}) return 3;
  const long repeats = n < 1000000 ? 1000000 / n : 1;
  for (long round = 0; round < rounds; round++) {
    const double start = now();
    for (long k = 0; k < repeats; k++) evaluate(n, ${pointers});
    const double taken = (now() - start) / repeats;
    if (taken < best) best = taken;
  }
  fwrite(data + ${inputs} * n, sizeof(double), n * ${outputs}, stdout);
  finish(best);
  return 0;
}
`;
}
