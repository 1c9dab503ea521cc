import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { answer, chosenTemplate, measureOf, readIn, readNumber, suggested } from '../known.ts';
import { templates } from '../templates/index.ts';
import type { Known, Measure, Question, Suggestion } from '../types.ts';

const measures: Readonly<Record<Measure, string>> = {
  requests: 'Requests a month',
  users: 'People who use it',
  seats: 'Seats (programmers who have it)',
  documents: 'Documents a month',
  tasks: 'Tasks a month',
  calls: 'Phone calls a month',
  logs: 'Read my logs or bills',
};

const one: Readonly<Record<Measure, string>> = {
  requests: 'request', users: 'user', seats: 'seat', documents: 'document', tasks: 'task', calls: 'call', logs: 'request',
}; // prettier-ignore

/** What runs, and how much of it. */
export const use: readonly Question[] = [
  {
    id: 'kind',
    ask: 'What do you run?',
    example: 'chat',
    choices: () => templates.map(({ id, title }) => ({ value: id, title })),
    suggest: () => ({ value: 'chat', why: 'the most common kind' }),
  },
  {
    id: 'name',
    ask: 'What is it called?',
    example: 'support-chat',
    suggest: (known) => ({ value: chosenTemplate(known).workload, why: 'after its kind' }),
    read: readName,
  },
  {
    id: 'count-by',
    ask: 'How do you know how much it is used?',
    example: 'users',
    choices: (known) =>
      chosenTemplate(known).measures.map((each) => ({ value: each, title: measures[each] })),
    suggest: (known) => ({
      value: chosenTemplate(known).measures[0] ?? 'requests',
      why: 'usual for this kind',
    }),
  },
  {
    id: 'logs',
    ask: 'Which file or folder holds the logs?',
    example: 'spend.csv',
    applies: (known) => measureOf(known) === 'logs',
    suggest: () => ({ value: 'logs', why: 'a folder of this name' }),
    read: (text) =>
      text.trim() === ''
        ? fail(problem('interview/name', 'logs: expected the path of a file or folder'))
        : ok(text.trim()),
  },
  {
    id: 'count',
    ask: (known) => `${measures[measureOf(known) === 'logs' ? 'requests' : measureOf(known)]}:`,
    example: '1M',
    suggest: (known) => {
      const monthly = known.profile?.requests.perMonth;
      return (
        fromLogs(known, monthly === null || monthly === undefined ? null : String(Math.round(monthly))) ?? {
          value: chosenTemplate(known).count,
          why: 'assumption: no default can know this, so put your own figure here',
        }
      );
    },
    read: readNumber({ what: 'volume', above: 0 }),
  },
  {
    id: 'per',
    ask: (known) => `Requests a month for each ${one[measureOf(known)]}:`,
    example: '112',
    applies: (known) => !['requests', 'logs'].includes(measureOf(known)),
    suggest: (known) => suggested(chosenTemplate(known).per),
    read: readNumber({ what: 'requests for each', above: 0 }),
  },
  {
    id: 'input',
    ask: 'Input tokens per request, cached ones included:',
    example: '1155',
    suggest: (known) =>
      fromLogs(known, roundedOrNull(known.profile?.tokens.inputPerRequest)) ??
      suggested(chosenTemplate(known).input),
    read: readNumber({ what: 'input tokens' }),
  },
  {
    id: 'output',
    ask: 'Output tokens per request, reasoning included:',
    example: '211',
    suggest: (known) =>
      fromLogs(known, roundedOrNull(known.profile?.tokens.outputPerRequest)) ??
      suggested(chosenTemplate(known).output),
    read: readNumber({ what: 'output tokens' }),
  },
  {
    id: 'cached',
    ask: 'Share of input tokens read from cache:',
    example: '40%',
    suggest: (known) =>
      fromLogs(known, percentOrNull(known.profile?.tokens.cachedShare)) ??
      suggested(chosenTemplate(known).cached),
    read: readNumber({ what: 'cached share, such as 40%', most: 1 }),
  },
  {
    id: 'peak',
    ask: 'Busiest hour, as a multiple of the average hour:',
    example: '3',
    suggest: (known) =>
      fromLogs(known, tenthsOrNull(known.profile?.load.peakToAverageHour)) ??
      suggested(chosenTemplate(known).peak),
    read: readNumber({ what: 'peak to average', least: 1 }),
  },
  {
    id: 'growth',
    ask: 'Growth of volume:',
    example: '3%/month',
    suggest: (known) =>
      fromLogs(known, sureGrowth(known)) ?? { value: '0%/month', why: 'assumption: steady volume' },
    read: (text) => readIn('growth', ['1/month', '1/year'], '3%/month')(withPeriod(text)),
  },
];

/** A rate without a period is one a month. */
function withPeriod(text: string): string {
  return /^[+-]?[\d.]+\s*%$/u.test(text.trim()) ? `${text.trim()}/month` : text;
}

function readName(text: string): Result<string> {
  const id = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60);
  if (id !== '') return ok(id);
  return fail(problem('interview/name', `name: '${text.slice(0, 50)}' has no letter or digit`));
}

function fromLogs({ profile }: Known, value: string | null): Suggestion | null {
  if (profile === null || value === null) return null;
  return {
    value,
    why: `your logs: ${profile.rows.counted} rows, ${profile.period.from} to ${profile.period.until} UTC`,
  };
}

function roundedOrNull(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(Math.round(value));
}

function percentOrNull(share: number | null | undefined): string | null {
  return share === null || share === undefined ? null : `${Number((share * 100).toPrecision(4))}%`;
}

function tenthsOrNull(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(Math.max(1, Number(value.toPrecision(4))));
}

/** Growth that the logs show, where its interval does not hold 0. */
function sureGrowth({ profile }: Known): string | null {
  const growth = profile?.growth ?? null;
  if (growth === null || (growth.low <= 0 && growth.high >= 0)) return null;
  return `${Number((growth.monthly * 100).toPrecision(4))}%/month`;
}

/** Requests for each thing that is counted, in words. */
export function countedWords(known: Known): string {
  const measure = measureOf(known);
  if (measure === 'requests' || measure === 'logs') return '';
  return `${answer(known, 'count')} ${measure} x ${answer(known, 'per')} requests a month each`;
}
