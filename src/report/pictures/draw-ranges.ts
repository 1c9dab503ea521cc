import { scaleLinear } from 'd3-scale';
import { Exact } from '../../formula/index.ts';
import { formatMoney } from '../numbers/format-number.ts';
import type { Body } from './frame.ts';
import { colorOf } from './palette.ts';
import type { RangePicture } from './picture.ts';
import { boldWidth, element, fitted, group, label, strokes, textWidth } from './svg.ts';

const rowHeight = 44;
const barHeight = 14;
const axisHeight = 26;

/** A bar from end to end for each row, its name above it and what its ends are beside it. */
export function drawRanges(picture: RangePicture, width: number): Body {
  const ends = picture.ranges.flatMap(({ from, to, middle }) => [
    from,
    to,
    ...(middle === null ? [] : [middle]),
  ]);
  const all = picture.base === null ? ends : [...ends, picture.base];
  const side = Math.min(
    width * 0.22,
    8 +
      Math.max(
        0,
        ...picture.ranges.flatMap(({ fromLabel, toLabel }) => [
          textWidth(fromLabel, 11),
          textWidth(toLabel, 11),
        ]),
      ),
  );
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = scaleLinear()
    .domain(least === most ? [least - 1, most + 1] : [least, most])
    .nice(5)
    .range([side, width - side]);
  const bottom = picture.ranges.length * rowHeight;
  const rows = picture.ranges.map(({ label: name, from, to, middle, fromLabel, toLabel }, row) => {
    const y = row * rowHeight + 18;
    const [low, high] = from <= to ? [from, to] : [to, from];
    const [lowLabel, highLabel] = from <= to ? [fromLabel, toLabel] : [toLabel, fromLabel];
    return {
      name: label(0, y - 5, fitted(name, 12, width - 4, boldWidth)),
      bar: element('rect', {
        x: x(low),
        y,
        width: Math.max(1.5, x(high) - x(low)),
        height: barHeight,
      }),
      low: label(x(low) - 4, y + 11, fitted(lowLabel, 11, side - 6)),
      high: label(x(high) + 4, y + 11, fitted(highLabel, 11, side - 6)),
      middle:
        middle === null
          ? []
          : [element('rect', { x: x(middle) - 1.5, y: y - 2, width: 3, height: barHeight + 4 })],
      y,
    };
  });
  const space = Math.max(2, Math.floor((width - 2 * side) / 90));
  const ticks = x.ticks(space).map((tick) => label(x(tick), bottom + 16, formatMoney(new Exact(tick))));
  const { base } = picture;
  return {
    height: bottom + axisHeight,
    markup: [
      group(
        { 'font-weight': 600 },
        rows.map(({ name }) => name),
      ),
      group(
        { fill: colorOf(0) },
        rows.map(({ bar }) => bar),
      ),
      group(
        { 'font-size': 11, 'text-anchor': 'end' },
        rows.map(({ low }) => low),
      ),
      group(
        { 'font-size': 11 },
        rows.map(({ high }) => high),
      ),
      base === null ? '' : baseMarks(x(base), rows),
      group(
        { fill: colorOf(1) },
        rows.flatMap(({ middle }) => middle),
      ),
      group({ 'text-anchor': 'middle', 'font-size': 11, 'fill-opacity': 0.75 }, ticks),
    ].join(''),
  };
}

/** Where all inputs are as stated; beside the bars alone, so that it crosses no text. */
function baseMarks(x: number, rows: readonly { readonly y: number }[]): string {
  return strokes(
    rows.map(({ y }) => [x, y - 2, x, y + barHeight + 2]),
    { 'stroke-width': 1.5 },
  );
}
