import type { Random } from './random.ts';

/** Parts of a scenario that the laws change one by one. */
export interface RandomScenario {
  readonly text: string;
  /** An address whose value stands in the text as `stands`, once. */
  readonly edits: readonly { readonly address: string; readonly stands: string; readonly becomes: string }[];
}

/** A valid scenario: two prices to buy at, two clusters to build, an hourly profile at times, in US dollars. */
export function randomScenario(random: Random): RandomScenario {
  const volume = `${random.decimal(1, 1e8)} requests/month`;
  const [input, output] = [random.whole(1, 8000), random.whole(1, 4000)];
  const price = `${random.decimal(0.01, 50)} USD/Mtok`;
  const hourly = `${random.decimal(0.05, 20)} USD/hour`;
  const utilization = `${random.whole(5, 100)}%`;
  const cached = random.whole(0, 60);
  const tier = random.chance(0.5)
    ? `, tiers: [ { above: ${random.whole(100, 5000)} tokens, mode: ${random.pick(['whole_request', 'part_above'])}, input: ${random.decimal(0.01, 90)} USD/Mtok, output: ${random.decimal(0.01, 90)} USD/Mtok } ]`
    : '';
  const commitment = random.chance(0.3)
    ? `, commitment: { mode: ${random.pick(['graduated', 'all_units'])}, minimum: ${random.whole(0, 3000)} USD/month, tiers: [ { above: ${random.whole(1, 500)} USD/month, multiplier: 95% }, { above: ${random.whole(501, 9000)} USD/month, multiplier: 80% } ] }`
    : '';
  const offer = random.pick([
    `hourly: ${hourly}`,
    `hourly: ${hourly}, term: 1 year, upfront: ${random.whole(1, 900)} USD`,
    `hourly: ${hourly}, term: spot, interruption: { waste: ${random.whole(0, 50)}%, unavailable: ${random.whole(0, 90)}%, fallback: ${random.decimal(0.1, 30)} USD/hour }`,
  ]);
  const load = loadOf(random);
  const text = `crossover: 1
name: fuzz
teams: { ops: { headcount: ${random.decimal(0.05, 3)}, loaded_cost: ${random.whole(50, 300)}k USD/year } }
prices:
  - { id: acme/plain, input: ${price}, output: ${random.decimal(0.01, 80)} USD/Mtok, cached: ${random.decimal(0.001, 5)} USD/Mtok, batch: 50%${tier}${commitment} }
  - { id: acme/other, input: ${random.decimal(0.01, 50)} USD/Mtok, output: ${random.decimal(0.01, 80)} USD/Mtok, per_request: ${random.decimal(0.00001, 0.01)} USD }
offers: [ { id: gpu, gpu: h100-sxm, node: ${random.pick([1, 2, 4, 8])}, ${offer} } ]
clusters:
  eu: { model: house-llm, offer: gpu, gpus_per_replica: ${random.whole(1, 4)}, utilization: ${utilization}, min_replicas: ${random.whole(0, 3)}, spare: ${random.whole(0, 2)}, prefix_cache: ${random.whole(0, 100)}%, failure_rate: ${random.whole(0, 40)}%, throughput: { prefill: ${random.decimal(10, 90000)} tokens/s, decode: ${random.decimal(10, 9000)} tokens/s }, platform: 400 USD/month }
workloads:
  chat:
    volume: ${volume}
    tokens: { input: ${input}, output: ${output}, cached: ${cached}% }
    load: ${load}
    retries: { failure_rate: ${random.whole(0, 80)}%, max: ${random.whole(0, 4)} }
    failover: { uplift: ${random.whole(0, 100)}%, standby: ${random.whole(0, 100)}% }
    overheads: { experimentation: ${random.whole(0, 100)}%, infrastructure: { per_request: 0.0001 USD, fixed: 7 USD/month } }
    options:
      plain: { buy: acme/plain, batch: ${random.whole(0, 100)}% }
      other: { buy: acme/other }
      own: { build: eu, team: ops, setup: ${random.whole(0, 90)}k USD }
${load.includes('hourly:') && random.chance(1 / 4) ? '      burst: { hybrid: { base: own, overflow: plain } }\n' : ''}`;
  return {
    text,
    edits: [
      {
        address: 'workloads.chat.volume',
        stands: `volume: ${volume}`,
        becomes: `${random.decimal(1, 1e8)} requests/month`,
      },
      {
        address: 'prices.acme/plain.input',
        stands: `acme/plain, input: ${price}`,
        becomes: `${random.decimal(0.01, 50)} USD/Mtok`,
      },
      {
        address: 'clusters.eu.utilization',
        stands: `utilization: ${utilization}`,
        becomes: `${random.whole(5, 100)}%`,
      },
      {
        address: 'workloads.chat.tokens.cached',
        stands: `cached: ${cached}%`,
        becomes: `${random.whole(0, 60)}%`,
      },
      {
        address: 'offers.gpu.hourly',
        stands: `hourly: ${hourly}`,
        becomes: `${random.decimal(0.05, 20)} USD/hour`,
      },
    ],
  };
}

/** One in six has an hourly profile, and one in four of these a burst plan, which takes as long as eight others. */
function loadOf(random: Random): string {
  if (random.chance(1 / 6))
    return `{ hourly: [${Array.from({ length: 168 }, (_, hour) => (hour === 0 ? 1 : random.whole(0, 9))).join(', ')}] }`;
  const active = random.chance(0.5) ? `, active: ${random.whole(10, 700)} hours/month` : '';
  return `{ peak_to_average: ${random.decimal(1, 20)}${active} }`;
}
