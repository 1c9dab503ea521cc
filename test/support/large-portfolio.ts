import { seeded } from './seeded.ts';

interface Size {
  readonly workloads: number;
  readonly clusters: number;
  readonly options: number;
  readonly seed?: number;
}

/**
 * A portfolio of a company: workloads from small to large (each volume a random power), a third of whose options are bought
 * from six vendors, two with commitments, and the others built on shared clusters of three GPU prices in nodes of 1 to 8,
 * run by three teams that grow with what they run.
 */
export function largePortfolio({ workloads, clusters, options, seed = 1 }: Size): string {
  const below = seeded(seed);
  const lines = ['currency: USD', 'prices:'];
  const commitments = [
    ', commitment: { mode: all_units, tiers: [{ above: 20k USD/month, multiplier: 0.9 }, { above: 60k USD/month, multiplier: 0.8 }] }',
    ', commitment: { mode: graduated, minimum: 5k USD/month, tiers: [{ above: 25k USD/month, multiplier: 0.85 }] }',
  ];
  const vendors = ['acme', 'globex', 'initech', 'umbrella', 'hooli', 'vandelay'];
  for (const [index, vendor] of vendors.entries())
    lines.push(
      `  - { id: ${vendor}/chat, channel: ${vendor}, input: 0.${20 + below(60)} USD/Mtok, output: ${1 + below(2)}.${10 + below(80)} USD/Mtok${commitments[index] ?? ''} }`,
    );
  lines.push('offers:');
  for (const [id, hourly] of [
    ['kept', 2.1],
    ['cheap', 1.6],
    ['large', 2.6],
  ] as const)
    // prettier-ignore
    for (const node of [1, 2, 4, 8])
      lines.push(
        `  - { id: ${id}-${node}, gpu: h100-sxm, hourly: ${(hourly * (1 - node / 100)).toFixed(3)} USD/hour, node: ${node}, term: 1 year, switch_off: false }`,
      );
  lines.push('teams:');
  for (let team = 0; team < 3; team += 1)
    lines.push(
      `  team${team}: { headcount: 0.5, loaded_cost: 180k USD/year, steps: [{ add: 0.25, every: 3, of: clusters }] }`,
    );
  lines.push('clusters:');
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const offer = `${['kept', 'cheap', 'large'][below(3)]}-${[1, 2, 4, 8][below(4)]}`;
    lines.push(
      `  c${cluster}: { model: any, offer: ${offer}, gpus_per_replica: 1, utilization: ${60 + below(30)}%, throughput: { prefill: ${8 + below(20)}k tokens/s, decode: ${2 + below(4)}k tokens/s }, min_replicas: ${1 + below(2)}, platform: ${1 + below(9)}00 USD/month }`,
    );
  }
  const profiles = [
    Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 9 && hour % 24 < 18 ? 2 : 1)),
    Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 20 || hour % 24 < 4 ? 3 : 1)),
  ];
  lines.push('workloads:');
  const built = Math.round((options * 2) / 3);
  for (let workload = 0; workload < workloads; workload += 1) {
    const volume = Math.round(10 ** (1 + below(3000) / 1000) * 10);
    const profile = below(4);
    const load =
      profile < 2 ? `hourly: [${profiles[profile]?.join(', ')}]` : `peak_to_average: ${1 + below(3)}`;
    lines.push(
      `  w${workload}:`,
      `    volume: ${volume}M tokens/month`,
      `    ratio: ${1 + below(6)}:1`,
      `    load: { ${load} }`,
      '    options:',
    );
    const taken = new Set<string>();
    for (let option = 0; option < options; option += 1) {
      const name = option < built ? `c${below(clusters)}` : (vendors[below(vendors.length)] ?? '');
      if (taken.has(name)) {
        // As many options as asked for, each of its own.
        option -= 1;
        continue;
      }
      taken.add(name);
      lines.push(
        option < built
          ? `      ${name}: { build: ${name}, team: team${Number(name.slice(1)) % 3}, setup: ${below(12)}k USD }`
          : `      ${name}: { buy: ${name}/chat, region_uplift: ${below(3)}% }`,
      );
    }
  }
  return lines.join('\n');
}
