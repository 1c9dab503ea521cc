import type { WorkloadResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';

/** A volume as the scenario states its own: what a report says of volumes is in one unit. */
export interface StatedVolume<T extends Exact | null = Exact> {
  readonly value: T | Exact;
  readonly unit: 'requests/month' | 'tokens/month';
}

/** A volume in tokens a month, at the workload's own mix, in requests where the scenario counts those. */
export function statedVolume<T extends Exact | null>(
  tokens: T,
  { volume }: Pick<WorkloadResult, 'volume'>,
): StatedVolume<T> {
  const { requests, tokens: whole } = volume;
  if (tokens === null || volumeUnit(volume) === 'tokens/month' || requests === null)
    return { value: tokens, unit: 'tokens/month' };
  const value = tokens.times(requests).div(whole);
  return { value: value.gt(1) ? value.toDecimalPlaces(0) : value, unit: 'requests/month' };
}

/** The unit in which a workload's volumes are shown. */
export function volumeUnit({ requests, tokens, unit }: WorkloadResult['volume']): StatedVolume['unit'] {
  return unit === 'tokens' || requests === null || tokens.isZero() ? 'tokens/month' : 'requests/month';
}
