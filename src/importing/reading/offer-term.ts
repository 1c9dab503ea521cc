import { Exact } from '../../formula/index.ts';
import type { GpuOffer } from '../../catalog/index.ts';

/** How a GPU is had, and the name of that in ids. */
export interface Term {
  readonly label: string;
  readonly term: GpuOffer['term'];
  readonly months: Exact | null;
}

/** `on_demand`, `spot`, `community`, `1 year`, `reserved 36 months`; undefined for marketplaces and what is not known. */
export function readTerm(text: string): Term | undefined {
  const word = text.toLowerCase().replaceAll(/[\s_]+/gu, '-');
  if (/^(?:on-?demand|secure|production|paygo|pay-as-you-go)$/u.test(word))
    return plain('on-demand', 'on-demand');
  if (word === 'community') return plain('community', 'on-demand');
  if (/^(?:spot|preemptible|interruptible)$/u.test(word)) return plain('spot', 'spot');
  const [, number = '', unit = ''] = /(\d{1,3})-?(month|mo|year|yr|y|m)s?$/u.exec(word) ?? [];
  if (number === '') return undefined;
  const months = new Exact(number).times(unit.startsWith('y') ? 12 : 1);
  if (months.isZero()) return undefined;
  // As the bundled catalog names them, so that an import updates its offers instead of adding them again.
  const label = `reserved-${Number(number)}${unit.startsWith('y') ? 'y' : 'm'}`;
  return { label, term: 'reserved', months };
}

function plain(label: string, term: GpuOffer['term']): Term {
  return { label, term, months: null };
}
