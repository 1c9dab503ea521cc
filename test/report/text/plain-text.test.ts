import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/report/text/display-width.ts';
import { plainText } from '../../../src/report/text/plain-text.ts';

describe('a text from outside', () => {
  test('comes out on one line without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(text, 50)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test('is cut with a mark where it is too long', () => {
    expect(plainText('abcdef', 6)).toBe('abcdef');
    expect(plainText('abcdefg', 6)).toBe('abcde…');
    expect(plainText(`${' '.repeat(1_000)}x`, 6)).toBe(' …');
    expect(plainText('😀'.repeat(7), 6)).toBe(`${'😀'.repeat(5)}…`);
  });

  test('is as wide as a terminal shows it', () => {
    expect(displayWidth('abc')).toBe(3);
    expect(displayWidth('\u001b[1mabc\u001b[22m')).toBe(3);
    expect(displayWidth('日本')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
    // What is told at once is told as what is looked at character by character.
    for (let unit = 0x20; unit < 0x3000; unit += 1) {
      const character = String.fromCharCode(unit);
      const isMark = /\p{Mark}/u.test(character);
      const isWide = (unit >= 0x1100 && unit <= 0x115f) || unit >= 0x2e80;
      expect([unit, displayWidth(character)]).toEqual([unit, isMark ? 0 : isWide ? 2 : 1]);
    }
    expect(displayWidth('▸ 43 %')).toBe(6);
  });
});
