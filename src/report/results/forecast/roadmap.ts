import type { ForecastResult, ForecastRoadmap } from '../../../analysis/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { blank, chart, column, figure, paragraph, row, section, table, text } from '../../document/make.ts';
import { decimalOfCents, roundCents, share } from '../compare/cents.ts';

const initials = 'JFMAMJJASOND';
/** Months of a chart in which each has two characters. */
const wide = 30;

/** The phases of a roadmap as a Gantt chart and a table, whose totals add up as shown. */
export function roadmapBlocks({ roadmap, currency }: ForecastResult): readonly Block[] {
  if (roadmap === null) return [];
  return [
    section(
      'Roadmap',
      [chart(ganttLines(roadmap)), phaseTable(roadmap, currency), ...remarks(roadmap)],
      false,
    ),
  ];
}

export function ganttLines({ phases, months }: ForecastRoadmap): readonly Content[] {
  const last = months.findLastIndex(({ month }) => phases.some(({ to }) => to >= month));
  const shown = months.slice(0, last + 1).map(({ month }) => month);
  const size = shown.length <= wide ? 2 : 1;
  const name = Math.max(...phases.map(({ id }) => id.length), 4);
  const years = shown.map((month, index) =>
    month.endsWith('-01') || (index === 0 && shown[1]?.endsWith('-01') !== true) ? month.slice(2, 4) : '',
  );
  const line = (cells: readonly string[]): string => cells.map((each) => each.padEnd(size)).join('');
  // The two digits of a year may need more room than its first month has.
  const yearLine = years.reduce(
    (before, year, index) => (year === '' ? before : before.padEnd(index * size) + year),
    '',
  );
  const letters = shown.map((month) => initials[Number(month.slice(5)) - 1] ?? ' ');
  return [
    [text(`${''.padEnd(name)}  ${yearLine}`, 'muted')],
    [text(`${''.padEnd(name)}  ${line(letters).trimEnd()}`, 'muted')],
    ...phases.map(({ id, from, to, gate }): Content => {
      const [start, end] = [shown.indexOf(from), shown.indexOf(to) + 1];
      const bar = '█'.repeat((end - start) * size);
      return [
        text(`${id.padEnd(name)}  ${' '.repeat(start * size)}`),
        text(bar, 'good'),
        text(gate === null ? '' : '◆', 'warning'),
      ];
    }),
  ];
}

function phaseTable({ phases, total }: ForecastRoadmap, currency: string): Block {
  const whole = roundCents(total);
  const cents = share(
    phases.map((each) => each.total),
    whole,
  );
  const rows = phases.map(({ id, from, to, people, oneTime, monthly, after, gate }, index) =>
    row([
      text(id),
      text(from === to ? from : `${from} to ${to}`),
      figure('quantity', people),
      figure('cents', oneTime),
      figure('cents', monthly),
      figure('cents', decimalOfCents(cents[index] ?? 0n)),
      text(after.join(', ')),
      text(gate ?? ''),
    ]),
  );
  const sum = row(
    [text('Total'), blank, blank, blank, blank, figure('cents', decimalOfCents(whole)), blank, blank],
    'total',
  );
  const columns = [
    column('Phase'),
    column('Months'),
    column('People', 'right', 'FTE'),
    column('One-time', 'right', currency),
    column('Monthly', 'right', `${currency}/month`),
    column('In all', 'right', currency),
    column('After'),
    column('Gate'),
  ];
  return table(columns, [...rows, sum], { repeated: 1 });
}

function remarks({ phases, template, total }: ForecastRoadmap): readonly Block[] {
  const free = phases.filter((each) => each.total.isZero()).map(({ id }) => id);
  const words = [
    ...(template === null ? [] : [`phases and months of the template ${template}`]),
    ...(total.isZero() || free.length > 0
      ? [`no cost is stated for ${free.length === phases.length ? 'any phase' : free.join(', ')}`]
      : []),
    ...(phases.some(({ gate }) => gate !== null) ? ['◆ a gate at the end of the phase'] : []),
    'monthly is that of the first month, with people',
  ];
  return [paragraph([text(words.join('; '))], 'remark')];
}
