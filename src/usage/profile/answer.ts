import { outcomes, type Outcome } from '../formats/index.ts';
import { answerColumns } from './query.ts';
import type { LogTimes } from './resolution.ts';
import { wholeCost, wholeTokens, type WholeSums } from './sums.ts';

/** A row of the database's answer: text or null, in the order of `answerColumns`. */
export type AnswerRow = readonly (string | null)[];

/** Sums of the rows that ended alike and have their cost in one currency. */
export interface EndingSums extends WholeSums {
  readonly outcome: Outcome;
  /** Of the cost; null where it is the format's own. */
  readonly currency: string | null;
}

/** The sums of one hour. */
export interface HourSums extends EndingSums {
  /** The hour's beginning, in milliseconds since 1970. */
  readonly hour: number;
  /** The same by the clock of the profile's time zone, as if that were UTC. */
  readonly local: number;
  /** The end of the last bucket, in milliseconds since 1970; null for attempts. */
  readonly until: number | null;
  /** Rows whose cost is text that cannot be read. */
  readonly unreadCosts: number;
}

/** The sums of one model, team or class of length, by its name or number; null where rows have none. */
export interface PartSums extends EndingSums {
  readonly id: string | null;
}

/** How many requests have how many tokens, by length, shortest first. */
export type Lengths = readonly { readonly length: number; readonly requests: number }[];

/** The answer to a profile query, typed. */
export interface ProfileAnswer {
  readonly leftOut: readonly { readonly reason: string; readonly rows: number }[];
  readonly hours: readonly HourSums[];
  readonly models: readonly PartSums[];
  readonly teams: readonly PartSums[];
  readonly classes: readonly PartSums[];
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
  const parts: Record<'model' | 'team' | 'class', PartSums[]> = { model: [], team: [], class: [] };
  const lengths: Record<'input' | 'output', { length: number; requests: number }[]> = {
    input: [],
    output: [],
  };
  const instant = rememberedInstants();
  let busiestMinute = 0;
  let finest: LogTimes['finest'] = 'hour';
  for (const row of rows) {
    const at = (name: (typeof answerColumns)[number]): string | null => row[columnOf[name]] ?? null;
    const count = (name: (typeof answerColumns)[number]): number => Number(at(name) ?? 0);
    const about = at('about');
    switch (about) {
      case 'problem':
        leftOut.push({ reason: at('problem') ?? '', rows: count('rows') });
        break;
      case 'minute':
        busiestMinute = count('requests');
        finest = steps[count('length')] ?? 'hour';
        break;
      case 'input':
      case 'output':
        lengths[about].push({
          length: count('length'),
          requests: count('requests'),
        });
        break;
      case 'model':
      case 'team':
      case 'class':
        parts[about].push({ ...endingSums(at), id: at(about) });
        break;
      default: {
        const until = at('until');
        hours.push({
          ...endingSums(at),
          hour: instant(at('hour')),
          local: instant(at('local')),
          until: until === null ? null : instant(until),
          unreadCosts: count('unread_costs'),
        });
      }
    }
  }
  const byLength = (list: { length: number; requests: number }[]): Lengths =>
    list.toSorted((a, b) => a.length - b.length);
  return {
    leftOut: leftOut.toSorted((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1)),
    hours: hours.toSorted((a, b) => a.hour - b.hour || byEnding(a, b)),
    models: byId(parts.model),
    teams: byId(parts.team),
    classes: byId(parts.class),
    busiestMinute,
    finest,
    inputLengths: byLength(lengths.input),
    outputLengths: byLength(lengths.output),
  };
}

const columnOf = Object.fromEntries(answerColumns.map((name, index) => [name, index])) as Record<
  (typeof answerColumns)[number],
  number
>;

/** How many rows were counted, by an answer that has all of them. */
export function rowsCounted(rows: readonly AnswerRow[]): number {
  return rows.reduce(
    (sum, row) => sum + (row[columnOf.about] === 'hour' ? Number(row[columnOf.rows]) : 0),
    0,
  );
}

/** Whether rows were left out for a reason. */
export function wereLeftOut(rows: readonly AnswerRow[], reason: string): boolean {
  return rows.some((row) => row[columnOf.problem] === reason);
}

/** By what the query says of the minutes. */
const steps = ['hour', '5 minutes', 'minute'] as const;

/** Reads instants; an answer has the same few many times. */
function rememberedInstants(): (text: string | null) => number {
  const known = new Map<string, number>();
  return (text) => {
    const written = text ?? '';
    let time = known.get(written);
    if (time === undefined) known.set(written, (time = Date.parse(`${written.replace(' ', 'T')}Z`)));
    return time;
  };
}

function byEnding(a: EndingSums, b: EndingSums): number {
  return compareText(a.outcome, b.outcome) || compareText(a.currency, b.currency);
}

function byId(parts: readonly PartSums[]): readonly PartSums[] {
  return parts.toSorted((a, b) => compareText(a.id, b.id) || byEnding(a, b));
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : Number(left > right);
}

function endingSums(at: (name: (typeof answerColumns)[number]) => string | null): EndingSums {
  const tokens = (name: (typeof answerColumns)[number]): bigint => wholeTokens(at(name) ?? '0');
  const outcome = at('outcome');
  const [reasoning, cost] = [at('reasoning'), at('cost')];
  return {
    outcome: outcomes.find((each) => each === outcome) ?? 'failed',
    currency: at('currency'),
    rows: Number(at('rows') ?? 0),
    requests: Number(at('requests') ?? 0),
    input: tokens('input'),
    cached: tokens('cached'),
    cacheWrite: tokens('cache_write'),
    output: tokens('output'),
    reasoning: reasoning === null ? null : wholeTokens(reasoning),
    cost: cost === null ? null : wholeCost(cost),
  };
}
