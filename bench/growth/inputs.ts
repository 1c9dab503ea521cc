import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a scenario of any size is made of. */
export interface Size {
  readonly workloads: number;
  /** Options to buy, of prices of the scenario's own, beside the two of each workload. */
  readonly options?: number;
  /** Uncertain volumes, for what draws. */
  readonly uncertain?: boolean;
  /** A plan over so many months, for what looks ahead. */
  readonly months?: number;
  /** Volumes and answers that differ a little, for what compares two. */
  readonly changed?: boolean;
  /** One cluster for all, so that they can share it; else one for every four workloads. */
  readonly shared?: boolean;
}

/** A scenario whose workloads are alike and none of which equals another; every second one is of another size. */
export function scenarioText(size: Size): string {
  const { workloads, options = 0, changed = false, shared = true } = size;
  const lines = [
    'crossover: 1',
    'name: growth',
    'catalog: 2026-11',
    ...(size.months === undefined
      ? []
      : [
          'as_of: 2026-11-01',
          `horizon: { start: 2026-12, months: ${size.months}, discount_rate: 10%/year }`,
        ]),
    'teams:',
    `  mlops: { headcount: ${changed ? 0.6 : 0.5}, loaded_cost: 190k USD/year }`,
  ];
  if (options > 0) {
    lines.push('prices:');
    for (let index = 0; index < options; index += 1)
      lines.push(
        `  - { id: made-up/p${index}, input: ${amount(0.2, index)} USD/Mtok, output: ${amount(1, index)} USD/Mtok }`,
      );
  }
  lines.push('clusters:');
  for (let index = 0; index < (shared ? 1 : Math.ceil(workloads / 4)); index += 1)
    lines.push(
      `  c${index}: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand, platform: 400 USD/month }`,
    );
  lines.push('workloads:');
  for (let index = 0; index < workloads; index += 1) {
    const volume = (0.7 * (1 + (index % 2)) + index / 1000) * (changed ? 1.2 : 1);
    const written = `${volume.toFixed(3)}M requests/month`;
    const cluster = `c${shared ? 0 : Math.floor(index / 4)}`;
    lines.push(
      `  w${index}:`,
      `    volume: ${size.uncertain ? `{ lognormal: { p10: ${written}, p90: ${(volume * 2).toFixed(3)}M requests/month } }` : written}`,
      `    tokens: { input: ${500 + 40 * (index % 2)}, output: ${100 + 20 * (index % 2) + (changed ? 10 : 0)}, cached: 40% }`,
      '    options:',
      '      api: { buy: openai/gpt-4o-mini }',
      `      own: { build: ${cluster}, team: mlops, setup: 60k USD, amortize: 24 months }`,
    );
    for (let other = 0; other < options; other += 1)
      lines.push(`      p${other}: { buy: made-up/p${other} }`);
  }
  return `${lines.join('\n')}\n`;
}

/** Prices that all differ and are none of them odd. */
function amount(from: number, index: number): string {
  return (from * (1 + (index % 97) / 50) + index / 10_000).toFixed(4);
}

export const policyText = `crossover_policy: 1
budgets:
  total: 900M USD/month
  per_mtok: 500 USD/Mtok
margin: 0%
hidden_multiple: { least: 1, most: 1000 }
`;

/** Quotes of so many vendors, as a table. */
export function quotesText(rows: number): string {
  const gpus = [
    ['H100 SXM5 80GB', 8, 2],
    ['H200', 8, 2.5],
    ['B200', 8, 3],
    ['L40S', 1, 0.5],
    ['A100 80GB', 8, 1],
  ] as const;
  const terms = ['1yr', 'on-demand', '6 months', 'spot'];
  const lines = ['vendor,gpu,node,price,per,currency,term,region'];
  for (let row = 0; row < rows; row += 1) {
    const [gpu, node, price] = gpus[row % gpus.length] ?? gpus[0];
    lines.push(
      `Vendor${row},${gpu},${node},${(price * (1 + (row % 4) / 8) + row / 100_000).toFixed(5)},$/GPU/hr,,${terms[row % terms.length]},us-east`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Token prices as a table of one's own, for a catalog of any size. */
export function pricesText(rows: number): string {
  const lines = ['id,input_per_mtok,output_per_mtok,asOf'];
  for (let row = 0; row < rows; row += 1)
    lines.push(`made-up/m${row},${amount(0.2, row)},${amount(1, row)},2026-11-01`);
  return `${lines.join('\n')}\n`;
}

export function writeInput(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
