import type { Random } from './random.ts';

/** A text, and what broke when it was read, or null; a throw is a defect by itself. */
export interface FuzzInput {
  readonly text: string;
  readonly check: () => string | null | Promise<string | null>;
}

export type FuzzReader = (random: Random) => FuzzInput | Promise<FuzzInput>;
