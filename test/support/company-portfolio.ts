import { seeded } from './seeded.ts';

interface Size {
  readonly workloads: number;
  readonly clusters: number;
  readonly options: number;
  readonly seed?: number;
}

type Level = 0 | 1 | 2;

/**
 * Open models on GPUs, with what NVIDIA measured of TensorRT-LLM 1.2 at 1,024 and 8,192 tokens of input (catalog 2026-12, grade
 * A): 1/rate = ratio/prefill + 1/decode gives the two rates of a replica.
 */
const serving: readonly (readonly [
  region: string,
  model: string,
  level: Level,
  gpu: string,
  gpus: number,
  prefill: number,
  decode: number,
])[] = [
  ['eu', 'llama-8b', 0, 'h100', 1, 40287, 24461],
  ['us', 'gpt-oss-120b', 1, 'b200', 2, 112014, 96154],
  ['eu', 'llama-70b', 2, 'h200', 1, 6325, 5387],
  ['us', 'gpt-oss-20b', 0, 'h200', 1, 39532, 21414],
  ['eu', 'gpt-oss-120b', 1, 'h200', 1, 17502, 11115],
  ['us', 'qwen3-235b', 2, 'b200', 4, 52289, 41138],
  ['asia', 'gpt-oss-20b', 0, 'h100', 1, 33430, 17306],
  ['eu', 'qwen3-235b', 2, 'h100', 8, 36663, 26792],
  ['us', 'llama-70b', 2, 'b200', 1, 11904, 16091],
  ['asia', 'gpt-oss-120b', 1, 'h200', 1, 17502, 11115],
  ['eu', 'gpt-oss-20b', 0, 'h100', 1, 33430, 17306],
  ['us', 'llama-8b', 0, 'h100', 1, 40287, 24461],
  ['asia', 'llama-70b', 2, 'h200', 2, 9492, 11325],
  ['eu', 'gpt-oss-120b', 1, 'h100', 4, 43523, 33283],
  ['us', 'maverick', 2, 'h200', 8, 102853, 49550],
  ['eu', 'llama-70b', 2, 'h100', 2, 6797, 12624],
  ['us', 'qwen3-30b', 1, 'rtx', 1, 16668, 23519],
  ['asia', 'qwen3-235b', 2, 'h200', 4, 21724, 32822],
  ['us', 'gpt-oss-20b', 0, 'b200', 1, 107180, 106785],
  ['asia', 'llama-8b', 0, 'h200', 1, 45018, 29288],
];

/** Reserved for a year: market medians of catalog 2026-12, and an on-demand price; H100s of a hyperscaler by eights. */
const hourly: Readonly<Record<string, readonly [price: number, node: number]>> = {
  h100: [3.21, 8],
  h200: [4.02, 4],
  b200: [4.86, 8],
  rtx: [1.8, 1],
};

/** List prices of catalog 2026-12, USD per million tokens. */
const apis: readonly (readonly [id: string, level: Level, input: number, output: number])[] = [
  ['openai/gpt-5-nano', 0, 0.05, 0.4],
  ['google/gemini-2.5-flash-lite', 0, 0.1, 0.4],
  ['fireworks/gpt-oss-20b', 0, 0.07, 0.3],
  ['openai/gpt-4o-mini', 0, 0.15, 0.6],
  ['deepseek/deepseek-v4-flash', 1, 0.14, 0.28],
  ['fireworks/gpt-oss-120b', 1, 0.15, 0.6],
  ['openai/gpt-5-mini', 1, 0.25, 2],
  ['google/gemini-2.5-flash', 1, 0.3, 2.5],
  ['openai/gpt-5', 2, 1.25, 10],
  ['google/gemini-2.5-pro', 2, 1.25, 10],
  ['anthropic/claude-haiku-4.5', 2, 1, 5],
  ['deepseek/deepseek-v4-pro', 2, 0.435, 0.87],
  ['groq/llama-3.3-70b', 2, 0.59, 0.79],
  ['deepseek/deepseek-v3.2', 2, 0.229, 0.343],
  ['fireworks/maverick', 2, 0.22, 0.88],
  ['mistral/large', 2, 0.5, 1.5],
  ['anthropic/claude-sonnet-4.5', 2, 3, 15],
];

/** What a large customer gets of a vendor's list prices. */
const terms: Readonly<Record<string, string>> = {
  openai:
    'mode: all_units, tiers: [{ above: 20k USD/month, multiplier: 0.95 }, { above: 60k USD/month, multiplier: 0.9 }]',
  google: 'mode: graduated, minimum: 2k USD/month, tiers: [{ above: 15k USD/month, multiplier: 0.9 }]',
};

/** Input tokens per output token: chat, retrieval, summaries, extraction, agents, writing. */
const ratios = [3, 10, 20, 15, 30, 1] as const;

const day = (from: number, to: number): readonly number[] =>
  Array.from({ length: 24 }, (_, hour) => {
    const middle = (from + to) / 2;
    const away = Math.min(Math.abs(hour - middle), 24 - Math.abs(hour - middle));
    return Math.exp(-((away / ((to - from) / 2.2)) ** 4));
  });

/** Weights of the 168 hours of a week, in UTC: hours of the day, and how much of a weekday there is at the weekend. */
const week = (hours: readonly number[], weekend: number, always: number): string =>
  Array.from({ length: 168 }, (_, hour) => {
    const share = hour >= 120 ? weekend : 1;
    return (always + share * (hours[hour % 24] ?? 0)).toFixed(2);
  }).join(', ');

const profiles: Readonly<Record<string, readonly string[]>> = {
  eu: [week(day(7, 17), 0.1, 0.05), week(day(16, 24), 1.2, 0.2)],
  us: [week(day(13, 24), 0.1, 0.05), week(day(21, 31), 1.2, 0.2)],
  asia: [week(day(0, 10), 0.15, 0.05), week(day(9, 17), 1.2, 0.2)],
};
const nightly = week(day(0, 6), 1, 0);

/**
 * The portfolio of a company with offices on three continents. Volumes are log-normal (median 3 billion tokens a month; two
 * thirds lie within a factor of five), loads follow office hours or evenings of a region, run at night, or are known by their
 * peak alone. Half of the workloads do with a small model, a sixth need a large one; two fifths may run anywhere, the others
 * only in their region. So many options of each: up to two thirds are clusters that it may run on, the others are bought at
 * list prices, two vendors giving discounts by spend. Moving to an open model takes some weeks of work, the same for each
 * cluster that has it. A team in each region runs its clusters.
 */
export function companyPortfolio({ workloads, clusters, options, seed = 1 }: Size): string {
  const below = seeded(seed);
  const normal = (): number =>
    Array.from({ length: 12 }, () => below(10000) / 10000).reduce((sum, each) => sum + each, -6);
  const pick = <T>(from: readonly T[], count: number): readonly T[] => {
    const left = [...from];
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(below(left.length), 1)[0] as T,
    );
  };
  const sites = serving.slice(0, clusters);
  const nameOf = ([region, model, , gpu]: (typeof sites)[number]): string => `${region}-${model}-${gpu}`;
  const regions = ['eu', 'us', 'asia'] as const;
  const lines = ['currency: USD', 'prices:'];
  for (const [id, , input, output] of apis) {
    const term = terms[id.split('/')[0] ?? ''];
    lines.push(
      `  - { id: ${id}, channel: ${id.split('/')[0]}, input: ${input} USD/Mtok, output: ${output} USD/Mtok${term === undefined ? '' : `, commitment: { ${term} }`} }`,
    );
  }
  lines.push('offers:');
  for (const [gpu, [price, node]] of Object.entries(hourly))
    lines.push(
      `  - { id: ${gpu}, gpu: ${gpu === 'rtx' ? 'rtx-pro-6000' : gpu === 'b200' ? gpu : `${gpu}-sxm`}, hourly: ${price} USD/hour, node: ${node}, term: 1 year, switch_off: false }`,
    );
  lines.push('teams:');
  for (const region of regions)
    lines.push(
      `  ${region}: { headcount: 0.5, loaded_cost: 180k USD/year, steps: [{ add: 0.25, every: 3, of: clusters }] }`,
    );
  lines.push('clusters:');
  for (const site of sites)
    lines.push(
      `  ${nameOf(site)}: { model: any, offer: ${site[3]}, gpus_per_replica: ${site[4]}, utilization: ${45 + 5 * below(4)}%, throughput: { prefill: ${site[5]} tokens/s, decode: ${site[6]} tokens/s }, min_replicas: ${site[4] < 4 ? 2 : 1}, platform: 500 USD/month }`,
    );
  lines.push('workloads:');
  for (let workload = 0; workload < workloads; workload += 1) {
    const level = [0, 0, 0, 1, 1, 2][below(6)] ?? 0;
    const region = regions[below(3)] ?? 'eu';
    const isBound = below(5) >= 2;
    const volume = Math.min(300e3, Math.max(20, 3000 * Math.exp(1.6 * normal())));
    const hours = below(10);
    const profile = profiles[region]?.[hours < 4 ? 0 : 1];
    const load =
      hours < 7
        ? `hourly: [${profile}]`
        : hours < 8
          ? `hourly: [${nightly}]`
          : `peak_to_average: ${2 + below(3)}`;
    const able = sites.filter((site) => site[2] >= level && (!isBound || site[0] === region));
    const built = pick(able, Math.round((options * 2) / 3));
    const bought = pick(
      apis.filter((api) => api[1] >= level),
      options - built.length,
    );
    lines.push(
      `  w${workload}:`,
      `    volume: ${volume.toFixed(0)}M tokens/month`,
      `    ratio: ${ratios[below(6)]}:1`,
      `    load: { ${load} }`,
      '    options:',
    );
    const moving = new Map<string, number>();
    for (const site of built) {
      const setup = moving.get(site[1]) ?? 3 + below(18);
      moving.set(site[1], setup);
      lines.push(`      ${nameOf(site)}: { build: ${nameOf(site)}, team: ${site[0]}, setup: ${setup}k USD }`);
    }
    for (const [id] of bought)
      lines.push(
        `      ${id.replaceAll(/[/.]/gu, '-')}: { buy: ${id}, region_uplift: ${isBound && region === 'eu' ? 10 : 0}% }`,
      );
  }
  return lines.join('\n');
}
