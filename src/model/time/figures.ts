import type { IsoMonth } from '../../document/index.ts';
import { evaluateAll, Exact, type Node } from '../../formula/index.ts';
import type { BuildOption } from '../../scenario/index.ts';
import type { Holding, OptionModel, Statement, Timing } from '../types.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { Era } from './eras.ts';
import { bookShares, spreadShares, worthOver } from './shares.ts';
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

/** What the formulas of an option say of one month. */
export interface MonthOf<T> {
  /** In the order of the statement's lines. */
  readonly lines: readonly T[];
  readonly spreads: readonly T[];
  readonly holdings: readonly HoldingMonth<T>[];
}

type HoldingMonth<T> = Readonly<
  Record<'gpus' | 'agreed', T> & Record<'moving' | 'following' | 'upfront' | 'price', T | null>
>;

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
    lines: lines.map(take),
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
  const present = evaluateAll(timingNodes(timing));
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
  const lines = statement.lines.map(({ id, label }, line) => {
    const whole = (month: MonthOf<T>): T => month.lines[line] ?? a.zero;
    // What of it is paid at another time.
    const parts = [
      ...timing.spreads.flatMap((each, index) => {
        if (each.line !== id) return [];
        const months = a.of(valueOf(each.months));
        return [(month: MonthOf<T>): T => a.over(month.spreads[index] ?? a.zero, months)];
      }),
      ...timing.holdings.flatMap((each, index) => {
        if (each.line !== id) return [];
        const held = heldAmount(a, each, valueOf);
        return [(month: MonthOf<T>): T => held(month.holdings[index])];
      }),
    ];
    const restOf = (month: MonthOf<T>): T =>
      a.tidy(
        parts.reduce((rest, part) => a.minus(rest, part(month)), whole(month)),
        whole(month),
      );
    return { id, label, rest: byMonth(parts.length === 0 ? whole : restOf) };
  });
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
  valueOf: (node: Node) => Exact,
): (month: HoldingMonth<T> | undefined) => T {
  const term = contract === null ? null : a.of(valueOf(contract));
  const wear = bought === null ? null : a.of(new Exact(1).minus(valueOf(bought.residual)));
  const life = bought === null ? null : a.of(valueOf(bought.months));
  const oneOf = ({ agreed, moving, upfront, price }: HoldingMonth<T>): T => {
    let each = a.plus(agreed, moving ?? a.zero);
    if (upfront !== null && term !== null) each = a.plus(each, a.over(upfront, term));
    if (price !== null && wear !== null && life !== null)
      each = a.plus(each, a.over(a.times(price, wear), life));
    return each;
  };
  // Prices mostly stand still from month to month.
  let before: { readonly month: HoldingMonth<T>; readonly each: T } | null = null;
  return (month) => {
    if (month === undefined) return a.zero;
    const each = before !== null && isPricedAlike(before.month, month) ? before.each : oneOf(month);
    before = { month, each };
    return a.plus(a.times(month.gpus, each), month.following ?? a.zero);
  };
}

function isPricedAlike<T>(a: HoldingMonth<T>, b: HoldingMonth<T>): boolean {
  return a.agreed === b.agreed && a.moving === b.moving && a.upfront === b.upfront && a.price === b.price;
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
