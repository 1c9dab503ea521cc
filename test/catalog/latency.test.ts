import { describe, expect, test } from 'vitest';
import {
  catalogItems,
  latencyKey,
  loadSerializedCatalog,
  serializeCatalog,
  validateCatalog,
} from '../../src/catalog/index.ts';
import { bundledCatalog } from './bundled-catalog.ts';
import { read, readOrThrow } from './small-catalog.ts';

const curve = (points: string): string =>
  `- { model: open-8b, gpu: l4, gpus: 1 GPU, precision: fp8, engine: vllm 0.9, input_length: 512 tokens, output_length: 256 tokens,
    kind: measured, source: { url: https://example.org/facts, retrieved: 2026-01-02 }, points: [${points}] }\n`;
const at = (offered: number, p50: string, p99: string): string =>
  `{ offered: ${offered} requests/s, completed: ${offered} requests/s, ttft: { p50: ${p50}, p99: ${p99} }, tpot: { p90: 20 ms }, e2e: { p99: 6 s } }`;

describe('curves of latency by load', () => {
  test('keep each time under the percentile that was measured, in milliseconds', () => {
    const catalog = readOrThrow({
      'latency.yaml': curve(`${at(1, '80 ms', '0.2 s')}, ${at(5, '90 ms', '300 ms')}`),
    });
    const [first] = catalog.latency;
    expect(first?.points.map(({ offered }) => offered.toFixed())).toEqual(['1', '5']);
    const [point] = first?.points ?? [];
    expect(Object.keys(point?.firstToken ?? {})).toEqual(['p50', 'p99']);
    expect(point?.firstToken.p99?.toFixed()).toBe('200');
    expect(Object.keys(point?.perToken ?? {})).toEqual(['p90']);
    expect(point?.endToEnd.p99?.toFixed()).toBe('6000');
    expect(loadSerializedCatalog(serializeCatalog(catalog)).latency).toEqual(catalog.latency);
  });

  test.each([
    ['loads that fall', `${at(5, '80 ms', '90 ms')}, ${at(1, '80 ms', '90 ms')}`, 'loads have to rise'],
    [
      'a percentile below a lower one',
      at(1, '80 ms', '70 ms'),
      'p99 is shorter than what fewer requests keep to',
    ],
    ['a time that is no time', at(1, '80 tokens', '90 ms'), 'expected'],
    ['no points', '', 'at least'],
  ])('%s is refused at its place', (_, points, message) => {
    const result = read({ 'latency.yaml': curve(points) });
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map((each) => each.message).join('\n')).toContain(message);
    expect(result.diagnostics[0]?.span?.file).toBe('prices/latency.yaml');
  });

  test('of a model that the catalog does not know are reported', () => {
    const text = curve(at(1, '80 ms', '90 ms')).replace('open-8b', 'open-9b');
    const found = validateCatalog(readOrThrow({ 'latency.yaml': text }));
    expect(found.map(({ code }) => code)).toContain('catalog/unknown-model');
  });

  test('the bundled ones are 20 configurations with 140 loads, from a dated source under MIT', () => {
    const { latency } = bundledCatalog;
    expect([latency.length, latency.flatMap(({ points }) => points).length]).toEqual([20, 140]);
    for (const { source, kind } of latency) {
      expect([kind, source.url, source.retrieved, source.grade]).toEqual([
        'measured',
        'https://github.com/pChitral/vllm-cost-meter',
        '2026-06-10',
        'A',
      ]);
    }
    // The row of configuration C1 at 10 requests a second, as published.
    const c1 = latency.find(({ source }) => source.note?.startsWith('configuration C1,'));
    const ten = c1?.points.find(({ offered }) => offered.eq(10));
    expect(c1 === undefined ? '' : latencyKey(c1)).toBe(
      'llama-3.1-8b on 1 h100-sxm fp16 512/256 vllm 0.19.0',
    );
    expect([ten?.completed, ten?.firstToken.p50, ten?.firstToken.p99, ten?.perToken.p90].join(' ')).toBe(
      '9.627 49.4 84.5 11.51',
    );
    // Each request has 256 output tokens, so that none takes longer per token than 1/255 of the longest request.
    for (const { points, outputLength } of latency)
      for (const { perToken, endToEnd } of points)
        expect(perToken.p90?.lte(endToEnd.p99?.div(outputLength - 1) ?? 0)).toBe(true);
  });

  test('are listed with what a replica answered at most', () => {
    const items = catalogItems(bundledCatalog).filter(({ part }) => part === 'latency');
    const figures = items[0]?.rows[0]?.figures ?? [];
    expect([figures[0]?.key, figures[0]?.value.toFixed()]).toEqual(['completed', '7.047']);
    expect(figures.map(({ key }) => key)).toContain('ttft p99 at 5 requests/s');
  });
});
