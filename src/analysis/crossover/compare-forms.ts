import {
  compareTails,
  pointReader,
  type Rational,
  type PieceProblem,
  type PiecewiseForm,
  type TailComparison,
} from '../../formula/index.ts';
import { settleContests } from './partition.ts';
import { settleEntries, withoutSlivers, type Stretch } from './stretches.ts';
import { searchStretches } from './search.ts';

/** Values of the parameter; `to` null is without end. */
export interface Domain {
  readonly from: Rational;
  readonly to: Rational | null;
}

/** Which of some formulas is the least where. */
export interface FormComparison {
  readonly stretches: readonly Stretch[];
  readonly range: Domain;
  readonly proved: boolean;
  readonly alternates: { readonly from: Rational; readonly period: Rational } | null;
  /** Why it is not proved. */
  readonly problem: PieceProblem | 'unknown-tail' | null;
}

/** How far a comparison goes. */
export interface Limits {
  readonly pieces: number;
  /** `proved`: there is no search where nothing can be proved, and nobody asks how a stretch begins. */
  readonly wanted: 'found' | 'proved';
}

/** Where a list begins and ends that has to begin or end somewhere, about the present value. */
export interface Guess {
  readonly from: Rational;
  readonly to: Rational;
}

/**
 * Compares each group of formulas, given by their positions, on the domain. A list that cannot begin where the domain does,
 * since a formula has no value there, begins at the guess; one of which nothing is proven in the long run, or that must be
 * searched on a domain without end, ends there.
 */
export function compareForms(
  forms: readonly PiecewiseForm[],
  groups: readonly (readonly number[])[],
  domain: Domain,
  guess: Guess,
  limits: Limits,
): readonly FormComparison[] {
  const start = pointReader(forms)(domain.from);
  const isLate = groups.map(
    (of) => of.some((each) => start[each] === null) && domain.from.isLess(guess.from),
  );
  const compare = (from: Rational, late: boolean): readonly FormComparison[] =>
    compareFrom(
      forms,
      groups.filter((_, at) => isLate[at] === late),
      { from, to: domain.to },
      guess.to,
      limits,
    );
  const usual = compare(domain.from, false).values();
  const later = compare(guess.from, true).values();
  return isLate.flatMap((late) => (late ? later : usual).next().value ?? []);
}

function compareFrom(
  forms: readonly PiecewiseForm[],
  groups: readonly (readonly number[])[],
  domain: Domain,
  guess: Rational,
  limits: Limits,
): readonly FormComparison[] {
  const plans = groups.map((of) => planFor(forms, of, domain, guess));
  const results = settleContests(forms, plans, domain.from, limits.pieces);
  return plans.map((plan, at): FormComparison => {
    const result = results[at];
    if (result === undefined) throw new Error('a contest without a result');
    const { problem, reached } = result;
    if (problem !== null && problem.reason !== 'too-many-pieces') {
      if (limits.wanted === 'proved')
        return { stretches: [], range: domain, proved: false, alternates: null, problem };
      const range = { from: domain.from, to: domain.to ?? guess };
      const stretches = searchStretches(forms, plan.of, range);
      return { stretches, range, proved: false, alternates: null, problem };
    }
    const stretches: Stretch[] = result.pieces.map((piece) => ({ ...piece }));
    const { tail } = plan;
    const isWhole = problem === null && tail !== null && tail.kind === 'decided';
    if (isWhole) appendTail(stretches, plan.until, plan.of[tail.least] ?? null);
    const isUnknown = problem === null && tail?.kind === 'unknown';
    return {
      stretches: withoutSlivers(
        forms,
        plan.of,
        limits.wanted === 'proved' ? stretches : settleEntries(forms, stretches),
      ),
      range: { from: domain.from, to: isWhole ? null : reached },
      proved: problem === null && !isUnknown,
      alternates: problem === null && tail?.kind === 'alternates' ? tail : null,
      problem: problem ?? (isUnknown ? 'unknown-tail' : null),
    };
  });
}

interface Plan {
  readonly of: readonly number[];
  readonly until: Rational;
  /** Null where the domain has an end. */
  readonly tail: TailComparison | null;
}

function planFor(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  domain: Domain,
  guess: Rational,
): Plan {
  if (domain.to !== null) return { of, until: domain.to, tail: null };
  const tail = compareTails(
    of.flatMap((each) => forms[each] ?? []),
    domain.from,
  );
  switch (tail.kind) {
    case 'decided':
      return { of, until: tail.from, tail };
    case 'alternates':
      return { of, until: tail.from.plus(tail.period), tail };
    case 'unknown':
      return { of, until: guess, tail };
  }
}

function appendTail(stretches: Stretch[], from: Rational, least: number | null): void {
  const last = stretches.pop();
  if (last === undefined) stretches.push({ from, to: null, least, enters: null });
  else if (last.least === least) stretches.push({ ...last, to: null });
  else stretches.push(last, { from: last.to ?? from, to: null, least, enters: null });
}
