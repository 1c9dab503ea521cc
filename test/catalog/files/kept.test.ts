import { expect, test } from 'vitest';
import {
  countOwn,
  keepCatalog,
  loadKeptCatalog,
  parseCatalog,
  validateCatalog,
  type Catalog,
} from '../../../src/catalog/index.ts';
import { keptOrParsed, Sources } from '../../../src/loading/index.ts';
import { smallCatalog } from '../small-catalog.ts';
import type { KeptTexts } from '../../../src/io/index.ts';

const below = new Map(Object.entries(smallCatalog));
const manifest = 'crossover_catalog: 1\nversion: own\ndate: 2026-03-01\n';

/** A price in place of the one below, and so many models more. */
const own = (count: number, more = ''): ReadonlyMap<string, string> => {
  const models = Array.from(
    { length: count },
    (_, index) =>
      `- { id: house/m${index}, input: 0.50 USD/Mtok, cached: 0.05 USD/Mtok, output: 1.50 USD/Mtok }\n`,
  );
  const chat = '- { id: acme/chat, input: 4 USD/Mtok, output: 9 USD/Mtok }\n';
  return new Map([
    ['catalog.yaml', `${manifest}${more}`],
    ['tokens.yaml', `${chat}${models.join('')}`],
  ]);
};

function parsed(files: ReadonlyMap<string, string>, base?: Catalog): Catalog {
  const catalog = parseCatalog(files, 'prices', (version) => (version === 'test' ? base : undefined));
  if (!catalog.ok) throw new Error(catalog.diagnostics.map(({ message }) => message).join('\n'));
  return catalog.value;
}

/** All of a catalog, in its order. */
function contentOf(catalog: Catalog): unknown {
  const { tokens, offers, models, gpus, facts, base, ...rest } = catalog;
  return {
    ...rest,
    base: base === undefined ? null : contentOf(base),
    maps: [tokens, offers, models, gpus, facts].map((each) => [...each]),
  };
}

test('a catalog over another one comes back whole: places in files, order, digest, and what is its own', () => {
  const base = parsed(below);
  const catalog = parsed(own(3, 'extends: test\n'), base);
  const again = loadKeptCatalog(keepCatalog(catalog), () => base);
  if (again === null) throw new Error('it is not there');
  expect(contentOf(again)).toEqual(contentOf(catalog));
  expect(again.tokens.get('house/m1')?.span).toEqual(catalog.tokens.get('house/m1')?.span);
  expect(again.tokens.get('acme/small')).toBe(base.tokens.get('acme/small'));
  expect([countOwn(again), countOwn(catalog)]).toEqual([4, 4]);
  expect(validateCatalog(again)).toEqual(validateCatalog(catalog));
  expect(loadKeptCatalog(keepCatalog(catalog), () => undefined)).toBeNull();
});

test('a folder is parsed once; what there are warnings about each time', async () => {
  const texts = new Map<string, string>();
  const counts = { read: 0, kept: 0 };
  const kept: KeptTexts = {
    read: async (madeOf) => {
      counts.read += 1;
      return texts.get(madeOf.join('\0')) ?? null;
    },
    keep: async (madeOf, text) => {
      counts.kept += 1;
      texts.set(madeOf.join('\0'), text);
    },
  };
  const files = own(600);
  const load = async (of: ReadonlyMap<string, string>) => keptOrParsed(of, 'prices', new Sources(), kept);
  const first = await load(files);
  const second = await load(files);
  expect(counts).toEqual({ read: 2, kept: 1 });
  if (!first.ok || !second.ok) throw new Error('it cannot be read');
  expect(contentOf(second.value)).toEqual(contentOf(first.value));

  const warned = own(600, `digest: ${'0'.repeat(64)}\n`);
  for (let time = 0; time < 2; time += 1)
    expect((await load(warned)).diagnostics.map(({ code }) => code)).toEqual(['catalog/digest']);
  expect(counts.kept).toBe(1);

  // A small folder is not looked up.
  await load(own(1));
  expect(counts.read).toBe(4);
});
