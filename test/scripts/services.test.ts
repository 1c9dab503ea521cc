import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addServices } from '../../scripts/build-catalog/tokens/services.ts';
import { runModel } from '../../src/analysis/index.ts';
import { buildModel } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { bundledCatalog } from '../catalog/bundled-catalog.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'services-'));
  mkdirSync(join(folder, 'field'));
  const rows = [
    'vendor,mechanism,applies_to,value,unit,stacks_with,as_of,source_url',
    'anthropic,US-only inference,all tokens,1.1,x list,stacks,2026-10-09,https://a.example',
    'openai,data residency / regional processing,all tokens,1.1,x list,yes,2026-10,https://o.example',
  ];
  writeFileSync(join(folder, 'field', 'd2-multipliers-commitments.csv'), `${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const entry = (id: string) => ({
  id,
  prices: [
    { from: '2026-01-01', to: '2026-06-01', kind: 'list', source: { url: 'https://p.example' } },
    { from: '2026-06-01', kind: 'list', source: { url: 'https://p.example', note: 'read' } },
  ],
});

test("a vendor's condition stands on the current price of the models that it names, with what it combines with", () => {
  const { entries, left } = addServices(['anthropic/claude-opus-5', 'anthropic/claude-opus-4', 'openai/gpt-5'].map(entry), folder);
  const services = entries.map(({ prices }) => (prices as unknown as readonly { readonly services?: unknown }[]).map((row) => row.services));
  expect(services).toEqual([
    [undefined, [{ id: 'us-only', multiplier: '110%', combines: ['batch', 'cache'] }]],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(JSON.stringify(entries[0])).toContain('read; us-only: https://a.example, read 2026-10-09');
  // The extract has no row of the fast mode.
  expect(left).toEqual(['service anthropic fast mode: no multiplier at hand']);
}); // prettier-ignore

describe('conditions of the bundled catalog', () => {
  const tokens = (more: string): number => {
    const text = `crossover: 1
as_of: 2026-11-25
workloads:
  desk: { volume: 1M requests/month, tokens: { input: 1000, output: 100, cached: 50% }, options: { a: { buy: anthropic/claude-opus-5${more} } } }
`;
    const parsed = parseScenario({ file: 'desk.yaml', text });
    const model = parsed.ok ? buildModel(parsed.value, bundledCatalog) : parsed;
    if (!model.ok) throw new Error(model.diagnostics.map(({ message }) => message).join('; '));
    return runModel(model.value).workloads[0]?.options[0]?.monthly?.toNumber() ?? Number.NaN;
  };
  // 1,000 Mtok of input, half of it cached, and 100 of output at 5, 0.5 and 25 USD: 2,500 + 250 + 2,500.
  const list = 5250;

  test.each([
    ['', list],
    [', service: us-only', list * 1.1],
    [', batch: 100%', list * 0.5],
    [', service: us-only, batch: 100%', list * 1.1 * 0.5],
    [', service: fast', list * 2],
  ])('a request%s costs %d USD', (more, expected) => {
    expect(tokens(more)).toBeCloseTo(expected, 6);
  });
});
