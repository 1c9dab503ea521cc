import { canonicalDigest } from '../catalog/index.ts';
import type { LocatedNode } from '../document/index.ts';
import type { Override } from './overrides.ts';
import type { Scenario } from './types.ts';

/**
 * SHA-256 over the content: the values as they are written, after files are merged, `defaults` applied and overrides
 * set. Comments, the order of keys, quotes and files do not change it.
 */
export function scenarioDigest(root: LocatedNode, overrides: readonly Override[]): string {
  const outside = overrides.map(({ address, text }) => [address, text]);
  return canonicalDigest({ scenario: contentOf(root), ...(outside.length === 0 ? {} : { set: outside }) });
}

/** Maps become sorted lists of keys and values: as objects, a key that the digest leaves out (`span`) could hide a workload. */
export function contentOf(node: LocatedNode): unknown {
  switch (node.type) {
    case 'scalar':
      return node.text;
    case 'null':
      return null;
    case 'list':
      return ['list', ...node.items.map(contentOf)];
    case 'map':
      return [
        'map',
        ...[...node.entries.values()]
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ key, value }) => [key, contentOf(value)]),
      ];
  }
}

/** The scenario with other values: a copy that still computes its digest only when somebody asks for it. */
export function changed(scenario: Scenario, values: Partial<Scenario>): Scenario {
  const all = Object.getOwnPropertyDescriptors(scenario);
  return Object.defineProperties({}, { ...all, ...Object.getOwnPropertyDescriptors(values) }) as Scenario;
}
