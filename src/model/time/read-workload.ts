import { rowsReader, varyingExact, type Exact, type Node } from '../../formula/index.ts';
import type { Model, OptionModel, Statement, WorkloadModel } from '../types.ts';
import { doubleArithmetic, exactArithmetic } from './arithmetic.ts';
import type { Era } from './eras.ts';
import { figuresOf, monthOf, rootsOf, type MonthOf, type OptionFigures } from './figures.ts';
import { columnsOf, monthInputs, movedInputs } from './month-inputs.ts';
import type { Timeline } from './timeline.ts';

/** A workload's options over the months. */
export interface WorkloadFigures {
  readonly id: string;
  /** The month in which it starts, counted from 0. */
  readonly from: number;
  readonly options: readonly ReadOption[];
}

/** An option over the months. It is read when its figures are asked for; without figures in some month it has none, and the reason. */
export interface ReadOption {
  readonly model: OptionModel;
  readonly missing: string | null;
  readonly figures: OptionFigures<Exact> | null;
  /** In doubles, in a hundredth of the time. */
  readonly near: OptionFigures<number> | null;
}

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
  const range = { eras, id, timeline, from };
  const exact = new Map<string, readonly MonthOf<Exact>[]>();
  /** One option is read alone; whoever asks for a second one asks for all, and what they have in common is read once. */
  const exactly = (option: string): readonly MonthOf<Exact>[] => {
    const wanted = exact.size === 0 ? [option] : known.filter((each) => !exact.has(each));
    if (!exact.has(option))
      for (const [each, months] of readMonths(range, wanted, readExactly)) exact.set(each, months);
    return exact.get(option) ?? [];
  };
  let doubles: ReadonlyMap<string, readonly MonthOf<number>[]> | null = null;
  const nearly = (option: string): readonly MonthOf<number>[] =>
    (doubles ??= readMonths(range, known, readInDoubles)).get(option) ?? [];
  return {
    id,
    from,
    options: options.map(({ model, inEras, gap }): ReadOption => {
      if (gap !== -1)
        return { model, figures: null, near: null, missing: missingFrom(inEras[gap], eras[gap], timeline) };
      let figures: OptionFigures<Exact> | null = null;
      let near: OptionFigures<number> | null = null;
      const about = { from, timeline, eras };
      return {
        model,
        missing: null,
        get figures() {
          return (figures ??= figuresOf(exactArithmetic, model, { ...about, read: exactly(model.id) }));
        },
        get near() {
          return (near ??= figuresOf(doubleArithmetic, model, { ...about, read: nearly(model.id) }));
        },
      };
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

interface Range {
  readonly eras: readonly Era[];
  readonly id: string;
  readonly timeline: Timeline;
  readonly from: number;
}

/** Formulas of one era at the inputs of its months: by month, then by formula. */
type ReadMonths<T> = (
  model: Model,
  timeline: Timeline,
  roots: readonly Node[],
  months: readonly [from: number, until: number],
) => readonly ArrayLike<T>[];

/** Some options of a workload by month, era after era. */
function readMonths<T>(
  { eras, id, timeline, from }: Range,
  options: readonly string[],
  read: ReadMonths<T>,
): ReadonlyMap<string, readonly MonthOf<T>[]> {
  const into = new Map(options.map((option) => [option, [] as MonthOf<T>[]]));
  for (const [index, era] of eras.entries()) {
    const until = eras[index + 1]?.from ?? timeline.months.length;
    const statements = options.map((option) => statementIn(era.model, id, option));
    const roots = statements.flatMap(rootsOf);
    for (const values of read(era.model, timeline, roots, [Math.max(from, era.from), until])) {
      let place = 0;
      const take = (): T => {
        const value = values[place++];
        if (value === undefined) throw new Error('a formula was not read');
        return value;
      };
      for (const [position, statement] of statements.entries())
        into.get(options[position] as string)?.push(monthOf(statement, take));
    }
  }
  return into;
}

function statementIn(model: Model, id: string, option: string): Statement {
  const statement = workloadIn(model, id).options.find((each) => each.id === option)?.statement;
  if (statement === null || statement === undefined) throw new Error(`${option} has no statement`);
  return statement;
}

const readExactly: ReadMonths<Exact> = (model, timeline, roots, [from, until]) => {
  const moving = movedInputs(model, timeline, roots);
  const inputs = monthInputs(moving, timeline);
  const read = varyingExact(roots).moved(
    moving.map(({ address }) => address),
    (a, b) => a === b || a.eq(b),
  );
  return Array.from({ length: Math.max(0, until - from) }, (_, index) => read(inputs(from + index)));
};

const readInDoubles: ReadMonths<number> = (model, timeline, roots, [from, until]) => {
  const moving = movedInputs(model, timeline, roots);
  const count = Math.max(0, until - from);
  const answers = roots.map(() => new Float64Array(count));
  rowsReader(
    roots,
    moving.map(({ address }) => address),
  )(
    columnsOf(moving, timeline).map((each) => each.subarray(from, until)),
    count,
    answers,
  );
  return Array.from({ length: count }, (_, month) => answers.map((each) => each[month] as number));
};
