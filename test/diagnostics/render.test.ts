import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasErrors,
  nearest,
  problem,
  renderDiagnostics,
  sortDiagnostics,
  warning,
} from '../../src/diagnostics/index.ts';

const span = { file: 'support.yaml', line: 2, column: 5, length: 5 };

describe('diagnostics', () => {
  test('are shown with their place, the line, a marker under it and the hint', () => {
    const found = problem('scenario/unknown-key', 'workloads.chat.ouput: unknown key', {
      span,
      hint: 'did you mean `output`?',
    });
    expect(renderDiagnostics([found], new Map([['support.yaml', 'a:\n    ouput: 350\n']]))).toBe(
      [
        'support.yaml:2:5: error[scenario/unknown-key]: workloads.chat.ouput: unknown key',
        '  2 |     ouput: 350',
        '    |     ^^^^^ did you mean `output`?',
      ].join('\n'),
    );
  });

  test('without their text are shown without an excerpt', () => {
    expect(renderDiagnostics([warning('a/b', 'c', { span, hint: 'd' })], new Map())).toBe(
      'support.yaml:2:5: warning[a/b]: c\n  d',
    );
  });

  test('never hand control characters on to a terminal', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (message, line, hint) => {
        const shown = renderDiagnostics(
          [problem('a/b', message, { span, hint })],
          new Map([['support.yaml', `x\n${line}`]]),
        );
        // oxlint-disable-next-line no-control-regex -- these are what must not be there
        expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test('are in the order of their places, those without one last', () => {
    const at = (line: number, file = 'b') =>
      problem('a/b', `${file}${line}`, { span: { ...span, file, line } });
    const sorted = sortDiagnostics([problem('a/b', 'nowhere'), at(9), at(1), at(5, 'a')]);
    expect(sorted.map(({ message }) => message)).toEqual(['a5', 'b1', 'b9', 'nowhere']);
  });

  test('are errors only where one is', () => {
    expect(hasErrors([warning('a/b', 'c')])).toBe(false);
    expect(hasErrors([warning('a/b', 'c'), problem('a/b', 'c')])).toBe(true);
  });
});

describe('the nearest word', () => {
  test.each([
    ['ouput', 'output'],
    ['Volum', 'volume'],
    ['openai/gpt-4o-mni', 'openai/gpt-4o-mini'],
    ['xyzzy', undefined],
    ['', undefined],
  ])('to %s is %s', (word, found) => {
    expect(nearest(word, ['output', 'volume', 'openai/gpt-4o-mini', 'openai/gpt-4o'])).toBe(found);
  });
});
