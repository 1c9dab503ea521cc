import {
  Exact,
  namedAround,
  Rational,
  reduceFormulas,
  type InputNode,
  type Node,
  type PiecewiseForm,
} from '../../formula/index.ts';
import { compareForms, type Domain, type FormComparison, type Guess, type Limits } from './compare-forms.ts';
import { contenders, mostOfAKind } from './contenders.ts';
import { pairComparison } from './pair.ts';
import type {
  Comparison,
  CrossoverOption,
  CrossoverQuestion,
  Crossovers,
  Interval,
  SearchReason,
} from './types.ts';

const usualPieceLimit = 20_000;

/**
 * Which option is the cheapest at which values of a parameter: all options together, and each `buy` against each `build`
 * (where there are many, of those that win among their kind).
 * Where the totals are piecewise linear in the parameter the list is exact and proved complete, without end where the
 * parameter has none; elsewhere it is searched, and says so. The slivers that the
 * rule for whole numbers makes at a step, which comes a relative 1e-9 late, are left out. Throws where the range is empty or there are no options.
 */
export function findCrossovers(question: CrossoverQuestion): Crossovers {
  const { parameter, options } = question;
  const { forms, everywhere, asked, compare } = prepared(question, 'found');
  const pairs = pairsOf(options, (of) => winnersOf(of, compare([of], everywhere)));

  const [only] = pairs;
  // Of two options the pair is all there is.
  const isOnePair = options.length === 2 && only !== undefined && only[0] < only[1];
  const [all, ...others] = compare([options.map((_, index) => index), ...(isOnePair ? [] : pairs)], asked);
  if (all === undefined) throw new Error('no comparison');
  const inRange = isOnePair ? [all] : others;
  const isWhole = question.range === undefined;
  const anywhere = isWhole ? inRange : compare(pairs, everywhere);
  const present = (of: FormComparison): Comparison => presentComparison(of, options);
  let shown: Comparison | undefined;
  return {
    parameter: parameter.address,
    unit: parameter.unit,
    // Who asks for a pair takes nothing else.
    get all() {
      return (shown ??= present(all));
    },
    pairs: pairs.flatMap(([buy, build], at) => {
      const here = inRange[at];
      const total = anywhere[at];
      if (here === undefined || total === undefined) return [];
      return pairComparison({
        forms,
        options,
        buy,
        build,
        here,
        everywhere: total,
        domain: everywhere,
        present,
      });
    }),
  };
}

/**
 * The list of all options together alone, and only where it is proved: undefined where it is not. It does not say how its
 * intervals begin, and takes a fraction of the time.
 */
export function provedIntervals(question: CrossoverQuestion): readonly Interval[] | undefined {
  const { options } = question;
  const { asked, compare } = prepared(question, 'proved');
  const [all] = compare([options.map((_, index) => index)], asked);
  return all?.proved === true ? presentComparison(all, options).intervals : undefined;
}

interface Prepared {
  readonly forms: readonly PiecewiseForm[];
  /** All values that the parameter can have, and those that are asked about. */
  readonly everywhere: Domain;
  readonly asked: Domain;
  readonly compare: (groups: readonly (readonly number[])[], domain: Domain) => readonly FormComparison[];
}

function prepared(question: CrossoverQuestion, wanted: Limits['wanted']): Prepared {
  const { parameter, options, overrides, dependence } = question;
  if (options.length === 0) throw new Error('no options to compare');
  const totals = options.map(({ total }) => total);
  const forms = reduceFormulas(totals, parameter.address, overrides, dependence);
  const limits = { pieces: question.pieceLimit ?? usualPieceLimit, wanted };
  const everywhere = domainOf(parameter);
  const asked = askedRange(question, everywhere);
  const guess = guessAround(overrides?.get(parameter.address) ?? parameter.value, asked);
  return {
    forms,
    everywhere,
    asked,
    compare: (groups, domain) =>
      compareForms(
        forms,
        groups.map((of) => contenders(forms, of, domain)),
        domain,
        guess,
        limits,
      ),
  };
}

/** The positions that are the least somewhere. */
function winnersOf(of: readonly number[], [compared]: readonly FormComparison[]): readonly number[] {
  const winners = new Set(compared?.stretches.map(({ least }) => least));
  return of.filter((index) => winners.has(index));
}

/** Positions of each `buy` with each `build`; where there are many of a kind, of those that win among their kind somewhere. */
function pairsOf(
  options: readonly CrossoverOption[],
  winners: (of: readonly number[]) => readonly number[],
): readonly (readonly [buy: number, build: number])[] {
  const of = (kind: 'buy' | 'build'): readonly number[] =>
    options.flatMap((each, index) => (each.kind === kind ? [index] : []));
  const [bought, built] = [of('buy'), of('build')];
  if (bought.length === 0 || built.length === 0) return [];
  const few = (all: readonly number[]): readonly number[] => (all.length > mostOfAKind ? winners(all) : all);
  const builds = few(built);
  return few(bought).flatMap((buy) => builds.map((build) => [buy, build] as const));
}

function domainOf({ minimum, maximum }: InputNode): Domain {
  return {
    from: rational(minimum ?? new Exact(0)),
    to: maximum === undefined ? null : rational(maximum),
  };
}

function askedRange({ range }: CrossoverQuestion, everywhere: Domain): Domain {
  if (range === undefined) return everywhere;
  const from = rational(range.from);
  const to = range.to === null ? everywhere.to : rational(range.to);
  if (to !== null && to.compare(from) <= 0) throw new Error('an empty range');
  return { from, to };
}

function rational(value: Exact): Rational {
  const read = Rational.fromExact(value);
  if (read === undefined) throw new Error(`${value.toString()} bounds no range`);
  return read;
}

/** A thousandth and a thousand times the present value. */
function guessAround(value: Exact, { from, to }: Domain): Guess {
  const size = Exact.max(value.abs(), from.toExact().abs(), value.isZero() ? 1 : 0);
  const low = rational(size.div(1000));
  const inside = from.isLess(low) && (to === null || low.isLess(to));
  return { from: inside ? low : from, to: rational(size.times(1000)) };
}

function presentComparison(of: FormComparison, options: readonly CrossoverOption[]): Comparison {
  return {
    intervals: of.stretches.flatMap(({ from, to, least, enters }) => {
      const option = least === null ? undefined : options[least];
      if (option === undefined) return [];
      return { from: from.toExact(), to: to?.toExact() ?? null, cheapest: option.id, enters };
    }),
    range: { from: of.range.from.toExact(), to: of.range.to?.toExact() ?? null },
    completeness: of.proved ? 'proved' : 'searched',
    alternates:
      of.alternates === null
        ? null
        : { from: of.alternates.from.toExact(), period: of.alternates.period.toExact() },
    searchedBecause: searchReason(
      of.problem,
      options.map(({ total }) => total),
    ),
  };
}

function searchReason(problem: FormComparison['problem'], totals: readonly Node[]): SearchReason | null {
  if (problem === null) return null;
  if (problem === 'unknown-tail') return { reason: problem, step: null };
  const step = totals.map((total) => namedAround(problem.node, total)).find((each) => each !== null);
  return { reason: problem.reason, step: step ?? null };
}
