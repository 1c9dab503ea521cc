import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { followPage } from './follow-page.ts';
import { unheldFigures } from './page-steps.ts';

// Pages whose commands are typed in a clone: they print what is shown. And the comparison names a source in each row.

const root = new URL('../../', import.meta.url).pathname;

describe('docs/claims.md', () => {
  const path = `${root}docs/claims.md`;

  test('prints what it shows', async () => {
    const followed = await followPage(path, root);
    expect(followed.map(({ line, printed }) => `$ ${line}\n${printed}`)).toEqual(
      followed.map(({ line, shown }) => `$ ${line}\n${shown}`),
    );
  }, 60_000);

  test('has no figure that no command printed, those of the claims apart', () => {
    const page = readFileSync(path, 'utf8');
    const claimed = new Set(
      [...page.matchAll(/^\| ([^|]*) \|/gmu)].flatMap(
        ([, claim = '']) => claim.match(/\d[\d,.]*\d|\d+/gu) ?? [],
      ),
    );
    expect(unheldFigures(page).filter((figure) => !claimed.has(figure))).toEqual([]);
  });
});

describe('docs/model.md', () => {
  test('prints what it shows', async () => {
    const followed = await followPage(`${root}docs/model.md`, root);
    expect(followed.length).toBeGreaterThan(0);
    expect(followed.map(({ printed }) => printed)).toEqual(followed.map(({ shown }) => shown));
  }, 60_000);
});

describe('docs/comparison.md', () => {
  const page = readFileSync(`${root}docs/comparison.md`, 'utf8');

  test('has a source in each row about others', () => {
    const [, , better = '', open = ''] = page.split(/^## /mu);
    const rows = `${better}\n${open}`.split('\n').filter((line) => /^\| (?!who)/u.test(line));
    expect(rows.length).toBeGreaterThan(12);
    for (const row of rows) expect(row).toMatch(/\]\((?:https:\/\/[^)]+|(?:\.\.\/)?[\w-]+\.md)\)[^|]*\|$/u);
  });

  test('gives the error of our estimates as the page on throughput does', () => {
    const throughput = readFileSync(`${root}docs/throughput.md`, 'utf8');
    const [, ours, theirs] = /not fitted to \| ([\d.]+ %) \| ([\d.]+ %) \|/u.exec(throughput) ?? [];
    expect(page).toContain(`[${String(ours)} median](throughput.md)`);
    expect(page).toContain(`best: ${String(theirs)} median`);
  });
});
