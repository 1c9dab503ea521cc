import { Exact } from '../../../src/formula/index.ts';
import { column, readCsv, type Row } from '../extracts.ts';
import { fact, numberAt, rowSource, slug, type FactEntry } from './fact.ts';

const countries: Readonly<Record<string, string>> = {
  US: 'us', Germany: 'de', 'United Kingdom': 'uk', Sweden: 'se', Norway: 'no', Denmark: 'dk', Finland: 'fi',
  Netherlands: 'nl', Spain: 'es', Canada: 'ca', Australia: 'au', France: 'fr', Italy: 'it', Poland: 'pl',
}; // prettier-ignore

/** What stands for the wage where the mean is not published. */
const middles = ['annual_mean', 'annual_median'] as const;

/** Only developers: other occupations of the same office are other people. */
const developers = /software|programm|information technology/iu;

/**
 * What a software developer is paid a year, and costs with what the employer pays beside it. Official wages times the
 * employer's multiple of the country, where one is published; elsewhere only the wage.
 */
export function peopleFacts(folder: string): readonly FactEntry[] {
  const reported = readCsv(folder, 'field/f1-salaries.csv');
  const multiples = readMultiples(reported);
  const official = readCsv(folder, 'field/f2-wages-official.csv').filter(
    (row) => !column(row, 'region').startsWith('city:') && developers.test(column(row, 'role')),
  );
  const facts = official.flatMap((row) => wageFacts(row, multiples));
  const known = new Set(facts.map(({ id }) => id));
  const professionals = reported
    .filter((row) => column(row, 'role').startsWith('professional (ISCO OC2), loaded'))
    .flatMap((row): readonly FactEntry[] => {
      const [region, value] = [placeOf(column(row, 'region')), numberAt(row, 'value')];
      if (region === undefined || value === undefined || known.has(`people/${region}`)) return [];
      return [
        fact({
          id: `people/${region}`,
          subject: 'people',
          label: 'professional with employer cost, manufacturing',
          region,
          value,
          unit: 'EUR/year',
          source: rowSource(row, 'https://ec.europa.eu/eurostat/databrowser/view/lc_lci_lev', ''),
        }),
      ];
    });
  return [...facts, ...professionals];
}

function wageFacts(row: Row, multiples: ReadonlyMap<string, Exact>): readonly FactEntry[] {
  const [region, currency] = [placeOf(column(row, 'region')), column(row, 'currency')];
  const middle = middles.find((name) => numberAt(row, name) !== undefined);
  const wage = middle === undefined ? undefined : numberAt(row, middle);
  if (region === undefined || wage === undefined || middle === undefined) return [];
  const multiple = multiples.get(region.split('/')[0] ?? '');
  const [low, high] = [numberAt(row, 'annual_p10'), numberAt(row, 'annual_p90')];
  const url = 'https://www.bls.gov/oes/';
  const what = middle === 'annual_mean' ? 'mean wage' : 'median wage';
  if (multiple === undefined) {
    return [
      fact({
        id: `wages/${region}`, subject: 'wages', label: `software developer, ${what} without employer cost`, region,
        value: wage, low, high, unit: `${currency}/year`, source: rowSource(row, url, ''),
      }),
    ]; // prettier-ignore
  }
  const loaded = (of: Exact | undefined): Exact | undefined => of?.times(multiple).toDecimalPlaces(0);
  return [
    fact({
      id: `people/${region}`,
      subject: 'people',
      label: 'software developer with employer cost',
      region,
      value: wage.times(multiple).toDecimalPlaces(0),
      low: loaded(low),
      high: loaded(high),
      unit: `${currency}/year`,
      kind: 'estimated',
      source: rowSource(row, url, `${what} ${wage.toFixed()} x ${multiple.toFixed()}`, 'D'),
    }),
  ];
}

/** What an employer pays for one of the wage, by country; members of the EU without one of their own have that of the EU. */
function readMultiples(rows: readonly Row[]): ReadonlyMap<string, Exact> {
  const own = rows.flatMap((row): readonly (readonly [string, Exact])[] => {
    const [region, value] = [placeOf(column(row, 'region')), numberAt(row, 'value')];
    const isMultiple = column(row, 'role').startsWith('employer cost multiple');
    return isMultiple && region !== undefined && value !== undefined ? [[region, value]] : [];
  });
  const share = rows.find((row) => column(row, 'role') === 'non-wage share of labour cost');
  const nonWage = share === undefined ? undefined : numberAt(share, 'value');
  const union: readonly (readonly [string, Exact])[] =
    nonWage === undefined
      ? []
      : ['se', 'fi', 'nl'].map((region) => [
          region,
          new Exact(100).div(new Exact(100).minus(nonWage)).toDecimalPlaces(3),
        ]);
  return new Map([...union, ...own]);
}

/** `us/atlanta` of `US, Atlanta`. */
function placeOf(region: string): string | undefined {
  const [country = '', city] = region.split(', ');
  const code = countries[country];
  return code === undefined ? undefined : city === undefined ? code : `${code}/${slug(city)}`;
}
