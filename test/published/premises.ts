import type { Model } from '../../src/model/index.ts';
import { modelOf } from '../support/model.ts';
import { resultOf } from '../support/results.ts';

/**
 * Pan, Chodnekar, Roy & Wang, arXiv 2509.18101, https://arxiv.org/abs/2509.18101: v3 Tables III and IV, v1 capacity table.
 * Capacity in millions of tokens and electricity in USD a month; break-even months against GPT-5 (1.25 and 10 USD/Mtok) and
 * Claude-4 Opus (15 and 75 USD/Mtok), at two output tokens to one of input.
 */
export const premises = [
  {
    name: 'Kimi-K2',
    gpus: 16,
    kilowatts: 0.3,
    rate: 800,
    outlay: 240000,
    capacity: 506.9,
    power: 126.72,
    gpt5: 69.3,
    opus: 8.7,
  },
  {
    name: 'GLM-4.5',
    gpus: 6,
    kilowatts: 0.3,
    rate: 400,
    outlay: 90000,
    capacity: 253.4,
    power: 47.52,
    gpt5: 51.5,
    opus: 6.5,
  },
  {
    name: 'Qwen3-235B',
    gpus: 4,
    kilowatts: 0.3,
    rate: 400,
    outlay: 60000,
    capacity: 253.4,
    power: 31.68,
    gpt5: 34.0,
    opus: 4.3,
  },
  {
    name: 'gpt-oss-120B',
    gpus: 2,
    kilowatts: 0.3,
    rate: 220,
    outlay: 30000,
    capacity: 139.4,
    power: 15.84,
    gpt5: 30.9,
    opus: 3.9,
  },
  {
    name: 'GLM-4.5-Air',
    gpus: 2,
    kilowatts: 0.3,
    rate: 200,
    outlay: 30000,
    capacity: 126.7,
    power: 15.84,
    gpt5: 34.0,
    opus: 4.3,
  },
  {
    name: 'Llama-3.3-70B',
    gpus: 1,
    kilowatts: 0.3,
    rate: 190,
    outlay: 15000,
    capacity: 120.4,
    power: 7.92,
    gpt5: 17.8,
    opus: 2.3,
  },
  {
    name: 'EXAONE-4.0-32B',
    gpus: 1,
    kilowatts: 0.5,
    rate: 200,
    outlay: 2000,
    capacity: 126.7,
    power: 13.2,
    gpt5: 2.26,
    opus: 0.3,
  },
  {
    name: 'Qwen3-30B',
    gpus: 1,
    kilowatts: 0.5,
    rate: 180,
    outlay: 2000,
    capacity: 114.0,
    power: 13.2,
    gpt5: 2.5,
    opus: 0.3,
  },
  {
    name: 'Magistral-Small',
    gpus: 1,
    kilowatts: 0.5,
    rate: 150,
    outlay: 2000,
    capacity: 95.0,
    power: 13.2,
    gpt5: 3.0,
    opus: 0.4,
  },
] as const;

type Premise = (typeof premises)[number];

/** The machine of a row as the unit that is bought; `hours` a month and kW a GPU as the table was computed with. */
export function premiseModel(
  of: Premise,
  tokens: string,
  hours = 176,
  kilowatts: number = of.kilowatts,
  life = 36,
): Model {
  return modelOf(`hours_per_month: ${hours}
prices:
  - { id: openai/gpt-5, input: 1.25 USD/Mtok, output: 10 USD/Mtok }
  - { id: anthropic/claude-opus-4, input: 15 USD/Mtok, output: 75 USD/Mtok }
offers:
  - { id: machine, gpu: as-published, node: ${of.gpus}, term: owned, ownership: { price: ${of.outlay / of.gpus} USD, residual: 0%, depreciation: ${life} months, maintenance: 0, colocation: 0 USD/month, power: ${kilowatts} kW, pue: 1, power_price: 0.15 USD/kWh, idle: 100% } }
clusters:
  own: { model: ${of.name}, offer: machine, gpus_per_replica: ${of.gpus}, utilization: 100%, throughput: { mixed: ${of.rate} tokens/s } }
workloads:
  all:
    volume: ${tokens} tokens/month
    ratio: 1:2
    options: { own: { build: own }, gpt-5: { buy: openai/gpt-5 }, opus: { buy: anthropic/claude-opus-4 } }`);
}

/** A month's capacity of the machine, in tokens. */
export function capacityOf(of: Premise, hours?: number): string {
  return resultOf(premiseModel(of, '1M', hours), 'own').capacity?.full_at ?? 'unknown';
}

/** A server of eight GPUs is the unit here: its running cost is stated for an hour of the whole. */
export function serverModel(outlay: string, running: string, cloud: readonly string[], hours: number): Model {
  return modelOf(`hours_per_month: ${hours}
offers:
  - { id: server, gpu: 8xh100, term: owned, ownership: { price: ${outlay} USD, residual: 0%, depreciation: 60 months, maintenance: 0, colocation: 0 USD/month, power: 1 kW, pue: 1, power_price: ${running} USD/kWh, idle: 100% } }
${cloud.map((hourly, index) => `  - { id: cloud-${index}, gpu: 8xh100, hourly: ${hourly} USD/hour }`).join('\n')}
clusters:
  own: { model: as-published, offer: server, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } }
${cloud.map((_, index) => `  cloud-${index}: { model: as-published, offer: cloud-${index}, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } }`).join('\n')}
workloads:
  all:
    volume: 1M tokens/month
    ratio: 1:1
    options:
      own: { build: own }
${cloud.map((_, index) => `      cloud-${index}: { build: cloud-${index} }`).join('\n')}`);
}
