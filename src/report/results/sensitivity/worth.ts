import type { SensitivityParameter } from '../../../analysis/index.ts';

const ways: readonly (readonly [address: RegExp, way: string])[] = [
  [/^throughput\.|\.throughput\./u, 'a benchmark of'],
  [/^(?:prices|offers)\./u, 'a firm quote for'],
  [/\.volume$|\.tokens\.|\.load\./u, 'a measurement of'],
];

/** How one would come to know an input: `a benchmark of decode throughput`. */
export function wayToKnow({ path, label }: Pick<SensitivityParameter, 'path' | 'label'>): string {
  const way = ways.find(([address]) => address.test(path))?.[1];
  return way === undefined ? `knowing ${label}` : `${way} ${label}`;
}
