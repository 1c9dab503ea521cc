import { codes } from './codes.ts';

interface Steps {
  readonly code: Uint8Array;
  readonly start: Int32Array;
  readonly args: Int32Array;
}

/** Sums of as many terms as a week has different hours: number · max(floor, one − other), or number · min(one, other). */
export interface HourlySums {
  /** By place: 1 for what such a sum alone is computed from, and so takes with it. */
  readonly inner: Uint8Array;
  /** By place of a sum: where its terms begin. 0 elsewhere. */
  readonly first: Int32Array;
  /** Of each term four places: of the number, of the floor, -1 where it is a least of two, and of the two. */
  readonly terms: Int32Array;
}

/** Shorter sums take no longer step by step. */
const fewest = 4;

/** The sums among some steps, without those of whose terms a value is read from outside. */
export function hourlySums({ args, start, code }: Steps, read: Iterable<number>): HourlySums {
  const uses = new Int32Array(code.length);
  for (const place of args) uses[place] = (uses[place] as number) + 1;
  for (const place of read) uses[place] = 2;
  const inner = new Uint8Array(code.length);
  const first = new Int32Array(code.length);
  const terms = [0];
  const operands = (place: number): Int32Array => args.subarray(start[place], start[place + 1]);
  const isInner = (place: number, kind: number): boolean => code[place] === kind && uses[place] === 1;
  /** The places of one term, and of the steps that it takes with it. */
  const termAt = (
    place: number,
  ): readonly [term: readonly number[], taken: readonly number[]] | undefined => {
    const [number, hour, ...others] = isInner(place, codes.multiply) ? operands(place) : [];
    if (number === undefined || hour === undefined || others.length > 0) return undefined;
    const [one, other, ...more] = operands(hour);
    if (one === undefined || other === undefined || more.length > 0) return undefined;
    if (isInner(hour, codes.minimum))
      return [
        [number, -1, one, other],
        [place, hour],
      ];
    if (!isInner(hour, codes.maximum) || !isInner(other, codes.subtract)) return undefined;
    return [
      [number, one, ...operands(other)],
      [place, hour, other],
    ];
  };
  for (let place = 0; place < code.length; place += 1) {
    if (code[place] !== codes.add || operands(place).length < fewest) continue;
    const found = Array.from(operands(place), termAt);
    if (found.includes(undefined)) continue;
    first[place] = terms.length;
    for (const [term, taken] of found.flatMap((each) => (each === undefined ? [] : [each]))) {
      terms.push(...term);
      for (const each of taken) inner[each] = 1;
    }
  }
  return { inner, first, terms: Int32Array.from(terms) };
}
