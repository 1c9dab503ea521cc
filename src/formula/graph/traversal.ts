import type { CountNode, InputNode, Node } from './nodes.ts';

/**
 * By a node's id: in which search it was last met, and as which of those that were found. Kept between searches, since
 * thousands of small ones are made of a large graph, and clearing would take longer than searching.
 */
let metIn = new Uint32Array(1024);
let foundAs = new Uint32Array(1024);
let search = 0;

function makeRoom(ids: number): void {
  if (ids <= metIn.length && search < 0xffff_ffff) return;
  const size = Math.max(ids, 2 * metIn.length);
  [metIn, foundAs, search] = [new Uint32Array(size), new Uint32Array(size), 0];
}

/** The nodes that `roots` depend on, themselves included, operands before what uses them; not beyond those that are `known`. */
export function reachable(roots: readonly Node[], known?: { has(id: number): boolean }): readonly Node[] {
  // No operand has a larger id than what uses it.
  makeRoom(1 + roots.reduce((largest, { id }) => Math.max(largest, id), 0));
  search += 1;
  const found: Node[] = [];
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (metIn[node.id] === search) continue;
    metIn[node.id] = search;
    if (known?.has(node.id) === true) continue;
    foundAs[node.id] = found.length;
    found.push(node);
    for (const operand of operandsOf(node)) if (metIn[operand.id] !== search) waiting.push(operand);
  }
  // Numbers alone are sorted natively, which takes a fraction of the time of a comparison of nodes.
  const ids = Uint32Array.from(found, ({ id }) => id).sort();
  return Array.from(ids, (id) => found[foundAs[id] as number] as Node);
}

/**
 * The inputs that formulas depend on, in the order of their making; where `isFollowed` says no, neither the step nor what it
 * is computed from is looked at.
 */
export function inputsUnder(
  roots: readonly Node[],
  isFollowed?: (node: Node) => boolean,
): readonly InputNode[] {
  makeRoom(1 + roots.reduce((largest, { id }) => Math.max(largest, id), 0));
  search += 1;
  const found: InputNode[] = [];
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (metIn[node.id] === search) continue;
    metIn[node.id] = search;
    if (isFollowed?.(node) === false) continue;
    if (node.op === 'input') found.push(node);
    else if (node.op === 'named') waiting.push(node.of);
    else for (const operand of operandsOf(node)) if (metIn[operand.id] !== search) waiting.push(operand);
  }
  return inOrder(found);
}

/** A few inputs by their ids, in place: a sort that asks a function takes longer than the search for them. */
function inOrder(found: InputNode[]): readonly InputNode[] {
  if (found.length > mostBySteps) return found.sort((a, b) => a.id - b.id);
  for (let end = 1; end < found.length; end += 1) {
    const input = found[end] as InputNode;
    let at = end;
    for (; at > 0 && (found[at - 1] as InputNode).id > input.id; at -= 1)
      found[at] = found[at - 1] as InputNode;
    found[at] = input;
  }
  return found;
}

const mostBySteps = 48;

/** The steps of formulas that depend on a count, the count first. */
export function dependents(roots: readonly Node[], count: CountNode): readonly Node[] {
  const inside = new Set([count.id]);
  return reachable(roots).filter((node) => {
    const depends = node === count || operandsOf(node).some(({ id }) => inside.has(id));
    if (depends) inside.add(node.id);
    return depends;
  });
}

/** What a node is computed from, directly. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'input':
    case 'constant':
    case 'count':
      return [];
    case 'least':
      return [node.upTo, ...node.outside];
    case 'named':
      return [node.of];
    case 'choose':
      return [node.by, node.otherwise, ...node.cases.flatMap(({ above, value }) => [above, value])];
    default:
      return node.operands;
  }
}
