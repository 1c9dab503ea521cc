import { describe, expect, test } from 'vitest';
import { parseCatalog, type Catalog } from '../../src/catalog/index.ts';
import { importInto, type Imported } from '../../src/importing/importers.ts';
import { importText } from './support.ts';

const source = { url: 'https://prices.example/list', note: 'csv, sha256 0' };

function table(...lines: readonly string[]): string {
  return ['id,input_per_mtok,output_per_mtok', ...lines].join('\n');
}

function into(
  files: Readonly<Record<string, string>>,
  imported: Imported,
  base?: Catalog,
): { readonly files: ReadonlyMap<string, string>; readonly catalog: Catalog } {
  const texts = new Map(Object.entries(files));
  const parsed = texts.size === 0 ? undefined : parseCatalog(texts, './mine', () => base);
  if (parsed?.ok === false) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  const catalog = parsed?.ok === true ? parsed.value : base;
  const extended = texts.size === 0 && base !== undefined ? base.version : null;
  const written = importInto(
    { name: './mine', version: 'mine', extends: extended, files: texts, catalog },
    imported,
    source,
  );
  if (!written.ok) throw new Error('refused');
  const all = new Map([...texts, ...written.value.files]);
  const after = parseCatalog(all, './mine', () => base);
  if (!after.ok) throw new Error(after.diagnostics.map(({ message }) => message).join('\n'));
  expect(after.diagnostics).toEqual([]);
  return { files: written.value.files, catalog: after.value };
}

const mine = `# What we pay.
crossover_catalog: 1 # the format
version: mine
date: 2026-02-01
`;
const tokens = `# Ours, by hand.
- id: a/m # the small one
  prices:
    - { from: 2026-01-01, recorded: 2026-01-01, input: 1 USD/Mtok, output: 2 USD/Mtok, kind: list, source: { url: https://x.example, retrieved: 2026-01-01 } }

# About the next one.
- id: a/n
  prices: # by contract
    - { from: 2026-01-01, recorded: 2026-01-01, input: 3 USD/Mtok, output: 4 USD/Mtok, kind: list, source: { url: https://x.example, retrieved: 2026-01-01 } }
`;

describe('a folder that is there', () => {
  test('keeps what does not change as it is written, comments too', () => {
    const imported = importText('csv', table('a/m,1.5,2', 'a/n,3,4', 'a/o,5,6'), { retrieved: '2026-03-01' });
    const { files, catalog } = into({ 'catalog.yaml': mine, 'tokens.yaml': tokens }, imported);
    expect(files.get('tokens.yaml')).toBe(`# Ours, by hand.
- id: a/m
  currency: USD
  prices:
    - { from: 2026-01-01, to: 2026-03-01, recorded: 2026-01-01, input: 1 USD/Mtok, output: 2 USD/Mtok, kind: list, source: { url: https://x.example, retrieved: 2026-01-01 } }
    - { from: 2026-03-01, recorded: 2026-03-01, input: 1.5 USD/Mtok, output: 2 USD/Mtok, kind: list, source: { url: https://prices.example/list, retrieved: 2026-03-01, note: a/m } }

# About the next one.
- id: a/n
  prices: # by contract
    - { from: 2026-01-01, recorded: 2026-01-01, input: 3 USD/Mtok, output: 4 USD/Mtok, kind: list, source: { url: https://x.example, retrieved: 2026-01-01 } }
- id: a/o
  currency: USD
  prices:
    - { from: 2026-03-01, recorded: 2026-03-01, input: 5 USD/Mtok, output: 6 USD/Mtok, kind: list, source: { url: https://prices.example/list, retrieved: 2026-03-01, note: a/o } }
`);
    expect(files.get('catalog.yaml')).toBe(`# What we pay.
crossover_catalog: 1 # the format
version: mine
date: 2026-03-01
sources:
  - { url: https://prices.example/list, retrieved: 2026-03-01, note: "csv, sha256 0" }
`);
    expect(catalog.tokens.get('a/m')?.rows).toHaveLength(2);
  });
  test('is not written where nothing changes', () => {
    const imported = importText('csv', table('a/m,1,2'), { retrieved: '2026-03-01' });
    expect(into({ 'catalog.yaml': mine, 'tokens.yaml': tokens }, imported).files.size).toBe(0);
  });
  test('written in another style is written anew, with all its entries', () => {
    const flow = `[ { id: a/m, prices: [ { from: 2026-01-01, recorded: 2026-01-01, input: 1 USD/Mtok, output: 2 USD/Mtok, kind: list, source: { url: https://x.example, retrieved: 2026-01-01 } } ] } ]`;
    const imported = importText('csv', table('a/o,5,6'), { retrieved: '2026-03-01' });
    const { catalog } = into({ 'catalog.yaml': mine, 'tokens.yaml': flow }, imported);
    expect([...catalog.tokens.keys()]).toEqual(['a/m', 'a/o']);
  });
  test('that states its digest states the new one', () => {
    const imported = importText('csv', table('a/m,1.5,2'), { retrieved: '2026-03-01' });
    const { catalog, files } = into({ 'catalog.yaml': `${mine}digest: 0\n`.replace('digest: 0', 'digest: none'), 'tokens.yaml': tokens }, imported); // prettier-ignore
    expect(files.get('catalog.yaml')).toContain(`digest: ${catalog.digest}`);
  });
});

describe('a folder that extends a catalog', () => {
  const base = into({}, importText('csv', table('a/m,1,2', 'a/n,3,4'), { retrieved: '2026-01-01' })).catalog;

  test('has only what differs from it, with the history of that', () => {
    const imported = importText('csv', table('a/m,1,2', 'a/n,6,8'), { retrieved: '2026-03-01' });
    const { files, catalog } = into({}, imported, base);
    expect(files.get('catalog.yaml')).toContain('extends: mine');
    expect(files.get('tokens.yaml')).not.toContain('a/m');
    expect(catalog.tokens.get('a/n')?.rows.map(({ from, to }) => `${from}..${to ?? ''}`)).toEqual([
      '2026-01-01..2026-03-01', '2026-03-01..',
    ]); // prettier-ignore
    expect(catalog.tokens.get('a/m')?.rows).toHaveLength(1);
  });
});

test('a hostile name or note cannot become more than a text', () => {
  const model = {
    mode: 'chat',
    litellm_provider: 'acme',
    input_cost_per_token: 1e-6,
    output_cost_per_token: 2e-6,
  };
  const keys = ['acme/a\n- id: evil', 'acme/b: {}', 'acme/c"\u2028\ud800', 'acme/d # e', 'acme/ok'];
  const text = JSON.stringify(Object.fromEntries(keys.map((key) => [key, model])));
  const imported = importText('litellm', text, { source: 'https://x.example/" }\n- evil: { "' });
  expect(imported.reported.map(({ rule }) => rule)).toEqual(Array(4).fill('a name that cannot be an id'));
  const { catalog } = into({}, imported);
  expect([...catalog.tokens.keys()]).toEqual(['acme/ok']);
});

test('a file that would be larger than what is read is refused', () => {
  const lines = Array.from({ length: 9_000 }, (_, index) => `a/${'m'.repeat(185)}-${index},1,2`);
  const imported = importText('csv', table(...lines), { retrieved: '2026-03-01' });
  const target = { name: './mine', version: 'mine', extends: null, files: new Map(), catalog: undefined };
  const written = importInto(target, imported, source);
  expect(written.ok || written.diagnostics[0]?.code).toBe('import/too-large');
});
