import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  directionVectors,
  publishedDirectionNumbers,
} from '../../../src/statistics/sampling/direction-numbers.ts';

describe('direction numbers', () => {
  it('are those of the published file, to the byte', () => {
    // The first 1024 lines of new-joe-kuo-6.21201 (the whole file has SHA-256 68eedd2a4e3b659b...a067441).
    const rows = publishedDirectionNumbers(1023).map(
      ({ polynomial, initial }, index) =>
        `${String(index + 2).padEnd(8)}${String(initial.length).padEnd(8)}${String(polynomial).padEnd(8)}${initial.join(' ')} \n`,
    );
    const text = `d       s       a       m_i     \n${rows.join('')}`;
    expect(rows).toHaveLength(1023);
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      '52eeb57738dd69f5e1f593f2085c4efb3fb410c3af241d5396d7a2bef60b9257',
    );
  });

  it('refuses dimensions that have none', () => {
    expect(() => directionVectors(1025)).toThrow(RangeError);
    expect(() => directionVectors(-1)).toThrow(RangeError);
    expect(directionVectors(0)).toHaveLength(0);
    expect(directionVectors(1024)).toHaveLength(1024 * 32);
  });
});
