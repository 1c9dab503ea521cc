import { Exact, type InputNode, type Overrides } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';

/** Values of an input between which the model has the same options. */
export interface Structure {
  readonly from: Exact;
  /** Null: for ever. */
  readonly to: Exact | null;
  /** The model that holds there; null where such values are refused. */
  readonly model: Model | null;
}

/** Places that are looked at to begin with. */
const places = 24;
/** A change is pinned down to this share of its place. */
const precision = new Exact('1e-12');
/** How many whole values have formulas of their own, and how many options are built for them. */
const mostWhole = 256;
const mostOptions = 4096;
/** How far up a range without an end is looked at, by factor. */
const widest = 1000;

/** The model with such figures: itself, where the same options can be chosen. */
function structureAround(model: Model, figures: Overrides): Model | null {
  const rebuilt = rebuiltAt(model, figures);
  return rebuilt !== null && signatureOf(rebuilt) === signatureOf(model) ? model : rebuilt;
}

/** The model with such figures, built anew where one of them decides about it; null where they are refused. */
export function rebuiltAt(model: Model, figures: Overrides): Model | null {
  if (![...figures.keys()].some((address) => model.structural.has(address))) return model;
  const rebuilt = model.rebuilt(figures);
  return rebuilt.ok ? rebuilt.value : null;
}

/** Which options there are, and which of them can be chosen. */
function signatureOf(model: Model | null): string {
  if (model === null) return 'refused';
  return model.workloads
    .flatMap(({ options }) =>
      options.map(
        ({ id, statement, exclusions }) =>
          `${id} ${statement === null} ${exclusions.map(({ by }) => by).join(' ')}`,
      ),
    )
    .join('\n');
}

/**
 * The structures over a range of an input, ascending. Only an input that the model names as structural has more than one:
 * they are found on a grid and pinned down by halving, so that a structure narrower than the grid can be missed.
 */
export function structureOver(
  model: Model,
  input: InputNode,
  range: { readonly from: Exact; readonly to: Exact | null },
): readonly Structure[] {
  if (!model.structural.has(input.address)) return [{ ...range, model }];
  const asked = searches.get(model) ?? new Map<string, readonly Structure[]>();
  searches.set(model, asked);
  const question = `${input.address} ${range.from} ${range.to}`;
  const known =
    asked.get(question) ??
    (model.selecting.has(input.address) ? wholeStructures : searchStructures)(model, input, range);
  asked.set(question, known);
  return known;
}

/** Each workload, and each line of a sweep, asks the same of one model. */
const searches = new WeakMap<Model, Map<string, readonly Structure[]>>();

function searchStructures(
  model: Model,
  input: InputNode,
  range: { readonly from: Exact; readonly to: Exact | null },
): readonly Structure[] {
  const known = new Map<string, Model | null>();
  const at = (value: Exact): Model | null => {
    const key = value.toString();
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found ?? null;
    const made = structureAround(model, new Map([[input.address, value]]));
    known.set(key, made);
    return made;
  };
  const grid = gridOf(input, range);
  const found: Structure[] = [];
  let [start] = grid;
  for (const [index, value] of grid.entries()) {
    const next = grid[index + 1];
    if (start === undefined || next === undefined) break;
    for (const [before, after] of changesBetween(value, next, at)) {
      found.push({ from: start, to: after, model: at(before) });
      start = after;
    }
  }
  const last = grid.at(-1);
  if (start !== undefined && last !== undefined) found.push({ from: start, to: range.to, model: at(last) });
  const [first] = found;
  return first === undefined ? [{ ...range, model }] : [{ ...first, from: range.from }, ...found.slice(1)];
}

/** Of an input that selects formulas, each whole value has its own: all of them, or where they are many, some all over the range. */
function wholeStructures(
  model: Model,
  input: InputNode,
  range: { readonly from: Exact; readonly to: Exact | null },
): readonly Structure[] {
  const least = Exact.max(range.from, input.minimum ?? 1).ceil();
  const end = range.to ?? Exact.max(input.value, least, 1).times(widest);
  const options = model.workloads.reduce((sum, workload) => sum + workload.options.length, 0);
  const most = Math.max(places, Math.min(mostWhole, Math.floor(mostOptions / Math.max(1, options))));
  const count = end.minus(least).toNumber() + 1;
  const values =
    count <= most
      ? Array.from({ length: Math.max(0, Math.floor(count)) }, (_, index) => least.plus(index))
      : [...new Set(gridOf(input, { from: least, to: end }).map((value) => value.round().toFixed()))].map(
          (text) => new Exact(text),
        );
  return values.map((value, index): Structure => {
    const rebuilt = model.rebuilt(new Map([[input.address, value]]));
    const from = index === 0 ? range.from : value;
    return { from, to: values[index + 1] ?? range.to, model: rebuilt.ok ? rebuilt.value : null };
  });
}

/** The last value before and the first after each change of structure. */
function changesBetween(
  from: Exact,
  to: Exact,
  at: (value: Exact) => Model | null,
): readonly (readonly [Exact, Exact])[] {
  if (signatureOf(at(from)) === signatureOf(at(to))) return [];
  const width = to.minus(from);
  if (width.lte(to.abs().times(precision))) return [[from, to]];
  const middle = from.plus(width.div(2)).toSignificantDigits(20);
  if (!middle.gt(from) || !middle.lt(to)) return [[from, to]];
  return [...changesBetween(from, middle, at), ...changesBetween(middle, to, at)];
}

/** Evenly spaced in logarithms where the ends are far apart, and the present value. */
function gridOf(
  { value }: InputNode,
  { from, to }: { readonly from: Exact; readonly to: Exact | null },
): readonly Exact[] {
  const end = to ?? Exact.max(value.abs(), from.abs(), 1).times(widest);
  const start = from.isZero() ? end.div(widest * widest) : from;
  const isFar = start.isPositive() && end.div(start).gt(4);
  const steps = Array.from({ length: places + 1 }, (_, step): Exact => {
    if (step === 0) return start;
    if (step === places) return end;
    return isFar
      ? start.times(Math.exp((Math.log(end.div(start).toNumber()) * step) / places)).toSignificantDigits(12)
      : start.plus(end.minus(start).times(step).div(places));
  });
  return [...steps, ...(value.gt(start) && value.lt(end) ? [value] : [])].toSorted((a, b) => a.cmp(b));
}
