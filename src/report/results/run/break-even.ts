import type { CrossoverResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Block, Row } from '../../document/document.ts';
import { column, figure, list, row, section, table, text } from '../../document/make.ts';
import { crossoverSentence } from './crossover-sentence.ts';
import { remarkOnRest } from './remarks.ts';
import { rankCrossovers, shownRows, type WorkloadView } from './view.ts';
import { statedVolume, volumeUnit } from './volume.ts';

/** Every pair of options that can cross: in a sentence, and as the complete list of intervals. */
export function breakEvenSection(view: WorkloadView): readonly Block[] {
  const ranked = rankCrossovers(view.workload.crossovers, view.ranked);
  const shown = ranked.slice(0, shownRows);
  const [first] = shown;
  if (first === undefined) return [];
  const sentences = shown.map((crossover) => [
    text(`${crossover.buy} / ${crossover.build}: `, 'strong'),
    ...crossoverSentence(crossover, view),
  ]);
  const unit = first.unit === 'tokens/month' ? volumeUnit(view.workload.volume) : first.unit;
  const rows = shown.flatMap((crossover) => intervalRows(crossover, view));
  const columns = [
    column('Buy'),
    column('Build'),
    column('From', 'right', unit),
    column('To', 'right', unit),
    column('Cheapest'),
  ];
  const remark = remarkOnRest(ranked.length - shown.length, 'pair of options', 'pairs of options');
  return [section('Break-even over volume', [list(sentences), table(columns, rows, { remark })])];
}

function intervalRows(crossover: CrossoverResult, view: WorkloadView): readonly Row[] {
  const { intervals, unit, buy, build } = crossover;
  const shown = intervals.slice(0, shownRows);
  const shownAt = (value: Exact) => {
    const own = unit === 'tokens/month' ? statedVolume(value, view.workload) : { value, unit };
    return figure('quantity', own.value, own.unit);
  };
  const rows = shown.map((interval) =>
    row([
      text(buy),
      text(build),
      shownAt(interval.from),
      interval.to === null ? text('no end') : shownAt(interval.to),
      text(interval.cheapest, interval.cheapest === view.chosen?.id ? 'strong' : undefined),
    ]),
  );
  const left = intervals.length - shown.length;
  if (left <= 0) return rows;
  return [
    ...rows,
    row([text(buy), text(build), text(''), text(''), text(`${left} more in json and csv`)], 'muted'),
  ];
}
