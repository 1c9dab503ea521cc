import { unusedKeys, type Model } from '../../model/index.ts';
import type { ScenarioComparison } from './types.ts';

/** What two scenarios say differently and none of a month's figures use: growth, a horizon, how uncertain an input is. */
export function unusedChanges(before: Model, after: Model): ScenarioComparison['unused'] {
  const [was, is] = [statedOf(before), statedOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((address) => {
    const key = is.get(address) ?? was.get(address);
    const isSame = is.get(address)?.text === was.get(address)?.text;
    return key === undefined || isSame ? [] : [{ address, by: key.by }];
  });
}

function statedOf({ scenario, distributions }: Model): ReadonlyMap<string, Stated> {
  return new Map<string, Stated>([
    ...unusedKeys(scenario).map((key) => [key.address, key] as const),
    ...[...distributions].map(
      ([address, distribution]) => [address, { by: 'simulate', text: JSON.stringify(distribution) }] as const,
    ),
  ]);
}

type Stated = Pick<ReturnType<typeof unusedKeys>[number], 'by' | 'text'>;
