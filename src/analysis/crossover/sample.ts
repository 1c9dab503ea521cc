import { Exact, pointReader, Rational, roughPointReader, type PiecewiseForm } from '../../formula/index.ts';

/** A place, which formula is the least there, and by how much the next one is above it. */
export interface Sample {
  readonly at: Rational;
  readonly values: readonly (Rational | null)[];
  readonly least: number | null;
  readonly lead: Rational | null;
}

/** The same in double precision. */
export interface RoughSample {
  readonly at: number;
  readonly least: number | null;
  /** Infinite where there is no next one. */
  readonly lead: number;
  /** The size of the figures that the lead is a difference of. */
  readonly size: number;
}

/** Reads formulas at a place, exactly. */
export function sampler(forms: readonly PiecewiseForm[]): (at: Rational) => Sample {
  const read = pointReader(forms);
  return (at) => {
    const values = read(at);
    const least = leastOf(values);
    const best = least === null ? null : (values[least] ?? null);
    let lead: Rational | null = null;
    for (const [index, value] of values.entries()) {
      if (value === null || best === null || index === least) continue;
      const gap = value.minus(best);
      if (lead === null || gap.isLess(lead)) lead = gap;
    }
    return { at, values, least, lead };
  };
}

/** Reads formulas at a place, roughly. */
export function roughSampler(forms: readonly PiecewiseForm[]): (at: number) => RoughSample {
  const read = roughPointReader(forms);
  return (at) => {
    let least: number | null = null;
    let best = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    let size = 0;
    for (const [index, value] of read(at).entries()) {
      if (value === null || Number.isNaN(value)) continue;
      size = Math.max(size, Math.abs(value));
      if (least === null || value < best) {
        next = best;
        best = value;
        least = index;
      } else if (value < next) {
        next = value;
      }
    }
    return { at, least, lead: next - best, size };
  };
}

/** The position of the least value, the first of equal ones; null where there is none. */
export function leastOf(values: readonly (Rational | null)[]): number | null {
  let least: number | null = null;
  for (const [index, value] of values.entries()) {
    const best = least === null ? null : (values[least] ?? null);
    if (value !== null && (best === null || value.isLess(best))) least = index;
  }
  return least;
}

/** The same place in at most 30 digits, so that numbers stay short. */
export function rounded(at: Rational): Rational {
  return Rational.fromExact(at.toExact().toSignificantDigits(30)) ?? at;
}

/** The place of a double. */
export function place(at: number): Rational {
  const read = Rational.fromExact(new Exact(at));
  if (read === undefined) throw new Error('a place without end');
  return read;
}
