/** How far a computation is: what is done, of so many in all. */
export interface Progressed {
  readonly done: number;
  readonly of: number;
}

/** A computation in steps: before each it says how far it is, and is told whether to go on. What it returns may then be partial. */
export type Steps<T> = Generator<Progressed, T, boolean>;

/** Of a result that was ended early: how much of it was done. A result that is whole has none. */
export interface Partial extends Progressed {
  /** What is counted: `quotes`. */
  readonly unit: string;
}

/** Goes through all steps at once. */
export function allSteps<T>(steps: Steps<T>): T {
  for (let next = steps.next(); ; next = steps.next(true)) if (next.done === true) return next.value;
}

/** The key of a result that was ended early; no key of one that is whole. */
export function partialOf(done: number, of: number, unit: string): { readonly partial?: Partial } {
  return done < of ? { partial: { done, of, unit } } : {};
}
