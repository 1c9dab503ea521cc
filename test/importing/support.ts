import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importers, type Imported, type ImportRequest } from '../../src/importing/importers.ts';
import type { ImportSource } from '../../src/importing/index.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'import');

export function request(file: string, more: Partial<ImportRequest> = {}): ImportRequest {
  return {
    file,
    path: file,
    source: 'https://prices.example/list',
    retrieved: null,
    today: '2026-11-23',
    prefix: null,
    ...more,
  };
}

/** What an importer makes of a text; a text that it refuses fails the test. */
export function importText(source: ImportSource, text: string, more: Partial<ImportRequest> = {}): Imported {
  const read = importers[source].read(text, request('list', more));
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('; '));
  return read.value;
}

export function importFixture(
  source: ImportSource,
  file: string,
  more: Partial<ImportRequest> = {},
): Imported {
  return importText(source, readFileSync(join(fixtures, file), 'utf8'), { path: file, ...more });
}

/** `id: from..to input/output cached`, one a row. */
export function tokenRows({ tokens }: Imported): readonly string[] {
  return tokens.flatMap(({ id, rows }) =>
    rows.map((row) => {
      const prices = [row.input, row.output].map((each) => each.toFixed()).join('/');
      return `${id}: ${row.from}..${row.to ?? ''} ${prices} ${row.cached?.toFixed() ?? '-'}`;
    }),
  );
}

/** `id: from..to hourly currency gpu x node term`, one a row. */
export function offerRows({ offers }: Imported): readonly string[] {
  return offers.flatMap((offer) =>
    offer.rows.map(
      (row) =>
        `${offer.id}: ${row.from}..${row.to ?? ''} ${row.hourly?.toFixed() ?? '-'} ${offer.currency} ${offer.node.toFixed()} ${offer.gpu} ${offer.term}${offer.termMonths === null ? '' : ` ${offer.termMonths.toFixed()}`}`,
    ),
  );
}

/** `name: rule`. */
export function reports({ reported }: Imported): readonly string[] {
  return reported.map(({ name, rule }) => `${name}: ${rule}`);
}
