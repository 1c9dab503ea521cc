import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRows } from '../../src/catalog/dated-rows.ts';
import { rowAt, type GpuPriceRow, type TokenPriceRow } from '../../src/catalog/index.ts';
import { mergeRows } from '../../src/importing/merging/merge-rows.ts';
import { offerRowPrices, tokenRowPrices } from '../../src/importing/merging/row-prices.ts';
import { Exact } from '../../src/formula/index.ts';

type Row = GpuPriceRow;

function row(from: string, to: string | null, hourly: number, recorded = from, more: Partial<Row> = {}): Row {
  return {
    from, to, recorded, status: 'confirmed', kind: 'list', source: { url: 'https://x.example', retrieved: recorded },
    hourly: new Exact(hourly), monthly: null, upfront: null, ownership: null, ...more,
  }; // prettier-ignore
}

const prices = offerRowPrices('USD');
const show = (rows: readonly Row[]): readonly string[] =>
  rows.map(({ from, to, hourly, recorded }) => `${from}..${to ?? ''} ${hourly?.toFixed()} ${recorded}`);

describe('a price that was looked up later', () => {
  const known = [row('2026-01-01', null, 3)];

  test('closes the row before where it differs, and says so beyond 1 %', () => {
    const merged = mergeRows(known, [row('2026-05-01', null, 2)], '2026-05-01', prices);
    expect(show(merged.rows)).toEqual(['2026-01-01..2026-05-01 3 2026-01-01', '2026-05-01.. 2 2026-05-01']);
    expect(merged.outcome).toBe('changed');
    expect(merged.contradiction).toEqual({
      taken: '2 USD/hour (https://x.example, 2026-05-01)',
      other: '3 USD/hour (https://x.example, 2026-01-01)',
      rule: 'retrieved later',
    });
    const near = mergeRows(known, [row('2026-05-01', null, 3.01)], '2026-05-01', prices);
    expect([near.outcome, near.contradiction]).toEqual(['changed', undefined]);
  });
  test('changes nothing where it is the same', () => {
    const merged = mergeRows(known, [row('2026-05-01', null, 3)], '2026-05-01', prices);
    expect([merged.rows, merged.outcome]).toEqual([known, 'unchanged']);
  });
  test('starts on the day that the list states', () => {
    const merged = mergeRows(known, [row('2026-03-01', null, 2, '2026-05-01')], '2026-05-01', prices);
    expect(show(merged.rows)).toEqual(['2026-01-01..2026-03-01 3 2026-01-01', '2026-03-01.. 2 2026-05-01']);
  });
  test('leaves a contract, and an end that is known', () => {
    const contract = [row('2026-01-01', null, 3, '2026-01-01', { kind: 'contract' })];
    expect(mergeRows(contract, [row('2026-05-01', null, 2)], '2026-05-01', prices)).toMatchObject({
      rows: contract,
      outcome: 'kept',
      contradiction: { rule: 'a contract or quote is not replaced by a list' },
    });
    const ending = [row('2026-01-01', '2026-09-01', 3), row('2026-09-01', null, 4, '2026-01-01')];
    expect(show(mergeRows(ending, [row('2026-05-01', null, 2)], '2026-05-01', prices).rows)).toEqual([
      '2026-01-01..2026-05-01 3 2026-01-01', '2026-05-01..2026-09-01 2 2026-05-01', '2026-09-01.. 4 2026-01-01',
    ]); // prettier-ignore
  });
});

test('a price learned earlier or on the same day stays out', () => {
  const known = [row('2026-01-01', null, 3, '2026-06-01')];
  for (const day of ['2026-05-01', '2026-06-01']) {
    const merged = mergeRows(known, [row(day, null, 2)], day, prices);
    expect([merged.rows, merged.outcome, merged.contradiction?.other.slice(0, 10)]).toEqual([
      known, 'kept', '2 USD/hour',
    ]); // prettier-ignore
  }
});

test('a price that has ended does not come back without a day', () => {
  const known = [row('2026-01-01', '2026-03-01', 3)];
  const merged = mergeRows(known, [row('2026-05-01', null, 3)], '2026-05-01', prices);
  expect([merged.rows, merged.outcome]).toEqual([known, 'kept']);
});

test('earlier rows go before the first, and end where it starts; scheduled ones go behind the last', () => {
  const known = [row('2026-03-01', null, 3)];
  const history = [
    row('2025-01-01', '2026-01-01', 9, '2026-05-01'),
    row('2026-01-01', null, 3, '2026-05-01'),
  ];
  expect(show(mergeRows(known, history, '2026-05-01', prices).rows)).toEqual([
    '2025-01-01..2026-01-01 9 2026-05-01', '2026-01-01..2026-03-01 3 2026-05-01', '2026-03-01.. 3 2026-03-01',
  ]); // prettier-ignore
  const later = [
    row('2026-05-01', '2027-01-01', 3),
    row('2027-01-01', null, 2, '2026-05-01', { status: 'scheduled' }),
  ];
  expect(show(mergeRows(known, later, '2026-05-01', prices).rows)).toEqual([
    '2026-03-01..2027-01-01 3 2026-03-01', '2027-01-01.. 2 2026-05-01',
  ]); // prettier-ignore
});

test('a list that says more adds it to what is known; one that says less changes nothing', () => {
  const tokens = tokenRowPrices('USD');
  const bare = (from: string): TokenPriceRow => ({
    from, to: null, recorded: from, status: 'confirmed', kind: 'list', source: { url: 'https://x.example', retrieved: from },
    input: new Exact(1), output: new Exact(2), cached: null, cacheWrite: null, cacheWriteLong: null, perRequest: null,
    batch: null, tiers: [], services: [], provisioned: null, commitment: null,
  }); // prettier-ignore
  const batch = { multiplier: new Exact('0.5'), combinesWithCache: true };
  const known: readonly TokenPriceRow[] = [{ ...bare('2026-01-01'), batch }];
  expect(mergeRows(known, [bare('2026-05-01')], '2026-05-01', tokens).outcome).toBe('unchanged');
  const merged = mergeRows(
    known,
    [{ ...bare('2026-05-01'), cached: new Exact('0.1') }],
    '2026-05-01',
    tokens,
  );
  expect(merged.rows.at(-1)).toMatchObject({ from: '2026-05-01', cached: new Exact('0.1'), batch });
  const dearer = mergeRows(known, [{ ...bare('2026-05-01'), input: new Exact(5) }], '2026-05-01', tokens);
  expect(dearer.rows.at(-1)?.batch).toBeNull();
});

describe('whatever comes', () => {
  const day = fc
    .integer({ min: 0, max: 900 })
    .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  const timeline = fc
    .tuple(fc.uniqueArray(day, { minLength: 1, maxLength: 5 }), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }), day, fc.boolean())
    .map(([days, hourly, recorded, isOpen]) => {
      const sorted = days.toSorted();
      return sorted.flatMap((from, index) => {
        const to = sorted[index + 1] ?? (isOpen ? null : '2028-01-01');
        return [row(from, to, hourly[index] ?? 1, recorded)];
      });
    }); // prettier-ignore

  test('no price is overwritten, no gap or overlap comes about, and the second time nothing changes', () => {
    fc.assert(
      fc.property(timeline, timeline, day, (known, list, retrieved) => {
        const learned = list.map((each) => ({ ...each, recorded: retrieved }));
        const merged = mergeRows(known, learned, retrieved, prices);
        expect(checkRows(merged.rows, '', [])).toEqual([]);
        for (const { from, hourly, recorded } of known) {
          expect(merged.rows).toContainEqual(expect.objectContaining({ from, hourly, recorded }));
        }
        const again = mergeRows(merged.rows, learned, retrieved, prices);
        expect(again.rows).toEqual(merged.rows);
        if (merged.outcome === 'unchanged') {
          const [now, next] = [rowAt(merged.rows, retrieved, null), rowAt(learned, retrieved, null)];
          if (next !== undefined) expect(now?.hourly).toEqual(next.hourly);
        }
      }),
    );
  });
});
