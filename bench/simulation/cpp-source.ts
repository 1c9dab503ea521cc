import type { VectorPlan } from '../../src/formula/index.ts';
import type { QuantileFunction } from '../../src/statistics/index.ts';
import { directionVectors } from '../../src/statistics/sampling/direction-numbers.ts';
import { planInC } from '../rivals/index.ts';

/** Steps of the table of a quantile function: between them it is a straight line. */
const tableSteps = 4096;

/** The tables that the program reads from its input: making them does not count as its work, though it does as ours. */
export function quantileTables(quantiles: readonly QuantileFunction[]): readonly Float64Array[] {
  return quantiles.map(({ at }) =>
    Float64Array.from({ length: tableSteps + 1 }, (_, step) =>
      at(Math.min(1 - 2 ** -33, Math.max(2 ** -33, step / tableSteps))),
    ),
  );
}

/**
 * `simulate` as one writes it in C++ by hand, from start to end: Sobol points shifted at random, inputs by their tables, the same
 * plan, the mean of each option, how often it is the cheapest, five percentiles and a histogram. What ours does beside this it
 * leaves out: scrambling, sixteen replicates and with them all errors, regret, what information is worth, crossover volumes.
 * `PROGRAM SAMPLES < tables` prints the mean of each option.
 */
export function simulationInCpp(plan: VectorPlan): string {
  const inputs = plan.varied.length;
  const options = plan.outputs.length;
  const { steps, results } = planInC(plan, (index) => `x[${index}][i]`);
  const vectors = [...directionVectors(inputs)].map((each) => `${each}u`).join(', ');
  return `#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

const int inputs = ${inputs}, options = ${options}, block = 2048, steps = ${tableSteps};
static const uint32_t vectors[inputs * 32] = {${vectors}};
static double tables[inputs][steps + 1], x[inputs][block];

static void evaluate(long n, double *const *y) {
${results.map((_, index) => `  double *__restrict y${index} = y[${index}];`).join('\n')}
  #pragma GCC ivdep
  for (long i = 0; i < n; i++) {
${steps.map((each) => `    ${each}`).join('\n')}
${results.map((result, index) => `    y${index}[i] = ${result};`).join('\n')}
  }
}

int main(int count, char **words) {
  if (count != 2) return 2;
  const long n = atol(words[1]);
  if (fread(tables, sizeof(double), inputs * (steps + 1), stdin) != inputs * (steps + 1)) return 3;
  std::vector<std::vector<double>> out(options);
  for (auto &each : out) each.resize(n);
  uint32_t state[inputs] = {0}, points[block];
  long wins[options] = {0};
  double sums[options] = {0};
  for (long at = 0; at < n; at += block) {
    const long k = std::min((long)block, n - at);
    for (int d = 0; d < inputs; d++) {
      uint32_t point = state[d];
      const uint32_t *vector = vectors + d * 32, shift = 2654435761u * (d + 1);
      for (long i = 0; i < k; i++) {
        points[i] = point ^ shift;
        point ^= vector[__builtin_ctzl(~(at + i))];
      }
      state[d] = point;
      const double *table = tables[d];
      for (long i = 0; i < k; i++) {
        const double place = points[i] * (steps / 4294967296.0);
        const int step = (int)place;
        x[d][i] = table[step] + (place - step) * (table[step + 1] - table[step]);
      }
    }
    double *y[options];
    for (int r = 0; r < options; r++) y[r] = &out[r][at];
    evaluate(k, y);
    for (long i = 0; i < k; i++) {
      int best = 0;
      for (int r = 1; r < options; r++) if (y[r][i] < y[best][i]) best = r;
      wins[best]++;
    }
    for (int r = 0; r < options; r++) for (long i = 0; i < k; i++) sums[r] += y[r][i];
  }
  const double shares[5] = {.01, .1, .5, .9, .99};
  for (int r = 0; r < options; r++) {
    std::vector<double> sorted(out[r]);
    double found[5];
    auto from = sorted.begin();
    for (int q = 0; q < 5; q++) {
      auto place = sorted.begin() + (long)(shares[q] * (n - 1));
      std::nth_element(from, place, sorted.end());
      found[q] = *place;
      from = place;
    }
    long bars[20] = {0};
    for (double each : out[r]) {
      const int bar = (int)((each - found[0]) / (found[4] - found[0]) * 20);
      if (bar >= 0 && bar < 20) bars[bar]++;
    }
    printf("%.17g %.17g %.17g %ld %ld\\n", sums[r] / n, found[1], found[3], wins[r], bars[10]);
  }
  return 0;
}
`;
}
