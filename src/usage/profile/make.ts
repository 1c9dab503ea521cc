import type { UsageFormat } from '../formats/index.ts';
import type { EndingSums, HourSums, PartSums, ProfileAnswer } from './answer.ts';
import { growthOf } from './growth.ts';
import { unreadableLine } from './judged.ts';
import { lengthAt } from './quantiles.ts';
import { classEnds } from './query.ts';
import { hoursCovered, resolutionOf, tellsHours, type Resolution } from './resolution.ts';
import type { UsagePart, UsageResult } from './result.ts';
import { sumBy, sumOf, type Sums } from './sums.ts';
import { dateOf, hourLength, weekProfile, type HourOfTraffic } from './week.ts';

/** What the model takes for a month, unless a scenario says otherwise. */
const hoursOfMonth = 730;

export interface ProfileQuestion {
  readonly format: UsageFormat;
  readonly because: string;
  readonly files: readonly string[];
  readonly zone: string;
  /** Lines that the reader could not make rows of. */
  readonly unreadable: number;
}

/** The profile, without its scenario; null where no row could be counted. */
export function makeProfile(
  answer: ProfileAnswer,
  question: ProfileQuestion,
): Omit<UsageResult, 'scenario'> | null {
  const { format, zone } = question;
  const currency = mainCurrency(answer.hours) ?? format.currency;
  const inCurrency = <T extends EndingSums>(sums: readonly T[]): readonly T[] =>
    sums.map((each) => ((each.currency ?? currency) === currency ? each : { ...each, cost: null }));
  const called = inCurrency(answer.hours).filter(({ outcome }) => outcome !== 'gateway_cache');
  const finished = called.filter(isFinished);
  const finishedParts = (sums: readonly PartSums[]): readonly PartSums[] =>
    inCurrency(sums).filter(isFinished);
  const first = called[0]?.hour;
  if (first === undefined) return null;
  const resolution = resolutionOfLog(called, answer.finest);
  const hours = periodHours(called, resolution);
  const totals = sumOf(finished);
  const countOf = (outcome: HourSums['outcome']): number =>
    called.reduce((sum, each) => sum + (each.outcome === outcome ? each.requests : 0), 0);
  const attempts = called.reduce((sum, { requests }) => sum + requests, 0);
  const traffic = trafficOf(finished);
  const perMonth = (value: number): number => (value / hours) * hoursOfMonth;
  const counts = totals.requests > 0;
  const isHourly = tellsHours(resolution);
  const cost = sumOf(called).cost;
  const unreadable = question.unreadable === 0 ? [] : [{ reason: unreadableLine, rows: question.unreadable }];
  const foreign = answer.hours.filter((each) => each.currency !== null && each.currency !== currency);
  const leftOut = [...answer.leftOut, ...unreadable];
  const rowsOf = (list: readonly { readonly rows: number }[]): number =>
    list.reduce((sum, { rows }) => sum + rows, 0);
  const gatewayCache = rowsOf(answer.hours) - rowsOf(called);
  const costsUnread = called.reduce((sum, each) => sum + each.unreadCosts, 0);
  return {
    schema: 'crossover/usage/1',
    log: {
      format: format.id,
      title: format.title,
      because: question.because,
      files: question.files,
      rules: format.rules,
    },
    rows: {
      read: rowsOf(answer.hours) + rowsOf(leftOut),
      counted: rowsOf(called),
      gatewayCache,
      leftOut,
      ...(costsUnread > 0 ? { costsUnread } : {}),
    },
    period: {
      from: instantText(first),
      until: instantText(first + hours * hourLength),
      hours,
      hoursWithoutTraffic: isHourly
        ? hours -
          new Set(
            called
              .filter(({ rows, requests }) => rows > 0 && (requests > 0 || !counts))
              .map(({ hour }) => hour),
          ).size
        : 0,
      zone,
      resolution,
    },
    requests: {
      attempts,
      delivered: countOf('delivered'),
      aborted: countOf('aborted'),
      rejected: countOf('rejected'),
      timedOut: countOf('timed_out'),
      failed: countOf('failed'),
      perMonth: counts ? perMonth(totals.requests) : null,
      attemptsPerDelivered: counts && format.grain === 'attempt' ? attempts / totals.requests : null,
    },
    tokens: tokensOf(answer, totals, finishedParts(answer.classes), perMonth),
    load: {
      peakToAverageHour: counts && isHourly ? (busiestHour(traffic) * hours) / totals.requests : null,
      peakToAverageMinute:
        resolution === 'minute' && counts ? (answer.busiestMinute * hours * 60) / attempts : null,
      profile: isHourly && counts ? weekProfile(traffic, first, hours) : null,
    },
    growth: counts && resolution !== 'month' ? growthOf(wholeWeeks(traffic, first, hours)) : null,
    cost:
      cost === null
        ? null
        : {
            currency,
            otherCurrencies: [...new Set(foreign.flatMap((each) => each.currency ?? []))],
            total: cost,
            perMonth: perMonth(cost.toNumber()),
          },
    models: parts(finishedParts(answer.models), ({ id }) => id),
    teams: parts(finishedParts(answer.teams), ({ id }) => id),
    days: parts(finished, (each) => dateOf(clockOf(each, isHourly))).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
  };
}

function isFinished({ outcome }: EndingSums): boolean {
  return outcome === 'delivered' || outcome === 'aborted';
}

/** The currency of most rows. */
function mainCurrency(hours: readonly HourSums[]): string | null {
  const rows = new Map<string, number>();
  for (const each of hours)
    if (each.currency !== null) rows.set(each.currency, (rows.get(each.currency) ?? 0) + each.rows);
  return [...rows].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null;
}

function resolutionOfLog(called: readonly HourSums[], finest: ProfileAnswer['finest']): Resolution {
  const lengths = called.flatMap(({ hour, until }) => (until === null ? [] : [until - hour]));
  const longest = lengths.length === 0 ? null : lengths.reduce((most, each) => Math.max(most, each), 0);
  return resolutionOf({ hours: [...new Set(called.map(({ hour }) => hour))], longest, finest });
}

/** The clock by which a row has its date: a day in UTC keeps it in every zone. */
function clockOf({ hour, local }: HourSums, isHourly: boolean): number {
  return !isHourly && hour % (24 * hourLength) === 0 ? hour : local;
}

/** From the first hour to the end of the last bucket. */
function periodHours(called: readonly HourSums[], resolution: Resolution): number {
  const [first, last] = [called[0]?.hour ?? 0, called.at(-1)?.hour ?? 0];
  const end = called.reduce<number>((latest, { until }) => Math.max(latest, until ?? 0), 0);
  if (end > last) return Math.max(1, Math.ceil((end - first) / hourLength));
  return (last - first) / hourLength + hoursCovered(resolution, last);
}

function tokensOf(
  answer: ProfileAnswer,
  totals: Sums,
  byClass: readonly PartSums[],
  perMonth: (value: number) => number,
): UsageResult['tokens'] {
  const { input, cached, cacheWrite, output, reasoning, requests } = totals;
  const shareOf = (part: Sums['input'], whole: Sums['input']): number | null =>
    whole.isZero() ? null : part.div(whole).toNumber();
  const perRequest = (tokens: Sums['input']): number | null =>
    requests === 0 || (input.isZero() && output.isZero()) ? null : tokens.toNumber() / requests;
  return {
    input,
    cached,
    cacheWrite,
    output,
    reasoning,
    perMonth: perMonth(input.plus(output).toNumber()),
    inputPerRequest: perRequest(input),
    outputPerRequest: perRequest(output),
    cachedShare: shareOf(cached, input),
    cacheWriteShare: shareOf(cacheWrite, input),
    reasoningShare: reasoning === null ? null : shareOf(reasoning, output),
    quantiles: [0.5, 0.9, 0.99].flatMap((share) => {
      const [inputLength, outputLength] = [
        lengthAt(answer.inputLengths, share),
        lengthAt(answer.outputLengths, share),
      ];
      return inputLength === null || outputLength === null
        ? []
        : [{ share, input: inputLength, output: outputLength }];
    }),
    classes: classesOf(byClass),
  };
}

function classesOf(byClass: readonly PartSums[]): UsageResult['tokens']['classes'] {
  const sums = sumBy(byClass, ({ id }) => id);
  const all = [...sums.values()].reduce((sum, { requests }) => sum + requests, 0);
  return [...sums]
    .filter(([, { requests }]) => requests > 0)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([key, { requests, input, output }]) => ({
      above: Number(key) === 0 ? 0 : (classEnds[Number(key) - 1] ?? 0),
      upTo: classEnds[Number(key)] ?? null,
      share: requests / all,
      input: input.toNumber() / requests,
      output: output.toNumber() / requests,
    }));
}

function parts<T extends EndingSums>(
  finished: readonly T[],
  keyOf: (each: T) => string | null,
): readonly UsagePart[] {
  return [...sumBy(finished, keyOf)]
    .map(([id, sums]) => ({ id, ...sums }))
    .toSorted((a, b) => b.requests - a.requests || b.input.comparedTo(a.input) || (a.id < b.id ? -1 : 1));
}

/** Finished requests by hour. */
function trafficOf(finished: readonly HourSums[]): readonly HourOfTraffic[] {
  const byHour = new Map<number, HourOfTraffic>();
  for (const { hour, local, requests } of finished) {
    byHour.set(hour, { hour, local, requests: (byHour.get(hour)?.requests ?? 0) + requests });
  }
  return [...byHour.values()];
}

function busiestHour(traffic: readonly HourOfTraffic[]): number {
  return traffic.reduce((most, { requests }) => Math.max(most, requests), 0);
}

/** Requests of each whole week of the period, counted from its first hour. */
function wholeWeeks(traffic: readonly HourOfTraffic[], first: number, hours: number): readonly number[] {
  const weeks = Array.from({ length: Math.floor(hours / 168) }, () => 0);
  for (const { hour, requests } of traffic) {
    const week = Math.floor((hour - first) / hourLength / 168);
    if (weeks[week] !== undefined) weeks[week] += requests;
  }
  return weeks;
}

function instantText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
