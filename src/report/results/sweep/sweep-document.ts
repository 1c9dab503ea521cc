import type { SweepAxis, SweepResult, SweepWorkload } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Block, Content, Document, Row } from '../../document/document.ts';
import { blank, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import { formatQuantity } from '../../numbers/format-number.ts';
import { costChart, winnerMap } from './sweep-charts.ts';

const shownRows = 60;
const shownLines = 40;

/** The report of `sweep`: where the cheapest option changes, a chart, and what each option costs at every value. */
export function sweepDocument(result: SweepResult): Document {
  const [only, ...others] = result.workloads;
  const body =
    only !== undefined && others.length === 0
      ? workloadBlocks(only, result)
      : result.workloads.map((workload) => section(workload.id, workloadBlocks(workload, result), false));
  const { catalog, axes } = result;
  return {
    title: `${result.scenario.name}: ${axes.map(axisName).join(' and ')}`,
    blocks: [
      ...body,
      paragraph(
        [
          text(
            `as of ${catalog.asOf}, catalog ${catalog.version}; ${axes.map(({ path }) => path).join(', ')}`,
          ),
        ],
        'remark',
      ),
    ],
  };
}

function axisName({ label, unit }: SweepAxis): string {
  return unit === '' ? label : `${label}, ${unit}`;
}

function workloadBlocks(workload: SweepWorkload, result: SweepResult): readonly Block[] {
  const [first, second] = result.axes;
  if (first === undefined) return [];
  const map =
    second === undefined ? costChart(workload, first, result.currency) : winnerMap(workload, first, second);
  return [
    ...answer(workload, first, second),
    section(second === undefined ? 'Cost by option' : 'The cheapest option', [map], false),
    section('Every value', [cellTable(workload, result)]),
  ];
}

/** With one input its intervals in words; with two a line of crossings for each value of the second. */
function answer(workload: SweepWorkload, first: SweepAxis, second: SweepAxis | undefined): readonly Block[] {
  const [line] = workload.crossovers;
  if (line === undefined) return [];
  if (second === undefined) {
    const items = line.intervals.map(({ from, to, cheapest }): Content => [
      text(cheapest, 'strong'),
      text(' is the cheapest from '),
      figure('quantity', from, first.unit),
      ...(to === null ? [] : [text(' to '), figure('quantity', to, first.unit)]),
    ]);
    return [list(items), ...searched(line.completeness === 'searched')];
  }
  const rows = workload.crossovers.slice(0, shownLines).map(({ at, intervals }) => {
    const [start, ...changes] = intervals;
    return row([
      figure('quantity', at, second.unit),
      text(start?.cheapest ?? ''),
      text(
        changes.length === 0
          ? 'none'
          : changes.map(({ from, cheapest }) => `${shortNumber(from)}: ${cheapest}`).join('; '),
      ),
    ]);
  });
  const columns = [
    column(second.label, 'right', second.unit),
    column('Cheapest first'),
    column(`Changes at ${axisName(first)}`),
  ];
  return [
    section('The crossover line', [table(columns, rows)], false),
    ...searched(workload.crossovers.some(({ completeness }) => completeness === 'searched')),
  ];
}

function searched(is: boolean): readonly Block[] {
  return is ? [paragraph([text('crossings were searched, not proved complete')], 'remark')] : [];
}

function shortNumber(value: Exact): string {
  return formatQuantity(value.toSignificantDigits(6));
}

function cellTable({ options, cells }: SweepWorkload, { axes, currency }: SweepResult): Block {
  const unit = `${currency}/month`;
  const rows = cells
    .slice(0, shownRows)
    .map(({ at, monthly, cheapest }): Row =>
      row([
        ...at.map((value, axis) => figure('quantity', value, axes[axis]?.unit ?? '')),
        ...monthly.map((cost, index) =>
          options[index]?.id === cheapest
            ? figure('money', cost, unit, { tone: 'good' })
            : figure('money', cost, unit),
        ),
        cheapest === null ? blank : text(cheapest),
      ]),
    );
  const columns = [
    ...axes.map((axis) => column(axis.label, 'right', axis.unit)),
    ...options.map(({ id }) => column(id, 'right', unit)),
    column('Cheapest'),
  ];
  const left = cells.length - rows.length;
  const remark = left > 0 ? [text(`${left} more in json and csv`)] : null;
  return table(columns, rows, { repeated: axes.length, remark });
}
