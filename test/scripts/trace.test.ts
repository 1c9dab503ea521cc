import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readListings } from '../../scripts/build-catalog/market/listings.ts';
import { offerEntries } from '../../scripts/build-catalog/market/offer.ts';
import { takeRecords, type TracedRow } from '../../scripts/build-catalog/records.ts';
import { buildTokens } from '../../scripts/build-catalog/tokens/index.ts';
import { drawRows, traceRow } from '../../scripts/build-catalog/trace-row.ts';

// Extracts of a few rows. genai-prices has no cached price of gpt-4-turbo, and LiteLLM has one beside prices that agree.
const genai = {
  providers: [
    {
      id: 'openai',
      models: [
        { id: 'gpt-4o-mini', prices: { input_mtok: 0.15, cache_read_mtok: 0.075, output_mtok: 0.6 } },
        { id: 'gpt-4-turbo', prices: { input_mtok: 10, output_mtok: 30 } },
      ],
    },
  ],
};
const litellm = {
  models: {
    'gpt-4-turbo': {
      mode: 'chat', input_cost_per_token: 1e-5, output_cost_per_token: 3e-5, cache_read_input_token_cost: 5e-6,
    },
  },
}; // prettier-ignore
const listings = `provider,gpu,kind,price_per_gpu_hour,min_gpus,as_of,source_url,note,evidence
datacrunch,h100-sxm,on-demand,3.25,1,2026-08-22,https://a.example,,A
lambda,b200,on-demand,6.69,8,2026-10-02,https://b.example,,A
`;

let folder = '';
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trace-'));
  mkdirSync(join(folder, 'field'));
  write('token-prices.genai-prices.json', JSON.stringify(genai));
  write('token-prices.litellm.json', JSON.stringify(litellm));
  write('token-prices.litellm-history.json', JSON.stringify({ models: {} }));
  write('models-dev.json', JSON.stringify({ providers: {} }));
  write('field/a4-gpu-offers.csv', listings);
});
afterAll(() => rmSync(folder, { recursive: true }));

function tracedRows(): readonly TracedRow[] {
  return [
    ...takeRecords('tokens', buildTokens(folder).entries).traced,
    ...takeRecords('offers', offerEntries(readListings(folder, []).offers)).traced,
  ];
}

/** The id of a row's entry. */
function idOf({ entry: { id } }: TracedRow): string {
  return typeof id === 'string' ? id : '';
}

/** Each figure of each row, with the column of the source that has it. */
function found(rows: readonly TracedRow[]): readonly string[] {
  return rows.flatMap((row) => {
    const { figures } = traceRow(folder, row);
    return figures.map(
      (each) => `${idOf(row)} ${each.name} ${each.value} ${each.found?.column ?? 'nowhere'}`,
    );
  });
}

describe('the trace of a row of the catalog', () => {
  test('finds each figure in the row of the extract that it was read in, a borrowed one in the other', () => {
    expect(found(tracedRows()).toSorted()).toEqual([
      'lambda/b200/on-demand hourly 6.69 price_per_gpu_hour',
      'openai/gpt-4-turbo cached 5 cache_read_input_token_cost',
      'openai/gpt-4-turbo input 10 prices.input_mtok',
      'openai/gpt-4-turbo output 30 prices.output_mtok',
      'openai/gpt-4o-mini cached 0.075 prices.cache_read_mtok',
      'openai/gpt-4o-mini input 0.15 prices.input_mtok',
      'openai/gpt-4o-mini output 0.6 prices.output_mtok',
      'verda/h100-sxm/on-demand hourly 3.25 price_per_gpu_hour',
    ]);
  });

  test('a price that the source of its row does not have is named with the source that has it', () => {
    const notes = tracedRows().map(
      (each) => [idOf(each), (each.row['source'] as { readonly note?: string }).note ?? ''] as const,
    );
    const borrowed = notes.filter(([, note]) => /cached price: https:\/\/github\.com\/BerriAI/u.test(note));
    expect(borrowed.map(([id]) => id)).toEqual(['openai/gpt-4-turbo']);
  });

  test('misses a figure that is another one, and a row whose line is gone', () => {
    const rows = tracedRows();
    const offer = rows.find(({ entry }) => entry['id'] === 'lambda/b200/on-demand');
    const chat = rows.find(({ entry }) => entry['id'] === 'openai/gpt-4o-mini');
    if (offer === undefined || chat === undefined) throw new Error('the extracts have them');
    expect(found([{ ...offer, row: { ...offer.row, hourly: '6.96 USD/hour' } }])).toEqual([
      'lambda/b200/on-demand hourly 6.96 nowhere',
    ]);
    expect(found([{ ...offer, record: 'field/a4-gpu-offers.csv:9' }])).toEqual([
      'lambda/b200/on-demand hourly 6.69 nowhere',
    ]);
    expect(found([{ ...chat, row: { ...chat.row, output: '0.06 USD/Mtok' } }])).toContain(
      'openai/gpt-4o-mini output 0.06 nowhere',
    );
  });

  test('draws the same rows for the same seed, others for another, and none from no extract', () => {
    const rows = tracedRows();
    const drawn = (seed: number) => drawRows(rows, 2, seed).map(idOf);
    expect(drawn(7)).toEqual(drawn(7));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => drawn(seed).join(' '))).size).toBeGreaterThan(1);
    expect(
      drawRows(
        rows.map((row) => ({ ...row, record: undefined })),
        9,
        1,
      ),
    ).toEqual([]);
  });
});
