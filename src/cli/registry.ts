import type { Registry } from './session.ts';

/** Every command, in the order of the help. */
export const commands: Registry = {
  run: {
    summary: 'the answer for every workload on one screen; --details for every line',
    load: async () => (await import('./commands/run.ts')).addRun,
  },
  init: {
    summary: 'questions about what you run, then a scenario that run accepts',
    load: async () => (await import('./commands/init.ts')).addInit,
  },
  breakeven: {
    summary: 'all crossings in one parameter, and the intervals between them',
    load: async () => (await import('./commands/breakeven.ts')).addBreakeven,
  },
  sweep: {
    summary: 'one or two inputs over a range: a table, a line chart or a map of the cheapest',
    load: async () => (await import('./commands/sweep.ts')).addSweep,
  },
  sensitivity: {
    summary: 'tornado, Sobol indices, value of information',
    load: async () => (await import('./commands/sensitivity.ts')).addSensitivity,
  },
  simulate: {
    summary: 'P10/P50/P90, probability that each option wins, regret',
    load: async () => (await import('./commands/simulate.ts')).addSimulate,
  },
  forecast: {
    summary: 'months and years: cash flow, expense, net present value, payback, when to switch',
    load: async () => (await import('./commands/forecast.ts')).addForecast,
  },
  place: {
    summary: 'one plan for all workloads: what sharing clusters, teams and commitments saves, proved',
    load: async () => (await import('./commands/place.ts')).addPlace,
  },
  stress: {
    summary:
      'shocks to prices, models, regions, volume and people: what the plan then costs, and what is sunk',
    load: async () => (await import('./commands/stress.ts')).addStress,
  },
  explain: {
    summary: 'one figure: formula, numbers, sources',
    load: async () => (await import('./commands/explain.ts')).addExplain,
  },
  addresses: {
    summary: 'every input that --set can change, with its value, unit and source',
    load: async () => (await import('./commands/addresses.ts')).addAddresses,
  },
  compare: {
    summary: 'two scenarios, catalogs or saved results: what changed and which verdicts flip',
    load: async () => (await import('./commands/compare.ts')).addCompare,
  },
  quotes: {
    summary: 'GPU quotes side by side: $/GPU-h, $/Mtok, break-even',
    load: async () => (await import('./commands/quotes.ts')).addQuotes,
  },
  usage: {
    summary: 'logs and bills of what was used, into a workload',
    load: async () => (await import('./commands/usage/index.ts')).addUsage,
  },
  throughput: {
    summary:
      'results of benchmarks into throughput entries, estimates, and latency by load: import, estimate, load',
    load: async () => (await import('./commands/throughput/index.ts')).addThroughput,
  },
  catalog: {
    summary: 'the price catalogs: list, show, diff, validate, import, update, lock',
    load: async () => (await import('./commands/catalog/index.ts')).loadCatalogCommands(),
  },
  check: {
    summary: 'for CI: exit 1 when a budget is passed or a verdict flips',
    load: async () => (await import('./commands/check.ts')).addCheck,
  },
  report: {
    summary: 'a saved result in another format, without computing it again',
    load: async () => (await import('./commands/report.ts')).addReport,
  },
  mcp: {
    summary: 'the commands as tools for an assistant, over the Model Context Protocol',
    load: async () => (await import('./commands/mcp.ts')).addMcp,
  },
  completion: {
    summary: 'print a completion script for bash, zsh or fish',
    load: async () => (await import('./commands/completion.ts')).addCompletion,
  },
};
