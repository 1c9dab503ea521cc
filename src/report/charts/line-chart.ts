import type { Content } from '../document/document.ts';
import { text } from '../document/make.ts';
import { legend, letterOf, markedLine } from './marks.ts';

const width = 64;
const height = 14;
/** From this ratio of the largest to the smallest cost on, the scale is logarithmic. */
const wide = 50;

export interface LineChart {
  readonly ids: readonly string[];
  /** By option and point; null where there is no cost. Points are evenly spaced. */
  readonly costs: readonly (readonly (number | null)[])[];
  /** Shown at the ends of the horizontal axis. */
  readonly from: string;
  readonly to: string;
  /** Whether points are evenly spaced in their logarithms. */
  readonly isLogarithmic?: boolean;
  readonly showCost: (cost: number) => string;
  /** Where the cheapest option changes, as shares of the horizontal axis. */
  readonly crossings: readonly number[];
}

/** Costs as lines of letters; where two meet the cheaper one is seen. Marks below show where the cheapest changes. */
export function lineChart(chart: LineChart): readonly Content[] {
  const { ids, costs, from, to, showCost, crossings } = chart;
  const known = costs.flat().filter((cost) => cost !== null);
  if (known.length === 0) return [];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const isLogarithmic = least > 0 && most / least > wide;
  const scale = (cost: number): number => (isLogarithmic ? Math.log(cost) : cost);
  const [low, high] = [scale(least), scale(most)];
  const rowOf = (cost: number): number =>
    high === low ? height - 1 : Math.round(((high - scale(cost)) / (high - low)) * (height - 1));
  const grid = Array.from({ length: height }, () => Array.from({ length: width }, () => ' '));
  for (let column = 0; column < width; column += 1) {
    const here = costs
      .map((line, option) => ({ option, cost: at(line, column / (width - 1)) }))
      .filter((each): each is { readonly option: number; readonly cost: number } => each.cost !== null)
      .toSorted((a, b) => b.cost - a.cost);
    for (const { option, cost } of here) {
      const row = grid[rowOf(cost)];
      if (row !== undefined) row[column] = letterOf(option);
    }
  }
  const middle = isLogarithmic ? Math.sqrt(least * most) : (least + most) / 2;
  const labels = new Map([
    [0, showCost(most)],
    [Math.round((height - 1) / 2), showCost(middle)],
    [height - 1, showCost(least)],
  ]);
  const indent = Math.max(...[...labels.values()].map((label) => label.length));
  const marks = Array.from({ length: width }, () => '─');
  for (const crossing of crossings) marks[Math.round(crossing * (width - 1))] = '┴';
  const gapBetween = Math.max(1, width - from.length - to.length);
  return [
    ...grid.map((row, index): Content => [
      text(`${(labels.get(index) ?? '').padStart(indent)} │`, 'muted'),
      ...markedLine(row.join('').trimEnd()),
    ]),
    [text(`${' '.repeat(indent)} └${marks.join('')}`, 'muted')],
    [text(`${' '.repeat(indent + 2)}${from}${' '.repeat(gapBetween)}${to}`, 'muted')],
    legend(ids),
    ...scaleRemark(isLogarithmic, chart.isLogarithmic === true),
  ];
}

/** On a logarithmic scale the middle is not halfway, which has to be said. */
function scaleRemark(vertical: boolean, horizontal: boolean): readonly Content[] {
  if (!vertical && !horizontal) return [];
  const which = vertical && horizontal ? 'both axes' : vertical ? 'vertical axis' : 'horizontal axis';
  return [[text(`${which}: logarithmic scale`, 'muted')]];
}

/** Between points on a straight line; a step shows as one between two columns. */
function at(line: readonly (number | null)[], share: number): number | null {
  const place = share * (line.length - 1);
  const [before, after] = [line[Math.floor(place)] ?? null, line[Math.ceil(place)] ?? null];
  return before === null || after === null ? null : before + (after - before) * (place - Math.floor(place));
}
