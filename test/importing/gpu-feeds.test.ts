import { describe, expect, test } from 'vitest';
import { countRows } from '../../src/importing/importers.ts';
import { importFixture, importText, reports } from './support.ts';

const offers = ({ offers: list }: ReturnType<typeof importFixture>): readonly string[] =>
  list.map(({ id, gpu, node, term, rows }) => {
    const [row] = rows;
    return `${id} ${gpu} ${node.toFixed()} ${term} ${row?.hourly?.toFixed() ?? ''} ${row?.from ?? ''}`;
  });

test.each([
  ['azure-retail', 'azure-retail.json', 5],
  ['aws-spot', 'aws-spot.json', 4],
  ['gpurentalprices', 'gpurentalprices.json', 4],
] as const)('%s: every listing is a price row or reported', (source, file, listings) => {
  const imported = importFixture(source, file);
  expect(imported.listings).toBe(listings);
  expect(countRows(imported) + imported.reported.length).toBe(listings);
});

describe('pages of the Azure Retail Prices API', () => {
  const imported = importFixture('azure-retail', 'azure-retail.json', { retrieved: '2026-08-22' });
  test('are by the GPU, and a reservation is divided by the hours of its term', () => {
    // 98.32 / 8; 39.328 / 8; 551,237 / 8,760 / 8 = 7.86583...
    expect(offers(imported)).toEqual([
      'azure/nd96isr-h100-v5/eastus/on-demand h100-sxm 8 on-demand 12.29 2026-08-22',
      expect.stringMatching(/^azure\/nd96isr-h100-v5\/eastus\/reserved-1y h100-sxm 8 reserved 7\.8658/u),
      'azure/nd96isr-h100-v5/eastus/spot h100-sxm 8 spot 4.916 2026-08-22',
    ]);
  });
  test('report what includes Windows and what has no GPU', () => {
    expect(reports(imported).map((each) => each.replace(/^[^:]*: /u, ''))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('no offer of a known kind'),
        expect.stringContaining('no GPU'),
      ]),
    );
  });
});

test('a spot history of EC2 gives the latest price of each zone', () => {
  const imported = importFixture('aws-spot', 'aws-spot.json');
  // 21.04 / 8
  expect(offers(imported)).toEqual(['aws/p5.48xlarge/us-east-1/spot h100-sxm 8 spot 2.63 2026-10-02']);
});

test('gpurentalprices has prices by the GPU, with the page of each', () => {
  const imported = importFixture('gpurentalprices', 'gpurentalprices.json');
  expect(offers(imported)).toEqual([
    'coreweave/b200/8-gpus/on-demand b200 8 on-demand 8.6 2026-10-02',
    'lambda/a100-80gb/on-demand a100-80gb 1 on-demand 2.79 2026-10-02',
    'runpod/h100-sxm/community h100-sxm 1 on-demand 2.69 2026-10-02',
    'runpod/h100-sxm/on-demand h100-sxm 1 on-demand 3.49 2026-10-02',
  ]);
  expect(imported.offers[0]?.rows[0]?.source.url).toBe('https://www.coreweave.com/pricing');
});

test.each(['azure-retail', 'aws-spot', 'gpurentalprices'] as const)('%s refuses another file', (source) => {
  expect(() => importText(source, '{"models": []}')).toThrow();
});
