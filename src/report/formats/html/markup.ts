import type { Block, Cell, Content, Section, Table } from '../../document/document.ts';
import { showInProse, showValue } from '../../numbers/show-cell.ts';
import { escapeMarkup as escaped } from '../../pictures/index.ts';

/** Parts of a report as the markup of a page: nothing in it but text is from the scenario. */
export function markupOf(blocks: readonly Block[]): string {
  return blocks.map((block) => blockMarkup(block, 2)).join('\n');
}

function blockMarkup(block: Block, level: number): string {
  switch (block.block) {
    case 'paragraph':
      return `<p class="${block.role}">${contentMarkup(block.content)}</p>`;
    case 'facts':
      return `<dl>${block.facts.map(({ label, content }) => `<div><dt>${escaped(label)}</dt><dd>${contentMarkup(content)}</dd></div>`).join('')}</dl>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${contentMarkup(item)}`).join('');
      return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    }
    case 'table':
      return tableMarkup(block);
    case 'chart':
      // Drawn with characters, for terminals; the page has pictures.
      return '';
    case 'section':
      return sectionMarkup(block, level);
  }
}

function sectionMarkup({ title, folded, blocks }: Section, level: number): string {
  const body = blocks.map((block) => blockMarkup(block, Math.min(6, level + 1))).join('\n');
  const heading = `<h${level}>${contentMarkup(title)}</h${level}>`;
  if (body === '') return '';
  return folded && level > 2
    ? `<details><summary>${contentMarkup(title)}</summary>\n${body}</details>`
    : `<section>${heading}\n${body}</section>`;
}

/** Cells and rows end where the next one begins, as HTML has it: a page with many tables is half as long. */
function tableMarkup({ columns, rows, remark }: Table): string {
  const head = columns
    .map(({ title, unit, align }) => {
      const shown = [escaped(title), unit === '' ? '' : `<span class="unit">${escaped(unit)}</span>`]
        .join(' ')
        .trim();
      return shown === '' ? '<td>' : `<th scope=col${isRight(align)}>${shown}`;
    })
    .join('');
  const body = rows
    .map(({ cells, role }) => {
      const shown = cells.map((cell, index) => {
        const align = columns[index]?.align ?? 'left';
        if (index === 0) return `<th scope=row${isRight(align)}>${cellMarkup(cell)}`;
        return `<td${align === 'right' ? '' : ' class=l'}>${cellMarkup(cell)}`;
      });
      return `<tr${role === 'plain' ? '' : ` class="${role}"`}>${shown.join('')}`;
    })
    .join('\n');
  const name = escaped(
    columns
      .map(({ title }) => title)
      .filter((title) => title !== '')
      .join(', '),
  );
  const below = remark === null ? '' : `<p class="remark">${contentMarkup(remark)}</p>`;
  return `<div class=scroll role=group tabindex=0 aria-label="Table: ${name}"><table><thead><tr>${head}<tbody>\n${body}\n</table></div>${below}`;
}

/** Headers stand left and cells right unless they say otherwise. */
function isRight(align: 'left' | 'right'): string {
  return align === 'right' ? ' class=r' : '';
}

function cellMarkup(cell: Cell): string {
  if (cell.type === 'source' && cell.value !== null) return sourceMarkup(cell.value);
  return toned(cell, escaped(showValue(cell)));
}

function contentMarkup(content: Content): string {
  return content
    .map((cell) =>
      cell.type === 'source' && cell.value !== null
        ? sourceMarkup(cell.value)
        : toned(cell, escaped(showInProse(cell))),
    )
    .join('');
}

function toned({ tone }: Cell, shown: string): string {
  if (tone === 'strong') return `<b>${shown}</b>`;
  return tone === undefined ? shown : `<span class="${tone}">${shown}</span>`;
}

/** An address of the web becomes a link that tells nobody where it was followed from; everything else stays text. */
function sourceMarkup(source: string): string {
  const [address = ''] = /^https:\/\/[\w.-]+(?:\/[^\s"'<>]*)?/u.exec(source) ?? [];
  if (address === '') return escaped(source);
  return `<a href="${escaped(address)}" rel="noopener noreferrer">${escaped(address)}</a>${escaped(source.slice(address.length))}`;
}
