import { hourLength } from './week.ts';

/** How finely a log tells time, finest first: what its rows' times are precise to, or how long its buckets are. */
export const resolutions = ['minute', '5 minutes', 'hour', 'day', 'week', 'month'] as const;
export type Resolution = (typeof resolutions)[number];

/** The times of a log's rows: hours are in milliseconds since 1970. */
export interface LogTimes {
  /** The hours with rows, earliest first, each once. */
  readonly hours: readonly number[];
  /** The longest bucket, in milliseconds; null where rows state no end. */
  readonly longest: number | null;
  /** The finest step within the hour that the rows' times show. */
  readonly finest: Extract<Resolution, 'minute' | '5 minutes' | 'hour'>;
}

const dayLength = 24 * hourLength;

/**
 * The resolution of a log. Buckets say it by their end. Other rows show it: times that are all on the hour are hours; where
 * they are also a day apart or more, as dates are, they are days, weeks or months. A date is no traffic at midnight.
 */
export function resolutionOf({ hours, longest, finest }: LogTimes): Resolution {
  if (longest !== null && longest > 0) {
    if (longest <= hourLength) return finest;
    // A day on which clocks change has 25 hours.
    return longest <= dayLength + hourLength
      ? 'day'
      : longest <= 7 * dayLength + hourLength
        ? 'week'
        : 'month';
  }
  if (finest !== 'hour') return finest;
  const gaps = hours.slice(1).map((hour, index) => hour - (hours[index] ?? hour));
  if (gaps.length === 0) return hours.every((hour) => hour % dayLength === 0) ? 'day' : 'hour';
  // 23 hours: a day by a local clock that is put forward.
  if (gaps.some((gap) => gap < dayLength - hourLength)) return 'hour';
  if (hours.every(isFirstOfMonth)) return 'month';
  return gaps.length > 1 && gaps.every((gap) => Math.round(gap / dayLength) % 7 === 0) ? 'week' : 'day';
}

/** How many hours the last row of a log without ends covers. */
export function hoursCovered(resolution: Resolution, last: number): number {
  switch (resolution) {
    case 'day':
      return 24;
    case 'week':
      return 168;
    case 'month': {
      // The middle of the day, so that a local clock is in the same month.
      const date = new Date(last + dayLength / 2);
      return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() * 24;
    }
    default:
      return 1;
  }
}

/** Whether a log tells the hours of its traffic. */
export function tellsHours(resolution: Resolution): boolean {
  return resolutions.indexOf(resolution) <= resolutions.indexOf('hour');
}

/** The first of a month by a clock within 12 hours of UTC. */
function isFirstOfMonth(hour: number): boolean {
  return new Date(hour + dayLength / 2).getUTCDate() === 1;
}
