import type { Cell, Content } from '../document/document.ts';
import { text } from '../document/make.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const tones = ['good', 'warning', 'strong', 'muted'] as const;

/** The letter that stands for an option in a chart; a dot where there are too many. */
export function letterOf(index: number): string {
  return letters[index] ?? '·';
}

/** A line of a chart, in which letters have the tones of their options. */
export function markedLine(line: string): Content {
  const cells: Cell[] = [];
  for (const part of line.match(/([A-Za-z])\1*|[^A-Za-z]+/gu) ?? []) {
    const index = letters.indexOf(part.charAt(0));
    cells.push(index < 0 ? text(part) : text(part, tones[index % tones.length]));
  }
  return cells;
}

/** Which letter is which option. */
export function legend(ids: readonly string[]): Content {
  return ids.flatMap((id, index): Content => [
    text(index === 0 ? '' : '   '),
    text(letterOf(index), tones[index % tones.length]),
    text(` ${id}`),
  ]);
}
