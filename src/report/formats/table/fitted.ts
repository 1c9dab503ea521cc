import type { Block } from '../../document/document.ts';

/** The lines of blocks, with facts in brief, the last first, until there are at most so many. */
export function fittedLines(
  blocks: readonly Block[],
  most: number,
  draw: (blocks: readonly Block[]) => readonly string[],
): readonly string[] {
  let shown = blocks;
  let lines = draw(shown);
  const brief = blocks.flatMap((block, at) =>
    block.block === 'facts'
      ? block.facts.flatMap(({ brief: said }, of) => (said === undefined ? [] : [{ at, of }]))
      : [],
  );
  while (lines.length > most) {
    const next = brief.pop();
    if (next === undefined) break;
    shown = shown.map((block, at) => (at === next.at ? inBrief(block, next.of) : block));
    lines = draw(shown);
  }
  return lines;
}

/** One fact said in brief; it stays, with nothing to say, where nothing is to be said, so that the others keep their places. */
function inBrief(block: Block, of: number): Block {
  if (block.block !== 'facts') return block;
  return {
    ...block,
    facts: block.facts.map((fact, index) =>
      index === of && fact.brief !== undefined ? { label: fact.label, content: fact.brief } : fact,
    ),
  };
}
