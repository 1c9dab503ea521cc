import type { IsoMonth } from '../../document/index.ts';
import { Exact, varyingExact, type Node } from '../../formula/index.ts';
import type { BuildOption } from '../../scenario/index.ts';
import type { Holding, Model, OptionModel, Statement, Timing, WorkloadModel } from '../types.ts';
import { exactArithmetic, type Arithmetic } from './arithmetic.ts';
import type { Era } from './eras.ts';
import { bookShares, spreadShares, worthOver } from './shares.ts';
import { movedInputs, monthInputs } from './month-inputs.ts';
import { amountIn } from './money.ts';
import type { Timeline } from './timeline.ts';

/** GPUs of an option by month, apart from how many are held. `line` is the place of a line. */
export interface HoldingFigures<T, L extends ArrayLike<T> = readonly T[]> {
  readonly line: number;
  readonly gpus: L;
  readonly agreed: L;
  readonly moving: L | null;
  readonly following: L | null;
  readonly upfront: L | null;
  /** Shares of the upfront payment by month of the term; null where nothing binds. */
  readonly contract: { readonly shares: readonly T[] } | null;
  /** What is written off of the price by month of use, and what of it a sale brings after so many months. */
  readonly bought: {
    readonly price: L;
    readonly shares: readonly T[];
    readonly worth: readonly T[];
  } | null;
  readonly lot: T | null;
  readonly earlyExit: T;
}

/** What an option costs by month, before it is known since when it is used. Lists by month (L) have one value a month of the horizon. */
export interface OptionFigures<T, L extends ArrayLike<T> = readonly T[]> {
  /** `rest` is what of a line is paid in the month in which it is used, and falls away with it. */
  readonly lines: readonly { readonly id: string; readonly label: string; readonly rest: L }[];
  readonly spreads: readonly {
    readonly line: number;
    readonly outlay: L;
    readonly shares: readonly T[];
  }[];
  readonly holdings: readonly HoldingFigures<T, L>[];
  /** Paid once, where the option is in use in that month. */
  readonly once: readonly { readonly line: number; readonly month: number; readonly amount: T }[];
  readonly people: { readonly line: number; readonly monthly: L } | null;
  readonly lead: number;
  readonly hireAhead: number;
  readonly parallel: number;
  readonly switchCost: T;
}

/** A workload's options over the months; an option without figures in some month is null, with the reason. */
export interface WorkloadFigures {
  readonly id: string;
  /** The month in which it starts, counted from 0. */
  readonly from: number;
  readonly options: readonly {
    readonly model: OptionModel;
    readonly figures: OptionFigures<Exact> | null;
    readonly missing: string | null;
  }[];
}

/** What the formulas of an option say of one month. */
export interface MonthOf<T> {
  readonly lines: ReadonlyMap<string, T>;
  readonly spreads: readonly T[];
  readonly holdings: readonly HoldingMonth<T>[];
}

type HoldingMonth<T> = Readonly<
  Record<'gpus' | 'agreed', T> & Record<'moving' | 'following' | 'upfront' | 'price', T | null>
>;

/** The figures of all months of one workload, each read from the formulas of its era at its month's inputs. */
export function readWorkload(eras: readonly Era[], id: string, timeline: Timeline): WorkloadFigures {
  const from = timeline.launches.get(id) ?? 0;
  const first = workloadIn(eras[0]?.model, id);
  const options = first.options.map((model) => {
    const inEras = eras.map((era) => workloadIn(era.model, id).options.find((each) => each.id === model.id));
    const gap = inEras.findIndex((each) => each?.statement === null || each === undefined);
    return { model, inEras, gap };
  });
  const known = options.filter(({ gap }) => gap === -1).map(({ model }) => model.id);
  const months = new Map(known.map((option) => [option, [] as MonthOf<Exact>[]]));
  for (const [index, era] of eras.entries()) {
    const until = eras[index + 1]?.from ?? timeline.months.length;
    readEra(era, { id, known, timeline, from: Math.max(from, era.from), until }, months);
  }
  return {
    id,
    from,
    options: options.map(({ model, inEras, gap }) => {
      if (gap !== -1) return { model, figures: null, missing: missingFrom(inEras[gap], eras[gap], timeline) };
      const read = months.get(model.id) ?? [];
      const figures = figuresOf(exactArithmetic, model, { read, from, timeline, eras });
      return { model, figures, missing: null };
    }),
  };
}

function workloadIn(model: Model | undefined, id: string): WorkloadModel {
  const found = model?.workloads.find((each) => each.id === id);
  if (found === undefined) throw new Error(`workload ${id} is not in the model`);
  return found;
}

function missingFrom(option: OptionModel | undefined, era: Era | undefined, { months }: Timeline): string {
  const why = option?.exclusions.map(({ message }) => message).join('; ') ?? 'it has no figures';
  return era === undefined || era.from === 0 ? why : `from ${months[era.from] ?? ''}: ${why}`;
}

interface MonthRange {
  readonly id: string;
  readonly known: readonly string[];
  readonly timeline: Timeline;
  readonly from: number;
  readonly until: number;
}

/** Reads the months of one era, all options of the workload together, and appends them. */
function readEra(
  { model }: Era,
  { id, known, timeline, from, until }: MonthRange,
  into: ReadonlyMap<string, MonthOf<Exact>[]>,
): void {
  const { options } = workloadIn(model, id);
  const statements = known.map((option) => {
    const statement = options.find((each) => each.id === option)?.statement;
    if (statement === null || statement === undefined) throw new Error(`${option} has no statement`);
    return { option, statement };
  });
  const roots = statements.flatMap(({ statement }) => rootsOf(statement));
  const reading = varyingExact(roots);
  const moving = movedInputs(model, timeline, roots);
  const read = reading.moved(moving.map(({ address }) => address));
  let earlier: { readonly key: string; readonly values: readonly Exact[] } | null = null;
  for (let month = from; month < until; month += 1) {
    const inputs = monthInputs(moving, timeline, month);
    const key = [...inputs.values()].map(String).join(' ');
    const values: readonly Exact[] = earlier?.key === key ? earlier.values : read(inputs);
    earlier = { key, values };
    const next = values[Symbol.iterator]();
    const take = (): Exact => {
      const { value, done } = next.next();
      if (done === true) throw new Error('a formula was not read');
      return value;
    };
    for (const { option, statement } of statements) into.get(option)?.push(monthOf(statement, take));
  }
}

/** The formulas that a month is read from, in this order. */
export function rootsOf({ lines, timing }: Statement): readonly Node[] {
  return [
    ...lines.map(({ monthly }) => monthly),
    ...timing.spreads.map(({ outlay }) => outlay),
    ...timing.holdings.flatMap(nodesOf),
  ];
}

/** What a month of GPUs is read from, in this order. */
export function nodesOf({ gpus, agreed, moving, following, upfront, bought }: Holding): readonly Node[] {
  return [gpus, agreed, moving, following, upfront, bought?.price ?? null].filter((each) => each !== null);
}

/** What `take` gives of the month of GPUs, in the order of `nodesOf`. */
export function holdingOf<T>(
  { moving, following, upfront, bought }: Holding,
  take: () => T,
): MonthOf<T>['holdings'][number] {
  const optional = (node: Node | null | undefined): T | null =>
    node === null || node === undefined ? null : take();
  return {
    gpus: take(),
    agreed: take(),
    moving: optional(moving),
    following: optional(following),
    upfront: optional(upfront),
    price: optional(bought?.price),
  };
}

/** What `take` gives of the formulas of a statement, one after the other in the order of `rootsOf`. */
export function monthOf<T>({ lines, timing }: Statement, take: () => T): MonthOf<T> {
  return {
    lines: new Map(lines.map(({ id }) => [id, take()])),
    spreads: timing.spreads.map(take),
    holdings: timing.holdings.map((each) => holdingOf(each, take)),
  };
}

const zero = new Exact(0);

interface ReadMonths<T> {
  /** From the first month of use on. */
  readonly read: readonly MonthOf<T>[];
  readonly from: number;
  readonly timeline: Timeline;
  readonly eras: readonly Era[];
}

/** The figures of an option, of what its formulas say of each month; how long terms and lives are is as stated. */
export function figuresOf<T>(
  a: Arithmetic<T>,
  { statement, option }: OptionModel,
  { read, from, timeline, eras }: ReadMonths<T>,
): OptionFigures<T> {
  if (statement === null) throw new Error('an option without figures was read');
  const { timing } = statement;
  const present = varyingExact(timingNodes(timing)).present();
  const constants = new Map(timingNodes(timing).map((node, index) => [node, present[index] ?? zero]));
  const valueOf = (node: Node): Exact => constants.get(node) ?? zero;
  const byMonth = (of: (month: MonthOf<T>) => T): readonly T[] => [
    ...Array.from({ length: from }, () => a.zero),
    ...read.map(of),
  ];
  const place = (id: string): number => statement.lines.findIndex((each) => each.id === id);
  const spreads = timing.spreads.map(({ line, months }, index) => ({
    line: place(line),
    months: valueOf(months),
    outlay: byMonth((month) => month.spreads[index] ?? a.zero),
    shares: spreadShares(valueOf(months)).map(a.of),
  }));
  const holdings = timing.holdings.map((holding, index) =>
    holdingFigures(a, holding, { line: place(holding.line), valueOf }, (of) =>
      byMonth((month) => of(month.holdings[index] as HoldingMonth<T>)),
    ),
  );
  /** Lines of which a part is paid at another time. */
  const divided = new Set([...timing.spreads, ...timing.holdings].map(({ line }) => line));
  const restOf = (id: string, month: MonthOf<T>): T => {
    const whole = month.lines.get(id) ?? a.zero;
    if (!divided.has(id)) return whole;
    let rest = whole;
    for (const [index, { line, months }] of timing.spreads.entries())
      if (line === id) rest = a.minus(rest, a.over(month.spreads[index] ?? a.zero, a.of(valueOf(months))));
    for (const [index, holding] of timing.holdings.entries())
      if (holding.line === id) rest = a.minus(rest, heldAmount(a, holding, month.holdings[index], valueOf));
    return a.tidy(rest, whole);
  };
  const lines = statement.lines.map(({ id, label }) => ({
    id,
    label,
    rest: byMonth((month) => restOf(id, month)),
  }));
  const moves = migrations(option.id, timeline, eras).map(({ month, amount }) => ({
    line: lines.length,
    month,
    amount: a.of(amount),
  }));
  if (moves.length > 0)
    lines.push({ id: 'migration', label: 'Moving to a successor', rest: byMonth(() => a.zero) });
  const people = statement.lines.findIndex(({ id }) => id === 'people' || id === 'build.people');
  const { switching } = option;
  const [first] = eras;
  return {
    lines,
    spreads,
    holdings,
    once: moves,
    people: people === -1 ? null : { line: people, monthly: lines[people]?.rest ?? [] },
    lead: switching.lead.value.toNumber(),
    hireAhead: switching.hireAhead.value.toNumber(),
    parallel: switching.parallel.value.toNumber(),
    switchCost: a.of(first === undefined ? zero : (amountIn(first.model, switching.cost) ?? zero)),
  };
}

/** Formulas of how long something lasts, and what it is worth then. */
function timingNodes({ spreads, holdings }: Timing): readonly Node[] {
  return [
    ...spreads.map(({ months }) => months),
    ...holdings.flatMap(({ contract, bought }) =>
      [contract, bought?.residual ?? null, bought?.months ?? null].filter((each) => each !== null),
    ),
  ];
}

/** What the month's line has for GPUs: see `Holding`. */
function heldAmount<T>(
  a: Arithmetic<T>,
  { contract, bought }: Holding,
  month: HoldingMonth<T> | undefined,
  valueOf: (node: Node) => Exact,
): T {
  if (month === undefined) return a.zero;
  let each = a.plus(month.agreed, month.moving ?? a.zero);
  if (month.upfront !== null && contract !== null)
    each = a.plus(each, a.over(month.upfront, a.of(valueOf(contract))));
  if (month.price !== null && bought !== null) {
    const lost = a.times(month.price, a.of(new Exact(1).minus(valueOf(bought.residual))));
    each = a.plus(each, a.over(lost, a.of(valueOf(bought.months))));
  }
  return a.plus(a.times(month.gpus, each), month.following ?? a.zero);
}

function holdingFigures<T>(
  a: Arithmetic<T>,
  holding: Holding,
  { line, valueOf }: { readonly line: number; readonly valueOf: (node: Node) => Exact },
  byMonth: (of: (month: HoldingMonth<T>) => T) => readonly T[],
): HoldingFigures<T> {
  const { moving, following, upfront, contract, bought } = holding;
  const option: BuildOption = holding.option;
  const optional = (node: Node | null, key: 'moving' | 'following' | 'upfront'): readonly T[] | null =>
    node === null ? null : byMonth((month) => month[key] ?? a.zero);
  return {
    line,
    gpus: byMonth((month) => month.gpus),
    agreed: byMonth((month) => month.agreed),
    moving: optional(moving, 'moving'),
    following: optional(following, 'following'),
    upfront: optional(upfront, 'upfront'),
    contract: contract === null ? null : { shares: spreadShares(valueOf(contract)).map(a.of) },
    bought:
      bought === null
        ? null
        : {
            price: byMonth((month) => month.price ?? a.zero),
            shares: bookShares(option.depreciation, valueOf(bought.residual), valueOf(bought.months)).map(
              a.of,
            ),
            worth: worthOver(valueOf(bought.residual), valueOf(bought.months)).map(a.of),
          },
    lot: option.lot === null ? null : a.of(option.lot.value),
    earlyExit: a.of(option.earlyExit.value),
  };
}

/** The months in which an option has to move to a successor, with what that costs. */
function migrations(
  option: string,
  { events, months }: Timeline,
  eras: readonly Era[],
): readonly { readonly month: number; readonly amount: Exact }[] {
  return events.flatMap((event) => {
    if (event.kind !== 'retire') return [];
    const month = months.indexOf(event.month satisfies IsoMonth);
    const before = eras.findLast(({ from }) => from < month) ?? eras[0];
    const buys = before?.model.workloads.some(({ options }) =>
      options.some(({ id, option: of }) => id === option && of.kind === 'buy' && of.price === event.price),
    );
    const amount = before === undefined ? null : amountIn(before.model, event.migration);
    return buys === true && amount !== null && !amount.isZero() ? [{ month, amount }] : [];
  });
}
