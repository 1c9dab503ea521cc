import type { Node } from '../graph/graph.ts';
import { roughest, type Curvature } from '../operations/index.ts';
import { curvatureOf } from './curvature.ts';
import type { FlatFormulas } from './flat.ts';

/**
 * What depends on how formulas are built and not on their numbers. A scenario has many workloads and few ways to build one,
 * so it is found out once for all that are built alike. Steps are told by their place.
 */
export class Shape {
  readonly #flat: FlatFormulas;
  readonly #steps = new Map<number, Int32Array>();
  readonly #curvatures = new Map<number, Curvature>();

  constructor(flat: FlatFormulas) {
    this.#flat = flat;
  }

  isOf(flat: FlatFormulas): boolean {
    const { code, start, args, inclusive, roots } = this.#flat;
    return (
      isSame(code, flat.code) &&
      isSame(start, flat.start) &&
      isSame(args, flat.args) &&
      isSame(inclusive, flat.inclusive) &&
      isSame(roots, flat.roots)
    );
  }

  /** The steps that depend on the one at a place, in their order, that one first. */
  on(place: number): Int32Array {
    const known = this.#steps.get(place);
    if (known !== undefined) return known;
    const found = this.#flat.from(place);
    this.#steps.set(place, found);
    return found;
  }

  /** How the roughest of the formulas follows the input at a place. */
  curvature(place: number): Curvature {
    const known = this.#curvatures.get(place);
    if (known !== undefined) return known;
    const { nodes, roots } = this.#flat;
    const curvatures = new Map<number, Curvature>();
    const of = ({ id }: Node): Curvature => curvatures.get(id) ?? 'constant';
    for (const step of this.on(place)) {
      const node = nodes[step] as Node;
      curvatures.set(node.id, step === place ? 'linear' : curvatureOf(node, of));
    }
    const found = roughest(roots.map((root) => of(nodes[root] as Node)));
    this.#curvatures.set(place, found);
    return found;
  }
}

function isSame(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** So many ways of building are remembered, the one met last first. */
const mostShapes = 8;
const shapes: Shape[] = [];

export function shapeOf(flat: FlatFormulas): Shape {
  const at = shapes.findIndex((each) => each.isOf(flat));
  const [found = new Shape(flat)] = at < 0 ? [] : shapes.splice(at, 1);
  shapes.unshift(found);
  if (shapes.length > mostShapes) shapes.pop();
  return found;
}
