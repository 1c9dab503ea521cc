import { isShape } from '../../statistics/index.ts';
import type { LocatedField, LocatedMap, LocatedNode } from '../located/index.ts';

interface Shorthand {
  readonly shorthand: { readonly text: string; readonly expand: (node: LocatedNode) => LocatedNode };
}

/** A scalar or a distribution that stands for a map with one key: `400 USD/month` for `{ fixed: 400 USD/month }`. */
export function singleKey(key: string, text: string): Shorthand {
  return {
    shorthand: {
      text,
      expand: (node) => (node.type === 'scalar' ? mapWith(node, [[key, node]]) : node),
    },
  };
}

/** A name stands for one key, a figure for another. */
export function nameOrFigure(name: string, figure: string, text: string): Shorthand {
  return {
    shorthand: {
      text,
      expand: (node) =>
        node.type === 'scalar' ? mapWith(node, [[/^\p{L}/u.test(node.text) ? name : figure, node]]) : node,
    },
  };
}

const ratioPattern = /^\s*([^\s:/]+)\s*[:/]\s*([^\s:/]+)\s*$/u;

/** `4:1`, or `4/1`, for `{ input: 4, output: 1 }`. */
export const ratioShorthand: Shorthand = {
  shorthand: {
    text: "input to output, such as '4:1'",
    expand: (node) => {
      const [, input, output] = (node.type === 'scalar' ? ratioPattern.exec(node.text) : null) ?? [];
      if (node.type !== 'scalar' || input === undefined || output === undefined) return node;
      return mapWith(node, [
        ['input', { ...node, text: input }],
        ['output', { ...node, text: output }],
      ]);
    },
  },
};

function mapWith(at: LocatedNode, values: readonly (readonly [string, LocatedNode])[]): LocatedMap {
  const entries = values.map(([key, value]): [string, LocatedField] => [
    key,
    { key, keySpan: at.span, value },
  ]);
  return { type: 'map', span: at.span, entries: new Map(entries) };
}

/** A number or a distribution that stands for a map with that key, beside the map itself. */
export function figureShorthand(key: string): Shorthand {
  return {
    shorthand: {
      text: 'a number',
      expand: (node) => {
        const stands =
          node.type === 'scalar' || (node.type === 'map' && [...node.entries.keys()].some(isShape));
        return stands ? mapWith(node, [[key, node]]) : node;
      },
    },
  };
}
