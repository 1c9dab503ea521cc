import { fail, ok, problem, type Diagnostic, type Result, type Span } from '../../diagnostics/index.ts';
import { entryDigests } from './digest.ts';
import {
  choiceField,
  derived,
  mapOf,
  plain,
  readDocument,
  readWhole,
  record,
  text,
} from '../../document/index.ts';
import type { Catalog } from '../types.ts';

/** Which catalog a scenario was computed from, entry by entry, so that a change can be named. */
export interface Lock {
  readonly catalog: string;
  readonly digest: string;
  readonly entries: ReadonlyMap<string, string>;
  /** Where the digest of the whole stands, and that of each entry. */
  readonly span: Span;
  readonly spans: ReadonlyMap<string, Span>;
}

const format = '1';
/** Digits kept of an entry's digest: enough to tell a change, few enough to read a difference. */
const kept = 16;

/** The text of `crossover.lock`: the same for the same content, whatever the order and comments of its files. */
export function lockText(catalog: Catalog): string {
  const lines = [...entryDigests(catalog)].map(
    ([name, digest]) => `  ${JSON.stringify(name)}: ${digest.slice(0, kept)}`,
  );
  return [
    '# Written by `crossover catalog lock`. It pins the prices that reports beside it are computed from.',
    `crossover_lock: ${format}`,
    `catalog: ${JSON.stringify(catalog.version)}`,
    `digest: ${catalog.digest}`,
    'entries:',
    ...lines,
    '',
  ].join('\n');
}

const located = derived(plain(text, 'a digest'), (value, _address, _reading, span) => ({ value, span }));

/** Names of entries have blanks: `EUR/USD on 2026-11-01`. */
const names = /^[^\p{Cc}]{1,1000}$/u;

const lockFields = record('a lock file', {
  crossover_lock: choiceField('version of the format', [format]),
  catalog: plain(text, 'version of the catalog'),
  digest: located,
  entries: { ...mapOf('digests of its entries, by their names', 'entry', located, names), absent: null },
});

/** Reads a lock file. */
export function parseLock(content: string, file: string): Result<Lock> {
  const document = readDocument(content, file);
  if (!document.ok) return document;
  const read = readWhole(lockFields, document.value, 'catalog');
  if (!read.ok) {
    return fail(
      problem('catalog/lock', `${file}: not a lock file of this version`, {
        span: document.value.span,
        hint: 'write it again with crossover catalog lock',
      }),
    );
  }
  const { catalog, digest, entries } = read.value;
  return ok({
    catalog,
    digest: digest.value,
    entries: new Map([...entries].map(([name, { value }]) => [name, value])),
    span: digest.span,
    spans: new Map([...entries].map(([name, { span }]) => [name, span])),
  });
}

/** How many changed entries are named one by one. */
const named = 20;

/** What differs between a catalog and the lock: an error that names every entry, empty where nothing does. */
export function checkLock(lock: Lock, catalog: Catalog, file: string): readonly Diagnostic[] {
  if (lock.digest === catalog.digest) return [];
  const now = new Map(
    [...entryDigests(catalog)].map(([name, digest]) => [name, digest.slice(0, kept)] as const),
  );
  const changedNames = [...lock.entries]
    .filter(([name, digest]) => now.has(name) && now.get(name) !== digest)
    .map(([name]) => name);
  const changed = changedNames.map((name) => `${name} has changed`);
  const removed = [...lock.entries.keys()]
    .filter((name) => !now.has(name))
    .map((name) => `${name} was removed`);
  const added = [...now.keys()].filter((name) => !lock.entries.has(name)).map((name) => `${name} is new`);
  const all = [...changed, ...removed, ...added];
  const shown = all.slice(0, named);
  const rest = all.length - shown.length;
  const version =
    lock.catalog === catalog.version
      ? `catalog ${catalog.version}`
      : `catalog ${catalog.version} in place of ${lock.catalog}`;
  const what =
    all.length === 0
      ? 'its version or date has changed'
      : `${shown.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
  return [
    problem('catalog/locked', `${version} is not the one in ${file}: ${what}`, {
      span: lock.spans.get(changedNames[0] ?? '') ?? lock.span,
      hint: 'if the change is meant, write the lock again with crossover catalog lock',
    }),
  ];
}
