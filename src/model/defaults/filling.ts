import { isWithin, regionOf, type Catalog, type Fact } from '../../catalog/index.ts';
import { nearest, problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import type { Quantity } from '../../document/index.ts';
import { Exact, formatUnit } from '../../formula/index.ts';
import type { Scenario, SourcedDefault } from '../../scenario/index.ts';
import { exchanged, ratesBetween } from '../exchange.ts';

/** Puts facts of a catalog in the place of what a scenario does not state, and keeps what it did. */
export class Filling {
  readonly filled: SourcedDefault[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly scenario: Scenario;
  readonly #catalog: Catalog;

  constructor(scenario: Scenario, catalog: Catalog) {
    this.scenario = scenario;
    this.#catalog = catalog;
  }

  /** The quantity, or where nobody stated it the sum of facts in its unit. */
  take(quantity: Quantity, address: string, label: string, ids: readonly string[]): Quantity {
    if (quantity.kind !== 'default') return quantity;
    const found = ids.map((id) => this.#catalog.facts.get(id));
    const [first] = found;
    // A catalog of one's own may leave some of them out.
    if (first === undefined || found.includes(undefined)) return quantity;
    let value = new Exact(0);
    for (const each of found) {
      const amount = each === undefined ? undefined : this.#amountOf(each);
      if (amount === undefined) return quantity;
      value = value.plus(amount);
    }
    const { url, retrieved, place } = first.source;
    this.filled.push({ address, label, value, unit: formatUnit(quantity.unit), without: quantity.value });
    return {
      ...quantity,
      value,
      kind: 'estimated',
      origin:
        place === undefined
          ? { type: 'page', url, retrieved }
          : { type: 'assumption', words: `${first.label}, as in the bundled ${url}: measure your own` },
    };
  }

  /** A fact in the scenario's currency; what is no amount of money is as it is. */
  #amountOf({ value, unit, id }: Fact): Exact | undefined {
    const currency = /^[A-Z]{3}(?=\/)/u.exec(unit)?.[0];
    const { currency: own, asOf, sourced } = this.scenario;
    if (currency === undefined || currency === own) return value;
    const rates = ratesBetween(this.scenario, this.#catalog, asOf ?? this.#catalog.date, currency, own);
    if (rates.length > 0) return exchanged(value, rates);
    const message = `defaults: sourced: ${id} is in ${currency}, and no rate to ${own} is known`;
    this.diagnostics.push(warning('model/no-facts', message, { span: sourced?.span }));
    return undefined;
  }

  /** What people cost where the scenario says; a city that is not known has its country's. Elsewhere it is an error. */
  people(): Fact | undefined {
    const { sourced } = this.scenario;
    const known = [...this.#catalog.facts.values()].filter(({ subject }) => subject === 'people');
    const [country = '', ...city] = (sourced?.region ?? 'us')
      .trim()
      .toLowerCase()
      .replaceAll(/\s+/gu, '-')
      .split('/');
    const code = regionOf(country) ?? country;
    const place = [code, ...city].join('/');
    const found = known.find(({ region }) => region === place) ?? known.find(({ region }) => region === code);
    if (found === undefined) this.#refuse(place, code, known);
    return found;
  }

  #refuse(place: string, code: string, known: readonly Fact[]): void {
    const places = known.map(({ region }) => region ?? '');
    const inside = places.filter((each) => !each.includes('/') && isWithin(each, code));
    const meant = nearest(place, places);
    const hint =
      inside.length > 0
        ? `it knows ${inside.join(', ')} there`
        : meant === undefined
          ? "state the team's 'loaded_cost'"
          : `did you mean '${meant}'?`;
    const message = `region: catalog ${this.#catalog.version} does not know what people cost in '${place}'`;
    this.diagnostics.push(problem('model/no-facts', message, { span: this.scenario.sourced?.span, hint }));
  }
}
