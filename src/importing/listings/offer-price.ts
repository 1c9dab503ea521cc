import { Exact } from '../../formula/index.ts';
import { numberIn } from '../reading/offer-columns.ts';

/** The cells of a price: of the whole machine, of one GPU of it, or both. */
export interface Price {
  readonly term: string;
  readonly machine: string;
  readonly gpu: string;
}

/** Why a listing becomes no price row. */
export interface Fault {
  readonly rule: string;
  readonly detail: string;
}

/** The price of one GPU to a millionth, to which no source is more exact; machine and GPU price have to agree. */
export function perGpu(price: Price, count: Exact): Exact | Fault {
  const [machine, gpu] = [numberIn(price.machine), numberIn(price.gpu)];
  if ((price.machine !== '' && machine === undefined) || (price.gpu !== '' && gpu === undefined))
    return { rule: 'not a number', detail: `${price.machine} ${price.gpu}` };
  const shared = machine?.div(count);
  if (shared !== undefined && gpu !== undefined && shared.minus(gpu).abs().gt(gpu.abs().times('0.01'))) {
    const detail = `${price.machine} for ${count.toFixed()}, ${price.gpu} for one`;
    return { rule: 'the price of the machine is not that of its GPUs', detail };
  }
  return (shared ?? gpu ?? new Exact(0)).toDecimalPlaces(6);
}

/** The share of one GPU in what is paid at the start; null where nothing is. */
export function upfrontOf(text: string, count: Exact): Exact | null | undefined {
  if (text === '') return null;
  const value = numberIn(text);
  if (value === undefined || value.lt(0)) return undefined;
  return value.isZero() ? null : value.div(count).toDecimalPlaces(6);
}
