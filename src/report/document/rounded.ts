import type { Block, Cell, Content } from './document.ts';

const digits = 4;

/** The blocks with computed figures to four significant digits: more would claim to know what nobody does. */
export function rounded(blocks: readonly Block[]): readonly Block[] {
  return blocks.map(roundedBlock);
}

function roundedBlock(block: Block): Block {
  switch (block.block) {
    case 'paragraph':
      return { ...block, content: roundedContent(block.content) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map((fact) => ({
          ...fact,
          content: roundedContent(fact.content),
          ...(fact.brief === undefined ? {} : { brief: roundedContent(fact.brief) }),
        })),
      };
    case 'table':
      return { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(roundedInTable) })) };
    case 'list':
      return { ...block, items: block.items.map(roundedContent) };
    case 'section':
      return { ...block, blocks: rounded(block.blocks) };
    default:
      return block;
  }
}

function roundedContent(content: Content): Content {
  return content.map((cell) => shortened(roundedCell(cell)));
}

const shortestLarge = 1_000_000;

function roundedInTable(cell: Cell): Cell {
  const short = shortened(roundedCell(cell));
  return short.type === 'volume' ? { ...short, type: 'compact' } : short;
}

/** In a sentence a large count is shortened: `66.2M requests/month`. */
function shortened(cell: Cell): Cell {
  if (cell.type !== 'quantity' || cell.value === null || cell.value.abs().lt(shortestLarge)) return cell;
  return { ...cell, type: 'volume', unit: cell.unit.replace(/^(token|request)(?=\/)/u, '$1s') };
}

function roundedCell(cell: Cell): Cell {
  if (cell.value === null || typeof cell.value === 'string') return cell;
  if (cell.type === 'money' && cell.kind !== 'estimated') return cell;
  if (!['money', 'unit-price', 'quantity', 'volume'].includes(cell.type)) return cell;
  return { ...cell, value: cell.value.toSignificantDigits(digits) } as Cell;
}
