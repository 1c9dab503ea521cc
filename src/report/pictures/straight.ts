/** A place in a picture; without a height, the line is broken. */
export type Point = readonly [x: number, y: number | null];

/** Nobody sees a line that passes a point by so little. */
const unseen = 0.1;

/** The points without those that a straight line through their neighbors passes anyway. */
export function withoutStraight(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  let from = 0;
  while (from < points.length) {
    const [start] = points.slice(from, from + 1);
    if (start === undefined) break;
    kept.push(start);
    from = start[1] === null ? from + 1 : endOfStraight(points, from);
  }
  return kept;
}

/** How far a straight line from one point passes all between closely enough; the next point at least. */
function endOfStraight(points: readonly Point[], from: number): number {
  const [x0 = 0, y0] = points[from] ?? [];
  let [least, most] = [-Infinity, Infinity];
  let end = from + 1;
  for (let to = from + 1; to < points.length; to += 1) {
    const [x = 0, y] = points[to] ?? [];
    if (y === null || y === undefined || y0 === null || y0 === undefined || x <= x0) break;
    const slope = (y - y0) / (x - x0);
    if (slope < least || slope > most) break;
    end = to;
    // Slopes that pass this point, too.
    least = Math.max(least, (y - unseen - y0) / (x - x0));
    most = Math.min(most, (y + unseen - y0) / (x - x0));
  }
  return end;
}
