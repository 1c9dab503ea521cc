import { Exact } from '../../formula/index.ts';
import { outcomes, type Outcome } from '../formats/index.ts';
import { answerColumns } from './query.ts';
import type { LogTimes } from './resolution.ts';
import type { Sums } from './sums.ts';

/** A row of the database's answer: text or null, in the order of `answerColumns`. */
export type AnswerRow = readonly (string | null)[];

/** The sums of one hour, model, outcome, class of length and team. */
export interface HourSums extends Sums {
  /** The hour's beginning, in milliseconds since 1970. */
  readonly hour: number;
  /** The same by the clock of the profile's time zone, as if that were UTC. */
  readonly local: number;
  readonly model: string | null;
  readonly outcome: Outcome;
  readonly class: number | null;
  readonly team: string | null;
  /** The end of the last bucket, in milliseconds since 1970; null for attempts. */
  readonly until: number | null;
  /** Of the cost; null where it is the format's own. */
  readonly currency: string | null;
}

/** How many requests have how many tokens, by length, shortest first. */
export type Lengths = readonly { readonly length: number; readonly requests: number }[];

/** The answer to a profile query, typed. */
export interface ProfileAnswer {
  readonly leftOut: readonly { readonly reason: string; readonly rows: number }[];
  readonly hours: readonly HourSums[];
  /** Attempts in the busiest minute. */
  readonly busiestMinute: number;
  /** The finest step within the hour that the times of attempts show. */
  readonly finest: LogTimes['finest'];
  readonly inputLengths: Lengths;
  readonly outputLengths: Lengths;
}

/** Reads the rows of a profile query's answer. The order of the rows does not matter. */
export function readAnswer(rows: Iterable<AnswerRow>): ProfileAnswer {
  const leftOut: { reason: string; rows: number }[] = [];
  const hours: HourSums[] = [];
  const lengths: Record<'input' | 'output', { length: number; requests: number }[]> = {
    input: [],
    output: [],
  };
  let busiestMinute = 0;
  let finest: LogTimes['finest'] = 'hour';
  for (const row of rows) {
    const at = (name: (typeof answerColumns)[number]): string | null =>
      row[answerColumns.indexOf(name)] ?? null;
    const count = (name: (typeof answerColumns)[number]): number => Number(at(name) ?? 0);
    switch (at('about')) {
      case 'problem':
        leftOut.push({ reason: at('problem') ?? '', rows: count('rows') });
        break;
      case 'minute':
        busiestMinute = count('requests');
        finest = steps[count('length')] ?? 'hour';
        break;
      case 'input':
      case 'output':
        lengths[at('about') === 'input' ? 'input' : 'output'].push({
          length: count('length'),
          requests: count('requests'),
        });
        break;
      default:
        hours.push(hourSums(at));
    }
  }
  const byLength = (list: { length: number; requests: number }[]): Lengths =>
    list.toSorted((a, b) => a.length - b.length);
  return {
    leftOut: leftOut.toSorted((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1)),
    hours: hours.toSorted(
      (a, b) =>
        a.hour - b.hour ||
        compareText(a.model, b.model) ||
        compareText(a.outcome, b.outcome) ||
        compareText(a.team, b.team) ||
        (a.class ?? -1) - (b.class ?? -1),
    ),
    busiestMinute,
    finest,
    inputLengths: byLength(lengths.input),
    outputLengths: byLength(lengths.output),
  };
}

/** By what the query says of the minutes. */
const steps = ['hour', '5 minutes', 'minute'] as const;

function instant(text: string | null): number {
  return Date.parse(`${(text ?? '').replace(' ', 'T')}Z`);
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : Number(left > right);
}

function hourSums(at: (name: (typeof answerColumns)[number]) => string | null): HourSums {
  const sum = (name: (typeof answerColumns)[number]): Exact => new Exact(at(name) ?? 0);
  const known = (name: (typeof answerColumns)[number]): Exact | null =>
    at(name) === null ? null : new Exact(at(name) ?? 0);
  const outcome = at('outcome');
  return {
    hour: instant(at('hour')),
    local: instant(at('local')),
    model: at('model'),
    outcome: outcomes.find((each) => each === outcome) ?? 'failed',
    class: at('class') === null ? null : Number(at('class')),
    team: at('team'),
    until: at('until') === null ? null : instant(at('until')),
    currency: at('currency'),
    rows: Number(at('rows') ?? 0),
    requests: Number(at('requests') ?? 0),
    input: sum('input'),
    cached: sum('cached'),
    cacheWrite: sum('cache_write'),
    output: sum('output'),
    reasoning: known('reasoning'),
    cost: known('cost'),
  };
}
