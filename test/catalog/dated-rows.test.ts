import { describe, expect, test } from 'vitest';
import { checkRows } from '../../src/catalog/dated-rows.ts';
import { rowAt, weakestKind, type DatedRow } from '../../src/catalog/index.ts';

function row(
  from: string,
  to: string | null,
  recorded = '2025-01-01',
  status: DatedRow['status'] = 'confirmed',
): DatedRow {
  return {
    from,
    to,
    recorded,
    status,
    kind: 'list',
    source: { url: 'https://example.org', retrieved: recorded },
  };
}

describe('the row that holds', () => {
  const first = row('2025-01-01', '2026-01-01');
  const second = row('2026-01-01', null, '2026-01-05');

  test('of two learned on one day is the confirmed one, in whatever order they stand', () => {
    const confirmed = row('2025-01-01', null, '2025-01-01', 'confirmed');
    const scheduled = row('2025-01-01', null, '2025-01-01', 'scheduled');
    expect(rowAt([scheduled, confirmed], '2025-06-01', null)).toBe(confirmed);
    expect(rowAt([confirmed, scheduled], '2025-06-01', null)).toBe(confirmed);
    const later = row('2025-01-01', null, '2025-02-01', 'scheduled');
    expect(rowAt([confirmed, later], '2025-06-01', null)).toBe(later);
  });

  test('starts on its first day and ends before its last', () => {
    expect(rowAt([first, second], '2025-01-01', null)).toBe(first);
    expect(rowAt([first, second], '2025-12-31', null)).toBe(first);
    expect(rowAt([first, second], '2026-01-01', null)).toBe(second);
    expect(rowAt([first, second], '2024-12-31', null)).toBeUndefined();
    expect(rowAt([first], '2026-01-01', null)).toBeUndefined();
  });

  test('is one that was known', () => {
    expect(rowAt([first, second], '2026-01-02', '2026-01-04')).toBeUndefined();
    expect(rowAt([first, second], '2026-01-02', '2026-01-05')).toBe(second);
  });

  test('is the one learned last', () => {
    const corrected = row('2025-06-01', null, '2025-07-01');
    expect(rowAt([first, corrected], '2025-08-01', null)).toBe(corrected);
    expect(rowAt([first, corrected], '2025-08-01', '2025-06-30')).toBe(first);
    expect(rowAt([first, corrected], '2025-05-31', null)).toBe(first);
  });

  test('is never withdrawn, and a withdrawal takes out what was planned for its day', () => {
    const planned = row('2027-01-01', null, '2026-02-01', 'scheduled');
    const withdrawn = row('2027-01-01', null, '2026-03-01', 'withdrawn');
    expect(rowAt([planned, withdrawn], '2027-02-01', '2026-02-15')).toBe(planned);
    expect(rowAt([planned, withdrawn], '2027-02-01', null)).toBeUndefined();
    expect(rowAt([withdrawn], '2027-02-01', null)).toBeUndefined();
  });
});

describe('rows together', () => {
  const codes = (...rows: readonly DatedRow[]) =>
    checkRows(rows, 'a', []).map(({ code, message }) => `${code} ${message}`);

  test('follow each other', () => {
    expect(codes(row('2026-01-01', null), row('2025-01-01', '2026-01-01'))).toEqual([]);
  });
  test('leave no gap', () => {
    expect(codes(row('2025-01-01', '2025-06-01'), row('2025-06-02', null))).toEqual([
      'catalog/gap a: no row holds from 2025-06-01 to 2025-06-02',
    ]);
  });
  test('do not hold at once, unless one was confirmed later', () => {
    expect(codes(row('2025-01-01', null), row('2025-06-01', null))).toEqual([
      'catalog/overlap a: the rows from 2025-01-01 and from 2025-06-01 hold at once',
    ]);
    expect(codes(row('2025-01-01', null), row('2025-06-01', null, '2025-06-02'))).toEqual([]);
    expect(codes(row('2025-01-01', null), row('2025-06-01', null, '2025-06-02', 'scheduled'))).toHaveLength(
      1,
    );
    expect(codes(row('2025-01-01', null), row('2025-06-01', null, '2025-01-01', 'withdrawn'))).toEqual([]);
  });
  test('end after they start', () => {
    expect(codes(row('2025-01-01', '2025-01-01'))).toEqual([
      'catalog/dates a: a row from 2025-01-01 cannot end on 2025-01-01',
    ]);
  });
});

test('the weakest kind is that of what is computed', () => {
  expect(weakestKind(['list', 'estimated', 'contract'])).toBe('estimated');
  expect(weakestKind(['contract', 'list'])).toBe('list');
  expect(weakestKind([])).toBeUndefined();
});
