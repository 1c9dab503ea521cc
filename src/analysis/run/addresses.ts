import { citation, formatUnit, type Exact } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { CatalogReference } from '../result.ts';
import { catalogReference } from './run.ts';

/** One input under the address that `--set`, `--vary`, `--solve` and `explain` take. */
export interface AddressedInput {
  readonly address: string;
  readonly label: string;
  readonly value: Exact;
  readonly unit: string;
  /** How the value is known: `stated`, `list`, `default` ... */
  readonly kind: string;
  readonly source: string;
  /** The smallest and the largest value that make sense; null where any does. */
  readonly minimum: Exact | null;
  readonly maximum: Exact | null;
}

export interface AddressesResult {
  readonly schema: 'crossover/addresses/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly inputs: readonly AddressedInput[];
}

/** Every input that a figure of the scenario is computed from, in the order of the addresses. */
export function listAddresses(model: Model): AddressesResult {
  const inputs = [...model.graph.inputs.values()].map((node) => ({
    address: node.address,
    label: node.label,
    value: node.value,
    unit: formatUnit(node.unit),
    kind: node.provenance.kind,
    source: citation(node.provenance.origin),
    minimum: node.minimum ?? null,
    maximum: node.maximum ?? null,
  }));
  return {
    schema: 'crossover/addresses/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    inputs: inputs.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  };
}
