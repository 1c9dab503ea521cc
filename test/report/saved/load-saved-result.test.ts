import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSavedResult, generalFormats } from '../../../src/report/index.ts';
import { findSyntaxError } from '../../../src/report/saved/find-syntax-error.ts';
import { locateValue } from '../../../src/report/saved/locate-value.ts';
import { supportDesk } from '../fixtures/results.ts';
import { attempts, hostileResult, portfolio } from '../fixtures/variants.ts';
import { renderText } from '../render-text.ts';

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
        expect(await renderText(loaded.value, format)).toBe(await renderText(each, format));
      }
    });
  }

  test('may have keys that this version does not know, and keeps them', async () => {
    const text = JSON.stringify({ ...supportDesk, later: { a: 1 } });
    const loaded = loadSavedResult(`\ufeff${text}`, 'saved.json');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    expect(await renderText(loaded.value, 'json')).toContain('"later"');
  });

  test('of another version is refused at its schema', () => {
    const text = JSON.stringify({ ...supportDesk, schema: 'crossover/result/2' }, null, 2);
    expect(problemsOf(text)).toEqual(['report/unknown-schema 2:13']);
    expect(problemsOf(JSON.stringify(attempts))).toEqual(['report/unknown-schema 1:11']);
    expect(problemsOf('{}')).toEqual(['report/no-schema 1:1']);
    expect(problemsOf('"text"')).toEqual(['report/no-schema 1:1']);
    expect(problemsOf(JSON.stringify([supportDesk]))).toEqual(['report/several-results 1:1']);
  });

  test('with wrong figures says all of them, each at its place', () => {
    const text = JSON.stringify(supportDesk, null, 2)
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
    const digits = JSON.stringify(supportDesk).replace('2220000000', '9'.repeat(100_000));
    expect(problemsOf(digits)).toHaveLength(1);
  });
});

describe('places in JSON', () => {
  test('a syntax error is found where JSON.parse finds one, and nowhere in JSON', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('{', '}', ']', ',', ':', '"', 'x', '1', '\\'),
        (text, at, sign) => {
          expect(findSyntaxError(text)).toBe(text.length);
          const place = at % (text.length + 1);
          const broken = text.slice(0, place) + sign + text.slice(place);
          const offset = findSyntaxError(broken);
          if (isJson(broken)) expect(offset).toBe(broken.length);
          else expect(offset).toBeGreaterThanOrEqual(0);
          // What stands before the error can be gone on with; only inside a number or word is it not told apart.
          if (offset < broken.length) expect(isJson(broken)).toBe(false);
        },
      ),
    );
  });

  test('a value is found by its path', () => {
    const text = '{\n  "a": [1, {"b\\"c": "x,]}"}],\n  "d": true\n}';
    const place = (...path: readonly PropertyKey[]): string => {
      const { line, column, length } = locateValue(text, 'f', path);
      return (text.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length);
    };
    expect(place('a', 0)).toBe('1');
    expect(place('a', 1, 'b"c')).toBe('"x,]}"');
    expect(place('d')).toBe('true');
    expect(place('a', 9)).toBe('[1, {"b\\"c": "x,]}"}]');
    expect(place('a')).toBe('[1, {"b\\"c": "x,]}"}]');
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
