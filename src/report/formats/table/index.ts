/** Tables on a terminal. The neutral document of a result enters; lines leave, no wider than asked, in colors where there are some. */
import type { Block, Content, Paragraph } from '../../document/document.ts';
import { screenOf } from '../../results/document-of.ts';
import { showInProse } from '../../numbers/show-cell.ts';
import type { Rendered, RenderOptions, ReportableResult } from '../../types.ts';
import { displayWidth } from '../../text/display-width.ts';
import { plainText, spacedText } from '../../text/plain-text.ts';
import { fittedLines } from './fitted.ts';
import { createPalette, type Palette } from './palette.ts';
import { tableLines } from './table-block.ts';
import { wrapRuns, type Run } from './wrap.ts';

const usualWidth = 100;
/** Lines longer than this are hard to read, whatever the terminal. */
const widestText = 110;
const longestText = 2_000;
/** Folded sections side by side beyond this many are only counted. */
const shownSections = 10;

interface Place {
  readonly width: number;
  readonly palette: Palette;
}

/** For a terminal: the answer on the first screen, details below it. */
export function renderTable(result: ReportableResult, options: RenderOptions): Rendered {
  const document = screenOf(result, options);
  const place = { width: options.width ?? usualWidth, palette: createPalette(options.colourLevel ?? 0) };
  const title = wrapRuns(
    [{ text: plainText(document.title, longestText), paint: place.palette.title }],
    textWidth(place),
  );
  const most = (document.most ?? Number.POSITIVE_INFINITY) - title.length - 1;
  const lines = [...title, '', ...fittedLines(document.blocks, most, (blocks) => blocksLines(blocks, place))];
  return { mediaType: 'text/plain; charset=utf-8', body: `${lines.join('\n')}\n` };
}

function textWidth({ width }: Place): number {
  return Math.min(width, widestText);
}

function blocksLines(blocks: readonly Block[], place: Place): readonly string[] {
  const sections = blocks.filter((block) => block.block === 'section' && nested(block)).length;
  let seen = 0;
  return blocks.flatMap((block, index) => {
    const before = index === 0 ? [] : [''];
    if (block.block !== 'section' || !nested(block)) return [...before, ...blockLines(block, place)];
    seen += 1;
    if (seen <= shownSections) return [...before, ...blockLines(block, place)];
    return seen > shownSections + 1 ? [] : [...before, ...remark(restOf(sections - shownSections), place)];
  });
}

/** A section of a part of the whole, such as one workload, which has sections of its own. */
function nested(block: Block): boolean {
  return block.block === 'section' && block.blocks.some((each) => each.block === 'section');
}

function restOf(left: number): Content {
  const value = `details of ${left} more: --format json and --format csv have them all`;
  return [{ type: 'text', value, unit: '' }];
}

function remark(content: Content, place: Place): readonly string[] {
  return wrapRuns(runsOf(content, place, place.palette.remark), textWidth(place));
}

function blockLines(block: Block, place: Place): readonly string[] {
  const { palette } = place;
  switch (block.block) {
    case 'paragraph':
      return wrapRuns(runsOf(block.content, place, paintOf(block, palette)), textWidth(place));
    case 'facts':
      return factLines(block.facts, place);
    case 'list':
      return block.items.flatMap((item, index) => {
        const mark = block.ordered ? `${String(index + 1).padStart(2)}. ` : '- ';
        return hanging(mark, runsOf(item, place), place);
      });
    case 'table':
      return [
        ...tableLines(block, place.width, palette),
        ...(block.remark === null ? [] : remark(block.remark, place)),
      ];
    case 'chart':
      return block.lines.map((line) => drawnLine(line, place));
    case 'section':
      return [
        ...wrapRuns(runsOf(block.title, place, palette.heading), textWidth(place)),
        ...(nested(block) ? [''] : []),
        ...blocksLines(block.blocks, place),
      ];
  }
}

/** As it was drawn: its spaces are part of it. */
function drawnLine(line: Content, { palette }: Place): string {
  return line
    .map((cell) => {
      const shown = spacedText(showInProse(cell), longestText);
      return cell.tone === undefined ? shown : palette.tone[cell.tone](shown);
    })
    .join('');
}

function paintOf(paragraph: Paragraph, palette: Palette): Run['paint'] {
  if (paragraph.role === 'headline') return palette.title;
  return paragraph.role === 'remark' ? palette.remark : (text) => text;
}

function runsOf(content: Content, { palette }: Place, base: Run['paint'] = (text) => text): readonly Run[] {
  return content.map((cell) => ({
    text: plainText(showInProse(cell), longestText),
    paint: cell.tone === undefined ? base : palette.tone[cell.tone],
  }));
}

function factLines(
  facts: readonly { readonly label: string; readonly content: Content }[],
  place: Place,
): readonly string[] {
  const widest = Math.max(0, ...facts.map(({ label }) => displayWidth(label)));
  return facts.flatMap(({ label, content }) => {
    if (content.length === 0) return [];
    const padded = label + ' '.repeat(widest - displayWidth(label) + 2);
    return hanging(padded, runsOf(content, place), place);
  });
}

/** Wrapped lines, the first behind its label and the others below its text. */
function hanging(label: string, runs: readonly Run[], place: Place): readonly string[] {
  const indent = displayWidth(label);
  const lines = wrapRuns(runs, Math.max(20, textWidth(place) - indent));
  return lines.map((line, index) => (index === 0 ? place.palette.label(label) : ' '.repeat(indent)) + line);
}
