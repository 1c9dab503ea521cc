import { mutationsOf } from './mutation.ts';

const flips = 'test/analysis/one-at-a-time/flips.test.ts';
const simulation = 'test/analysis/simulation/simulation.test.ts';
const policy = 'test/policy/policy.test.ts';

export const analysisMutations = [
  ...mutationsOf(
    'src/analysis/run/findings.ts',
    ['test/analysis/run/findings.test.ts'],
    [
      ["const idleBelow = new Exact('0.3');", "const idleBelow = new Exact('0.2');"],
      ['reserving.utilization.gte(idleBelow)', 'reserving.utilization.gt(idleBelow)'],
    ],
  ),
  ...mutationsOf(
    'src/analysis/run/stated-token-prices.ts',
    ['test/analysis/run/findings.test.ts'],
    [["const contradiction = new Exact('1.01');", "const contradiction = new Exact('1.5');"]],
  ),
  ...mutationsOf(
    'src/analysis/run/stated-gpu-prices.ts',
    ['test/analysis/run/findings.test.ts'],
    [
      [
        'if (!low && ours.lte(dearest.hourly.times(slack))) return [];',
        'if (!low && ours.lt(dearest.hourly.times(slack))) return [];',
      ],
    ],
  ),
  ...mutationsOf(
    'src/analysis/one-at-a-time/proved-change.ts',
    [flips],
    [
      [
        'return up.at.minus(present).lte(present.minus(down.at)) ? up : down;',
        'return up.at.minus(present).lte(present.minus(down.at)) ? down : up;',
      ],
    ],
  ),
  ...mutationsOf(
    'src/analysis/one-at-a-time/search.ts',
    ['test/analysis/one-at-a-time'],
    [['export const widest = 1000;', 'export const widest = 1.1;']],
  ),
  ...mutationsOf(
    'src/analysis/run/placement.ts',
    ['test/analysis/run/placement.test.ts'],
    [
      ['margin.lte(model.scenario.margin.value)', 'margin.lt(model.scenario.margin.value)'],
      ['best.monthly.minus(cheapestOfAll.monthly)', 'cheapestOfAll.monthly.minus(best.monthly)'],
      ['new Exact(1).minus(best.monthly.div(next.monthly))', 'next.monthly.div(best.monthly).minus(1)'],
    ],
  ),
  ...mutationsOf(
    'src/analysis/run/statements.ts',
    ['test/analysis/run/statements.test.ts'],
    [['feasible: model.exclusions.length === 0,', 'feasible: true,', 'test/analysis/run/placement.test.ts']],
  ),
  ...mutationsOf(
    'src/analysis/simulation/simulation-result.ts',
    [simulation],
    [['plainNumber(Math.max(error, binned))', 'plainNumber(error)']],
  ),
  ...mutationsOf(
    'src/analysis/simulation/crossover-volumes.ts',
    [simulation],
    [
      ['const halvings = 28;', 'const halvings = 12;'],
      [
        'if ((build[row] ?? 0) < (buy[row] ?? 0)) high[row] = middle[row] ?? 0;',
        'if ((build[row] ?? 0) > (buy[row] ?? 0)) high[row] = middle[row] ?? 0;',
      ],
    ],
  ),
  ...mutationsOf(
    'src/analysis/attribution/apportion.ts',
    ['test/analysis/attribution/shapley.test.ts'],
    [
      ['return numerator < 0n && down * denominator !== numerator ? down - 1n : down;', 'return down;'],
      ['|| compare(b.cut, a.cut) ||', '||'],
    ],
  ),
  ...mutationsOf(
    'src/analysis/attribution/shapley.ts',
    ['test/analysis/attribution/shapley.test.ts'],
    [['factorials[players - size - 1]', 'factorials[players - size]']],
  ),
  ...mutationsOf('src/policy/inputs.ts', [policy], [["!(kind === 'default' && value.isZero())", 'true']]),
  ...mutationsOf(
    'src/policy/quality.ts',
    [policy],
    [
      ['const failed = days.gt(most.value);', 'const failed = days.gte(most.value);'],
      ['const failed = margin.lt(least.value);', 'const failed = margin.gt(least.value);'],
      ['const tooHigh = hiddenMost !== null && multiple.gt(hiddenMost.value);', 'const tooHigh = false;'],
    ],
  ),
  ...mutationsOf(
    'src/analysis/run/built-findings.ts',
    ['test/analysis/run'],
    [["setup.kind === 'default' && setup.value.isZero()", 'setup.value.isZero()']],
  ),
  ...mutationsOf(
    'src/policy/budgets.ts',
    [policy],
    [
      [
        'const failed = total.gt(budget.value);\n  const cause =',
        'const failed = total.lt(budget.value);\n  const cause =',
      ],
      [
        'const failed = total.gt(budget.value);\n  const files =',
        'const failed = total.lt(budget.value);\n  const files =',
      ],
    ],
  ),
];
