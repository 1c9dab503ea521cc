/** What a scenario is loaded with, besides its file. */
export interface LoadOptions {
  /** Inputs to change, by address, in order; the values are as a file has them. */
  readonly set: readonly Setting[];
  /** A bundled catalog, or the path of a catalog folder; the scenario's own by default. */
  readonly catalog: string | undefined;
  /** Use the prices that held on this calendar date, `2026-11-01`. */
  readonly asOf: string | undefined;
  /** Use only what was known on this date. */
  readonly knownAt: string | undefined;
  /** Fail where the catalog differs from the lock file. */
  readonly locked: boolean;
}

/** One input to change: its value as it was written. */
export interface Setting {
  readonly path: string;
  readonly value: string;
}
