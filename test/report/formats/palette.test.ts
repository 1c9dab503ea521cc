import { expect, test } from 'vitest';
import { createPalette } from '../../../src/report/formats/table/palette.ts';

const code = (...numbers: readonly number[]): string => numbers.map((each) => `\u001B[${each}m`).join('');

test('a style is turned on before a text and off after it, the last one first', () => {
  const { title, row, heading, tone } = createPalette(1);
  expect(title('a')).toBe(`${code(1)}a${code(22)}`);
  expect(row.chosen('a')).toBe(`${code(1, 32)}a${code(39, 22)}`);
  expect(heading('a')).toBe(`${code(1, 36)}a${code(39, 22)}`);
  expect(tone.warning('a')).toBe(`${code(33)}a${code(39)}`);
  expect(tone.muted('')).toBe('');
});

test('each line has its style to itself, and a style goes on after one within it has ended', () => {
  const { title, tone } = createPalette(3);
  expect(title('a\nb')).toBe(`${code(1)}a${code(22)}\n${code(1)}b${code(22)}`);
  expect(tone.strong(`a ${tone.muted('b')} c`)).toBe(`${code(1)}a ${code(2)}b${code(22, 1)} c${code(22)}`);
});

test('without colors texts stay as they are', () => {
  const { title, row, tone } = createPalette(0);
  expect([title('a\nb'), row.chosen('c'), tone.good('d')]).toEqual(['a\nb', 'c', 'd']);
});
