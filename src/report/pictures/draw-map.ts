import type { Body } from './frame.ts';
import { colorOf } from './palette.ts';
import type { MapPicture } from './picture.ts';
import { element, fitted, label, textWidth } from './svg.ts';

const bottom = 44;
const legendLine = 20;

/** A field for each pair of values in the color of the cheapest option; the names stand below. */
export function drawMap(picture: MapPicture, width: number): Body {
  const rows = picture.cells.length;
  const columns = picture.cells[0]?.length ?? 0;
  const left =
    10 + Math.min(width * 0.25, Math.max(...ends(picture.yLabels).map((each) => textWidth(each, 12))));
  const top = 20;
  const height = Math.min(320, Math.max(120, rows * 26));
  const [cellWidth, cellHeight] = [(width - left) / Math.max(1, columns), height / Math.max(1, rows)];
  const fields = picture.cells.flatMap((cells, row) =>
    runsOf(cells).map(({ from, to, name }) =>
      element('rect', {
        x: left + from * cellWidth,
        y: top + height - (row + 1) * cellHeight,
        width: (to - from) * cellWidth + 0.3,
        height: cellHeight + 0.3,
        ...(name < 0 ? { fill: 'none' } : { fill: colorOf(name) }),
      }),
    ),
  );
  const [low = '', high = ''] = ends(picture.yLabels);
  const [start = '', end = ''] = ends(picture.xLabels);
  const used = picture.names.flatMap((name, index) =>
    picture.cells.some((row) => row.includes(index)) ? [{ name, index }] : [],
  );
  let [x, line] = [0, 0];
  const legendTop = top + height + bottom;
  const legend = used.map(({ name, index }) => {
    const shown = fitted(name, 12, width - 24);
    const length = textWidth(shown, 12) + 34;
    if (x > 0 && x + length > width) [x, line] = [0, line + 1];
    const y = legendTop + line * legendLine;
    const item =
      element('rect', { x, y, width: 12, height: 12, fill: colorOf(index) }) + label(x + 17, y + 10, shown);
    x += length;
    return item;
  });
  return {
    height: legendTop + (line + 1) * legendLine,
    markup: [
      label(0, 12, fitted(picture.yTitle, 12, width), { 'fill-opacity': 0.75 }),
      ...fields,
      label(left - 6, top + height - 2, fitted(low, 12, left - 8), { 'text-anchor': 'end' }),
      label(left - 6, top + 12, fitted(high, 12, left - 8), { 'text-anchor': 'end' }),
      label(left, top + height + 16, start),
      label(width, top + height + 16, end, { 'text-anchor': 'end' }),
      label(width, top + height + 33, fitted(picture.xTitle, 12, width - left), {
        'text-anchor': 'end',
        'fill-opacity': 0.75,
      }),
      ...legend,
    ].join(''),
  };
}

function ends(labels: readonly string[]): readonly string[] {
  return [labels[0] ?? '', labels.at(-1) ?? ''];
}

/** Neighbors of one name as one field. */
function runsOf(
  cells: readonly number[],
): readonly { readonly from: number; readonly to: number; readonly name: number }[] {
  const runs: { from: number; to: number; name: number }[] = [];
  for (const [index, name] of cells.entries()) {
    const last = runs.at(-1);
    if (last?.name === name) last.to = index + 1;
    else runs.push({ from: index, to: index + 1, name });
  }
  return runs;
}
