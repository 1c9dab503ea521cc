import type { Distribution } from '../../statistics/index.ts';
import { describeNode, type LocatedMap, type LocatedNode } from '../located/index.ts';
import { nearest, type Span } from '../../diagnostics/index.ts';
import { Exact, sameUnit, type Measure, type Unit } from '../../formula/index.ts';
import { report, valueAt, type Reading } from './reading.ts';

/** How each shape is written: a list of so many numbers, or a map of named ones. */
export const shapes = {
  uniform: { numbers: 2, example: '[1, 3]' },
  triangular: { numbers: 3, example: '[1, 2, 3]' },
  pert: { numbers: 3, example: '[1, 2, 3]' },
  normal: { keys: ['mean', 'sd'], example: '{ mean: 2, sd: 0.5 }' },
  lognormal: { keys: ['p10', 'p90'], example: '{ p10: 1, p90: 3 }' },
  observed: { numbers: null, example: '[1, 2, 2, 3]' },
} as const;

type Shape = keyof typeof shapes;
const names: readonly Shape[] = ['uniform', 'triangular', 'pert', 'normal', 'lognormal', 'observed'];
/** Whether a key names a distribution. */
export function isShape(key: string): boolean {
  return Object.hasOwn(shapes, key);
}

const mostObserved = 100_000;

interface Read {
  readonly value: Exact;
  readonly unit: Unit;
  readonly distribution: Distribution;
}

/**
 * Reads `{ pert: [40%, 70%, 85%] }` and the like. `number` reads one parameter with the unit and range of the field; a
 * standard deviation is read as one, too. The value is the distribution's middle (whole for a count).
 */
export function readDistribution(
  node: LocatedMap,
  whole: boolean,
  number: (of: LocatedNode) => Measure | undefined,
  address: string,
  reading: Reading,
): Read | undefined {
  const refuse = (text: string, span: Span, hint?: string): undefined =>
    report(reading, 'scenario/distribution', address, text, { span, hint });
  const [field, ...others] = node.entries.values();
  const shape = names.find((name) => name === field?.key);
  if (field === undefined || shape === undefined || others.length > 0) {
    const meant = field && nearest(field.key, names);
    const text = `expected a number, or one distribution of ${names.join(', ')}`;
    return refuse(
      text,
      field?.keySpan ?? node.span,
      meant && meant !== shape ? `did you mean '${meant}'?` : undefined,
    );
  }
  const parameters = parametersOf(shape, field.value, (text, span) => refuse(text, span));
  if (parameters === undefined) return undefined;
  const measures = parameters.map(number);
  const values: Exact[] = [];
  let unit: Unit | undefined;
  for (const measure of measures) {
    if (measure === undefined) return undefined;
    unit ??= measure.unit;
    if (!sameUnit(unit, measure.unit)) return refuse('its numbers have different units', field.value.span);
    values.push(measure.value);
  }
  if (unit === undefined) return undefined;
  const distribution = distributionOf(shape, values);
  if (typeof distribution === 'string') return refuse(distribution, field.value.span);
  const value = middleOf(distribution);
  return { value: whole ? value.round() : value, unit, distribution };
}

function parametersOf(
  shape: Shape,
  node: LocatedNode,
  refuse: (text: string, span: Span) => undefined,
): readonly LocatedNode[] | undefined {
  const form = shapes[shape];
  const expected = `${shape} is written as '${shape}: ${form.example}'`;
  if ('keys' in form) {
    const keys: readonly string[] = form.keys;
    if (node.type !== 'map') return refuse(`${expected}, found ${describeNode(node)}`, node.span);
    const stranger = [...node.entries.values()].find(({ key }) => !keys.includes(key));
    if (stranger !== undefined)
      return refuse(`${expected}, found the key '${stranger.key}'`, stranger.keySpan);
    const values = keys.map((key) => valueAt(node, key)).filter((value) => value !== undefined);
    return values.length === keys.length ? values : refuse(expected, node.span);
  }
  if (node.type !== 'list') return refuse(`${expected}, found ${describeNode(node)}`, node.span);
  const { length } = node.items;
  const fits = form.numbers === null ? length > 0 && length <= mostObserved : length === form.numbers;
  if (!fits) return refuse(`${expected}, found a list of ${length}`, node.span);
  return node.items;
}

/** The distribution, or what is wrong with its parameters. */
function distributionOf(shape: Shape, values: readonly Exact[]): Distribution | string {
  const [first = new Exact(0), second = new Exact(0), third = new Exact(0)] = values;
  switch (shape) {
    case 'uniform':
      if (first.gt(second)) return `low (${first.toFixed()}) is above high (${second.toFixed()})`;
      return { shape, low: first, high: second };
    case 'triangular':
    case 'pert':
      if (first.gt(third)) return `low (${first.toFixed()}) is above high (${third.toFixed()})`;
      if (second.lt(first) || second.gt(third))
        return `the mode (${second.toFixed()}) is not between ${first.toFixed()} and ${third.toFixed()}`;
      return { shape, low: first, mode: second, high: third };
    case 'normal':
      if (second.lte(0)) return `the standard deviation (${second.toFixed()}) has to be more than 0`;
      return { shape, mean: first, deviation: second };
    case 'lognormal':
      if (first.lte(0)) return `p10 (${first.toFixed()}) has to be more than 0`;
      if (first.gt(second)) return `p10 (${first.toFixed()}) is above p90 (${second.toFixed()})`;
      return { shape, p10: first, p90: second };
    case 'observed':
      return { shape, values };
  }
}

/** The mode, the midpoint, the mean, or the median of lognormal and observed. */
export function middleOf(distribution: Distribution): Exact {
  switch (distribution.shape) {
    case 'uniform':
      return distribution.low.plus(distribution.high).div(2);
    case 'triangular':
    case 'pert':
      return distribution.mode;
    case 'normal':
      return distribution.mean;
    case 'lognormal':
      return distribution.p10.times(distribution.p90).sqrt();
    case 'observed':
      return median(distribution.values);
  }
}

function median(values: readonly Exact[]): Exact {
  const sorted = values.toSorted((a, b) => a.cmp(b));
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? new Exact(Number.NaN);
  return sorted.length % 2 === 1 ? upper : upper.plus(sorted[half - 1] ?? upper).div(2);
}
