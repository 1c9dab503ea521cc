import {
  choiceField as choice,
  describeNode,
  type LocatedNode,
  derived,
  optional,
  record,
  type Field,
  derivedQuantity,
  quantityField as quantity,
  shareField as share,
  report,
  type FileReading,
} from '../../document/index.ts';
import { loadProfileNames, loadProfiles } from './load-profiles.ts';
import { Exact, dimensionless, parseQuantity } from '../../formula/index.ts';

const hoursOfWeek = 168;

/** How volume spreads over time: peak to average, hours of activity, or a week's profile. */
export const loadField = derived(
  record('how volume spreads over time', {
    peak_to_average: quantity('peak to average', {
      group: 'capacity',
      units: ['1'],
      least: 1,
      most: 10_000,
      default: '1',
      example: '4',
    }),
    active: optional(
      quantity('active hours', {
        group: 'capacity',
        units: ['hour/month', 'hour'],
        above: 0,
        most: 744,
        example: '100 hours/month',
      }),
    ),
    hourly: optional(profileField()),
    profile: optional(choice('a week that is known by its name, from Monday 0:00', loadProfileNames)),
    can_wait: share(
      'share of the load that can wait for hours with room, such as batch jobs; in a plan, a fleet serves it on kept nodes that are idle and on spot nodes',
      { group: 'mix', default: '0%', example: '30%' },
    ),
  }),
  (load, address, reading, span) => {
    const { peak_to_average: stated, active, hourly: listed, profile: named, can_wait: canWait } = load;
    if (named !== null && listed !== null) {
      const text = "'profile' and 'hourly' exclude each other: both say how the week goes";
      return report(reading, 'scenario/conflict', address, text, { span });
    }
    const hourly = named === null ? listed : toMeanOfOne(loadProfiles[named]());
    if (hourly === null) return { peakToAverage: stated, active, profile: null, canWait };
    if (stated.kind === 'stated') {
      const key = named === null ? 'hourly' : 'profile';
      const text = `'peak_to_average' and '${key}' exclude each other: the peak is the largest hour`;
      return report(reading, 'scenario/conflict', address, text, { span: stated.span ?? span });
    }
    const peak = derivedQuantity(Exact.max(...hourly), '1', span);
    return { peakToAverage: peak, active, profile: hourly, canWait };
  },
);

function profileField(): Field<readonly Exact[]> {
  const label =
    'load of each hour of the week from Monday 0:00, in any measure: it is brought to a mean of 1';
  return { spec: { form: 'numbers', label, count: hoursOfWeek }, read: readProfile, absent: null };
}

function readProfile(node: LocatedNode, address: string, reading: FileReading): readonly Exact[] | undefined {
  const refuse = (text: string, at: LocatedNode): undefined =>
    report(reading, 'scenario/profile', address, text, { span: at.span });
  const expected = `expected a list of ${hoursOfWeek} numbers, one for each hour of the week`;
  if (node.type !== 'list') return refuse(`${expected}, found ${describeNode(node)}`, node);
  if (node.items.length !== hoursOfWeek) return refuse(`${expected}, found ${node.items.length}`, node);
  const values: Exact[] = [];
  // A week has few different hours: each text is read once, and each value divided once.
  const known = new Map<string, Exact>();
  for (const [hour, item] of node.items.entries()) {
    const text = item.type === 'scalar' ? item.text : null;
    const before = text === null ? undefined : known.get(text);
    if (before !== undefined) {
      values.push(before);
      continue;
    }
    const parsed = text === null ? undefined : parseQuantity(text, [dimensionless]);
    if (text !== null && parsed?.ok === true && !parsed.measure.value.isNegative()) {
      values.push(parsed.measure.value);
      known.set(text, parsed.measure.value);
    } else refuse(`hour ${hour}: expected a number of at least 0, found ${describeNode(item)}`, item);
  }
  if (values.length !== hoursOfWeek) return undefined;
  return values.every((each) => each.isZero()) ? refuse('every hour is 0', node) : toMeanOfOne(values);
}

function toMeanOfOne(values: readonly Exact[]): readonly Exact[] {
  const sum = values.reduce((total, each) => total.plus(each));
  const known = new Map<Exact, Exact>();
  return values.map((each) => {
    const weight = known.get(each) ?? each.times(hoursOfWeek).div(sum);
    known.set(each, weight);
    return weight;
  });
}
