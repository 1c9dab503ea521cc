import { fail, ok, problem, type Diagnostic, type Result, type Span } from '../../diagnostics/index.ts';
import { choleskyFactor } from './cholesky.ts';
import { nearestCorrelation } from './nearest-correlation.ts';
import type { UncertaintyCode } from './problems.ts';
import { identityMatrix, type SymmetricMatrix } from './symmetric-matrix.ts';

/** Spearman's rank correlation of two uncertain inputs. Pairs that are not given are uncorrelated. */
export interface RankCorrelation {
  readonly first: string;
  readonly second: string;
  /** From -1 to 1. */
  readonly rank: number;
  readonly span?: Span;
}

/** A Gaussian copula over some of the inputs. */
export interface Copula {
  /** Positions of the correlated inputs among all. */
  readonly members: readonly number[];
  /** The lower triangular factor of their normal correlation matrix, row by row. */
  readonly factor: Float64Array;
}

/** More than this would make the search for the nearest correlation matrix take minutes. */
export const mostCorrelated = 50;
const shownPairs = 12;
const shownDigits = 4;
const code: UncertaintyCode = 'uncertainty/correlation';

/**
 * The copula with the given rank correlations of the inputs at `addresses`; null where none are given. Correlations that
 * no joint distribution has are a problem that shows the nearest ones that are possible.
 */
export function rankCopula(
  addresses: readonly string[],
  correlations: readonly RankCorrelation[],
): Result<Copula | null> {
  if (correlations.length === 0) return ok(null);
  const mostPairs = (mostCorrelated * (mostCorrelated - 1)) / 2;
  if (correlations.length > mostPairs) {
    return fail(tooMany(`${correlations.length} pairs are given, at most ${mostPairs} can be`));
  }
  const problems = correlations.flatMap((each, index) =>
    checkPair(each, correlations.slice(0, index), addresses),
  );
  if (problems.length > 0) return fail(...problems);
  const named = new Set(correlations.flatMap(({ first, second }) => [first, second]));
  const members = [...addresses.keys()].filter((index) => named.has(addresses[index] ?? ''));
  if (members.length > mostCorrelated) {
    return fail(tooMany(`${members.length} inputs are correlated, at most ${mostCorrelated} can be`));
  }
  const names = members.map((index) => addresses[index] ?? '');
  const matrix = normalCorrelations(names, correlations);
  const factor = choleskyFactor(matrix);
  return factor === undefined ? fail(impossible(names, correlations, matrix)) : ok({ members, factor });
}

function tooMany(text: string): Diagnostic {
  return problem('uncertainty/too-many' satisfies UncertaintyCode, `correlations: ${text}`);
}

function checkPair(
  pair: RankCorrelation,
  earlier: readonly RankCorrelation[],
  addresses: readonly string[],
): readonly Diagnostic[] {
  const { first, second, rank, span } = pair;
  const report = (text: string): Diagnostic =>
    problem(code, `correlation of ${first} and ${second}: ${text}`, { span });
  const unknown = [first, second].filter((address) => !addresses.includes(address));
  if (unknown.length > 0) return unknown.map((address) => report(`${address} is not an uncertain input`));
  if (first === second) return [report('an input always has a correlation of 1 with itself')];
  if (!(rank >= -1 && rank <= 1)) return [report(`expected a number from -1 to 1, found ${rank}`)];
  const again = earlier.some(
    (other) =>
      (other.first === first && other.second === second) ||
      (other.first === second && other.second === first),
  );
  return again ? [report('it is given twice')] : [];
}

/** Pearson's correlations of the normal variables whose ranks correlate as given: 2·sin(πρ/6). */
function normalCorrelations(
  names: readonly string[],
  correlations: readonly RankCorrelation[],
): SymmetricMatrix {
  const size = names.length;
  const { entries } = identityMatrix(size);
  for (const { first, second, rank } of correlations) {
    const [row, column] = [names.indexOf(first), names.indexOf(second)];
    const value = Math.max(-1, Math.min(1, 2 * Math.sin((Math.PI * rank) / 6)));
    entries[row * size + column] = value;
    entries[column * size + row] = value;
  }
  return { size, entries };
}

function impossible(
  names: readonly string[],
  correlations: readonly RankCorrelation[],
  matrix: SymmetricMatrix,
): Diagnostic {
  const { size } = matrix;
  // Enough room for rounding each shown figure by half of its last digit.
  const nearest = nearestCorrelation(matrix, size * 10 ** -shownDigits);
  const changes = names.flatMap((first, row) =>
    names.slice(row + 1).map((second, offset) => {
      const place = row * size + row + 1 + offset;
      const rank = rankOf(nearest.entries[place] ?? 0);
      const given = correlations.find(
        (each) => [each.first, each.second].includes(first) && [each.first, each.second].includes(second),
      );
      return { first, second, from: given?.rank ?? 0, to: rank.toFixed(shownDigits) };
    }),
  );
  const changed = changes
    .filter(({ from, to }) => Number(to) !== from)
    .toSorted((a, b) => Math.abs(Number(b.to) - b.from) - Math.abs(Number(a.to) - a.from));
  const shown = changed
    .slice(0, shownPairs)
    .map(({ first, second, from, to }) => `${first} and ${second} ${to} instead of ${from}`);
  const rest = changed.length > shownPairs ? `, and ${changed.length - shownPairs} more` : '';
  const text = `correlations of ${names.slice(0, shownPairs).join(', ')}: no joint distribution has these (their matrix is not positive definite)`;
  const hint = `the nearest that are possible: ${shown.join(', ')}${rest}`;
  return problem(code, text, { span: correlations.find((each) => each.span !== undefined)?.span, hint });
}

function rankOf(normal: number): number {
  return (6 / Math.PI) * Math.asin(Math.max(-1, Math.min(1, normal / 2)));
}
