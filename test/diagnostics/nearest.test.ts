import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/diagnostics/index.ts';

describe('the name that was meant', () => {
  it.each([
    ['inptu', ['input', 'output', 'cached'], 'input'],
    ['otuput', ['input', 'output'], 'output'],
    ['buidl', ['buy', 'build', 'hybrid'], 'build'],
    ['ptu', ['put', 'cut'], 'put'],
    // Two letters apart in five are too far, unless they changed places.
    ['inxyt', ['input'], undefined],
    ['tupni', ['input'], undefined],
  ])('of %s among %j is %s', (word, known, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });
});
