import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analysisProblems } from '../../src/analysis/problems.ts';
import { catalogProblems } from '../../src/catalog/problems.ts';
import { cliProblems } from '../../src/cli/problems.ts';
import { documentProblems } from '../../src/document/problems.ts';
import { gatewayProblems } from '../../src/gateways/problems.ts';
import { importProblems } from '../../src/importing/problems.ts';
import { interviewProblems } from '../../src/interview/problems.ts';
import { ioProblems } from '../../src/io/problems.ts';
import { modelProblems } from '../../src/model/problems.ts';
import { policyProblems } from '../../src/policy/problems.ts';
import { quoteProblems } from '../../src/quotes/problems.ts';
import { reportProblems } from '../../src/report/problems.ts';
import { scenarioProblems } from '../../src/scenario/problems.ts';
import { usageProblems } from '../../src/usage/problems.ts';
import type { ProblemTable } from '../../src/diagnostics/index.ts';

const tables: readonly (readonly [title: string, table: ProblemTable])[] = [
  ['Any YAML file', documentProblems],
  ['Scenario files', scenarioProblems],
  ['Price catalogs', catalogProblems],
  ['Importing prices', importProblems],
  ['Building the model', modelProblems],
  ['Asking questions', analysisProblems],
  ['Policies', policyProblems],
  ['Gateways', gatewayProblems],
  ['GPU quotes', quoteProblems],
  ['Logs and bills', usageProblems],
  ['Answers to `init`', interviewProblems],
  ['Saved results', reportProblems],
  ['Files and addresses', ioProblems],
  ['The command line', cliProblems],
];
const documented = new Map(tables.flatMap(([, table]) => Object.entries(table)));

const src = join(import.meta.dirname, '..', '..', 'src');
const areas = [...new Set([...documented.keys()].map((code) => code.split('/')[0]))].join('|');
const literal = new RegExp(`['"\`]((?:${areas})/[a-z]+(?:-[a-z]+)*)['"\`]`, 'gu');
/** Codes made of an area and what is wrong: by `reportAt`, for the areas whose files are read that way. */
const made = /reportAt\(\s*(?:this\.#?)?\w+,\s*'([a-z-]+)'/gu;

/** Where each code stands in the sources, the registries apart. */
function codesInSources(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('problems.ts')) continue;
    const text = readFileSync(join(src, file), 'utf8');
    for (const [, code] of text.matchAll(literal)) if (code !== undefined) found.set(code, file);
    for (const [, what] of text.matchAll(made)) {
      const area = file.startsWith('policy') ? 'policy' : 'catalog';
      if (what !== undefined && (file.startsWith('policy') || file.startsWith('catalog')))
        found.set(`${area}/${what}`, file);
    }
  }
  return found;
}

describe('the registry of problems', () => {
  test('has every code of the sources', () => {
    const missing = [...codesInSources()].filter(([code]) => !documented.has(code));
    expect(missing).toEqual([]);
  });

  test('has no code twice, and none that nothing causes', () => {
    expect(documented.size).toBe(tables.reduce((sum, [, table]) => sum + Object.keys(table).length, 0));
    const shared = /^(?:scenario|catalog|policy)\/(?:wrong-type|wrong-value|wrong-quantity|out-of-range|unknown-key|missing-key|version|empty|duplicate)$|^report\/wrong-result$/u; // prettier-ignore
    const sources = codesInSources();
    const unused = [...documented.keys()].filter((code) => !sources.has(code) && !shared.test(code));
    expect(unused).toEqual([]);
  });

  test('says in a sentence what each means and what to do', () => {
    for (const [code, { means, remedy }] of documented)
      for (const text of [means, remedy]) expect([code, text]).toEqual([code, expect.stringMatching(/^\S.{8,}\.$/u)]);
  });

  test('is the page docs/errors.md', async () => {
    const row = (code: string, { means, remedy }: ProblemTable[`${string}/${string}`]): string =>
      `| \`${code}\` | ${means} | ${remedy} |\n`;
    const sections = tables.map(
      ([title, table]) =>
        `## ${title}\n\n| code | what it means | what to do |\n|---|---|---|\n${Object.entries(table)
          .map(([code, entry]) => row(code, entry))
          .join('')}`,
    );
    const page = `# Errors and warnings\n\nEvery problem that the program reports has a code. This page is generated: \`npx vitest run test/errors -u\`.\nUnknown flags and missing arguments have codes that begin with \`cli/\` as well.\n\n${sections.join('\n')}`;
    await expect(page).toMatchFileSnapshot('../../docs/errors.md');
  });
});
