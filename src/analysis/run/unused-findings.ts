import { unusedKeys, type Model, type UnusedKey } from '../../model/index.ts';
import type { Finding } from '../result.ts';

const users = {
  forecast: "'crossover forecast' only: these figures are of one month at the stated volume",
  place: "'crossover place' only: here each workload is costed alone",
  simulate: "'crossover simulate' and 'crossover sensitivity' only: here one input moves at a time",
} as const;

const mostListed = 8;

function listed(addresses: readonly string[]): string {
  const left = addresses.length - mostListed;
  return left <= 0 ? addresses.join(', ') : `${addresses.slice(0, mostListed).join(', ')} and ${left} more`;
}

/** Keys that the scenario states and that only other commands use; `own` is the command that asks, besides `run`. */
export function unusedFindings({ scenario }: Model, own: UnusedKey['by'] | null = null): readonly Finding[] {
  const keys = unusedKeys(scenario);
  return (['forecast', 'place', 'simulate'] as const).flatMap((by) => {
    const addresses = keys.filter((each) => each.by === by && by !== own).map(({ address }) => address);
    if (addresses.length === 0) return [];
    const verb = addresses.length === 1 ? 'is' : 'are';
    return [{ code: 'unused-keys', message: `${listed(addresses)} ${verb} used by ${users[by]}` }];
  });
}
