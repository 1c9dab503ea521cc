import { scaleLinear } from 'd3-scale';
import { Exact } from '../../formula/index.ts';
import { formatMoney } from '../numbers/format-number.ts';
import type { Body } from './frame.ts';
import { colorOf, textOn } from './palette.ts';
import type { StackPicture } from './picture.ts';
import { boldWidth, element, fitted, label, textWidth } from './svg.ts';

const barHeight = 26;
const rowHeight = 52;
const legendLine = 20;
const mostColors = 8;
const rest = 'Other';

/** A bar for each option, divided into its lines; what does not fit into a part is named below. */
export function drawStack(picture: StackPicture, width: number): Body {
  const names = namesOf(picture);
  const totals = picture.bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const widest = Math.max(...totals.map((total) => boldWidth(money(total), 12))) + 14;
  const x = scaleLinear()
    .domain([0, Math.max(1e-9, ...totals)])
    .range([0, width - widest]);
  const rows = picture.bars.map(({ label: name, isChosen, parts }, row) => {
    const y = row * rowHeight;
    let from = 0;
    const segments = grouped(parts, names).map(({ index, value }) => {
      const start = x(from);
      const length = x(from + value) - start;
      from += value;
      return (
        element('rect', {
          x: start,
          y: y + 20,
          width: Math.max(0, length - 1),
          height: barHeight,
          fill: colorOf(index),
        }) + inside(names[index] ?? '', index, start, y, length)
      );
    });
    const heading = isChosen
      ? fitted(`${name}, the cheapest`, 13, width - 4, boldWidth)
      : fitted(name, 13, width - 4);
    return [
      label(0, y + 14, heading, { 'font-size': 13, ...(isChosen ? { 'font-weight': 700 } : {}) }),
      ...segments,
      label(x(from) + 6, y + 20 + barHeight / 2 + 4, money(from), { 'font-weight': 600 }),
    ].join('');
  });
  const legend = legendOf(names, picture.bars.length * rowHeight + 8, width);
  return {
    height: picture.bars.length * rowHeight + 8 + legend.height,
    markup: rows.join('') + legend.markup,
  };
}

/** The names of the parts, the largest first; from the eighth on they share one. */
function namesOf({ bars }: StackPicture): readonly string[] {
  const sums = new Map<string, number>();
  for (const { parts } of bars)
    for (const { label: name, value } of parts) sums.set(name, (sums.get(name) ?? 0) + Math.abs(value));
  const ranked = [...sums]
    .filter(([, sum]) => sum > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
  return ranked.length <= mostColors ? ranked : [...ranked.slice(0, mostColors - 1), rest];
}

function grouped(
  parts: StackPicture['bars'][number]['parts'],
  names: readonly string[],
): readonly { readonly index: number; readonly value: number }[] {
  const values = names.map(() => 0);
  for (const { label: name, value } of parts) {
    const index = names.includes(name) ? names.indexOf(name) : names.length - 1;
    if (value > 0) values[index] = (values[index] ?? 0) + value;
  }
  return values.flatMap((value, index) => (value > 0 ? [{ index, value }] : []));
}

function inside(name: string, index: number, start: number, y: number, length: number): string {
  if (length < textWidth(name, 11) + 8) return '';
  return label(start + 5, y + 20 + barHeight / 2 + 4, name, { 'font-size': 11, fill: textOn(index) });
}

function legendOf(names: readonly string[], top: number, width: number): Body {
  let [x, line] = [0, 0];
  const items = names.map((name, index) => {
    const shown = fitted(name, 12, width - 24);
    const length = textWidth(shown, 12) + 34;
    if (x > 0 && x + length > width) [x, line] = [0, line + 1];
    const y = top + line * legendLine;
    const item =
      element('rect', { x, y, width: 12, height: 12, fill: colorOf(index) }) + label(x + 17, y + 10, shown);
    x += length;
    return item;
  });
  return { height: names.length === 0 ? 0 : (line + 1) * legendLine, markup: items.join('') };
}

function money(value: number): string {
  return formatMoney(new Exact(value));
}
