/** Milliseconds of an hour. */
export const hourLength = 3_600_000;

/** An hour with traffic: its beginning, the same by a local clock, and its requests. Times are in milliseconds since 1970. */
export interface HourOfTraffic {
  readonly hour: number;
  readonly local: number;
  readonly requests: number;
}

/** The hour of the week by a local clock: 0 is Monday from midnight to one. 1970 began on a Thursday. */
function hourOfWeek(local: number): number {
  return (Math.floor(local / hourLength) + 72) % 168;
}

/** The date by a local clock, such as 2026-11-01. */
export function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

/**
 * The load of each hour of the week relative to their mean, from Monday, with two decimals: the mean over all weeks of
 * the period, hours without traffic included. Null where the period is shorter than a week. An hour without traffic
 * has the clock of the one before it.
 */
export function weekProfile(
  traffic: readonly HourOfTraffic[],
  first: number,
  hours: number,
): readonly number[] | null {
  if (hours < 168) return null;
  const byHour = new Map(traffic.map((each) => [each.hour, each]));
  const sums = Array.from({ length: 168 }, () => ({ requests: 0, hours: 0 }));
  let offset = 0;
  for (let index = 0; index < hours; index += 1) {
    const hour = first + index * hourLength;
    const found = byHour.get(hour);
    if (found !== undefined) offset = found.local - hour;
    const sum = sums[hourOfWeek(hour + offset)];
    if (sum === undefined) continue;
    sum.requests += found?.requests ?? 0;
    sum.hours += 1;
  }
  const means = sums.map((each) => (each.hours === 0 ? 0 : each.requests / each.hours));
  const mean = means.reduce((sum, each) => sum + each, 0) / 168;
  return mean === 0 ? null : means.map((each) => Math.round((each / mean) * 100) / 100);
}
