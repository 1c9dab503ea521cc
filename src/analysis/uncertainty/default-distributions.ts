import type { Distribution } from '../../statistics/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { fieldSpec, type FieldSpec } from '../../scenario/index.ts';

interface DefaultOf {
  readonly distribution: Distribution;
  readonly source: string;
}

/** What the field of an input assumes around a value, for `--uncertain default`; undefined where it assumes nothing. */
export function defaultFor(model: Model, address: string, value: Exact): DefaultOf | undefined {
  const field = fieldSpec(address);
  if (field?.assume === undefined || isFirm(model, field, address)) return undefined;
  const distribution = field.assume.around(value);
  return distribution === null ? undefined : { distribution, source: field.assume.source };
}

/** The price of GPUs that are reserved or owned is agreed: only what is rented from hour to hour moves. */
function isFirm({ scenario, catalog }: Model, { pattern }: FieldSpec, address: string): boolean {
  if (pattern !== 'offers.*.hourly') return false;
  const id = address.slice('offers.'.length, -'.hourly'.length);
  const term = (scenario.offers.get(id) ?? catalog.offers.get(id))?.term;
  return term !== 'on-demand' && term !== 'spot';
}
