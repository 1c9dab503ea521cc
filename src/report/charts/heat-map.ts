import type { Content } from '../document/document.ts';
import { text } from '../document/make.ts';
import { legend, letterOf, markedLine } from './marks.ts';

const mostColumns = 64;
const mostRows = 32;

export interface HeatMap {
  readonly ids: readonly string[];
  /** Labels of the columns' ends, left and right. */
  readonly from: string;
  readonly to: string;
  /** From the bottom to the top: a label, and the place of the cheapest option in `ids` by column; -1 where none is. */
  readonly rows: readonly { readonly label: string; readonly cheapest: readonly number[] }[];
}

/** The letter of the cheapest option in every cell, larger values up; of more cells than fit, evenly chosen ones are shown. */
export function heatMap({ ids, from, to, rows }: HeatMap): readonly Content[] {
  const shown = chosen(rows, mostRows).toReversed();
  const columns = Math.min(mostColumns, shown[0]?.cheapest.length ?? 0);
  const repeat = Math.max(1, Math.floor(mostColumns / Math.max(1, columns)));
  const indent = Math.max(0, ...shown.map(({ label }) => label.length));
  const width = columns * repeat;
  const gapBetween = Math.max(1, width - from.length - to.length);
  return [
    ...shown.map(({ label, cheapest }): Content => {
      const cells = chosen(cheapest, mostColumns).map((option) =>
        (option < 0 ? ' ' : letterOf(option)).repeat(repeat),
      );
      return [text(`${label.padStart(indent)} │`, 'muted'), ...markedLine(cells.join(''))];
    }),
    [text(`${' '.repeat(indent)} └${'─'.repeat(width)}`, 'muted')],
    [text(`${' '.repeat(indent + 2)}${from}${' '.repeat(gapBetween)}${to}`, 'muted')],
    legend(ids),
  ];
}

function chosen<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from(
    { length: most },
    (_, index) => items[Math.round((index * (items.length - 1)) / (most - 1))],
  ).filter((item) => item !== undefined);
}
