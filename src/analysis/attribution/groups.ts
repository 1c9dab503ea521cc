/** What a change of cost can be due to, in the order of reports. `structure` is everything that no shared input explains. */
export const effectGroups = [
  'price',
  'volume',
  'mix',
  'capacity',
  'people',
  'exchange',
  'assumption',
  'structure',
] as const;

export type EffectGroup = (typeof effectGroups)[number];

/** The groups of inputs. */
export type InputGroup = Exclude<EffectGroup, 'structure'>;

/** First match wins. Ids may hold dots, so that what follows them is matched from the end. */
const patterns: readonly (readonly [RegExp, InputGroup])[] = [
  [/^exchange\./u, 'exchange'],
  [/^teams\./u, 'people'],
  [/^(?:models|throughput)\./u, 'capacity'],
  [/^prices\..*\.(?:output_weight|cached_weight|tokens_per_minute|minimum_units|increment)$/u, 'capacity'],
  [/^prices\..*\.token_multiplier$/u, 'mix'],
  [/^prices\./u, 'price'],
  [/^offers\..*\.(?:node|minimum|interruption\.(?:waste|unavailable))$/u, 'capacity'],
  [/^offers\..*\.ownership\.(?:residual|depreciation|power|pue|idle)$/u, 'assumption'],
  [/^offers\./u, 'price'],
  [/^clusters\..*\.(?:platform(?:\.fixed|\.per_request)?|operations)$/u, 'price'],
  [/^clusters\..*\.failure_rate$/u, 'assumption'],
  [/^clusters\./u, 'capacity'],
  [/^workloads\..*\.options\..*\.(?:monthly_minimum|region_uplift|reserved\.rate)$/u, 'price'],
  [/^workloads\..*\.options\..*\.(?:reserved\.units|headroom|hybrid\.replicas)$/u, 'capacity'],
  [/^workloads\..*\.options\..*\.(?:batch|token_multiplier|hybrid\.settled|settled)$/u, 'mix'],
  [/^workloads\..*\.options\..*\.(?:setup|amortize|retraining)$/u, 'assumption'],
  [/^workloads\..*\.(?:volume|growth)$/u, 'volume'],
  [
    /^workloads\..*\.(?:tokens\.[a-z_]+|tokens_per_request|ratio\.(?:input|output)|classes\.\d+\.[a-z]+)$/u,
    'mix',
  ],
  [/^workloads\..*\.(?:load\.[a-z_]+|failover\.standby)$/u, 'capacity'],
  [
    /^workloads\..*\.overheads\.(?:infrastructure\.(?:per_request|fixed)|observability\.(?:storage|fixed))$/u,
    'price',
  ],
];

/** The group of an input, by its address; what no pattern names is an assumption. */
export function groupOf(address: string): InputGroup {
  return patterns.find(([pattern]) => pattern.test(address))?.[1] ?? 'assumption';
}
