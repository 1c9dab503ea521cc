import type { CrossoverResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { blank, figure, text } from '../../document/make.ts';
import type { Cell, Content } from '../../document/document.ts';
import { nameWithKind, type WorkloadView } from './view.ts';

/** When building becomes cheaper than buying, in a sentence: from where, whether for good, or why never. */
export function crossoverSentence(crossover: CrossoverResult, view: WorkloadView): Content {
  return crossoverBetween(crossover, nameWithKind(crossover.build, view), nameWithKind(crossover.buy, view));
}

/** The same, with the names that the two go by. */
export function crossoverBetween(crossover: CrossoverResult, build: string, buy: string): Content {
  return [...claim(crossover, build, buy), ...reservation(crossover)];
}

/** Where building is cheaper for the first time, for a table: a figure, or a word where there is none. */
export function crossoverPoint(crossover: CrossoverResult): Cell {
  const from = crossover.firstBuild;
  if (from !== null) return figure('quantity', from, crossover.unit);
  return text(crossover.neverBecause === null ? 'not in range' : 'never');
}

/** Where building is cheaper for good, for a table. */
export function lastingPoint(crossover: CrossoverResult): Cell {
  if (crossover.firstBuild === null) return blank;
  const from = crossover.alwaysBuildFrom;
  return from === null ? text('not for good') : figure('quantity', from, crossover.unit);
}

/** Whether building stays cheaper from where it first is. */
export function staysFromFirst({ firstBuild: first, alwaysBuildFrom: always }: CrossoverResult): boolean {
  return first === null || (always !== null && first.eq(always));
}

function at(value: Exact, crossover: CrossoverResult): Cell {
  return figure('quantity', value, crossover.unit);
}

function claim(crossover: CrossoverResult, build: string, buy: string): Content {
  const {
    firstBuild: first,
    alwaysBuildFrom: always,
    neverBecause: never,
    alternates,
    intervals,
  } = crossover;
  if (never !== null) return [text(`never: ${never}`)];
  if (first === null) return [text(`${build} is never cheaper than ${buy} in this range`)];
  if (alternates !== null) {
    return [
      text(`${build} becomes cheaper than ${buy} from `),
      at(first, crossover),
      text('; beyond '),
      at(alternates.from, crossover),
      text(' the cheaper of the two alternates with a period of '),
      at(alternates.period, crossover),
    ];
  }
  if (always?.eq(first) === true) {
    return first.isZero()
      ? [text(`${build} is cheaper than ${buy} at every volume`)]
      : [text(`${build} becomes cheaper than ${buy} from `), at(first, crossover), text(' and stays so')];
  }
  const until = intervals.find((interval) => interval.from.eq(first))?.to ?? null;
  if (always !== null) {
    return [
      text(`${build} first becomes cheaper than ${buy} at `),
      at(first, crossover),
      text(', and permanently at '),
      at(always, crossover),
    ];
  }
  const start = [text(`${build} becomes cheaper than ${buy} from `), at(first, crossover)];
  return until === null ? start : [...start, text(', up to '), at(until, crossover)];
}

/** A search says where it looked; a proof needs no remark. */
function reservation(crossover: CrossoverResult): Content {
  if (crossover.completeness === 'proved' || crossover.neverBecause !== null) return [];
  const { from, to } = crossover.range;
  return [
    text(' (searched from '),
    figure('quantity', from),
    ...(to === null ? [text(' up')] : [text(' to '), figure('quantity', to)]),
    text(', not proved)'),
  ];
}
