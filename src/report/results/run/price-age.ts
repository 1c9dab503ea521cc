import type { Content } from '../../document/document.ts';
import { text } from '../../document/make.ts';
import type { WorkloadView } from './view.ts';

/** Which catalog, for which day, and when its prices were retrieved. Ages count to that day: a report knows no today. */
export function priceAge(view: WorkloadView, form: 'full' | 'short' | 'brief' = 'full'): Content {
  const { catalog } = view.result;
  const dates = view.shown.flatMap((option) => (option.retrieved === null ? [] : [option.retrieved]));
  const oldest = dates.map((each) => each.oldest).toSorted()[0];
  const newest = dates
    .map((each) => each.newest)
    .toSorted()
    .at(-1);
  const catalogName = `catalog ${catalog.version}`;
  if (oldest === undefined || newest === undefined) {
    return [text(`as of ${catalog.asOf}; no price in these options is from a list (${catalogName})`)];
  }
  const retrieved = oldest === newest ? `retrieved ${oldest}` : `retrieved ${oldest} to ${newest}`;
  if (form === 'brief') return [text(`in effect on ${catalog.asOf}, ${retrieved}`)];
  if (form === 'short') return [text(`in effect on ${catalog.asOf} (${catalogName}, ${retrieved})`)];
  const days = daysBetween(oldest, catalog.asOf);
  const age = days > 0 ? `, up to ${days === 1 ? '1 day' : `${days} days`} old` : '';
  return [text(`in effect on ${catalog.asOf}${age} (${retrieved}; ${catalogName})`)];
}

function daysBetween(from: string, to: string): number {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? days : 0;
}
