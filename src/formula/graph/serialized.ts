import { Exact } from './decimal.ts';
import {
  operandsOf,
  reachable,
  type ChooseNode,
  type CountNode,
  type InputNode,
  type Node,
} from './graph.ts';
import type { Unit } from './unit.ts';

/** A unit as its factors. */
type UnitData = Unit['factors'];

/**
 * A node as data, in a list that has operands first. Another node stands as how many places before this one it is, so that
 * formulas that are alike are the same text, which compresses.
 */
type NodeData =
  | {
      readonly op: 'input';
      readonly unit: number;
      readonly address: string;
      readonly label: string;
      readonly value: string;
    }
  | { readonly op: 'constant'; readonly unit: number; readonly value: string }
  | {
      readonly op: 'named';
      readonly unit: number;
      readonly of: number;
      readonly address: string;
      readonly label: string;
    }
  | { readonly op: 'count'; readonly unit: number; readonly label: string }
  | {
      readonly op: 'least';
      readonly unit: number;
      readonly count: number;
      readonly upTo: number;
      readonly of: number;
      readonly body: readonly number[];
      readonly outside: readonly number[];
    }
  | {
      readonly op: 'choose';
      readonly unit: number;
      readonly by: number;
      readonly otherwise: number;
      readonly cases: readonly (readonly [above: number, value: number])[];
      readonly inclusive: boolean;
    }
  | {
      readonly op: 'add' | 'subtract' | 'multiply' | 'divide' | 'minimum' | 'maximum' | 'ceiling' | 'power';
      readonly unit: number;
      readonly operands: readonly number[];
    };

/** Formulas as data that JSON can hold, for another program that reads them with the same readings. */
export interface SerializedFormulas {
  readonly units: readonly UnitData[];
  readonly nodes: readonly NodeData[];
  /** The places of the formulas that were asked for, in their order, each from the one before. */
  readonly roots: readonly number[];
}

/** The formulas with all that they are computed from. Where figures come from is left out. */
export function serializeFormulas(roots: readonly Node[]): SerializedFormulas {
  // What a search goes through is not reached from outside, and comes before what it is made of.
  const all = new Map<number, Node>();
  for (const node of reachable(roots)) {
    if (node.op === 'least') for (const each of node.body) all.set(each.id, each);
    all.set(node.id, node);
  }
  const nodes = [...all.values()].sort((a, b) => a.id - b.id);
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const units = new Map<string, { readonly place: number; readonly factors: UnitData }>();
  const unitOf = ({ key, factors }: Unit): number => {
    const known = units.get(key) ?? { place: units.size, factors };
    units.set(key, known);
    return known.place;
  };
  const place = ({ id }: Node): number => {
    const found = places.get(id);
    if (found === undefined) throw new Error('a formula lacks an operand');
    return found;
  };
  const data = nodes.map((node, here) => dataOf(node, unitOf(node.unit), (of) => here - place(of)));
  return {
    units: [...units.values()].map(({ factors }) => factors),
    nodes: data,
    roots: roots.map((root, index) => {
      const before = roots[index - 1];
      return place(root) - (before === undefined ? 0 : place(before));
    }),
  };
}

function dataOf(node: Node, unit: number, place: (of: Node) => number): NodeData {
  switch (node.op) {
    case 'input':
      return { op: 'input', unit, address: node.address, label: node.label, value: node.value.toFixed() };
    case 'constant':
      return { op: 'constant', unit, value: node.value.toFixed() };
    case 'named':
      return { op: 'named', unit, of: place(node.of), address: node.address, label: node.label };
    case 'count':
      return { op: 'count', unit, label: node.label };
    case 'least':
      return {
        op: 'least', unit, count: place(node.count), upTo: place(node.upTo), of: place(node.of),
        body: node.body.map(place), outside: node.outside.map(place),
      }; // prettier-ignore
    case 'choose':
      return {
        op: 'choose', unit, by: place(node.by), otherwise: place(node.otherwise),
        cases: node.cases.map(({ above, value }) => [place(above), place(value)] as const), inclusive: node.inclusive,
      }; // prettier-ignore
    default:
      return { op: node.op, unit, operands: operandsOf(node).map(place) };
  }
}

/** The formulas again, for every reading. */
export function deserializeFormulas(data: SerializedFormulas): readonly Node[] {
  const units = data.units.map((factors): Unit => ({ factors, key: JSON.stringify(factors) }));
  const nodes: Node[] = [];
  const at = (place: number): Node => {
    const found = nodes[place];
    if (found === undefined) throw new Error('a formula comes before what it is made of');
    return found;
  };
  for (const [id, each] of data.nodes.entries()) {
    const unit = units[each.unit];
    if (unit === undefined) throw new Error('a formula has no unit');
    nodes.push(nodeOf(each, id, unit, (back) => at(id - back)));
  }
  let root = 0;
  return data.roots.map((further) => at((root += further)));
}

function nodeOf(data: NodeData, id: number, unit: Unit, at: (place: number) => Node): Node {
  switch (data.op) {
    case 'input': {
      const provenance: InputNode['provenance'] = {
        kind: 'stated',
        origin: { type: 'assumption', words: '' },
      };
      return {
        op: 'input',
        id,
        unit,
        address: data.address,
        label: data.label,
        value: new Exact(data.value),
        provenance,
      };
    }
    case 'constant':
      return { op: 'constant', id, unit, value: new Exact(data.value) };
    case 'named':
      return { op: 'named', id, unit, of: at(data.of), address: data.address, label: data.label };
    case 'count':
      return { op: 'count', id, unit, label: data.label };
    case 'least':
      return {
        op: 'least', id, unit, count: at(data.count) as CountNode, upTo: at(data.upTo), of: at(data.of),
        body: data.body.map(at), outside: data.outside.map(at),
      }; // prettier-ignore
    case 'choose': {
      const cases: ChooseNode['cases'] = data.cases.map(([above, value]) => ({
        above: at(above),
        value: at(value),
      }));
      return {
        op: 'choose',
        id,
        unit,
        by: at(data.by),
        otherwise: at(data.otherwise),
        cases,
        inclusive: data.inclusive,
      };
    }
    default:
      return { op: data.op, id, unit, operands: data.operands.map(at) };
  }
}
