/** Milliseconds of an hour. */
export const hourLength = 3_600_000;

/** Requests of an hour, by its beginning in milliseconds since 1970. */
export type Hourly = ReadonlyMap<number, number>;

/** The hour of the week in a time zone: 0 is Monday from midnight to one. */
export function hourOfWeek(zone: string): (hour: number) => number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return (hour) => {
    const found = new Map(parts.formatToParts(hour).map(({ type, value }) => [type, value]));
    return days.indexOf(found.get('weekday') ?? '') * 24 + Number(found.get('hour'));
  };
}

/** The date in a time zone, such as 2026-11-01. */
export function dateOf(zone: string): (hour: number) => string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (hour) => parts.format(hour);
}

/**
 * The load of each hour of the week relative to their mean, from Monday, with two decimals: the mean over all weeks of
 * the period, hours without traffic included. Null where the period is shorter than a week.
 */
export function weekProfile(hourly: Hourly, first: number, hours: number, zone: string): readonly number[] | null {
  if (hours < 168) return null;
  const indexOf = hourOfWeek(zone);
  const sums = Array.from({ length: 168 }, () => ({ requests: 0, hours: 0 }));
  for (let index = 0; index < hours; index += 1) {
    const hour = first + index * hourLength;
    const sum = sums[indexOf(hour)];
    if (sum === undefined) continue;
    sum.requests += hourly.get(hour) ?? 0;
    sum.hours += 1;
  }
  const means = sums.map((each) => (each.hours === 0 ? 0 : each.requests / each.hours));
  const mean = means.reduce((sum, each) => sum + each, 0) / 168;
  return mean === 0 ? null : means.map((each) => Math.round((each / mean) * 100) / 100);
}
