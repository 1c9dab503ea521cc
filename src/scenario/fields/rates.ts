import {
  date as dateReader,
  isCurrency,
  nearestCurrency,
  readMap,
  readQuantity,
  report,
  type Field,
  type IsoDate,
  type LocatedMap,
  type LocatedNode,
  type Quantity,
  type FileReading,
} from '../../document/index.ts';
import { isShape } from '../../statistics/index.ts';
import { exchangeSpec } from './figures.ts';

/** What one unit of `from` buys of `to`, from a day on or, where `date` is null, on every day. */
export interface StatedRate {
  readonly from: string;
  readonly to: string;
  readonly date: IsoDate | null;
  readonly rate: Quantity;
}

/** Exchange rates of the scenario's own, as they are quoted: `EUR/USD: 1.08`, or by day. */
export const ratesField: Field<readonly StatedRate[]> = {
  spec: {
    form: 'map',
    label: 'exchange rates',
    item: 'pair of currencies',
    of: {
      form: 'variants',
      label:
        'what one of the first currency is worth in the second; or by day, the latest on or before `as_of` holds',
      variants: new Map([
        ['rate', { ...exchangeSpec('EUR', 'USD'), label: 'exchange rate', units: ['1'] }],
        [
          'days',
          {
            form: 'map',
            label: 'exchange rates by day',
            item: 'day',
            of: { ...exchangeSpec('EUR', 'USD'), label: 'exchange rate of a day', units: ['1'] },
          },
        ],
      ]),
    },
  },
  read: readRates,
  absent: () => [],
};

function readRates(
  node: LocatedNode,
  address: string,
  reading: FileReading,
): readonly StatedRate[] | undefined {
  const map = readMap(node, address, reading);
  if (map === undefined) return undefined;
  const rates = [...map.entries.values()].map(({ key, keySpan, value }) => {
    const at = `${address}.${key}`;
    const [, from = '', to = ''] = /^([A-Z]{3})\/([A-Z]{3})$/u.exec(key) ?? [];
    const unknown = [from, to].find((each) => !isCurrency(each));
    if (unknown !== undefined || from === to) {
      const meant = unknown === undefined || unknown === '' ? undefined : nearestCurrency(unknown);
      const hint = meant === undefined ? "such as 'EUR/USD: 1.08'" : `did you mean '${meant}'?`;
      const text = `expected two currencies of ISO 4217, such as EUR/USD, found '${key}'`;
      return report(reading, 'scenario/wrong-value', at, text, { span: keySpan, hint });
    }
    return ratesOf(from, to, value, at, reading);
  });
  return rates.some((each) => each === undefined) ? undefined : rates.flatMap((each) => each ?? []);
}

function ratesOf(
  from: string,
  to: string,
  node: LocatedNode,
  address: string,
  reading: FileReading,
): readonly StatedRate[] | undefined {
  const spec = exchangeSpec(from, to);
  if (!isByDay(node)) {
    const rate = readQuantity(spec, node, address, reading);
    return rate && [{ from, to, date: null, rate }];
  }
  const rates = [...node.entries.values()].map(({ key, keySpan, value }) => {
    const day = { type: 'scalar', span: keySpan, text: key, quoted: false } as const;
    const date = dateReader(day, address, reading);
    const rate = readQuantity(spec, value, `${address}.${key}`, reading);
    return date === undefined || rate === undefined ? undefined : { from, to, date, rate };
  });
  return rates.some((each) => each === undefined) ? undefined : rates.flatMap((each) => each ?? []);
}

function isByDay(node: LocatedNode): node is LocatedMap {
  return node.type === 'map' && ![...node.entries.keys()].some(isShape);
}
