import { parseCatalog, type Catalog, type FindCatalog } from '../../src/catalog/index.ts';

const row = `from: 2026-01-01, to: null, recorded: 2026-01-02, kind: list, source: { url: https://example.org/prices, retrieved: 2026-01-02 }`;
const source = `source: { url: https://example.org/facts, retrieved: 2026-01-02 }`;

/** A whole catalog in a few lines, for tests that change one of them. */
export const smallCatalog: Readonly<Record<string, string>> = {
  'catalog.yaml': 'crossover_catalog: 1\nversion: test\ndate: 2026-02-01\n',
  'tokens.yaml': `
- id: acme/chat
  prices:
    - { ${row}, input: 3 USD/Mtok, cached: 0.30 USD/Mtok, output: 15 USD/Mtok, batch: 50% }
- id: acme/small
  residency: [us, eu]
  prices:
    - { ${row}, input: 0.15 USD/Mtok, output: 0.60 USD/Mtok }
`,
  'gpus.yaml': `
- id: cloud/l4
  gpu: l4
  node: 2 GPUs
  prices:
    - { ${row}, hourly: 0.80 USD/hour }
`,
  'throughput.yaml': `
- { model: open-8b, gpu: l4, gpus: 1 GPU, precision: fp8, engine: vllm 0.9, input_length: 1000 tokens, output_length: 1000 tokens,
    input: 500 tokens/s, output: 500 tokens/s, total: 1000 tokens/s, kind: measured, ${source} }
`,
  'models.yaml': `- { id: open-8b, parameters: 8.03B, cache_bytes_per_token: 131072 byte/token, context: 128k tokens, licence: MIT, ${source} }`,
  'hardware.yaml': `- { id: l4, memory: 24 GB, bandwidth: 300 GB/s, power: 72 W, ${source} }`,
  'fx.yaml': `- { from: EUR, to: USD, date: 2026-01-31, rate: 1.08, ${source} }`,
};

export function read(
  changes: Readonly<Record<string, string>> = {},
  find?: FindCatalog,
): ReturnType<typeof parseCatalog> {
  return parseCatalog(new Map(Object.entries({ ...smallCatalog, ...changes })), 'prices', find);
}

export function readOrThrow(changes: Readonly<Record<string, string>> = {}, find?: FindCatalog): Catalog {
  const result = read(changes, find);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

/** The file of the small catalog with one text in it changed. */
export function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = smallCatalog[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
  return { [file]: text.replace(from, to) };
}
