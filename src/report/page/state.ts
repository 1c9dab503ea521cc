import { Exact } from '../../formula/index.ts';
import type { PageControl } from '../formats/html/page-data.ts';

/** The values that differ from those of the scenario, by address. */
export type Changes = ReadonlyMap<string, Exact>;

const longestNumber = 40;

/** A number as it is typed: `1200000`, `1,200,000`, `40%`; undefined where it is none, or is out of bounds. */
export function readValue(text: string, control: PageControl): Exact | undefined {
  const plain = text.trim().replaceAll(/[,\s_]/gu, '');
  const [, digits = '', percent = ''] =
    /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?)(%?)$/iu.exec(plain.slice(0, longestNumber)) ?? [];
  if (digits === '') return undefined;
  const value = percent === '' ? new Exact(digits) : new Exact(digits).div(100);
  const isWithin =
    (control.minimum === null || value.gte(control.minimum)) &&
    (control.maximum === null || value.lte(control.maximum));
  return isWithin && (!control.whole || value.isInteger()) ? value : undefined;
}

/** The state that a link carries: `#workloads.chat.volume=2000000&...`; what it does not understand is left out. */
export function readFragment(fragment: string, controls: readonly PageControl[]): Changes {
  const changes = new Map<string, Exact>();
  for (const part of fragment.replace(/^#/u, '').slice(0, 10_000).split('&')) {
    const at = part.indexOf('=');
    const control = controls.find(({ address }) => address === decoded(part.slice(0, at)));
    const value = control === undefined ? undefined : readValue(decoded(part.slice(at + 1)), control);
    if (control !== undefined && value !== undefined && !value.eq(control.value))
      changes.set(control.address, value);
  }
  return changes;
}

export function writeFragment(changes: Changes): string {
  return [...changes]
    .map(([address, value]) => `${encodeURIComponent(address)}=${value.toFixed()}`)
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The steps of a slider. */
export const steps = 200;

/** The place of a value on a slider: even in its logarithm where the range is wide. */
export function placeOf(value: Exact, control: PageControl): number {
  const { low, high, isLog } = scaleOf(control);
  const at = isLog
    ? Math.log(value.toNumber() / low) / Math.log(high / low)
    : (value.toNumber() - low) / (high - low);
  return Math.round(Math.min(1, Math.max(0, at)) * steps);
}

/** The value at a place of a slider, with as many digits as people say. */
export function valueAt(place: number, control: PageControl): Exact {
  const { low, high, isLog } = scaleOf(control);
  const share = place / steps;
  const value = new Exact(isLog ? low * (high / low) ** share : low + (high - low) * share);
  return control.whole ? value.round() : value.toSignificantDigits(3);
}

function scaleOf({ low, high }: PageControl): {
  readonly low: number;
  readonly high: number;
  readonly isLog: boolean;
} {
  const [from, to] = [Number(low), Number(high)];
  return { low: from, high: to, isLog: from > 0 && to / from >= 20 };
}
