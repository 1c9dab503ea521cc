import type { CrossoverResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { blank, figure, text } from '../../document/make.ts';
import type { Cell, Content } from '../../document/document.ts';
import { nameWithKind, type WorkloadView } from './view.ts';
import { statedVolume } from './volume.ts';

/** When building becomes cheaper than buying, in a sentence: from where, whether for good, or why never. */
export function crossoverSentence(crossover: CrossoverResult, view: WorkloadView): Content {
  const build = nameWithKind(crossover.build, view);
  const buy = nameWithKind(crossover.buy, view);
  return [...claim(crossover, build, buy, (value) => at(value, crossover, view)), ...reservation(crossover)];
}

/** From where building is cheaper, and nothing else. */
export function crossoverInBrief(crossover: CrossoverResult, view: WorkloadView): Content {
  const { firstBuild: first, alwaysBuildFrom: always, build } = crossover;
  if (first === null)
    return [text(`${build} is never cheaper${crossover.neverBecause === null ? ' in this range' : ''}`)];
  if (first.isZero() && always?.isZero() === true) return [text(`${build} is cheaper at every volume`)];
  const isLasting = always?.eq(first) === true;
  return [
    text(`${build} is cheaper ${isLasting ? 'from' : 'at first from'} `),
    ...at(first, crossover, view),
    ...(always === null || isLasting ? [] : [text(', for good from '), ...at(always, crossover, view)]),
  ];
}

/** The same for two options outside of a report of `run`, with the names that they go by. */
export function crossoverBetween(crossover: CrossoverResult, build: string, buy: string): Content {
  const place = (value: Exact): Content => [figure('quantity', value, crossover.unit)];
  return [...claim(crossover, build, buy, place), ...reservation(crossover)];
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

/** A volume in the unit in which the scenario states its own, as changes of it are. */
function at(value: Exact, crossover: CrossoverResult, { workload }: WorkloadView): Content {
  if (crossover.unit !== 'tokens/month') return [figure('quantity', value, crossover.unit)];
  const shown = statedVolume(value, workload);
  return [figure('quantity', shown.value, shown.unit)];
}

function claim(
  crossover: CrossoverResult,
  build: string,
  buy: string,
  place: (value: Exact) => Content,
): Content {
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
      ...place(first),
      text('; beyond '),
      ...place(alternates.from),
      text(' the cheaper of the two alternates with a period of '),
      ...place(alternates.period),
    ];
  }
  if (always?.eq(first) === true) {
    return first.isZero()
      ? [text(`${build} is cheaper than ${buy} at every volume`)]
      : [text(`${build} becomes cheaper than ${buy} from `), ...place(first), text(' and stays so')];
  }
  const until = intervals.find((interval) => interval.from.eq(first))?.to ?? null;
  if (always !== null) {
    return [
      text(`${build} first becomes cheaper than ${buy} at `),
      ...place(first),
      text(', and permanently at '),
      ...place(always),
    ];
  }
  const start = [text(`${build} becomes cheaper than ${buy} from `), ...place(first)];
  return until === null ? start : [...start, text(', up to '), ...place(until)];
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
