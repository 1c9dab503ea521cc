import { describe, expect, test } from 'vitest';
import {
  checkLock,
  entryDigests,
  lockText,
  parseLock,
  type Catalog,
  type Lock,
} from '../../../src/catalog/index.ts';
import { changed, read, readOrThrow, smallCatalog } from '../small-catalog.ts';

const base = readOrThrow();

function lockOf(catalog: Catalog): Lock {
  const lock = parseLock(lockText(catalog), 'crossover.lock');
  if (!lock.ok) throw new Error(JSON.stringify(lock.diagnostics));
  return lock.value;
}

const lock = lockOf(base);
const messages = (catalog: Catalog): readonly string[] =>
  checkLock(lock, catalog, 'crossover.lock').map(({ message }) => message);

describe('a lock', () => {
  test('names every entry, and fits its catalog', () => {
    expect(lock).toMatchObject({ catalog: 'test', digest: base.digest });
    expect([...lock.entries.keys()]).toEqual([...entryDigests(base).keys()]);
    expect(messages(base)).toEqual([]);
  });

  test('does not mind comments, order, white space and how numbers are written', () => {
    const [first = '', second = ''] = (smallCatalog['tokens.yaml'] ?? '').split('- id: acme/small');
    const same = readOrThrow({
      'tokens.yaml': `# a comment\n- id: acme/small${second}# another\n${first.replace('3 USD', '3.000 USD')}`,
      'gpus.yaml': (smallCatalog['gpus.yaml'] ?? '').replace('0.80 USD/hour', '0.8   USD/h'),
    });
    expect(lockText(same)).toBe(lockText(base));
  });

  /** Every digit of every figure: those of dates and of names in quotes are none. */
  const digits = Object.entries(smallCatalog).flatMap(([file, text]) =>
    file === 'catalog.yaml' || file === 'throughput.yaml'
      ? []
      : [
          ...text.matchAll(/(?<=[a-z_]+: )\d[\d.]*(?= ?(?:USD|GPUs|[BMk%]|GB|W|byte|k tokens|, source))/gu),
        ].flatMap((match) =>
          match[0]
            .split('')
            .flatMap((digit, index) => (digit === '.' ? [] : [{ file, at: match.index + index, digit }])),
        ),
  );

  test('is broken by another digit anywhere, and says whose it is', () => {
    expect(digits.length).toBeGreaterThan(30);
    for (const { file, at, digit } of digits) {
      const text = smallCatalog[file] ?? '';
      const other = String((Number(digit) + 1) % 10);
      const result = read({ [file]: text.slice(0, at) + other + text.slice(at + 1) });
      if (!result.ok)
        throw new Error(`${file} with ${other} at ${at}: ${JSON.stringify(result.diagnostics)}`);
      const id = [...text.slice(0, at).matchAll(/\bid: ([\w/.-]+)/gu)].at(-1)?.[1] ?? 'EUR/USD';
      const [message, ...rest] = messages(result.value);
      expect(rest).toEqual([]);
      expect(message).toContain(`/${id}`);
      expect(message).toMatch(/ has changed$/u);
    }
  });

  test('points at the line of the entry', () => {
    const [found] = checkLock(lock, readOrThrow(changed('gpus.yaml', '0.80', '0.81')), 'crossover.lock');
    const line =
      lockText(base)
        .split('\n')
        .findIndex((each) => each.includes('offers/cloud/l4')) + 1;
    expect(found?.span).toMatchObject({ file: 'crossover.lock', line, column: 3 });
  });

  test('is broken by what is new and what is gone, and names at most so many', () => {
    expect(messages(readOrThrow({ 'gpus.yaml': '' }))).toEqual([
      'catalog test is not the one in crossover.lock: offers/cloud/l4 was removed',
    ]);
    const [source = ''] = /source: .*$/mu.exec(smallCatalog['fx.yaml'] ?? '') ?? [];
    const rates = Array.from({ length: 30 }, (_, day) =>
      `- { from: EUR, to: USD, date: 2026-01-${String(day + 1).padStart(2, '0')}, rate: 1.08, ${source}\n`,
    ); // prettier-ignore
    expect(messages(readOrThrow({ 'fx.yaml': rates.join('') }))[0]).toMatch(/is new, and 11 more$/u);
  });

  test('is broken by another version of the same content', () => {
    const other = readOrThrow(changed('catalog.yaml', 'version: test', 'version: test-2'));
    expect(messages(other)).toEqual([
      'catalog test-2 in place of test is not the one in crossover.lock: its version or date has changed',
    ]);
  });

  test.each(['', '{}', 'crossover_lock: 2\n', 'crossover_lock: 1\ncatalog: a\ndigest: b\n', '- a'])(
    'is not %j',
    (text) => {
      expect(parseLock(text, 'crossover.lock')).toMatchObject({
        ok: false,
        diagnostics: [{ code: 'catalog/lock' }],
      });
    },
  );
});
