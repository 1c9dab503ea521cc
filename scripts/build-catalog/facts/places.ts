import { Exact } from '../../../src/formula/index.ts';
import { column, readCsv, type Row } from '../extracts.ts';
import { fact, numberAt, rowSource, slug, type FactEntry } from './fact.ts';

const file = 'field/b2-power-colo-electricity.csv';
const eurostat = 'https://ec.europa.eu/eurostat/databrowser/view/nrg_pc_205';
/** Eurostat's own code of Greece. */
const codes: Readonly<Record<string, string>> = { el: 'gr' };
const usages: Readonly<Record<string, string | undefined>> = {
  'world average': undefined,
  'North America': 'us',
  Europe: 'eu',
  China: 'cn',
};

/** What a kilowatt-hour costs by country, how much of it a data center takes beside its servers, and what room for them costs. */
export function placeFacts(folder: string): readonly FactEntry[] {
  return readCsv(folder, file).flatMap((row): readonly FactEntry[] => {
    const [item, region, value] = [column(row, 'item'), column(row, 'region'), numberAt(row, 'value')];
    if (value === undefined) return [];
    if (item.startsWith('electricity, non-household, band IC')) {
      const code = codes[region.toLowerCase()] ?? region.toLowerCase();
      return [electricity(row, code, 'electricity, 500 to 1,999 MWh a year, without VAT', 'EUR')];
    }
    if (item === 'electricity, industrial' && region === 'United States average')
      return [electricity(row, 'us', 'electricity, industrial', 'USD')];
    if (item === 'PUE' && Object.hasOwn(usages, region)) return [usage(row, usages[region])];
    if (item === 'colocation, wholesale 250-500 kW')
      return [
        fact({
          id: 'colocation/us', subject: 'colocation', label: 'colocation, 250 to 500 kW, primary markets', region: 'us',
          value, unit: 'USD/kW/month', source: rowSource(row, 'https://www.cbre.com/', ''),
        }),
      ]; // prettier-ignore
    return [];
  });
}

/** Useful lives of servers in annual reports, and what is left of their price. */
export function lifeFacts(folder: string): readonly FactEntry[] {
  return readCsv(folder, 'field/b3-depreciation-residual.csv').flatMap((row): readonly FactEntry[] => {
    const [company, item, value] = [column(row, 'company'), column(row, 'item'), numberAt(row, 'value')];
    const isShare = item.startsWith('residual value');
    const isNamed = column(row, 'source_url').startsWith('https://');
    if (value === undefined || !isNamed || (!isShare && column(row, 'unit') !== 'years')) return [];
    return [
      fact({
        id: `useful-life/${slug(isShare ? item.replace('residual value, ', 'residual ') : company)}`,
        subject: 'useful-life',
        label: `${company}: ${item}`,
        value: isShare ? value : value.times(12),
        unit: isShare ? '1' : 'months',
        kind: isShare ? 'estimated' : 'stated',
        source: rowSource(row, 'https://www.sec.gov/', ''),
      }),
    ];
  });
}

function electricity(row: Row, region: string, label: string, currency: string): FactEntry {
  const value = numberAt(row, 'value') ?? new Exact(0);
  return fact({
    id: `electricity/${region}`,
    subject: 'electricity',
    label,
    region,
    value: value.div(100),
    unit: `${currency}/kWh`,
    source: rowSource(row, eurostat, ''),
  });
}

function usage(row: Row, region: string | undefined): FactEntry {
  return fact({
    id: `data-center/${region ?? 'any'}`,
    subject: 'data-center',
    label: 'power usage effectiveness: power of the data center by that of its servers',
    region,
    value: numberAt(row, 'value') ?? new Exact(0),
    unit: '1',
    kind: 'stated',
    source: rowSource(row, 'https://intelligence.uptimeinstitute.com/', ''),
  });
}
