import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { formatCompact } from '../numbers/format-number.ts';
import { Exact } from '../../formula/index.ts';
import { colorOf, dashOf } from './palette.ts';
import type { Body } from './frame.ts';
import type { LinePicture } from './picture.ts';
import { boldWidth, element, fitted, group, label, strokes, textWidth } from './svg.ts';
import { withoutStraight, type Point } from './straight.ts';

const height = 300;
const left = 58;
const bottom = 44;
const top = 22;
const labelGap = 15;

/** Lines with their names at their right ends. */
export function drawLines(picture: LinePicture, width: number): Body {
  const right = Math.min(
    width * 0.34,
    36 + Math.max(...picture.lines.map((each) => boldWidth(each.label, 12))),
  );
  const inner = { left, right: width - right, top, bottom: height - bottom };
  const values = picture.lines.flatMap(({ y }) => y.filter((each) => each !== null));
  const isLog = picture.scale === 'logarithmic' && picture.x.every((each) => each > 0);
  const [first = 0, last = 1] = [picture.x[0], picture.x.at(-1)];
  const x = (isLog ? scaleLog() : scaleLinear()).domain([first, last]).range([inner.left, inner.right]);
  const y = scaleLinear()
    .domain([0, Math.max(1e-9, ...values)])
    .nice(5)
    .range([inner.bottom, inner.top]);
  const path = line<Point>()
    .defined(([, value]) => value !== null)
    .y(([, value]) => value ?? 0)
    .digits(1);
  const levels = y.ticks(5);
  const grid = strokes(
    levels.map((tick) => [inner.left, y(tick), inner.right, y(tick)]),
    { 'stroke-opacity': 0.15 },
  );
  const heights = levels.map((tick) => label(inner.left - 6, y(tick) + 4, compact(tick)));
  const space = Math.max(2, Math.floor((inner.right - inner.left) / 75));
  const ticks = spaced(x.ticks(space), (tick) => x(tick), 56).map((tick) =>
    label(x(tick), inner.bottom + 18, compact(tick)),
  );
  const curves = picture.lines.map(({ y: costs }, index) =>
    element('path', {
      d:
        path(
          withoutStraight(
            costs.map((cost, place) => [x(picture.x[place] ?? 0), cost === null ? null : y(cost)]),
          ),
        ) ?? '',
      fill: 'none',
      stroke: colorOf(index),
      'stroke-width': 2.5,
      ...dashed(index),
    }),
  );
  return {
    height,
    markup: [
      grid,
      group({ 'text-anchor': 'end' }, heights),
      group({ 'text-anchor': 'middle' }, ticks),
      label(inner.right, inner.bottom + 36, picture.xUnit, { 'text-anchor': 'end', 'fill-opacity': 0.75 }),
      ...marksOf(picture, x, inner),
      ...curves,
      ...endLabels(picture, y, inner, right),
    ].join(''),
  };
}

interface Inner {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function marksOf(picture: LinePicture, x: (of: number) => number, inner: Inner): readonly string[] {
  const [first = 0, last = 0] = [picture.x[0], picture.x.at(-1)];
  let free = -Infinity;
  return picture.marks
    .filter(({ at }) => at >= first && at <= last)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, label: text }) => {
      const half = textWidth(text, 11) / 2;
      const middle = Math.min(Math.max(x(at), inner.left + half), inner.right - half);
      const isFree = middle - half > free;
      if (isFree) free = middle + half + 8;
      const rule = element('line', {
        x1: x(at),
        x2: x(at),
        y1: inner.top,
        y2: inner.bottom,
        stroke: 'currentColor',
        'stroke-dasharray': '3 3',
        'stroke-opacity': 0.6,
      });
      return (
        rule +
        (isFree ? label(middle, inner.top - 7, text, { 'text-anchor': 'middle', 'font-size': 11 }) : '')
      );
    });
}

/** Names beside the ends of the lines, moved apart where they would touch. */
function endLabels(
  picture: LinePicture,
  y: (of: number) => number,
  inner: Inner,
  space: number,
): readonly string[] {
  const ends = picture.lines
    .map(({ label: text, y: costs }, index) => ({
      text,
      index,
      at: y(costs.findLast((each) => each !== null) ?? 0),
    }))
    .toSorted((a, b) => a.at - b.at);
  const places: number[] = [];
  for (const { at } of ends) places.push(Math.max(at, (places.at(-1) ?? -Infinity) + labelGap));
  // What would end below the chart pushes the others up.
  for (const [back, place] of [...places.keys()].reverse().entries())
    places[place] = Math.min(places[place] ?? 0, inner.bottom - back * labelGap);
  return ends.map(({ text, index }, place) =>
    endLabel(text, index, inner.right + 6, places[place] ?? 0, space - 32),
  );
}

function endLabel(text: string, index: number, x: number, y: number, space: number): string {
  const sample = strokes([[x, y, x + 20, y]], {
    stroke: colorOf(index),
    'stroke-width': 3,
    ...dashed(index),
  });
  return sample + label(x + 25, y + 4, fitted(text, 12, space, boldWidth), { 'font-weight': 600 });
}

function dashed(index: number): { readonly 'stroke-dasharray'?: string } {
  const dash = dashOf(index);
  return dash === '' ? {} : { 'stroke-dasharray': dash };
}

function spaced(ticks: readonly number[], at: (tick: number) => number, least: number): readonly number[] {
  let last = -Infinity;
  return ticks.filter((tick) => {
    if (at(tick) - last < least) return false;
    last = at(tick);
    return true;
  });
}

function compact(value: number): string {
  return formatCompact(new Exact(value).toSignificantDigits(3));
}
