import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { limitCases, otherLimits } from './limit-cases.ts';

describe('a limit is where the page of limits says', { timeout: 120_000 }, () => {
  test.each(limitCases.map((each) => [`${each.of}: ${each.what}`, each] as const))(
    '%s',
    async (_, { limit, code, read }) => {
      const at = await read(limit);
      expect(at.filter((each) => each.code === code)).toEqual([]);
      const beyond = await read(limit + 1);
      expect(beyond.map((each) => each.code)).toContain(code);
      for (const { message } of beyond) expect(message).not.toBe('');
    },
  );
});

test('the page docs/limits.md is made of them', async () => {
  const rows = [
    ...limitCases.map(
      ({ of, what, limit, code }) => [of, what, limit.toLocaleString('en-US'), code] as const,
    ),
    ...otherLimits,
  ].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const page = `# Limits

Whatever a file holds, reading it takes bounded time and memory. This page is generated and every limit of a text is tested
at its place: \`npx vitest run test/limits -u\`.

Readers go through a text once, and no pattern that is matched against input can backtrack, so that time grows in
proportion to the size; what bounds the size bounds the time. Beyond a limit the input is refused with the code, at the
place where it goes beyond.

| of | what | at most | beyond it |
|---|---|---|---|
${rows.map(([of, what, limit, code]) => `| ${of} | ${what} | ${limit} | ${code.includes('/') ? `\`${code}\`` : 'the field is refused, at its place'} |`).join('\n')}

Numbers lie between 1e-24 and 1e24 in size, or are zero. At most 100 problems of a file are shown.
`;
  await expect(page).toMatchFileSnapshot('../../docs/limits.md');
});

test('the limits that are stated beside them are those of the sources', () => {
  const source = (path: string): string =>
    readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');
  expect(source('loading/load-subjects.ts')).toContain('savedSizeLimit = 200_000_000');
  expect(source('loading/load-subjects.ts')).toContain('mostFiles = 1_000');
  expect(source('io/read-folder.ts')).toContain('totalLimit = 200_000_000');
  expect(source('document/located/compose.ts')).toContain('lexemes: 800_000');
  expect(source('io/fetch-bounded.ts')).toContain('timeLimit: 30_000, sizeLimit: 20_000_000, redirects: 5');
  expect(source('analysis/sweep/sweep-model.ts')).toContain('mostCells = 1_000_000');
});
