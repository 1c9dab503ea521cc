import { valueAt, type LocatedMap, type LocatedNode } from '../document/index.ts';
import type { Span } from '../diagnostics/index.ts';

/** A name in a scenario of what a catalog, or the scenario itself, has to know. */
export interface CatalogName {
  readonly kind: 'price' | 'offer' | 'model' | 'gpu';
  readonly name: string;
  readonly address: string;
  readonly span: Span;
}

/** The names in a scenario's files, which can be read off them also where something else in them is wrong. */
export interface StatedNames {
  /** The catalog that the scenario names; null for the newest one. */
  readonly catalog: string | null;
  readonly names: readonly CatalogName[];
  /** Names of what the scenario states itself. */
  readonly prices: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

/** All names in a scenario, of its own entries and of a catalog's. */
export function statedNames(root: LocatedMap): StatedNames {
  const catalog = valueAt(root, 'catalog');
  return {
    catalog: catalog?.type === 'scalar' ? catalog.text : null,
    names: namesIn(root),
    prices: ownNames(root, 'prices'),
    offers: ownNames(root, 'offers'),
  };
}

function ownNames(root: LocatedMap, key: 'prices' | 'offers'): ReadonlySet<string> {
  const entries = valueAt(root, key);
  const ids = (entries?.type === 'list' ? entries.items : []).map((entry) => within(entry, 'id'));
  return new Set(ids.flatMap((id) => (id?.type === 'scalar' ? [id.text] : [])));
}

/**
 * The names that a scenario cannot be priced without. A model or a GPU whose throughput the scenario states may be of
 * the scenario's own, so these are not among them.
 */
export function namesIn(root: LocatedMap): readonly CatalogName[] {
  const found: CatalogName[] = [];
  const add = (kind: CatalogName['kind'], node: LocatedNode | undefined, address: string): void => {
    if (node?.type === 'scalar') found.push({ kind, name: node.text, address, span: node.span });
  };
  for (const [id, workload] of entriesOf(valueAt(root, 'workloads'))) {
    const at = `workloads.${id}`;
    for (const [option, value] of entriesOf(within(workload, 'options')))
      add('price', within(value, 'buy'), `${at}.options.${option}.buy`);
    for (const [step, value] of entriesOf(within(workload, 'steps')))
      add('price', within(value, 'buy'), `${at}.steps.${step}.buy`);
    const challenger = within(within(within(workload, 'overheads'), 'ab_testing'), 'model');
    add('price', challenger, `${at}.overheads.ab_testing.model`);
  }
  const measured = new Set<string>();
  for (const [id, cluster] of entriesOf(valueAt(root, 'clusters'))) {
    const offer = within(cluster, 'offer');
    add('offer', offer, `clusters.${id}.offer`);
    const fleet = within(cluster, 'fleet');
    for (const [index, each] of (fleet?.type === 'list' ? fleet.items : []).entries())
      add('offer', each, `clusters.${id}.fleet.${index}`);
    if (within(cluster, 'throughput') !== undefined) continue;
    add('model', within(cluster, 'model'), `clusters.${id}.model`);
    if (offer?.type === 'scalar') measured.add(offer.text);
  }
  const offers = valueAt(root, 'offers');
  for (const offer of offers?.type === 'list' ? offers.items : []) {
    const id = within(offer, 'id');
    if (id?.type === 'scalar' && measured.has(id.text))
      add('gpu', within(offer, 'gpu'), `offers.${id.text}.gpu`);
  }
  return found;
}

function within(node: LocatedNode | undefined, key: string): LocatedNode | undefined {
  return node?.type === 'map' ? valueAt(node, key) : undefined;
}

function entriesOf(node: LocatedNode | undefined): readonly (readonly [string, LocatedNode])[] {
  return node?.type === 'map' ? [...node.entries.values()].map(({ key, value }) => [key, value]) : [];
}
