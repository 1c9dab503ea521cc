import type { Distribution } from '../../statistics/index.ts';
import { Exact } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';

/** What is usually not known of a common input, for `--uncertain default`. */
export interface DefaultDistribution {
  /** Addresses that it is for; `*` is an id. */
  readonly pattern: string;
  /** Around the value that the scenario states; null where it says nothing about such a value. */
  readonly around: (value: Exact) => Distribution | null;
  /** Where the pattern alone does not tell. */
  readonly applies?: (model: Model, id: string) => boolean;
  /** Where the figures are from, and how they were read. */
  readonly source: string;
}

const lognormal =
  (p10: string, p90: string) =>
  (value: Exact): Distribution | null =>
    value.gt(0) ? { shape: 'lognormal', p10: value.times(p10), p90: value.times(p90) } : null;

const throughput = {
  around: lognormal('0.44', '1.92'),
  source:
    'the bundled catalog 2026-11: 413 throughput entries in 92 groups of the same model, GPU, GPUs per replica and precision, over lengths, engines and concurrency, relative to the median of their group (P10 0.44, P90 1.92)',
};

/** The only list of defaults; an input that has a distribution of its own keeps it. */
export const defaultDistributions: readonly DefaultDistribution[] = [
  {
    pattern: 'workloads.*.volume',
    around: lognormal('0.85', '1.17'),
    source:
      'Flexera, State of the Cloud Report 2025: cloud budgets are exceeded by 17 % on average; taken as the 90th percentile of demand, its reciprocal as the 10th',
  },
  {
    pattern: 'workloads.*.options.*.setup',
    around: (value) => (value.gt(0) ? { shape: 'uniform', low: value, high: value.times('1.9') } : null),
    source:
      'M. Bloch, S. Blumberg, J. Laartz, Delivering large-scale IT projects on time, on budget, and on value, McKinsey and Oxford, 2012: 45 % over budget on average; taken as uniform from 0 to 90 % over',
  },
  {
    pattern: 'teams.*.loaded_cost',
    around: lognormal('0.60', '1.59'),
    source:
      'U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2024, software developers (15-1252): P10 79,850, median 133,080, P90 211,450 USD a year',
  },
  {
    pattern: 'clusters.*.utilization',
    around: (value) => {
      const low = new Exact('0.52');
      return value.gt(low) ? { shape: 'uniform', low, high: value } : null;
    },
    source:
      'M. Jeon et al., Analysis of Large-Scale Multi-Tenant GPU Clusters for DNN Training Workloads, USENIX ATC 2019: GPUs in use were busy 52 % on average; taken as the low end, the stated target as the high one',
  },
  { pattern: 'throughput.*', ...throughput },
  { pattern: 'clusters.*.throughput.prefill', ...throughput },
  { pattern: 'clusters.*.throughput.decode', ...throughput },
  { pattern: 'clusters.*.throughput.mixed', ...throughput },
  {
    pattern: 'offers.*.hourly',
    around: lognormal('0.56', '1.47'),
    applies: ({ scenario, catalog }, id) => {
      const term = (scenario.offers.get(id) ?? catalog.offers.get(id))?.term;
      return term === 'on-demand' || term === 'spot';
    },
    source:
      'the largest moves of rented GPUs in public price histories, as P10 and P90: AWS p5 from 98.32 to 55.04 USD/h in June 2025 (aws/karpenter-provider-aws), GCP H100 spot from 4.30 to 6.33 USD/h from May to August 2026 (cloudpilot-ai/karpenter-provider-gcp); reserved and owned GPUs are firm',
  },
];

/** The default for an address, with the id that `*` stands for; undefined where there is none. */
export function defaultFor(model: Model, address: string, value: Exact): DefaultOf | undefined {
  for (const entry of defaultDistributions) {
    const id = idMatching(entry.pattern, address);
    if (id === undefined || entry.applies?.(model, id) === false) continue;
    const distribution = entry.around(value);
    if (distribution !== null) return { distribution, source: entry.source };
  }
  return undefined;
}

interface DefaultOf {
  readonly distribution: Distribution;
  readonly source: string;
}

/** What the first `*` of a pattern stands for; ids may have dots. */
function idMatching(pattern: string, address: string): string | undefined {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '(.+)');
  return new RegExp(`^${source}$`, 'u').exec(address)?.[1];
}
