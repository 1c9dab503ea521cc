import {
  apportion,
  type Effect,
  type ScenarioComparison,
  type WorkloadComparison,
} from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';

/** Before, after and their difference in whole cents: what is shown adds up as shown. */
export interface CentsChange {
  readonly before: bigint;
  readonly after: bigint;
}

/** Digits behind the cent that decide who gets what rounding leaves over: all that amounts have. */
const fine = 18;
const fineScale = new Exact(10).pow(fine + 2);
const nothing = new Exact(0);
const fineUnits = 10n ** BigInt(fine);

type Amounts = Pick<WorkloadComparison['monthly'], 'before' | 'after'>;

/** The whole of a scenario, plainly rounded. */
export function centsOfScenario({ monthly }: ScenarioComparison): CentsChange {
  return roundedCents(monthly);
}

/** Both sides plainly rounded. */
export function roundedCents({ before, after }: Amounts): CentsChange {
  return { before: roundCents(before), after: roundCents(after) };
}

/** Parts in cents that add up to the whole, on both sides; each is at most a cent or so from its own rounding. */
export function centsOfParts(parts: readonly Amounts[], whole: CentsChange): readonly CentsChange[] {
  const before = share(
    parts.map((each) => each.before),
    whole.before,
  );
  const after = share(
    parts.map((each) => each.after),
    whole.after,
  );
  return parts.map((_, index) => ({ before: before[index] ?? 0n, after: after[index] ?? 0n }));
}

/** Effects in cents that add up to the shown difference. */
export function centsOfEffects(effects: readonly Effect[], whole: CentsChange): readonly bigint[] {
  return share(
    effects.map((each) => each.change),
    whole.after - whole.before,
  );
}

/** Cents as an amount. */
export function decimalOfCents(cents: bigint): Exact {
  return new Exact(cents.toString()).div(100);
}

/** Amounts in cents that add up to a total in cents. */
export function share(values: readonly (Exact | null)[], total: bigint): readonly bigint[] {
  const numerators = values.map((value) => BigInt((value ?? nothing).times(fineScale).toFixed(0)));
  return apportion(numerators, fineUnits, total);
}

/** An amount in whole cents, halves up. */
export function roundCents(value: Exact | null): bigint {
  return BigInt((value ?? nothing).times(100).toFixed(0, Exact.ROUND_HALF_UP));
}
