import { decimal } from '../../../src/importing/importers.ts';

/** [first day seen, input, output, cached], per million tokens; nulls from the day on which the entry was gone. */
export type Point = readonly [
  day: string,
  input: number | null,
  output: number | null,
  cached: number | null,
];

/** A time in which input and output prices stayed. */
export interface Stretch {
  readonly from: string;
  readonly to: string | null;
  readonly input: string;
  readonly output: string;
  readonly cached?: string | undefined;
}

const week = 7 * 86_400_000;

/**
 * The stretches of an entry's change points, after the last time that it was gone. A first price that stood for less
 * than a week, and one that is five times the others and was taken back, are mistakes of the feed.
 */
export function readHistory(points: readonly Point[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, [from, input, output, cached]] of points.entries()) {
    const to = points[index + 1]?.[0] ?? null;
    if (input === null || output === null || input === 0 || output === 0) {
      if (index < points.length - 1) stretches.length = 0;
      continue;
    }
    const last = stretches.at(-1);
    const known = cached === null || cached === 0 ? undefined : decimal(String(cached));
    if (
      last !== undefined &&
      last.input === decimal(String(input)) &&
      last.output === decimal(String(output))
    ) {
      stretches[stretches.length - 1] = { ...last, to, cached: known ?? last.cached };
    } else {
      stretches.push({
        from,
        to,
        input: decimal(String(input)),
        output: decimal(String(output)),
        cached: known,
      });
    }
  }
  const [first, second] = stretches;
  if (
    first !== undefined &&
    second !== undefined &&
    Date.parse(second.from) - Date.parse(first.from) < week
  ) {
    stretches.splice(0, 2, { ...second, from: first.from });
  }
  return withoutSpikes(stretches);
}

function withoutSpikes(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.reduce<readonly Stretch[]>((kept, stretch, index) => {
    const before = kept.at(-1);
    const after = stretches[index + 1];
    const isSpike =
      before !== undefined &&
      after !== undefined &&
      ratio(stretch, before) >= 5 &&
      ratio(stretch, after) >= 5;
    if (isSpike) return [...kept.slice(0, -1), { ...before, to: stretch.to }];
    if (before !== undefined && before.input === stretch.input && before.output === stretch.output) {
      return [...kept.slice(0, -1), { ...before, to: stretch.to }];
    }
    return [...kept, stretch];
  }, []);
}

function ratio(a: Stretch, b: Stretch): number {
  const of = (x: string, y: string): number => Math.max(Number(x) / Number(y), Number(y) / Number(x));
  return Math.max(of(a.input, b.input), of(a.output, b.output));
}
