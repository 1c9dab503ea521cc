import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, escapeSource, guardStart } from '../../../src/report/formats/markdown/escape.ts';
import { supportDesk } from '../fixtures/results.ts';
import { hostile, hostileResult, manyWorkloads } from '../fixtures/variants.ts';
import { renderText } from '../render-text.ts';

const limit = 65_536;

describe('a text in markdown', () => {
  test('has nothing left that is markup, a mention, a reference or a link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const escaped = escapeMarkdown(text, 300);
        expect(escaped.replaceAll(/&#\d+;/gu, '')).not.toMatch(/[<>`|*~[\]\\&\n\r]/u);
        expect(escaped).not.toMatch(/@\w|:\/\/|(?<!&)#\w/u);
      }),
    );
  });

  test('stays readable as what it was', () => {
    const decoded = escapeMarkdown('a_b _c_ <d> | `e` @f #1 https://g 50 % & 1:2', 300)
      .replaceAll('&#8203;', '')
      .replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)));
    expect(decoded).toBe('a_b _c_ <d> | `e` @f #1 https://g 50 % & 1:2');
  });

  test('begins no list, heading or rule', () => {
    for (const start of ['- a', '+ a', '# a', '1. a', '12) a', '===', ': a', '  - a']) {
      expect(guardStart(start)).not.toMatch(/^\s*(?:[-+#=:]|\d+[.)])/u);
    }
    expect(guardStart('plain')).toBe('plain');
  });

  test('keeps the address of a source, and only that', () => {
    expect(escapeSource('https://a.example/b_c?d=1 (2026-08-21)', 300)).toBe(
      '<https://a.example/b_c?d=1> (2026-08-21)',
    );
    expect(escapeSource('list: https://a.example', 300)).toBe('list: <https://a.example>');
    expect(escapeSource('javascript:alert(1)', 300)).not.toContain('<');
    expect(escapeSource('https://a.example/<script>', 300)).not.toContain('<');
    expect(escapeSource('x"https://a.example', 300)).not.toContain('<');
  });
});

describe('a comment', () => {
  test('gives the answer first and folds the details', async () => {
    const body = await renderText(supportDesk, 'markdown');
    expect(body.indexOf('own (build)')).toBeLessThan(body.indexOf('<details>'));
    expect(body.match(/<details>/gu)?.length).toBe(body.match(/<\/details>/gu)?.length);
    expect(body).not.toContain('Left out');
  });

  test('keeps hostile names as text', async () => {
    const body = await renderText(hostileResult, 'markdown');
    expect(body).not.toContain('<img');
    expect(body).not.toContain('<!--');
    expect(body).not.toMatch(/@\w/u);
    expect(body).not.toMatch(/\n# /u);
    expect(body).not.toContain('](');
    const ours = body.replaceAll(/<\/?(?:details|summary|sub)>/gu, '').replaceAll(/<https:[^>\s]*>/gu, '');
    expect(ours).not.toMatch(/[<>]/u);
    const tables = body.split('\n').filter((line) => line.startsWith('|'));
    expect(tables.length).toBeGreaterThan(20);
    for (const line of tables) expect(line.endsWith('|')).toBe(true);
  });

  test('of 300 workloads fits, and says what is left out and where it is', async () => {
    const body = await renderText(manyWorkloads(300), 'markdown');
    expect(body.length).toBeLessThanOrEqual(limit);
    expect(body.length).toBeGreaterThan(limit * 0.8);
    expect(body).toContain('| workload-300 |');
    const [, left, of] = /the last (\d+) of (\d+) folded sections/u.exec(body) ?? [];
    expect(Number(of)).toBe(301);
    // Each shown section is a workload with its own sections; none is opened without being closed.
    expect(body.match(/<summary>workload-/gu)).toHaveLength(301 - Number(left));
    expect(body.match(/<details>/gu)?.length).toBe(body.match(/<\/details>/gu)?.length);
    expect(body).toContain('--format csv');
    expect(await renderText(manyWorkloads(300), 'markdown')).toBe(body);
  });

  test('of workloads with very long names loses rows of its table, and says how many', async () => {
    const body = await renderText(manyWorkloads(900, '<&>|'.repeat(50)), 'markdown');
    expect(body.length).toBeLessThanOrEqual(limit);
    expect(body).toMatch(/\d+ of 901 rows are not shown here/u);
    expect(body).toContain('**Total**');
  });

  test('of hostile length fits', async () => {
    const long = hostile.repeat(20_000);
    const body = await renderText({ ...hostileResult, scenario: { name: long, digest: '' } }, 'markdown');
    expect(body.length).toBeLessThanOrEqual(limit);
  });
});
