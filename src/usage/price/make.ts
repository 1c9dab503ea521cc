import type { Catalog } from '../../catalog/index.ts';
import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { evaluate, Exact } from '../../formula/index.ts';
import { buildModel, type OptionModel } from '../../model/index.ts';
import type { Scenario, Workload } from '../../scenario/index.ts';
import type { AnswerRow, ProfileAnswer } from '../profile/answer.ts';
import { tellsHours } from '../profile/resolution.ts';
import { withoutTokens, type UsageResult } from '../profile/result.ts';
import { loggedScenario, loggedWorkload } from './logged-workload.ts';
import type { PriceKey } from './query.ts';
import type { OptionPrice, PricePart, UsagePriceResult } from './result.ts';
import { isPaidByToken, rowPrices, type RowPrices } from './row-prices.ts';

/** A log under the options of a scenario: what prices a row, and what becomes of the database's answer. */
export interface LogPricing {
  readonly prices: RowPrices;
  /** The workload whose inputs a row's columns stand for. */
  readonly workload: Workload;
  /** The result, of the answer to `priceQuery`. */
  readonly result: (rows: readonly AnswerRow[]) => UsagePriceResult;
}

export interface PricingQuestion {
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  /** Whose options: a workload of the scenario. */
  readonly workload: Workload;
  readonly profile: Omit<UsageResult, 'scenario'>;
  readonly answer: ProfileAnswer;
  readonly by: PriceKey;
}

/** Builds what prices the log: the model with its means, with its own hours, and with a single row. */
export function priceLog(question: PricingQuestion): Result<LogPricing> {
  const { scenario, catalog, profile, answer } = question;
  const nothing = withoutTokens(profile);
  if (nothing !== undefined) return fail(nothing);
  const week = loggedWorkload(scenario, question.workload, profile, answer, 'week');
  const hours = loggedWorkload(scenario, question.workload, profile, answer, 'hours');
  const mean = buildModel(loggedScenario(scenario, week), catalog);
  if (!mean.ok) return mean;
  const replayed = buildModel(loggedScenario(scenario, hours), catalog);
  if (!replayed.ok) return replayed;
  const prices = rowPrices(scenario, week, catalog);
  if (!prices.ok) return prices;
  const optionsOf = (model: typeof mean.value): readonly OptionModel[] => model.workloads[0]?.options ?? [];
  const inHours = new Map(optionsOf(replayed.value).map((each) => [each.id, each]));
  const result = (rows: readonly AnswerRow[]): UsagePriceResult => {
    const parts = readParts(rows, prices.value);
    const options = optionsOf(mean.value).map((option) =>
      isPaidByToken(option)
        ? byRows(option, parts, prices.value, monthsOf(scenario, profile))
        : byHours(option, inHours.get(option.id), loadNotes(profile)),
    );
    const free = options.filter(({ excludedBy, monthly }) => excludedBy.length === 0 && monthly !== null);
    const [least] = free.toSorted((a, b) => (a.monthly ?? none).comparedTo(b.monthly ?? none));
    return {
      schema: 'crossover/usage-price/1',
      log: { title: profile.log.title, files: profile.log.files },
      period: {
        from: profile.period.from,
        until: profile.period.until,
        hours: profile.period.hours,
        zone: profile.period.zone,
      },
      rows: {
        counted: profile.rows.counted,
        leftOut: profile.rows.read - profile.rows.counted - profile.rows.gatewayCache,
      },
      scenario: { name: scenario.name, digest: scenario.digest },
      catalog: { version: catalog.version, digest: catalog.digest, asOf: mean.value.asOf },
      workload: week.id,
      currency: scenario.currency,
      options,
      cheapest: least?.id ?? null,
      by: question.by,
      priced: prices.value.options.map(({ id }) => id),
      parts: byPart(parts),
    };
  };
  return ok({ prices: prices.value, workload: week, result }, mean.diagnostics);
}

/** The length of the log's period in months. */
function monthsOf(scenario: Scenario, { period }: Omit<UsageResult, 'scenario'>): Exact {
  return new Exact(period.hours).div(scenario.hoursPerMonth.value);
}

const none = new Exact(0);

interface AnswerPart {
  readonly id: string;
  readonly isFinished: boolean;
  readonly rows: number;
  readonly attempts: number;
  readonly sums: readonly (Exact | null)[];
  readonly unknown: readonly number[];
}

function known(text: string | null): Exact | null {
  return text === null ? null : new Exact(text);
}

function readParts(rows: readonly AnswerRow[], { options }: RowPrices): readonly AnswerPart[] {
  return rows.map((row) => {
    const [id, ending, count, attempts, ...rest] = row;
    return {
      id: id ?? '',
      isFinished: ending === 'finished',
      rows: Number(count ?? 0),
      attempts: Number(attempts ?? 0),
      sums: options.map((_, index) => known(rest[2 * index] ?? null)),
      unknown: options.map((_, index) => Number(rest[2 * index + 1] ?? 0)),
    };
  });
}

function byPart(parts: readonly AnswerPart[]): readonly PricePart[] {
  const found = new Map<string, PricePart>();
  for (const part of parts) {
    const known = found.get(part.id);
    found.set(part.id, {
      id: part.id,
      rows: part.rows + (known?.rows ?? 0),
      attempts: part.attempts + (known?.attempts ?? 0),
      costs: part.sums.map((sum, index) => {
        const other = known?.costs[index] ?? null;
        return sum === null ? other : other === null ? sum : sum.plus(other);
      }),
    });
  }
  return [...found.values()];
}

function reasons({ exclusions }: OptionModel): readonly string[] {
  return exclusions.map(({ message }) => message);
}

/** Each row by itself: its tokens, and what `run` has beside tokens and retries. */
function byRows(
  option: OptionModel,
  parts: readonly AnswerPart[],
  prices: RowPrices,
  months: Exact,
): OptionPrice {
  const { id, title, statement } = option;
  const index = prices.options.findIndex((each) => each.id === id);
  const priced = prices.options[index];
  const base = { id, title, method: 'rows', excludedBy: reasons(option), notes: option.notes } as const;
  if (statement === null || priced === undefined)
    return { ...base, tokens: null, unknownRows: 0, monthly: null, run: null, causes: [] };
  const sumOf = (isFinished: boolean): Exact =>
    parts.reduce(
      (sum, each) => (each.isFinished === isFinished ? sum.plus(each.sums[index] ?? 0) : sum),
      new Exact(0),
    );
  const [finished, failed] = [sumOf(true), sumOf(false)];
  const line = (name: string): Exact => {
    const found = statement.lines.find((each) => each.id === name);
    return found === undefined ? new Exact(0) : evaluate(found.monthly);
  };
  const run = evaluate(statement.monthly);
  const tiers = finished.div(months).minus(evaluate(priced.whole));
  const failures = failed.div(months).minus(line('retries'));
  return {
    ...base,
    tokens: finished.plus(failed),
    unknownRows: parts.reduce((sum, each) => sum + (each.unknown[index] ?? 0), 0),
    monthly: run.plus(tiers).plus(failures),
    run,
    causes: [
      { cause: 'context_tiers', monthly: tiers },
      { cause: 'failed_attempts', monthly: failures },
    ],
  };
}

function monthlyOf(option: OptionModel | undefined): Exact | null {
  const statement = option?.statement ?? null;
  return statement === null ? null : evaluate(statement.monthly);
}

/** What is said beside an option where the log has no hours to replay. */
function loadNotes({ period }: Omit<UsageResult, 'scenario'>): readonly string[] {
  return tellsHours(period.resolution)
    ? []
    : [
        `each row of the log covers a ${period.resolution}, so the load by hour is the scenario's, not the log's`,
      ];
}

/** The log's own hours through what is reserved: against its mean week, or its peak alone. */
function byHours(
  option: OptionModel,
  replayed: OptionModel | undefined,
  loadNote: readonly string[],
): OptionPrice {
  const monthly = monthlyOf(replayed);
  const run = monthlyOf(option);
  return {
    id: option.id,
    title: option.title,
    method: 'hours',
    tokens: null,
    unknownRows: 0,
    monthly,
    run,
    causes: monthly === null || run === null ? [] : [{ cause: 'peaks', monthly: monthly.minus(run) }],
    excludedBy: reasons(replayed ?? option),
    notes: [...option.notes, ...loadNote],
  };
}
