import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that a question asked of a model can cause. */
export const analysisProblems: ProblemTable = {
  'breakeven/unknown-address': {
    means: 'No input of the scenario has this address.',
    remedy: 'Use the suggested address, or list them with `crossover explain`.',
  },
  'breakeven/no-effect': {
    means: 'No option that can be chosen depends on this input.',
    remedy: 'Solve for an input that an option uses.',
  },
  'breakeven/range': {
    means: 'The range is empty, or has the wrong unit.',
    remedy: 'Write it as `LOW..HIGH` in the unit of the input.',
  },
  'forecast/backtest': {
    means: 'No month has passed between the day of the forecast and the last day of the history.',
    remedy: 'Give an earlier day with `--as-of`.',
  },
  'forecast/volumes': {
    means: 'A table of volumes by month has a gap, a month twice, or a cell that cannot be read.',
    remedy: 'Correct the line that the message names; every month of the horizon needs a volume.',
  },
  'stress/no-plan': {
    means: 'The limits of the scenario leave no plan, so there is nothing to put under stress.',
    remedy: 'See `crossover place`, which names the limits that cannot hold together.',
  },
  'stress/unknown-address': {
    means: 'A shock changes an input, or withdraws a price entry, that no option depends on.',
    remedy: 'Use the suggested name; `crossover addresses` lists the inputs.',
  },
  'stress/unknown-shock': {
    means: 'There is no shock of this name.',
    remedy: 'Use the suggested name, or state the shock under `stress`.',
  },
  'sweep/unknown-address': {
    means: 'No input of the scenario has this address.',
    remedy: 'Use the suggested address.',
  },
  'sweep/no-effect': {
    means: 'No option depends on the input that is varied.',
    remedy: 'Vary an input that an option uses.',
  },
  'sweep/options': {
    means: 'No option of the scenario has this name.',
    remedy: 'Use the suggested name.',
  },
  'sweep/range': {
    means: 'The range cannot be read, is empty, or lies outside the valid range of the input.',
    remedy: 'Write it as `PATH=LOW..HIGH[:COUNT][:log]`.',
  },
  'sweep/size': {
    means: '`--vary` is given too often, or asks for too many values.',
    remedy: 'Vary one or two inputs, with fewer values.',
  },
  'explain/unknown-address': {
    means: 'No figure of the scenario has this address.',
    remedy: 'Use the suggested address.',
  },
  'compare/currency': {
    means: 'The two sides are in different currencies.',
    remedy: 'Set `currency` to the same one on both sides.',
  },
  'compare/kinds': {
    means: 'One side is a saved result of `run`, the other of `forecast`.',
    remedy: 'Save both with the same command.',
  },
  'place/export': {
    means: 'The program cannot be written in the form that the name of the file asks for.',
    remedy: 'End the name in `.lp` or `.mps`.',
  },
  'uncertainty/none': {
    means: 'Nothing in the scenario is uncertain.',
    remedy: 'Give an input a distribution, or add `--uncertain default`.',
  },
  'uncertainty/selects': {
    means: 'The input selects which formulas apply, so it cannot be sampled.',
    remedy: 'State one value of it, and compare others with `--set`.',
  },
  'uncertainty/samples': {
    means: 'The number of samples is not a whole number within the limits.',
    remedy: 'Give a number such as `16384`.',
  },
  'uncertainty/seed': {
    means: 'The seed is not a whole number within the limits.',
    remedy: 'Give a number such as `1`.',
  },
  'uncertainty/too-many': {
    means: 'More inputs are uncertain than can be sampled together.',
    remedy: 'Give fewer inputs a distribution.',
  },
  'uncertainty/correlation': {
    means: 'The correlations contradict each other, or name an input without a distribution.',
    remedy: 'Correct them; the message names the inputs.',
  },
  'uncertainty/distribution': {
    means: 'The parameters of a distribution contradict each other.',
    remedy: 'Order them from low to high, with a spread above zero.',
  },
};
