import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { Exact, formatUnit, parseQuantity, type InputNode } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';

const usualCount = 11;
/** Values along one axis. */
const mostValues = 100_000;
const mostListed = 1_000;

/** One `--vary`: an input and the values that it takes, rising or as listed. */
export interface VariedInput {
  readonly input: InputNode;
  readonly values: readonly Exact[];
  readonly scale: 'linear' | 'logarithmic' | 'list';
}

/**
 * Reads `PATH=lo..hi`, `PATH=lo..hi:n`, `PATH=lo..hi:n:log` or `PATH=a,b,c`, in the input's own unit, which may be left
 * out. Every problem names the address.
 */
export function parseVary(text: string, model: Model): Result<VariedInput> {
  const at = text.indexOf('=');
  const address = at < 1 ? text.trim() : text.slice(0, at).trim();
  const refuse = (code: SweepCode, message: string, hint?: string): Result<never> =>
    fail(problem(code, `--vary ${address.slice(0, 200)}: ${message}`, { hint }));
  if (at < 1)
    return refuse('sweep/range', 'no values are given', `write it as ${address || 'PATH'}=LOW..HIGH:COUNT`);
  const input = model.graph.inputs.get(address);
  if (input === undefined) {
    const known = [...model.graph.inputs.keys()];
    const near = nearest(address, known) ?? known.find((each) => each.endsWith(`.${address}`));
    const hint =
      near === undefined ? 'crossover explain lists the inputs of a figure' : `did you mean ${near}?`;
    return refuse('sweep/unknown-address', 'no input of this scenario has this address', hint);
  }
  const read = readValues(text.slice(at + 1).trim(), input);
  if (typeof read === 'string') {
    return refuse('sweep/range', read, dottedRange(text.slice(at + 1).trim(), input, address));
  }
  const { values, scale } = read;
  const ends = [Exact.min(...values), Exact.max(...values)];
  const outside = ends.find((value) => !isWithin(value, input));
  if (outside !== undefined)
    return refuse('sweep/range', `${show(outside)} is not within ${boundsText(input)}`);
  return ok({ input, values, scale });
}

export type SweepCode =
  'sweep/range' | 'sweep/unknown-address' | 'sweep/size' | 'sweep/options' | 'sweep/no-effect';

type Read = Pick<VariedInput, 'values' | 'scale'>;

function readValues(text: string, input: InputNode): Read | string {
  const range = splitRange(text);
  if (range === null) return readList(text, input);
  const { from, to, count, scale } = range;
  const low = readValue(withUnitOf(from, to), input);
  const high = readValue(to, input);
  if (typeof low === 'string') return low;
  if (typeof high === 'string') return high;
  if (high.lte(low)) return `the range is empty: ${show(high)} is not above ${show(low)}`;
  const points = count === undefined ? usualCount : Number(count);
  if (points < 2) return `a range has at least 2 values, not ${points}`;
  if (points > mostValues) return `${points} values are more than ${mostValues}`;
  if (scale === 'log' && low.lte(0)) return `a logarithmic range begins above 0, not at ${show(low)}`;
  const values = rangeOf(low, high, points, scale === 'log');
  return {
    values: input.whole === true ? distinct(values.map((each) => each.round())) : values,
    scale: scale === 'log' ? 'logarithmic' : 'linear',
  };
}

/** `1M-100M` is a range with a hyphen: the same with two dots, where both ends can be read. */
function dottedRange(text: string, input: InputNode, address: string): string | undefined {
  const [from = '', to = '', ...more] = text.split(/-|–|\bto\b/u).map((end) => end.trim());
  if (from === '' || from.endsWith('.') || to === '' || more.length > 0) return undefined;
  const range = `${from}..${to}`;
  return typeof readValues(range, input) === 'string' ? undefined : `write it as ${address}=${range}`;
}

function readList(text: string, input: InputNode): Read | string {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  if (parts.length === 0) return 'no values are given';
  if (parts.length > mostListed) return `${parts.length} listed values are more than ${mostListed}`;
  const values: Exact[] = [];
  for (const part of parts) {
    const value = readValue(part, input);
    if (typeof value === 'string') return value;
    if (input.whole === true && !value.isInteger()) return `${show(value)} is not a whole number`;
    values.push(value);
  }
  return { values: distinct(values), scale: 'list' };
}

/** `LOW..HIGH`, then `:COUNT` and `:log` or `:linear` where they are given; null where it is no range. */
function splitRange(text: string): {
  readonly from: string;
  readonly to: string;
  readonly count: string | undefined;
  readonly scale: string | undefined;
} | null {
  const at = text.indexOf('..');
  if (at === -1) return null;
  const tail = text.slice(at + 2);
  const scale = /:\s*(log|linear)$/u.exec(tail);
  const counted = scale === null ? tail : tail.slice(0, scale.index);
  const count = /:\s*(\d{1,15})$/u.exec(counted);
  const to = count === null ? counted : counted.slice(0, count.index);
  return { from: text.slice(0, at), to, count: count?.[1], scale: scale?.[1] };
}

/** `20` of `20..95%` and `1M` of `1M..50M tokens/month` are in the unit of the other end. */
function withUnitOf(from: string, to: string): string {
  const number = /^[+-]?[\d._]+(?:e[+-]?\d+)?[kMBGT]?/u;
  const written = number.exec(to.trim())?.[0];
  const unit = written === undefined ? '' : to.trim().slice(written.length).trim();
  const isBare = number.exec(from.trim())?.[0].length === from.trim().length;
  if (unit === '' || /^\d/u.test(unit) || !isBare) return from;
  return unit.startsWith('%') ? `${from.trim()}${unit}` : `${from.trim()} ${unit}`;
}

function readValue(text: string, input: InputNode): Exact | string {
  const bare = parseQuantity(text.trim(), [input.unit]);
  if (bare.ok) return bare.measure.value;
  const completed = parseQuantity(`${text.trim()} ${formatUnit(input.unit)}`, [input.unit]);
  if (bare.problem.reason === 'unit' && completed.ok) return completed.measure.value;
  return bare.problem.hint === undefined
    ? bare.problem.message
    : `${bare.problem.message}; ${bare.problem.hint}`;
}

function rangeOf(low: Exact, high: Exact, points: number, isLogarithmic: boolean): readonly Exact[] {
  return Array.from({ length: points }, (_, index) => {
    if (index === 0) return low;
    if (index === points - 1) return high;
    const share = new Exact(index).div(points - 1);
    if (!isLogarithmic) return low.plus(high.minus(low).times(share)).toSignificantDigits(20);
    return low.times(Math.exp(Math.log(high.div(low).toNumber()) * share.toNumber())).toSignificantDigits(12);
  });
}

function distinct(values: readonly Exact[]): readonly Exact[] {
  return [...new Map(values.map((value) => [value.toString(), value])).values()];
}

function isWithin(value: Exact, { minimum, maximum }: InputNode): boolean {
  return (minimum === undefined || value.gte(minimum)) && (maximum === undefined || value.lte(maximum));
}

function boundsText({ minimum, maximum }: InputNode): string {
  if (maximum === undefined) return minimum === undefined ? 'its range' : `${show(minimum)} and more`;
  return `${minimum === undefined ? '' : `${show(minimum)} `}to ${show(maximum)}, what it can be`;
}

function show(value: Exact): string {
  return value.toSignificantDigits(12).toFixed();
}
