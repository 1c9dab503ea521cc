import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSavedResult, generalFormats, writeResult } from '../../../src/report/index.ts';
import { depthOf, jsonTree, syntaxErrorIn } from '../../../src/report/saved/json-tree.ts';
import { supportDesk } from '../fixtures/results.ts';
import { attempts, hostileResult, portfolio } from '../fixtures/variants.ts';
import { renderText } from '../render-text.ts';

const desk = writeResult(supportDesk);

/** The codes and places of what is wrong with a text. */
function problemsOf(text: string): readonly string[] {
  const loaded = loadSavedResult(text, 'saved.json');
  if (loaded.ok) return [];
  return loaded.diagnostics.map(({ code, span }) => `${code} ${span?.line}:${span?.column}`);
}

describe('a saved result', () => {
  for (const format of [...generalFormats, 'focus'] as const) {
    test(`is written as ${format} as if it had just been computed`, async () => {
      for (const each of [supportDesk, portfolio, hostileResult]) {
        const loaded = loadSavedResult(await renderText(each, 'json'), 'saved.json');
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
        expect(await renderText(loaded.value.result, format)).toBe(await renderText(each, format));
      }
    });
  }

  test('may have keys that this version does not know, and keeps them', async () => {
    const text = JSON.stringify({ ...desk, later: { a: 1 } });
    const loaded = loadSavedResult(`\ufeff${text}`, 'saved.json');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    expect(await renderText(loaded.value.result, 'json')).toContain('"later"');
  });

  test('of another version is refused at its schema', () => {
    const text = JSON.stringify({ ...desk, schema: 'crossover/result/2' }, null, 2);
    expect(problemsOf(text)).toEqual(['report/unknown-schema 2:13']);
    expect(problemsOf(JSON.stringify(writeResult(attempts)))).toEqual(['report/unknown-schema 1:11']);
    expect(problemsOf('{}')).toEqual(['report/no-schema 1:1']);
    expect(problemsOf('"text"')).toEqual(['report/no-schema 1:1']);
    expect(problemsOf(JSON.stringify([desk]))).toEqual(['report/several-results 1:1']);
  });

  test('with wrong figures says all of them, each at its place', () => {
    const text = JSON.stringify(desk, null, 2)
      .replace('"monthly": "2717.4012"', '"monthly": 2717.4012')
      .replace('"kind": "build"', '"kind": "rent"')
      .replace('"tokens": "2220000000"', '"tokens": "2.22e9"');
    const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
    expect(problemsOf(text)).toEqual([
      `report/wrong-result ${lineOf('"2.22e9"')}:19`,
      `report/wrong-result ${lineOf('2717.4012,')}:22`,
      `report/wrong-result ${lineOf('"rent"')}:19`,
    ]);
  });

  test('that is no JSON is refused where it ends being it', () => {
    expect(problemsOf('')).toEqual(['report/not-json 1:1']);
    expect(problemsOf('{\n  "a": 1,\n  oops\n}')).toEqual(['report/not-json 3:3']);
    expect(problemsOf('\u0000\u0001')).toEqual(['report/not-json 1:1']);
  });

  test('that is hostile is refused, not run into', () => {
    const deep = `{"schema":"crossover/result/1","x":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;
    expect(problemsOf(deep)).toEqual(['report/too-deep 1:1']);
    expect(problemsOf('{"__proto__":{"schema":"crossover/result/1"}}')).toEqual(['report/no-schema 1:1']);
    const digits = JSON.stringify(desk).replace('2220000000', '9'.repeat(100_000));
    expect(problemsOf(digits)).toHaveLength(1);
  });
});

describe('places in JSON', () => {
  test('no JSON has a syntax error, and what is broken is broken at or before its end', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('{', '}', ']', ',', ':', '"', 'x'),
        (text, at, sign) => {
          expect(syntaxErrorIn(text)).toBe(text.length);
          const place = at % (text.length + 1);
          const broken = text.slice(0, place) + sign + text.slice(place);
          const offset = syntaxErrorIn(broken);
          expect(offset).toBeLessThanOrEqual(broken.length);
          if (offset < broken.length) expect(isJson(broken)).toBe(false);
        },
      ),
    );
  });

  test('every value and key has its place, and the last of a repeated key counts', () => {
    const root = jsonTree('{\n  "a": [1, {"b": "x,]}"}],\n  "d": true,\n  "d": null\n}', 'f');
    if (root.type !== 'map') throw new Error('not a map');
    const list = root.entries.get('a')?.value;
    expect(list?.span).toEqual({ file: 'f', line: 2, column: 8, length: 1 });
    expect(list?.type === 'list' && list.items.map(({ span }) => span.column)).toEqual([9, 12]);
    expect(root.entries.get('d')?.value).toMatchObject({ type: 'null', span: { line: 4, column: 8 } });
    expect(root.entries.get('d')?.keySpan).toMatchObject({ line: 4, column: 3 });
  });

  test('depth is told without recursion', () => {
    expect(depthOf('{"a": [1, [2]], "b": "[[["}')).toBe(3);
    expect(depthOf('['.repeat(1_000_000))).toBe(1_000_000);
  });

  test('workloads and options are found, and what is not there stands where the whole does', () => {
    const loaded = loadSavedResult(JSON.stringify(desk, null, 2), 'saved.json');
    if (!loaded.ok) throw new Error('not loaded');
    const { locate, result } = loaded.value;
    const [workload] = result.workloads;
    const lines = JSON.stringify(desk, null, 2).split('\n');
    const lineAt = (id: string | null, option: string | null) =>
      lines[(locate(id, option)?.line ?? 0) - 1]?.trim();
    expect(lineAt(workload?.id ?? '', null)).toBe(`"id": "${workload?.id}",`);
    expect(lineAt(workload?.id ?? '', 'own')).toBe('"id": "own",');
    expect(lineAt(null, null)).toMatch(/^"monthly"/u);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
