import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogItems } from '../../src/catalog/index.ts';
import { bundledCatalog } from '../catalog/bundled-catalog.ts';
import { buildExchange } from '../../scripts/build-catalog/exchange.ts';
import { readCapacityBlocks } from '../../scripts/build-catalog/market/capacity-blocks.ts';
import { readCommitted } from '../../scripts/build-catalog/market/committed.ts';
import { gpuOfName, gpuOfVendor } from '../../scripts/build-catalog/market/gpu-forms.ts';
import { readListings } from '../../scripts/build-catalog/market/listings.ts';
import { extendOffers, offerEntries, type Observation } from '../../scripts/build-catalog/market/offer.ts';
import { buildOwned } from '../../scripts/build-catalog/market/owned.ts';
import { allowedLicences, notice, otherHosts } from '../../scripts/build-catalog/notice.ts';
import { sources } from '../../scripts/build-catalog/sources.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function extract(file: string, header: string, ...rows: readonly string[]): string {
  const folder = made[0] ?? mkdtempSync(join(tmpdir(), 'extracts-'));
  if (made.length === 0) made.push(folder);
  mkdirSync(join(folder, 'field'), { recursive: true });
  const has = header.split(',').includes('evidence');
  const graded = has ? [header, ...rows] : [`${header},evidence`, ...rows.map((row) => `${row},A`)];
  writeFileSync(join(folder, 'field', file), [...graded, ''].join('\n'));
  return folder;
}

const listingHeader = 'provider,gpu,kind,price_per_gpu_hour,min_gpus,as_of,source_url,note';

describe('listings by the GPU', () => {
  const read = (...rows: readonly string[]) =>
    readListings(extract('a4-gpu-offers.csv', listingHeader, ...rows), [{ id: 'crusoe/h100-sxm/on-demand' }]);

  test('one offer with a row for each day that was read', () => {
    const { offers, left } = read(
      'datacrunch,h100-sxm,on-demand,3.25,1,2026-08-22,https://a.example,',
      'datacrunch,h100-sxm,on-demand,3.663,,2026-10-02,https://a.example,',
    );
    expect(left).toEqual([]);
    expect(offers.map(({ id, hourly, day }) => `${id} ${hourly} ${day}`)).toEqual([
      'verda/h100-sxm/on-demand 3.25 2026-08-22',
      'verda/h100-sxm/on-demand 3.663 2026-10-02',
    ]);
  });

  test.each([
    ['together,b200,on-demand,4.09,,2026-10-02,u,SUSPECT: half of what it was', 'SUSPECT'],
    ['aws,l4,on-demand,0.8048,1,2026-10-02,u,', "vendor's own list"],
    [
      'daytona,h200,on-demand,4.54,,2026-10-10,u,"GPU rate only; CPU, memory and disk billed separately"',
      'a part of the price',
    ],
    ['spheron,h100,on-demand,2.98,,2026-10-02,u,', 'its form is not said'],
    ['runpod,rtx-4090,secure,0.69,,2026-10-02,u,', 'no data sheet'],
  ])('left out: %s', (row, reason) => {
    const { offers, left } = read(row);
    expect(offers).toEqual([]);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain(reason);
  });

  test('two prices on one day are no price', () => {
    const { offers, left } = read(
      'nebius,h200,on-demand,4.5,,2026-10-02,u,',
      'nebius,h200,on-demand,5.4,,2026-10-02,u,',
    );
    expect(offers).toEqual([]);
    expect(left).toEqual(['nebius/h200-sxm/on-demand on 2026-10-02: listed at 2 prices']);
  });

  test("a marketplace's and a front page's price is a quote, not a list price", () => {
    const { offers } = read(
      'runpod,h200,community,3.59,,2026-10-02,u,',
      'gmicloud,b200,on-demand,4,,2026-10-02,u,"""from"" price"',
      'nebius,b200,on-demand,8.5,,2026-10-02,u,',
    );
    expect(offers.map(({ kind }) => kind)).toEqual(['quote', 'quote', 'list']);
  });
});

describe('the form of a GPU', () => {
  const none = new Set<string>();
  test('is what its name says', () => {
    expect(gpuOfName('a100-pcie-80')).toBe('a100-80gb-pcie');
    expect(gpuOfName('h100')).toBeUndefined();
  });
  test('is what the vendor had before, what its listing leaves open, or one board of a node of eight', () => {
    expect(gpuOfVendor('h100', { nodeOfEight: false, before: new Set(['h100-pcie']), beside: none })).toBe(
      'h100-pcie',
    );
    expect(gpuOfVendor('h100', { nodeOfEight: false, before: none, beside: new Set(['h100-sxm']) })).toBe(
      'h100-pcie',
    );
    expect(gpuOfVendor('h100', { nodeOfEight: true, before: none, beside: none })).toBe('h100-sxm');
    expect(gpuOfVendor('h100', { nodeOfEight: false, before: none, beside: none })).toBeUndefined();
  });
});

describe('rows of an offer', () => {
  const seen = (day: string, hourly: string): Observation => ({
    id: 'a/h100-sxm/on-demand', cloud: 'a', gpu: 'h100-sxm', node: 1, term: 'on-demand', hourly, day, kind: 'list',
    source: { url: 'https://a.example', retrieved: day, grade: 'A', record: 'a.csv:2' },
  }); // prettier-ignore
  const rows = (entries: ReturnType<typeof offerEntries>): readonly string[] =>
    entries.flatMap((entry) =>
      (entry['prices'] as unknown as readonly Record<string, string>[]).map(
        ({ from, to, hourly }) => `${from}..${to ?? 'null'} ${hourly}`,
      ),
    );

  test('change where the price does', () => {
    expect(rows(offerEntries([seen('2026-10-02', '3'), seen('2026-01-01', '2'), seen('2026-05-01', '2')]))).toEqual([
      '2026-01-01..2026-10-02 2 USD/hour', '2026-10-02..null 3 USD/hour',
    ]); // prettier-ignore
  });

  test('continue those of an older list', () => {
    const older = offerEntries([seen('2026-01-01', '2'), seen('2026-02-01', '3')]);
    expect(rows(extendOffers(older, [seen('2026-08-22', '3'), seen('2026-10-02', '4')]))).toEqual([
      '2026-01-01..2026-02-01 2 USD/hour', '2026-02-01..2026-10-02 3 USD/hour', '2026-10-02..null 4 USD/hour',
    ]); // prettier-ignore
    expect(rows(extendOffers(older, [seen('2026-08-22', '5')]))).toEqual([
      '2026-01-01..2026-02-01 2 USD/hour', '2026-02-01..2026-08-22 3 USD/hour', '2026-08-22..null 5 USD/hour',
    ]); // prettier-ignore
  });
});

describe('commitments', () => {
  const header =
    'provider,instance,gpu,gpus,region,commitment,term,payment,price_per_gpu_hour,as_of,evidence,source_url';
  const read = (row: string) => readCommitted(extract('a2-gpu-committed.csv', header, row));
  test('a year, by machine and region', () => {
    expect(read('azure,ND96isr_H100_v5,H100 SXM,8,eastus,reservation,1 year,upfront,7.866,2026-09-19,B,u').offers).toMatchObject([
      { id: 'azure/nd96isr-h100-v5/eastus/reserved-1y', term: '1 year', node: 8, hourly: '7.866' },
    ]); // prettier-ignore
  });
  test.each([
    ['coreweave,,H100 SXM,1,US,reserved,12-36 months,,1.75-2.25,2026-Q1,C,u', 'no price is published'],
    ['hyperstack,,B200,1,not stated,reserved,term not published,,5.1,2026-09-19,B,u', 'no single term'],
    ['azure,NC40ads,H100 SXM,1,eastus,reservation,1 year,,4.47,2026-04,C,u', 'not of one day'],
    ['gcp,a3,H100 SXM,8,us-central1,spot,none,,6.6,2026-09-19,B,u', "vendor's own list"],
  ])('left out: %s', (row, reason) => {
    const { offers, left } = read(row);
    expect(offers).toEqual([]);
    expect(left[0]).toContain(reason);
  });
});

test('capacity blocks: only what a price list of one day says, by region', () => {
  const folder = extract(
    'a1-aws-capacity-blocks.csv',
    'instance,gpus,region,price_per_gpu_hour,as_of,evidence,source_url',
    'p5.48xlarge,8,us-east-1,3.933,2026-07-22,A script,u',
    'p5.48xlarge,8,all,4.1,2026-10-07,B announced,u',
    'trn1.32xlarge,16,us-east-1,0.6,2026-07-22,A script,u',
  );
  const { offers, left } = readCapacityBlocks(folder);
  expect(offers).toMatchObject([
    { id: 'aws/p5.48xlarge/us-east-1/capacity-block', gpu: 'h100-sxm', hourly: '3.933' },
  ]);
  expect(left).toHaveLength(2);
});

test('an owned server: price and power by the GPU, idle power worked out', () => {
  extract(
    'b2-power-colo-electricity.csv',
    'item,region,value',
    '"system power, maximum",DGX B200,14.3',
    'GPU power limit (TDP/TBP),B200,1000',
    '"colocation, wholesale 250-500 kW",US primary markets average,195.94',
    '"electricity, industrial",United States average,8.71',
    'PUE,North America,1.49',
  );
  const folder = extract(
    'b1-hardware-prices.csv',
    'system,gpus,price_typical,as_of,kind,evidence',
    '"Lenovo, 8x B200",8,338495.75,2026-01-15,configurator price,A transcribed',
    'NVIDIA DGX B200,8,515000,2026-02-13,guide,C secondary',
  );
  const { offers, left } = buildOwned(folder);
  const [price] = (offers[0]?.['prices'] ?? []) as unknown as readonly { readonly ownership: unknown }[];
  // 338,495.75 / 8; 14.3 kW / 8; 195.94 x 1.7875 kW; rest of the server 0.8 x 1.7875 - 1 = 0.43 kW,
  // with 0.07 kW of the idle GPU 0.5 kW of 1.7875 kW, which is 28 %.
  expect(price?.ownership).toMatchObject({
    price: '42311.97 USD', power: '1.7875 kW', colocation: '350.24 USD/month', power_price: '0.0871 USD/kWh', idle: '28%',
  }); // prettier-ignore
  expect(left).toEqual(['NVIDIA DGX B200 of 2026-02-13: from guides only']);
});

test("exchange rates: the European Central Bank's before a market's", () => {
  const folder = extract(
    'd1-fx.csv',
    'date,currency,units_per_eur,kind',
    '2026-09-29,USD,1.17,"market rate, not ECB (month end)"',
    '2026-09-29,USD,1.16,ECB reference rate',
    '2026-06-30,USD,1.15,"market rate, not ECB (month end)"',
  );
  expect(buildExchange(folder).map(({ date, rate, source }) => [date, rate, (source as { url: string }).url])).toEqual([
    ['2026-06-30', '1.15', sources.currencyApi.url],
    ['2026-09-29', '1.16', sources.ecb.url],
  ]); // prettier-ignore
});

describe('licences', () => {
  test('a source whose licence is not one of those allowed stops the build', () => {
    const forbidden = { url: 'https://index.example', retrieved: '2026-10-01', licence: 'CC BY-NC 4.0' };
    expect(() => notice({ forbidden }, [])).toThrow('CC BY-NC 4.0');
  });

  test('the notice of the bundled catalogs names every source of every row, and none that forbids it', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', 'pricing', 'NOTICE.md'), 'utf8');
    const rows = catalogItems(bundledCatalog).flatMap((item) => item.rows);
    const addresses = rows.map(({ source }) => source.url);
    expect(rows.length).toBeGreaterThan(2_500);
    expect(text).toBe(notice(sources, otherHosts(addresses, sources)));
    for (const address of addresses) expect(text).toContain(new URL(address).host);
    expect(addresses.filter((each) => /silicondata|getcomputable|gpu-index/iu.test(each))).toEqual([]);
    expect(text).not.toMatch(/CC BY-NC|silicon ?data/iu);
    expect(allowedLicences).not.toContain('CC BY-NC 4.0');
  });
});
