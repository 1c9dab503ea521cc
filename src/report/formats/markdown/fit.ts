import type { Block, Section, Table } from '../../document/document.ts';
import { blockText, tableText } from './blocks.ts';

const between = '\n\n';
/** Kept free for saying what is left out. */
const roomForCut = 600;
/** The parts that are always shown leave at least this share to the details. */
const shareOfAnswer = 0.75;
const whereItIs =
  'the json and csv output of the same command have it all (`--format json`, `--format csv`; in a pipeline, its artifacts)';

/**
 * The blocks as Markdown within `room` characters. Where that is too little, the folded sections are shown from the first
 * on as long as they fit, long tables lose their last rows, and the text says what is left out and where it is. The same
 * document is always cut at the same place.
 */
export function fitBlocks(blocks: readonly Block[], room: number): string {
  const whole = blocks.map(blockText).join(between);
  return whole.length <= room ? whole : cut(blocks, room - roomForCut);
}

function cut(blocks: readonly Block[], room: number): string {
  const shown = new Map<Block, string>();
  let left = Math.floor(room * shareOfAnswer);
  let dropped = 0;
  for (const block of blocks) {
    if (isFolded(block)) continue;
    const fitted = shorten(block, left);
    if (fitted === null) dropped += 1;
    else shown.set(block, fitted);
    left -= (fitted?.length ?? 0) + between.length;
  }
  left += room - Math.floor(room * shareOfAnswer);
  const sections = blocks.filter(isFolded);
  const kept = fittingSections(sections, left);
  for (const [section, text] of kept) shown.set(section, text);
  const texts = blocks.flatMap((block) => shown.get(block) ?? []);
  return [...texts, cutNote(sections.length - kept.size, sections.length, dropped)].join(between);
}

function fittingSections(sections: readonly Section[], room: number): ReadonlyMap<Section, string> {
  const kept = new Map<Section, string>();
  let left = room;
  for (const section of sections) {
    const text = blockText(section);
    left -= text.length + between.length;
    if (left < 0) break;
    kept.set(section, text);
  }
  return kept;
}

function isFolded(block: Block): block is Section {
  return block.block === 'section' && block.folded;
}

/** A table with as many rows as fit; anything else whole or not at all. */
function shorten(block: Block, room: number): string | null {
  const whole = blockText(block);
  if (whole.length <= room) return whole;
  return block.block === 'table' ? shortenTable(block, room) : null;
}

function shortenTable(table: Table, room: number): string | null {
  const total = table.rows.length;
  const withRows = (rows: number): string =>
    tableText(table, rows, `${total - rows} of ${total} rows are not shown here: ${whereItIs}`);
  let [fits, tooMany] = [0, total];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (withRows(middle).length <= room) fits = middle;
    else tooMany = middle;
  }
  const text = withRows(fits);
  return text.length <= room ? text : null;
}

function cutNote(sections: number, of: number, dropped: number): string {
  const parts = [
    ...(sections === 0 ? [] : [`the last ${sections} of ${of} folded sections`]),
    ...(dropped === 0
      ? []
      : [
          `${dropped} ${dropped === 1 ? 'part' : 'parts'} of the answer that ${dropped === 1 ? 'is' : 'are'} too long`,
        ]),
    ...(sections === 0 && dropped === 0 ? ['rows of long tables'] : []),
  ];
  return `**Left out, because a comment has at most 65,536 characters:** ${parts.join(' and ')}; ${whereItIs}.`;
}
