import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that building the formulas of a scenario can cause. */
export const modelProblems: ProblemTable = {
  'model/excluded': {
    means: 'An option cannot be priced: a price, throughput or exchange rate is not known.',
    remedy: 'State the missing figure, or remove the option.',
  },
  'model/no-estimate': {
    means:
      'Nothing like this model, GPU, precision or length was ever measured, or no configuration meets the latency.',
    remedy: 'Measure it, and enter the result with `crossover throughput import`.',
  },
  'model/no-latency': {
    means: 'No option of the scenario is built with times that are asked for and were measured.',
    remedy: 'State `constraints: { latency: ... }`, or what you measured as `latency` of the cluster.',
  },
  'model/no-tokens': {
    means: 'A request has neither input nor output tokens, so there is no cost per token.',
    remedy: 'State `tokens: { input: ..., output: ... }`.',
  },
  'model/currency': {
    means: 'A price is set in another currency than its entry has.',
    remedy: 'Use the currency of the entry.',
  },
  'model/period': {
    means: 'A price is set per hour, but the entry has it per month, or the other way around.',
    remedy: 'Use the period of the entry.',
  },
  'model/memory': {
    means: 'The model does not fit into the memory of the stated number of GPUs.',
    remedy: 'Raise `gpus_per_replica`, or choose a GPU with more memory.',
  },
  'model/unused-address': {
    means: 'A value was set at an address that no option uses.',
    remedy: 'Check the address with `crossover explain`.',
  },
  'model/no-facts': {
    means:
      '`defaults: sourced` is asked for, and the catalog has no facts for it, for the region, or in its currency.',
    remedy: 'State the figure, name another region, or use a newer catalog.',
  },
  'model/unknown-name': {
    means: 'A price, offer, model or GPU is named that neither the scenario nor the catalog has.',
    remedy: 'Use the suggested name, or define the entry in the scenario.',
  },
  'model/cases': {
    means:
      'One plan is asked for, and the scenario has cases, which are alternatives and never paid together.',
    remedy: 'Choose one of them: `--set case=NAME`.',
  },
  'model/fleet': {
    means: 'An offer of a fleet has another GPU than the cluster that it serves.',
    remedy: 'Give each kind of GPU a cluster of its own.',
  },
  'model/portability': {
    means: 'A platform of `portability:` is not in the catalog, or costs no amount a month there.',
    remedy: 'Use the suggested name, or state an amount a month.',
  },
  'model/roadmap': {
    means: 'A phase of the roadmap contradicts another one, the horizon, or what the scenario defines.',
    remedy: 'Correct the phase that the message names.',
  },
  'model/event': {
    means:
      'An event that is not possible: it changes something unknown, lies outside the horizon, or appears twice.',
    remedy: 'Correct the event that the message names.',
  },
};
