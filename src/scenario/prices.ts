import type { Distribution } from '../statistics/index.ts';
import { gpuOfferField, tokenEntryField, type GpuOffer, type TokenEntry } from '../catalog/index.ts';
import {
  reportAt,
  type LocatedNode,
  isCurrency,
  type Field,
  isFull,
  report,
  valueAt,
  type FileReading,
} from '../document/index.ts';
import { withEntry } from './compose.ts';

/** Entries beside the catalog, and the distributions that stand for figures of theirs, by address. */
export interface Entries<T> {
  readonly entries: ReadonlyMap<string, T>;
  readonly distributions: ReadonlyMap<string, Distribution>;
}

export const pricesField = entriesField<TokenEntry>(
  'token prices in addition to the catalog',
  tokenEntryField,
);
export const offersField = entriesField<GpuOffer>('GPU quotes in addition to the catalog', gpuOfferField);

function entriesField<T extends { readonly id: string }>(label: string, field: Field<T>): Field<Entries<T>> {
  return {
    spec: { form: 'entries', label, of: field.spec },
    read: (node, address, reading) => readEntries(node, address, reading, field),
    absent: () => ({ entries: new Map(), distributions: new Map() }),
  };
}

function readEntries<T extends { readonly id: string }>(
  node: LocatedNode,
  address: string,
  reading: FileReading,
  field: Field<T>,
): Entries<T> | undefined {
  if (node.type !== 'list') {
    const hint = `write each as '- { id: ..., ... }'`;
    return reportAt(reading, 'wrong-type', address, 'expected a list of entries', { span: node.span, hint });
  }
  const entries = new Map<string, T>();
  const distributions = new Map<string, Distribution>();
  let complete = true;
  for (const [index, item] of node.items.entries()) {
    if (isFull(reading)) return undefined;
    const currency = currencyIn(item) ?? reading.currency;
    const own = { ...reading, distributions };
    const at = `${address}.${idOf(item) ?? index}`;
    const entry = field.read(withCurrency(item, currency), at, own, item.span);
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

function idOf(node: LocatedNode): string | undefined {
  const id = node.type === 'map' ? valueAt(node, 'id') : undefined;
  return id?.type === 'scalar' ? id.text.slice(0, 200) : undefined;
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
