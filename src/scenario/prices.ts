import { isShape } from '../statistics/index.ts';
import type { Distribution } from '../statistics/index.ts';
import { parseGpuOffer, parseTokenEntry, type GpuOffer, type TokenEntry } from '../catalog/index.ts';
import {
  reportAt,
  type LocatedMap,
  type LocatedNode,
  type Report,
  isCurrency,
  type Field,
  readQuantity,
  isFull,
  report,
  valueAt,
  type Reading,
  type Spec,
} from '../document/index.ts';
import { formatUnit } from '../formula/index.ts';
import { withEntry } from './compose.ts';
import { offerEntry, priceEntry } from './fields/price-entries.ts';

/** Entries beside the catalog, and the distributions that stand for figures of theirs, by address. */
export interface Entries<T> {
  readonly entries: ReadonlyMap<string, T>;
  readonly distributions: ReadonlyMap<string, Distribution>;
}

type ParseEntry<T> = (node: LocatedNode, listAddress: string, report: Report) => T | undefined;

export const pricesField = entriesField<TokenEntry>(
  'token prices beside the catalog',
  priceEntry,
  parseTokenEntry,
);
export const offersField = entriesField<GpuOffer>('GPU quotes beside the catalog', offerEntry, parseGpuOffer);

function entriesField<T extends { readonly id: string }>(
  label: string,
  spec: Spec,
  parse: ParseEntry<T>,
): Field<Entries<T>> {
  return {
    spec: { form: 'entries', label, of: spec },
    read: (node, address, reading) => readEntries(node, address, reading, spec, parse),
    absent: () => ({ entries: new Map(), distributions: new Map() }),
  };
}

function readEntries<T extends { readonly id: string }>(
  node: LocatedNode,
  address: string,
  reading: Reading,
  spec: Spec,
  parse: ParseEntry<T>,
): Entries<T> | undefined {
  if (node.type !== 'list') {
    const hint = `write each as '- { id: ..., ... }'`;
    return reportAt(reading, 'wrong-type', address, 'expected a list of entries', { span: node.span, hint });
  }
  const entries = new Map<string, T>();
  const distributions = new Map<string, Distribution>();
  let complete = true;
  for (const item of node.items) {
    if (isFull(reading)) return undefined;
    const currency = currencyIn(item) ?? reading.currency;
    const plain =
      item.type === 'map' ? withMiddles(item, spec, address, { ...reading, currency }, distributions) : item;
    const entry = plain && parse(withCurrency(plain, currency), address, reading);
    if (entry === undefined) {
      complete = false;
    } else if (entries.has(entry.id)) {
      complete = false;
      report(
        reading,
        'scenario/duplicate-id',
        `${address}.${entry.id}`,
        'there are two entries with this id',
        item,
      );
    } else {
      entries.set(entry.id, entry);
    }
  }
  return complete ? { entries, distributions } : undefined;
}

/** An entry without a currency is in the one that its prices name, else in the scenario's. */
function withCurrency(node: LocatedNode, currency: string): LocatedNode {
  if (node.type !== 'map' || node.entries.has('currency')) return node;
  return withEntry(node, 'currency', { type: 'scalar', span: node.span, text: currency, quoted: false });
}

function currencyIn(node: LocatedNode): string | undefined {
  if (node.type === 'scalar') {
    if (!/^\s*[-+.\d]/u.test(node.text) || node.text.length > 200) return undefined;
    return node.text.match(/[A-Z]{3,}/gu)?.find(isCurrency);
  }
  if (node.type === 'null') return undefined;
  const stated = node.type === 'map' ? valueAt(node, 'currency') : undefined;
  if (stated?.type === 'scalar') return stated.text;
  const children = node.type === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
  for (const child of children) {
    const found = currencyIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The entry with each distribution replaced by its middle, which the catalog's reader takes; undefined where one is wrong. */
function withMiddles(
  entry: LocatedMap,
  spec: Spec,
  listAddress: string,
  reading: Reading,
  distributions: Map<string, Distribution>,
): LocatedNode | undefined {
  const id = valueAt(entry, 'id');
  if (id?.type !== 'scalar') return entry;
  let complete = true;
  const replace = (node: LocatedNode, of: Spec, address: string): LocatedNode => {
    if (of.form === 'variants' && node.type === 'map') {
      const [, variant] = [...of.variants].find(([key]) => node.entries.has(key)) ?? [];
      return variant === undefined ? node : replace(node, variant, address);
    }
    if (of.form === 'record' && node.type === 'map') {
      return [...node.entries.values()].reduce((map, { key, value }) => {
        const child = of.fields.get(key);
        return child === undefined
          ? map
          : withEntry(map, key, replace(value, child.spec, `${address}.${key}`));
      }, node);
    }
    if (of.form === 'list' && node.type === 'list') {
      return { ...node, items: node.items.map((item, index) => replace(item, of.of, `${address}.${index}`)) };
    }
    if (of.form !== 'quantity' || node.type !== 'map' || ![...node.entries.keys()].some(isShape)) return node;
    const found = readQuantity(of, node, address, reading);
    if (found === undefined || found.distribution === null) {
      complete = false;
      return node;
    }
    distributions.set(address, found.distribution);
    const text = `${found.value.toFixed()} ${formatUnit(found.unit)}`.trim();
    return { type: 'scalar', span: node.span, text, quoted: false };
  };
  const replaced = replace(entry, spec, `${listAddress}.${id.text}`);
  return complete ? replaced : undefined;
}
