import { describe, expect, it } from 'vitest';
import { Exact } from '../../src/formula/index.ts';
import { loadProfileNames, loadProfiles } from '../../src/scenario/fields/load-profiles.ts';

const sum = (values: readonly Exact[]): Exact =>
  values.reduce((total, each) => total.plus(each), new Exact(0));
const peak = (values: readonly Exact[]): number =>
  Exact.max(...values)
    .times(168)
    .div(sum(values))
    .toNumber();

describe('weeks that a load can have by name', () => {
  it.each(loadProfileNames)('%s has 168 hours', (name) => {
    expect(loadProfiles[name]()).toHaveLength(168);
  });

  // The notebook of the trace prints 27,303,999 and 16,803,695 rows; the busiest hours are 1.66 and 3.02 times the mean.
  it('the measured ones have the requests and the peaks of their source', () => {
    const [conversation, code] = [
      loadProfiles['azure-2024-conversation'](),
      loadProfiles['azure-2024-code'](),
    ];
    expect(Math.abs(sum(conversation).toNumber() - 27_304)).toBeLessThan(10);
    expect(Math.abs(sum(code).toNumber() - 16_804)).toBeLessThan(10);
    expect(peak(conversation)).toBeCloseTo(1.656, 2);
    expect(peak(code)).toBeCloseTo(3.017, 2);
    expect(conversation[0]?.toFixed()).toBe('158');
  });

  it('the others have 40 hours, every hour, and 8 hours a night', () => {
    expect(peak(loadProfiles['office-hours']())).toBeCloseTo(168 / 40, 12);
    expect(peak(loadProfiles['around-the-clock']())).toBe(1);
    expect(peak(loadProfiles['night-batch']())).toBeCloseTo(3, 12);
    // Friday 16:00 is the last of the week, Monday 9:00 the first.
    expect(
      loadProfiles['office-hours']()
        .map((each) => each.toNumber())
        .lastIndexOf(1),
    ).toBe(4 * 24 + 16);
    expect(
      loadProfiles['office-hours']()
        .map((each) => each.toNumber())
        .indexOf(1),
    ).toBe(9);
  });
});
