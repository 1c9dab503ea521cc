import { throughputOf, type Catalog } from '../catalog/index.ts';
import { nearestNames, problem, type Diagnostic } from '../diagnostics/index.ts';
import type { CatalogName, StatedNames } from '../scenario/index.ts';

const kinds = {
  price: { what: 'price entry', elsewhere: "state it under 'prices'" },
  offer: { what: 'GPU offer', elsewhere: "state it under 'offers'" },
  model: { what: 'model', elsewhere: "state the cluster's 'throughput' for a model of your own" },
  gpu: { what: 'GPU', elsewhere: "state the cluster's 'throughput' for a GPU of your own" },
} as const;

/** What is asked of a scenario, read whole or not. */
type Named = Pick<StatedNames, 'names'> &
  Readonly<Record<'prices' | 'offers', Pick<ReadonlySet<string>, 'has' | 'keys'>>>;

/**
 * An error for each name that neither the scenario nor the catalog knows, with known names of the same thing: an option
 * that cannot be priced for a slip of the pen would turn the answer over to another one.
 */
export function checkNames(scenario: Named, catalog: Catalog): readonly Diagnostic[] {
  return scenario.names.flatMap((each) => {
    if (isKnown(each, scenario, catalog)) return [];
    const { what, elsewhere } = kinds[each.kind];
    const near = nearestNames(each.name, knownOf(each, scenario, catalog));
    const list = near.map((name) => `'${name}'`);
    const hint =
      list.length === 0
        ? elsewhere
        : `did you mean ${list.length === 1 ? list.join('') : `${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}`}?`;
    const message = `${each.address}: there is no ${what} '${each.name}' in the scenario or in catalog ${catalog.version}`;
    return [problem('model/unknown-name', message, { span: each.span, hint })];
  });
}

function isKnown({ kind, name }: CatalogName, scenario: Named, catalog: Catalog): boolean {
  switch (kind) {
    case 'price':
      return scenario.prices.has(name) || catalog.tokens.has(name);
    case 'offer':
      return scenario.offers.has(name) || catalog.offers.has(name);
    case 'model':
      return catalog.models.has(name) || throughputOf(catalog, name).length > 0;
    case 'gpu':
      return catalog.gpus.has(name);
  }
}

function knownOf({ kind }: CatalogName, scenario: Named, catalog: Catalog): Iterable<string> {
  switch (kind) {
    case 'price':
      return [...scenario.prices.keys(), ...catalog.tokens.keys()];
    case 'offer':
      return [...scenario.offers.keys(), ...catalog.offers.keys()];
    case 'model':
      return catalog.models.keys();
    case 'gpu':
      return catalog.gpus.keys();
  }
}
