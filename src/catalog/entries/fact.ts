import { formatUnit } from '../../formula/index.ts';
import {
  choiceField,
  derived,
  figureWithUnit,
  id,
  optional,
  otherwise,
  plain,
  record,
  reportAt,
  text,
  type Field,
} from '../../document/index.ts';
import { factSubjects, kinds, type Fact } from '../types.ts';
import { source } from './source.ts';

const units = [
  '¤/year',
  '¤/month',
  '¤/hour',
  '¤/request',
  '¤/GB',
  '¤/kWh',
  '¤/kW/month',
  '¤/user/month',
  '¤/Mtok',
  '¤',
  'month',
  'hour/month',
  'kB/request',
  'FTE',
  '1',
  '1/year',
] as const;

const amount = { units, keepsUnit: true, least: null, example: '211.6k USD/year' };

/** A fact: `{ id: people/us, subject: people, label, region: us, value: 211.6k USD/year, low, high, kind, source }`. */
export const factField: Field<Fact> = derived(
  record(
    'a figure around models and GPUs',
    {
      id: plain(id, 'id, which begins with its subject or vendor', 'people/us'),
      subject: choiceField('what it is about', factSubjects),
      label: plain(text, 'what it says, in words', 'software developer with employer cost'),
      region: optional(plain(id, 'region, country or city', 'us/atlanta')),
      value: figureWithUnit('value', amount),
      low: optional(figureWithUnit('low end', amount)),
      high: optional(figureWithUnit('high end', amount)),
      kind: otherwise(choiceField('how it is known', kinds), 'list' as const),
      source,
    },
    { allowsNull: true },
  ),
  ({ value, low, high, ...fact }, address, reading, span): Fact | undefined => {
    const unit = formatUnit(value.unit);
    const other = [low, high].find((each) => each !== null && formatUnit(each.unit) !== unit);
    if (other !== undefined)
      return reportAt(
        reading,
        'wrong-quantity',
        address,
        `low and high have to be in ${unit}, as the value is`,
        {
          span,
        },
      );
    return { ...fact, value: value.value, unit, low: low?.value ?? null, high: high?.value ?? null };
  },
);
