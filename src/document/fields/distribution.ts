import {
  contradictionsOf,
  isShape,
  middleOf,
  shapeNames,
  shapeOf,
  type Distribution,
  type ShapeName,
} from '../../statistics/index.ts';
import { describeNode, type LocatedMap, type LocatedNode } from '../located/index.ts';
import { nearest, type Span } from '../../diagnostics/index.ts';
import { sameUnit, type Exact, type Measure, type Unit } from '../../formula/index.ts';
import { report, valueAt, type FileReading } from './reading.ts';

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
  reading: FileReading,
): Read | undefined {
  const refuse = (text: string, span: Span, hint?: string): undefined =>
    report(reading, 'scenario/distribution', address, text, { span, hint });
  const [field, ...others] = node.entries.values();
  const shape = field?.key;
  if (field === undefined || shape === undefined || !isShape(shape) || others.length > 0) {
    const meant = field && nearest(field.key, shapeNames);
    const text = `expected a number, or one distribution of ${shapeNames.join(', ')}`;
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
  const distribution = shapeOf(shape).of(values);
  const [contradiction] = contradictionsOf(distribution);
  if (contradiction !== undefined) return refuse(contradiction, field.value.span);
  const value = middleOf(distribution);
  return { value: whole ? value.round() : value, unit, distribution };
}

function parametersOf(
  shape: ShapeName,
  node: LocatedNode,
  refuse: (text: string, span: Span) => undefined,
): readonly LocatedNode[] | undefined {
  const form = shapeOf(shape).written;
  const expected = `${shape} is written as '${shape}: ${form.example}'`;
  if ('keys' in form) {
    const { keys } = form;
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
