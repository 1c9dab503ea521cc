import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../../src/catalog/index.ts';
import { fail, hasErrors, ok, problem, renderDiagnostics, type Diagnostic } from '../../src/diagnostics/index.ts';
import { parseScenario, scenarioProblems } from '../../src/scenario/index.ts';
import { generated } from './generated.ts';

// Every wrong file has its problems beside it, as they are printed. `npx vitest run test/errors -u` writes them anew.

const folder = new URL('./', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

const scenarios = new Map(
  readdirSync(new URL('scenario/', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted()
    .map((name) => [name, read(`scenario/${name}`)] as const),
);
const scenarioCases = [...scenarios.keys()].filter((name) => !name.startsWith('bases/'));
const catalogCases = readdirSync(new URL('catalog/', folder), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

const met = new Set<string>();

function expectProblems(diagnostics: readonly Diagnostic[]): void {
  expect(hasErrors(diagnostics)).toBe(true);
  for (const { code, span, message } of diagnostics) {
    met.add(code);
    expect(message).not.toBe('');
    if (code !== 'scenario/too-many') expect(span).toBeDefined();
  }
}

function parseScenarioCase(name: string, text: string): readonly Diagnostic[] {
  const result = parseScenario({
    file: name,
    text,
    resolve: (from, reference) => {
      const file = posix.join(posix.dirname(from), reference);
      const found = scenarios.get(file);
      if (found === undefined) return fail(problem('scenario/extends', `extends: there is no file ${file}`));
      return ok({ file, text: found });
    },
  });
  return result.diagnostics;
}

describe('wrong scenario files', () => {
  test.each(scenarioCases)('%s', async (name) => {
    const diagnostics = parseScenarioCase(name, scenarios.get(name) ?? '');
    expectProblems(diagnostics);
    await expect(`${renderDiagnostics(diagnostics, scenarios)}\n`).toMatchFileSnapshot(
      `scenario/${name.replace(/\.yaml$/u, '.txt')}`,
    );
  });

  test('there are at least 40, and every code has one', () => {
    expect(scenarioCases.length).toBeGreaterThanOrEqual(40);
    const unmet = Object.keys(scenarioProblems).filter((code) => !met.has(code));
    // `scenario/set` comes from the command line, `scenario/too-many` from a generated file below.
    expect(unmet).toEqual(['scenario/set', 'scenario/too-many']);
  });
});

describe('wrong catalogs', () => {
  test.each(catalogCases)('%s', async (name) => {
    const files = new Map(
      readdirSync(new URL(`catalog/${name}/`, folder))
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => [file, read(`catalog/${name}/${file}`)]),
    );
    const { diagnostics } = parseCatalog(files, name);
    expectProblems(diagnostics);
    const sources = new Map([...files].map(([file, text]) => [`${name}/${file}`, text]));
    await expect(`${renderDiagnostics(diagnostics, sources)}\n`).toMatchFileSnapshot(`catalog/${name}.txt`);
  });
});

describe('files that are made to hurt', () => {
  test.each(Object.entries(generated))('%s', async (name, make) => {
    const text = make();
    const scenario = parseScenarioCase(`${name}.yaml`, text);
    expectProblems(scenario);
    const printed = renderDiagnostics(scenario, new Map([[`${name}.yaml`, text]]));
    expect(scenario.length).toBeLessThanOrEqual(101);
    const short = printed.split('\n').slice(0, 12).join('\n');
    await expect(`${short}\n`).toMatchFileSnapshot(`generated/${name}.txt`);
    const manifest = 'crossover_catalog: 1\nversion: test\ndate: 2026-11-01\n';
    const catalog = parseCatalog(new Map([['catalog.yaml', manifest], ['tokens.yaml', text]]), 'test');
    expectProblems(catalog.diagnostics);
  });
});
