import type {
  Block,
  Cell,
  Chart,
  Content,
  Facts,
  List,
  Row,
  Section,
  Table,
} from '../../document/document.ts';
import { showInProse, showValue } from '../../numbers/show-cell.ts';
import { spacedText } from '../../text/plain-text.ts';
import { escapeMarkdown, escapeSource, guardStart } from './escape.ts';

const longestCell = 160;
const longestText = 1_000;

/** One block as Markdown, without a line break at its end. */
export function blockText(block: Block): string {
  switch (block.block) {
    case 'paragraph':
      return block.role === 'remark'
        ? `<sub>${contentText(block.content)}</sub>`
        : guardStart(contentText(block.content));
    case 'facts':
      return factsText(block);
    case 'list':
      return listText(block);
    case 'table':
      return tableText(block, block.rows.length);
    case 'chart':
      return chartText(block);
    case 'section':
      return sectionText(block, block.blocks.map(blockText).join('\n\n'));
  }
}

/** A section around what is shown of it. */
function sectionText(section: Section, body: string): string {
  const title = contentText(section.title, false);
  return section.folded
    ? `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
    : `#### ${title}\n\n${body}`;
}

/** The first rows of a table, its total rows always among them; `remark` replaces the table's own. */
export function tableText(table: Table, rows: number, remark: string | null = null): string {
  const head = table.columns.map(({ title, unit }) =>
    escapeMarkdown([title, unit].filter((part) => part !== '').join(', '), longestCell),
  );
  const rule = table.columns.map(({ align }) => (align === 'right' ? '---:' : ':---'));
  const shown = [
    ...table.rows.slice(0, rows),
    ...table.rows.slice(rows).filter((row) => row.role === 'total'),
  ];
  const lines = [head, rule, ...shown.map(rowCells)].map((cells) => `| ${cells.join(' | ')} |`);
  const below = remark ?? (table.remark === null ? null : contentText(table.remark));
  return below === null ? lines.join('\n') : `${lines.join('\n')}\n\n<sub>${below}</sub>`;
}

function rowCells(row: Row): readonly string[] {
  return row.cells.map((cell) => {
    const shown = cellText(cell, showValue(cell), longestCell);
    return row.role === 'chosen' || row.role === 'total' ? bold(shown) : shown;
  });
}

function factsText({ facts }: Facts): string {
  return facts
    .map(({ label, content }) => `- **${escapeMarkdown(label, longestCell)}:** ${contentText(content)}`)
    .join('\n');
}

/** A block of code, in which nothing is markup but its own fence. */
function chartText({ lines }: Chart): string {
  const drawn = lines.map((line) =>
    line
      .map((cell) => spacedText(showInProse(cell), longestText))
      .join('')
      .replaceAll('`', "'"),
  );
  return ['```text', ...drawn, '```'].join('\n');
}

function listText({ items, ordered }: List): string {
  return items
    .map((item, index) => `${ordered ? `${index + 1}.` : '-'} ${guardStart(contentText(item))}`)
    .join('\n');
}

function contentText(content: Content, isStyled = true): string {
  return content
    .map((cell) => {
      const shown = cellText(cell, showInProse(cell), longestText);
      return isStyled && (cell.tone === 'good' || cell.tone === 'strong') ? bold(shown) : shown;
    })
    .join('')
    .trim();
}

function cellText(cell: Cell, shown: string, longest: number): string {
  return cell.type === 'source' ? escapeSource(shown, longest) : escapeMarkdown(shown, longest);
}

/** Spaces at the ends stay outside, where Markdown wants them. */
function bold(text: string): string {
  const inner = text.trim();
  const at = text.indexOf(inner);
  return inner === '' ? text : `${text.slice(0, at)}**${inner}**${text.slice(at + inner.length)}`;
}
