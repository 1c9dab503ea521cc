import { readFileSync } from 'node:fs';
import type { Catalog } from '../src/catalog/index.ts';
import { compilePlan, type Node, type VectorPlan } from '../src/formula/index.ts';
import { buildModel } from '../src/model/index.ts';
import { parseScenario } from '../src/scenario/index.ts';

/** What is benchmarked: formulas of the product's own model, and the inputs that vary. */
export interface BenchModel {
  readonly roots: readonly Node[];
  /** Addresses with the range that their columns are filled over. */
  readonly varied: readonly { readonly address: string; readonly low: number; readonly high: number }[];
}

const ranges = [
  { address: 'workloads.chat.volume', low: 1_000_000, high: 50_000_000 },
  { address: 'workloads.chat.tokens.input', low: 500, high: 3000 },
  { address: 'workloads.chat.tokens.output', low: 100, high: 800 },
  { address: 'workloads.chat.tokens.cached', low: 0.1, high: 0.7 },
  { address: 'workloads.chat.retries.failure_rate', low: 0.01, high: 0.12 },
  { address: 'workloads.chat.load.peak_to_average', low: 2, high: 6 },
  { address: 'offers.quote-a.hourly', low: 2, high: 5 },
  { address: 'clusters.inference.throughput.decode', low: 1500, high: 4000 },
];

/** The monthly cost of each option of `scenario.yaml`, all that varies taken from `ranges`. */
export function benchModel(): BenchModel {
  const file = 'bench/scenario.yaml';
  const text = readFileSync(new URL('./scenario.yaml', import.meta.url), 'utf8');
  const scenario = parseScenario({ file, text });
  if (!scenario.ok) throw new Error(scenario.diagnostics.map((each) => each.message).join('\n'));
  const model = buildModel(scenario.value, noCatalog);
  if (!model.ok) throw new Error(model.diagnostics.map((each) => each.message).join('\n'));
  const options = model.value.workloads.flatMap((workload) => workload.options);
  const roots = options.map(({ id, statement, exclusions }) => {
    if (statement === null) throw new Error(`${id}: ${exclusions.map((each) => each.message).join('; ')}`);
    return statement.monthly;
  });
  for (const { address } of ranges)
    if (!model.value.graph.inputs.has(address)) throw new Error(`the model has no input ${address}`);
  return { roots, varied: ranges };
}

/** What our engines evaluate: the outputs are the options, the columns what varies. */
export function benchPlan(model: BenchModel): VectorPlan {
  return compilePlan(
    model.roots,
    model.varied.map(({ address }) => address),
  );
}

export const noCatalog: Catalog = {
  version: 'none',
  date: '2026-11-01',
  digest: '',
  tokens: new Map(),
  offers: new Map(),
  throughput: [],
  latency: [],
  models: new Map(),
  gpus: new Map(),
  exchange: [],
  facts: new Map(),
};
