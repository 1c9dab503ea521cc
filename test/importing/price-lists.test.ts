import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runModel } from '../../src/analysis/index.ts';
import { parseCatalog, validateCatalog } from '../../src/catalog/index.ts';
import { countRows, importers, importInto, type Imported } from '../../src/importing/importers.ts';
import { buildModel } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { importFixture, importText, offerRows, reports } from './support.ts';

const fixture = (file: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'import', file), 'utf8');

test.each([
  ['aws-prices', 'aws-prices.json', 11],
  ['aws-prices', 'aws-prices.csv', 11],
  ['gcp-skus', 'gcp-skus.json', 27],
  ['getdeploying', 'getdeploying.csv', 10],
  ['getdeploying', 'getdeploying.json', 3],
  ['ecb', 'ecb.xml', 5],
  ['ecb', 'ecb-hist.csv', 4],
  ['ecb', 'ecb-daily.csv', 3],
] as const)(
  '%s %s: every listing is a row or reported, and no field is left unnamed',
  (source, file, listings) => {
    const imported = importFixture(source, file);
    expect(imported.listings).toBe(listings);
    expect(countRows(imported) + imported.reported.length).toBe(listings);
    expect([...imported.unmapped]).toEqual([]);
  },
);

test.each(['aws-prices', 'gcp-skus', 'getdeploying', 'ecb'] as const)('%s refuses another file', (source) => {
  for (const text of ['{"models": []}', 'a,b\n1,2\n', '<html></html>', '[]'])
    expect(() => importText(source, text)).toThrow();
});

/** The catalog of a new folder that was imported into, as it is read again. */
function catalogOf(...parts: readonly Imported[]) {
  let files: ReadonlyMap<string, string> = new Map();
  const read = () => {
    const parsed = parseCatalog(files, './mine');
    if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('; '));
    return parsed.value;
  };
  for (const imported of parts) {
    const catalog = files.size === 0 ? undefined : read();
    const target = { name: './mine', version: 'mine', extends: null, files, catalog };
    const written = importInto(target, imported, { url: 'https://a.example', note: '' });
    if (!written.ok) throw new Error('refused');
    files = new Map([...files, ...written.value.files]);
  }
  return { files, catalog: read() };
}

test.each([
  ['aws-prices', 'aws-prices.json'],
  ['gcp-skus', 'gcp-skus.json'],
  ['getdeploying', 'getdeploying.csv'],
  ['ecb', 'ecb.xml'],
] as const)(
  'what %s gives is read again, breaks no rule, and a second import changes nothing',
  (source, file) => {
    const imported = importFixture(source, file);
    const { files, catalog } = catalogOf(imported);
    expect(validateCatalog(catalog).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect([...catalog.offers.values()].map(({ id }) => id)).toEqual(imported.offers.map(({ id }) => id));
    expect(catalog.exchange.map(({ rate }) => rate.toFixed())).toEqual(
      imported.exchange.map(({ rate }) => rate.toFixed()),
    );
    expect(catalogOf(imported, imported).files).toEqual(files);
  },
);

test('on a weekend the rate of the working day before holds', () => {
  const rates = 'Date,USD\n2026-10-02,1.25\n2026-10-05,1.5\n';
  const { catalog } = catalogOf(importText('ecb', rates));
  const monthly = (day: string) => {
    const parsed = parseScenario({
      file: 'a.yaml',
      text: `crossover: 1\nas_of: ${day}\nprices: [ { id: p/q, input: 2 EUR/Mtok, output: 2 EUR/Mtok } ]\nworkloads: { w: { volume: 1k requests/month, tokens: { input: 1M, output: 0 }, options: { a: { buy: p/q } } } }\n`,
    });
    const model = parsed.ok ? buildModel(parsed.value, catalog) : parsed;
    if (!model.ok) throw new Error(model.diagnostics.map(({ message }) => message).join('; '));
    return runModel(model.value).workloads[0]?.options[0]?.monthly?.toFixed();
  };
  // 1,000 requests of a million tokens at 2 EUR are 2,000 EUR: 2,500 USD from Friday to Sunday, 3,000 from Monday.
  expect(['2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05'].map(monthly)).toEqual([
    '2500',
    '2500',
    '2500',
    '3000',
  ]);
});

describe('price lists of EC2', () => {
  const json = importFixture('aws-prices', 'aws-prices.json');
  const csv = importFixture('aws-prices', 'aws-prices.csv');

  test('give the bare machine by region and term, by the GPU', () => {
    // 55.04 / 8, 23.777 / 8, 27.343 / 8, 11.4 / 8
    expect(offerRows(json)).toEqual([
      'aws/p5.48xlarge/us-east-1/on-demand: 2026-09-19.. 6.88 USD 8 h100-sxm on-demand',
      'aws/p5.48xlarge/us-east-1/reserved-3y: 2026-09-19.. 2.972125 USD 8 h100-sxm reserved 36',
      'aws/p5.48xlarge/us-east-1/reserved-3y-all-upfront: 2026-09-19.. 0 USD 8 h100-sxm reserved 36',
      'aws/p5.48xlarge/us-east-1/reserved-3y-convertible: 2026-09-19.. 3.417875 USD 8 h100-sxm reserved 36',
      'aws/p5.48xlarge/us-east-1/reserved-3y-partial-upfront: 2026-09-19.. 1.425 USD 8 h100-sxm reserved 36',
    ]);
  });

  test('what is paid at the start is kept beside the hours, never left out', () => {
    // 587,240 / 8 and 299,592 / 8
    expect(json.offers.map(({ rows }) => rows[0]?.upfront?.toFixed() ?? '-')).toEqual(['-', '-', '73405', '-', '37449']);
  });

  test('Windows, dedicated tenancy, reservations of capacity, blocks and local zones are no bare machines', () => {
    expect(json.reported.map(({ detail }) => detail)).toEqual([
      'with Windows',
      'tenancy Dedicated',
      'a reservation of capacity: UnusedCapacityReservation',
      'market CapacityBlock',
      'm5.large',
      'in a place that is not a region: AWS Local Zone',
    ]);
  });

  test('are the same as JSON, as CSV, and as get-products prints them', () => {
    expect(offerRows(csv)).toEqual(offerRows(json));
    expect(csv.offers.map(({ rows }) => rows[0]?.upfront?.toFixed())).toEqual(
      json.offers.map(({ rows }) => rows[0]?.upfront?.toFixed()),
    );
    const whole = JSON.parse(fixture('aws-prices.json')) as {
      readonly publicationDate: string;
      readonly products: Readonly<Record<string, object>>;
      readonly terms: Readonly<Record<string, Readonly<Record<string, object>>>>;
    };
    const list = Object.entries(whole.products).map(([sku, product]) =>
      JSON.stringify({
        product,
        publicationDate: whole.publicationDate,
        terms: { OnDemand: whole.terms['OnDemand']?.[sku], Reserved: whole.terms['Reserved']?.[sku] },
      }),
    );
    expect(offerRows(importText('aws-prices', JSON.stringify({ PriceList: list })))).toEqual(offerRows(json));
  });

  test('places are those of the file, and its lines without a GPU machine may be dropped', () => {
    expect(reports(csv)[0]).toMatch(/^line 14: aws p5\.48xlarge/u);
    const keeps = importers['aws-prices'].keepsLine;
    const kept = fixture('aws-prices.csv').split('\n').map((line, index) => (keeps?.(line, index + 1) === true ? line : '')).join('\n'); // prettier-ignore
    expect(kept).not.toContain('m5.large');
    expect(offerRows(importText('aws-prices', kept))).toEqual(offerRows(csv));
    expect(reports(importText('aws-prices', kept))).toEqual(reports(csv).filter((each) => !each.includes('m5.large')));
  });
}); // prettier-ignore

describe('SKUs of Google', () => {
  const imported = importFixture('gcp-skus', 'gcp-skus.json');
  const rowOf = (id: string) => offerRows(imported).find((row) => row.startsWith(`${id}:`));

  test('make a machine of its parts, per page and in billionths', () => {
    // 4 x 0.02498843 + 16 x 0.0029279 + 0.56004 = 0.70684012
    expect(rowOf('gcp/g2-standard-4/us-central1/on-demand')).toContain(' 0.70684 USD 1 l4 on-demand');
    // (208 x 0.03222 + 1,872 x 0.002817 + 8 x 9.797 + 6,000 x 0.08 / 730) / 8 = 11.37609
    expect(rowOf('gcp/a3-highgpu-8g/us-central1/on-demand')).toContain(' 11.37609 USD 8 h100-sxm on-demand');
    // (208 x 0.02223 + 1,872 x 0.00194 + 8 x 6.76 + 6,000 x 0.05 / 730) / 8 = 7.84331
    expect(rowOf('gcp/a3-highgpu-8g/us-central1/reserved-1y')).toContain(' 7.84331 USD 8 h100-sxm reserved 12');
  });

  test('a GPU without the price of its machine is no offer', () => {
    expect(reports(imported)).toContain('Nvidia Tesla T4 GPU running in Americas: a GPU without its machine');
    expect(reports(imported)).toContain('DWS Calendar Mode Nvidia H100 80GB GPU in Americas: a GPU without its machine');
    const spot = imported.reported.find(({ name }) => name === 'g2-standard-4 us-central1 spot');
    expect(spot).toMatchObject({ rule: 'a part of the price is not in the file', detail: 'no G2 memory' });
    expect(offerRows(imported).some((row) => row.includes('/spot:'))).toBe(false);
  });

  test.each([
    ['another unit', '"usageUnit": "GiBy.h"', '"usageUnit": "GiBy.mo"', 'G2 memory is priced per GiBy.mo'],
    ['an amount that is none', '"nanos": 2927900', '"nanos": "a lot"', 'no single price of G2 memory'],
    ['a price per thousand', '"displayQuantity": 1', '"displayQuantity": 1000', 'no single price of G2 core'],
  ])('%s is reported', (_, from, to, detail) => {
    const changed = importText('gcp-skus', fixture('gcp-skus.json').replace(from, to));
    expect(changed.reported.map((each) => each.detail)).toContain(detail);
  });
}); // prettier-ignore

describe('weeks of GetDeploying', () => {
  test('are medians of vendors by term, each week that brought another price', () => {
    expect(offerRows(importFixture('getdeploying', 'getdeploying.csv'))).toEqual([
      'market/b300/on-demand: 2026-04-20..2026-04-27 7.245 USD 1 b300 on-demand',
      'market/b300/on-demand: 2026-04-27..2026-05-04 7.249 USD 1 b300 on-demand',
      'market/b300/on-demand: 2026-05-04..2026-10-05 7.5 USD 1 b300 on-demand',
      'market/b300/on-demand: 2026-10-05.. 7.9 USD 1 b300 on-demand',
      'market/b300/reserved-12m: 2026-06-15.. 5.5825 USD 1 b300 reserved 12',
      'market/b300/spot: 2026-06-15.. 4.3 USD 1 b300 spot',
    ]);
  });

  test('what is no price of one GPU and term is left out, and the kind says that it is an estimate', () => {
    const imported = importFixture('getdeploying', 'getdeploying.csv');
    expect(imported.reported.map(({ detail }) => detail)).toEqual([
      'filled in afterwards by the source',
      'one vendor only',
      'billed as custom, of no one length',
      'no name',
    ]);
    expect(new Set(imported.offers.flatMap(({ rows }) => rows.map(({ kind }) => kind)))).toEqual(new Set(['estimated'])); // prettier-ignore
  });

  test('a week that is not over when the file was made is left out', () => {
    const { offers, reported } = importFixture('getdeploying', 'getdeploying.json');
    expect(offers.map(({ rows }) => rows.map(({ from }) => from))).toEqual([['2026-06-15'], ['2026-06-22']]);
    expect(reported.map(({ detail }) => detail)).toEqual(['a week that is not over']);
  });
});

describe('rates of the ECB', () => {
  const shown = (file: string): readonly string[] =>
    importFixture('ecb', file).exchange.map(({ from, to, date, rate }) => `${from}/${to} ${date} ${rate.toFixed()}`);

  test('are one euro in other currencies, by day', () => {
    const day = ['EUR/USD 2026-10-06 1.1269', 'EUR/GBP 2026-10-06 0.8488', 'EUR/CHF 2026-10-06 0.9359'];
    expect(shown('ecb.xml')).toEqual([...day, 'EUR/USD 2026-09-30 1.1355', 'EUR/SEK 2026-09-30 11.331']);
    expect(shown('ecb-hist.csv')).toEqual([...day, 'EUR/USD 2026-09-30 1.1355']);
    expect(shown('ecb-daily.csv')).toEqual(day);
  });

  test('what is no day, currency or rate is reported, and a second rate of a day is not taken', () => {
    const text = 'Date,USD,Usd,GBP\n2026-02-30,1.1,1.2,0.8\n2026-02-27,1.1,1.2,free\n2026-02-27,1.3,,\n2026-02-26,1.1\n';
    const imported = importText('ecb', text);
    expect(imported.exchange.map(({ to, rate }) => `${to} ${rate.toFixed()}`)).toEqual(['USD 1.1']);
    expect(imported.reported.map(({ rule }) => rule).toSorted()).toEqual([
      'duplicate', 'not a currency', 'not a date', 'not a date', 'not a date', 'not a rate', 'not as many fields as the header',
    ]);
  });
}); // prettier-ignore
