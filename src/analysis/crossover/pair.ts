import { plainRule, readBands, type PiecewiseForm, type Rational } from '../../formula/index.ts';
import type { Domain, FormComparison } from './compare-forms.ts';
import type { Stretch } from './stretches.ts';
import type { Comparison, CrossoverOption, NeverBecause, PairComparison } from './types.ts';

interface PairQuestion {
  readonly forms: readonly PiecewiseForm[];
  readonly options: readonly CrossoverOption[];
  /** Positions of the two. */
  readonly buy: number;
  readonly build: number;
  /** On the range asked. */
  readonly here: FormComparison;
  /** On all values that the parameter can have. */
  readonly everywhere: FormComparison;
  readonly domain: Domain;
  readonly present: (of: FormComparison) => Comparison;
}

/** One option to buy against one to build: where building first wins, from where on it always does, or why it never does. */
export function pairComparison(question: PairQuestion): PairComparison {
  const { options, buy, build, here, everywhere } = question;
  const first = here.stretches.find(({ least }) => least === build);
  const winsAnywhere = everywhere.stretches.some(({ least }) => least === build);
  const settled = lastingFrom(everywhere, build);
  const end = here.range.to;
  const isReached = settled !== null && (end === null || settled.isLess(end));
  return {
    ...question.present(here),
    buy: options[buy]?.id ?? '',
    build: options[build]?.id ?? '',
    firstBuild: first?.from.toExact() ?? null,
    alwaysBuildFrom: isReached ? later(settled, here.range.from).toExact() : null,
    neverBecause: winsAnywhere || !everywhere.proved ? null : neverBecause(question),
    isOutsideRange: first === undefined && winsAnywhere,
  };
}

/** From where on the option is the cheapest wherever the parameter can be, if that is proved. */
function lastingFrom({ stretches, proved, alternates }: FormComparison, build: number): Rational | null {
  const last: Stretch | undefined = stretches.at(-1);
  return proved && alternates === null && last?.least === build ? last.from : null;
}

function later(a: Rational, b: Rational): Rational {
  return a.isLess(b) ? b : a;
}

function neverBecause({ forms, buy, build, domain }: PairQuestion): NeverBecause {
  const slopes = domain.to === null ? longRunSlopes(forms, [buy, build], domain.from) : null;
  const [bought, built] = slopes ?? [];
  if (bought === undefined || built === undefined || built.isLess(bought))
    return { kind: 'bounds', from: domain.from.toExact(), to: domain.to?.toExact() ?? null };
  const kind = bought.isLess(built) ? 'unit-cost' : 'fixed-cost';
  return { kind, buy: bought.toExact(), build: built.toExact() };
}

/** What one more unit of the parameter costs in the long run, with whole numbers taken to the letter. */
function longRunSlopes(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  from: Rational,
): readonly Rational[] | null {
  const { known } = readBands(
    of.flatMap((each) => forms[each] ?? []),
    { from, to: null },
    plainRule,
  );
  const slopes = known.flatMap(({ band }) => band?.slope ?? []);
  return slopes.length === of.length ? slopes : null;
}
