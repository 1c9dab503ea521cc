import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutStraight, type Point } from '../../../../src/report/pictures/straight.ts';

const heights = fc.oneof(
  fc.array(fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 300 })), { maxLength: 40 }),
  // What costs mostly are: steps, and straight lines between them.
  fc
    .array(fc.record({ at: fc.integer({ min: 0, max: 300 }), slope: fc.integer({ min: -3, max: 3 }) }), {
      maxLength: 5,
    })
    .map((pieces) => pieces.flatMap(({ at, slope }) => [0, 1, 2, 3, 4, 5].map((step) => at + slope * step))),
);

/** The height of the line through the points that were kept, at one of all. */
function drawnAt(kept: readonly Point[], x: number): number | null {
  const after = kept.findIndex(([at]) => at >= x);
  const [x1 = 0, y1 = null] = kept[after] ?? [];
  if (x1 === x || y1 === null) return y1;
  const [x0 = 0, y0 = null] = kept[after - 1] ?? [];
  return y0 === null ? null : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

test('the line without points that lie on it passes all of them, and breaks where they do', () => {
  fc.assert(
    fc.property(heights, (all) => {
      const points = all.map((y, x): Point => [x, y]);
      const kept = withoutStraight(points);
      for (const [x, y] of points) {
        const drawn = drawnAt(kept, x);
        if (y === null) expect(drawn).toBeNull();
        else expect(Math.abs((drawn ?? Number.NaN) - y)).toBeLessThanOrEqual(0.1 + 1e-9);
      }
    }),
  );
});

test('a straight line is two points, however many it was computed at', () => {
  const line = Array.from({ length: 181 }, (_, at): Point => [at * 3, 250 - at / 7]);
  expect(withoutStraight(line)).toEqual([line[0], line.at(-1)]);
});
