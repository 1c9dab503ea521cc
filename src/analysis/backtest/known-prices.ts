import { ok, type Result } from '../../diagnostics/index.ts';
import type { IsoMonth } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import { buildModel, type Model } from '../../model/index.ts';

/** What the catalog's history says of the prices of a model's options. */
export interface KnownPrices {
  /** Of each price input, its value in each month; before the first row that is known, and after the last, the nearest. */
  readonly values: ReadonlyMap<string, readonly Exact[]>;
  /** By workload and option: the first month, counted from 0, in which it has no price; absent where it always has one. */
  readonly unknownFrom: ReadonlyMap<string, number>;
}

/** The prices of each month of a horizon, on its first day; those of the first month are those of the model. */
export function knownPrices(model: Model, months: readonly IsoMonth[]): Result<KnownPrices> {
  const values = new Map<string, Exact[]>();
  const unknownFrom = new Map<string, number>();
  for (const [month, name] of months.entries()) {
    const built =
      month === 0 ? ok(model) : buildModel({ ...model.scenario, asOf: `${name}-01` }, model.catalog);
    // A price that has ended is no fault of the scenario: its option is not known from there on.
    const then = built.ok ? built.value : null;
    for (const { id, options } of model.workloads) {
      const now = then?.workloads.find((each) => each.id === id)?.options;
      for (const option of options) {
        const key = optionKey(id, option.id);
        const isKnown = now?.some((each) => each.id === option.id && each.statement !== null) === true;
        if (!isKnown && !unknownFrom.has(key)) unknownFrom.set(key, month);
      }
    }
    for (const [address, { value }] of model.graph.inputs) {
      if (!/^(?:prices|offers)\./u.test(address)) continue;
      const known = values.get(address) ?? [];
      known.push(then?.graph.inputs.get(address)?.value ?? known.at(-1) ?? value);
      values.set(address, known);
    }
  }
  return ok({ values, unknownFrom });
}

export function optionKey(workload: string, option: string): string {
  return `${workload} ${option}`;
}
