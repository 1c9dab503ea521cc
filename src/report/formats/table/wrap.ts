import { displayWidth } from '../../text/display-width.ts';

/** A stretch of text that is painted alike. */
export interface Run {
  readonly text: string;
  readonly paint: (text: string) => string;
}

interface Piece {
  readonly word: string;
  readonly paint: Run['paint'];
  /** Whether it follows the piece before it without a space. */
  readonly joined: boolean;
}

/** Breaks runs into lines of at most `width`, at spaces; a longer word is broken inside. */
export function wrapRuns(runs: readonly Run[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { pieces, size } of groups(runs, width)) {
    if (used > 0 && used + 1 + size > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += (used > 0 ? ' ' : '') + pieces.map((piece) => piece.paint(piece.word)).join('');
    used += (used > 0 ? 1 : 0) + size;
  }
  if (used > 0 || lines.length === 0) lines.push(line);
  return lines;
}

/** Words that belong together, such as a figure and the comma after it, which is another run. */
function groups(
  runs: readonly Run[],
  width: number,
): readonly { readonly pieces: readonly Piece[]; readonly size: number }[] {
  const found: { pieces: Piece[]; size: number }[] = [];
  for (const piece of piecesOf(runs, width)) {
    const size = displayWidth(piece.word);
    const last = found.at(-1);
    if (piece.joined && last !== undefined && last.size + size <= width) {
      last.pieces.push(piece);
      last.size += size;
    } else {
      found.push({ pieces: [piece], size });
    }
  }
  return found;
}

function piecesOf(runs: readonly Run[], width: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let joins = false;
  for (const { text, paint } of runs) {
    const words = text.split(' ');
    for (const [index, word] of words.entries()) {
      if (index > 0) joins = false;
      if (word === '') continue;
      for (const [at, part] of slices(word, width).entries()) {
        pieces.push({ word: part, paint, joined: joins || at > 0 });
      }
      joins = true;
    }
  }
  return pieces;
}

/** Parts of a word that is too long for a line, broken behind a sign such as a dot where there is one. */
function slices(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    const fitting = startOf(rest, width) || String.fromCodePoint(rest.codePointAt(0) ?? 0);
    const broken = /^.*[./:\-_](?=.)/u.exec(fitting)?.[0];
    const part = broken !== undefined && broken.length > fitting.length / 3 ? broken : fitting;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

/** As much of a text as fits. */
export function startOf(text: string, width: number): string {
  let [fitting, used] = ['', 0];
  for (const character of text) {
    used += displayWidth(character);
    if (used > width) break;
    fitting += character;
  }
  return fitting;
}
