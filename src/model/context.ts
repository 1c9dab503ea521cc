import type { Distribution } from '../statistics/index.ts';
import { unitsIn, type IsoDate, type Quantity } from '../document/index.ts';
import { rowAt, type Catalog, type DatedRow } from '../catalog/index.ts';
import { problem, warning, type Diagnostic } from '../diagnostics/index.ts';
import {
  currencyOfUnit,
  type Exact,
  ExactReading,
  Graph,
  sameDimension,
  unit as unitFromText,
  type InputNode,
  inputsOf,
  type Node,
  type Overrides,
  type Provenance,
  type Unit,
} from '../formula/index.ts';
import { fieldSpec, type FieldSpec, type Scenario } from '../scenario/index.ts';
import { ratesBetween } from './exchange.ts';
import type { Exclusion } from './types.ts';

/** Bounds that are closer than the field's, where neighbours hold a figure between them. */
export interface Bounds {
  readonly minimum?: Exact;
  readonly maximum?: Exact;
}

/** None but the field's. */
const fieldBounds: Bounds = {};

/** Raised inside the model where a figure is unknown, and caught where the option is assembled: it never leaves this folder. */
export class Unknown extends Error {
  readonly exclusion: Exclusion;

  constructor(by: Exclusion['by'], message: string, more: Pick<Exclusion, 'hint' | 'remedy'> = {}) {
    super(message);
    this.exclusion = { by, message, ...more };
  }
}

/** A requirement that does not hold now. */
export interface Unmet {
  readonly exclusion: Exclusion;
  /** Whether the option has figures all the same. */
  readonly hasFigures: boolean;
}

/** What has to hold for an option to be had: each slack is not negative. */
export interface Conditions {
  readonly slacks: readonly Node[];
  readonly unmet: readonly Unmet[];
}

/** What all equations of one model share: the graph, the date that picks prices, the currency, and how inputs are made. */
export class ModelContext {
  readonly graph: Graph;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly asOf: IsoDate;
  readonly knownAt: IsoDate;
  readonly distributions: Map<string, Distribution>;
  /** Inputs that decide which formulas there are, and what they decide. */
  readonly structural: Map<string, string>;
  /** Those among them for which no formula holds but that of the present value. */
  readonly selecting: Set<string>;
  /** Other values of inputs than the scenario's and the catalog's. */
  readonly #figures: Overrides;
  readonly #diagnostics: Diagnostic[];
  readonly #conditions: { readonly slacks: Node[]; readonly unmet: Unmet[] };
  readonly #reading: ExactReading;
  /** What was said to hold already: the inputs behind it are known. */
  readonly #asked: Set<Node>;

  constructor(scenario: Scenario, catalog: Catalog, shared?: ModelContext, figures: Overrides = new Map()) {
    this.graph = shared?.graph ?? new Graph();
    this.distributions = shared?.distributions ?? new Map<string, Distribution>();
    this.#diagnostics = shared === undefined ? [] : shared.#diagnostics;
    this.#figures = shared === undefined ? figures : shared.#figures;
    this.structural = shared?.structural ?? new Map<string, string>();
    this.selecting = shared?.selecting ?? new Set<string>();
    this.#conditions = shared === undefined ? { slacks: [], unmet: [] } : shared.#conditions;
    this.#reading = shared === undefined ? new ExactReading(figures) : shared.#reading;
    this.#asked = shared === undefined ? new Set() : shared.#asked;
    this.scenario = scenario;
    this.catalog = catalog;
    this.asOf = scenario.asOf ?? catalog.date;
    this.knownAt = scenario.knownAt ?? '9999-12-31';
  }

  /** The same model, graph and problems over a scenario that names more, such as the clusters of `options: auto`. */
  over(scenario: Scenario): ModelContext {
    return new ModelContext(scenario, this.catalog, this);
  }

  /**
   * Says that the option that is being made can be had only where `slack` is not negative, and whether that is so now. Where
   * it is not, it is left out for the reason given; the inputs behind it are kept with what they decide.
   */
  mustHold(slack: Node, decides: string, lacking: () => Unmet): boolean {
    // The workloads of a cluster ask for the same.
    if (!this.#asked.has(slack)) {
      this.#asked.add(slack);
      for (const { address } of inputsOf(slack))
        if (!this.structural.has(address)) this.structural.set(address, decides);
    }
    if (!this.#conditions.slacks.includes(slack)) this.#conditions.slacks.push(slack);
    const value = this.#reading.of(slack);
    const holds = !value.isNegative() || value.isZero();
    if (!holds) this.#conditions.unmet.push(lacking());
    return holds;
  }

  /** Says that the formulas themselves are others where the inputs behind a step are. */
  selects(node: Node, decides: string): void {
    for (const { address } of inputsOf(node)) {
      this.structural.set(address, decides);
      this.selecting.add(address);
    }
  }

  /** The value that an input is built with in place of what is stated or listed; undefined where it is not varied. */
  variedTo(address: string): Exact | undefined {
    return this.#figures.get(address);
  }

  /** The present value of a step, for what is told of it and not for what formulas there are. */
  valueOf(node: Node): Exact {
    return this.#reading.of(node);
  }

  /** What was required while something was made, and what of it does not hold now. */
  requiredBy<Made>(make: () => Made): Conditions & { readonly made: Made } {
    const { slacks, unmet } = this.#conditions;
    slacks.length = 0;
    unmet.length = 0;
    const made = make();
    return { made, slacks: [...slacks], unmet: [...unmet] };
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  report(...diagnostics: readonly Diagnostic[]): void {
    for (const each of diagnostics) {
      if (!this.#diagnostics.some((known) => known.message === each.message)) this.#diagnostics.push(each);
    }
  }

  warn(code: `model/${string}`, message: string, hint?: string): void {
    this.report(warning(code, message, { hint }));
  }

  get one(): Node {
    return this.graph.constant(1);
  }

  /** The scenario's currency over something: `money('/month')`. */
  money(rest: string): string {
    return `${this.scenario.currency}${rest}`;
  }

  get hoursPerMonth(): Node {
    return this.input('hours_per_month', this.scenario.hoursPerMonth);
  }

  /** An input from the scenario, as its field has it; money in another currency is exchanged. */
  input(address: string, quantity: Quantity, bounds: Bounds = fieldBounds): Node {
    const { scenario } = this;
    const currency = currencyOfUnit(quantity.unit);
    const node = this.#input(
      address,
      quantity.value,
      { kind: quantity.kind, origin: quantity.origin },
      currency ?? scenario.currency,
      quantity.unit,
      bounds,
    );
    if (quantity.distribution !== null) this.distributions.set(address, quantity.distribution);
    return currency === undefined ? node : this.exchange(node, currency);
  }

  /**
   * An input from a price entry of the catalog or the scenario, in that entry's currency where it is money. `like` is a
   * unit with the period that a rate is paid by, where its field takes several.
   */
  price(
    address: string,
    value: Exact,
    provenance: Provenance,
    currency: string = this.scenario.currency,
    like?: string,
    bounds: Bounds = fieldBounds,
  ): InputNode {
    const override = this.scenario.priceOverrides.get(address);
    const distribution = this.scenario.priceDistributions.get(address);
    if (distribution !== undefined) this.distributions.set(address, distribution);
    const unit = like === undefined ? undefined : unitFromText(like);
    if (override === undefined) return this.#input(address, value, provenance, currency, unit, bounds);
    if (override.distribution !== null) this.distributions.set(address, override.distribution);
    const own = this.#unitOf(fieldOf(address), currency, unit);
    const [period, other] = [periodOf(own), periodOf(override.unit)];
    if (period !== undefined && other !== undefined && period !== other) {
      const message = `--set ${address}: expected an amount per ${period}, found one per ${other}`;
      this.refuse('model/period', message, override.span);
    }
    const [expected, set] = [currencyOfUnit(own), currencyOfUnit(override.unit)];
    if (expected !== undefined && set !== undefined && expected !== set) {
      this.refuse(
        'model/currency',
        `--set ${address}: expected an amount in ${expected}, found ${set}`,
        override.span,
      );
    }
    const { kind, origin } = override;
    return this.#input(address, override.value, { kind, origin }, currency, unit, bounds);
  }

  /** As `price`, for an amount of `currency`, exchanged into the scenario's currency. */
  amount(
    address: string,
    value: Exact,
    currency: string,
    provenance: Provenance,
    like?: string,
    bounds?: Bounds,
  ): Node {
    return this.exchange(this.price(address, value, provenance, currency, like, bounds), currency);
  }

  /** The unit of a field in a currency; where it takes several, that with the dimension of `like`. */
  #unitOf(field: FieldSpec, currency: string, like: Unit | undefined): Unit {
    const units = unitsIn(field, currency);
    const [first] = units;
    if (first === undefined) throw new Error(`${field.pattern} has no unit`);
    if (units.length === 1 || like === undefined) return first;
    const found = units.find((each) => sameDimension(each, like));
    if (found === undefined) throw new Error(`${field.pattern} is not in ${like.key}`);
    return found;
  }

  #input(
    address: string,
    value: Exact,
    provenance: Provenance,
    currency: string,
    like: Unit | undefined,
    bounds: Bounds = fieldBounds,
  ): InputNode {
    const wanted = this.#figures.get(address) ?? value;
    const known = this.graph.inputs.get(address);
    // Every option asks again for what all of them share; what is the same figure needs no field to tell.
    if (known?.value === wanted && bounds === fieldBounds && like?.key === known.unit.key) return known;
    const field = fieldOf(address);
    const { least, above, most, under, whole } = field.range;
    const minimum = bounds.minimum ?? least ?? above;
    const maximum = bounds.maximum ?? most ?? under;
    return this.graph.input({
      address,
      label: field.label,
      value: wanted,
      unit: this.#unitOf(field, currency, like),
      provenance,
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
      ...(whole ? { whole } : {}),
    });
  }

  /** The same amount in the scenario's currency, by the latest rate on or before the date of the prices. */
  exchange(of: Node, currency: string): Node {
    const { scenario, graph } = this;
    if (currency === scenario.currency) return of;
    const rates = ratesBetween(scenario, this.catalog, this.asOf, currency, scenario.currency);
    if (rates.length === 0) {
      throw new Unknown(
        'unknown-exchange-rate',
        `no exchange rate from ${currency} to ${scenario.currency} on or before ${this.asOf} is known`,
        { hint: `state what one ${currency} is worth: 'rates: { ${currency}/${scenario.currency}: ... }'` },
      );
    }
    return rates.reduce((amount: Node, rate) => {
      const distribution = rate.stated?.distribution ?? null;
      if (distribution !== null) this.distributions.set(rate.address, distribution);
      const node = this.#input(rate.address, rate.value, rate.provenance, currency, undefined);
      return rate.inverse ? graph.divide(amount, node) : graph.multiply(amount, node);
    }, of);
  }

  /** The row of an entry that holds on the model's date, or Unknown with what there is instead. */
  row<Row extends DatedRow>(id: string, rows: readonly Row[]): Row {
    const row = rowAt(rows, this.asOf, this.knownAt);
    if (row !== undefined) return row;
    const first = rows[0];
    const known =
      first === undefined
        ? 'it has no prices'
        : `its prices run${daysOf(first.from, rows.at(-1)?.to ?? null)}`;
    const next = this.catalog.tokens.get(id)?.successor;
    throw new Unknown(
      'unknown-price',
      `${id} has no price on ${this.asOf}: ${known}`,
      next === undefined ? {} : { hint: `${next} is sold in its place` },
    );
  }

  /** An error in the scenario that only shows once the catalog is at hand. */
  refuse(code: `model/${string}`, message: string, span?: Diagnostic['span'], hint?: string): void {
    this.report(problem(code, message, { span, hint }));
  }
}

/** The field of an address: every input has one, so that its label, unit and bounds stand there alone. */
function fieldOf(address: string): FieldSpec {
  const field = fieldSpec(address);
  if (field === undefined) throw new Error(`no field has the address ${address}`);
  return field;
}

/** What an amount of money is paid by, where that is an hour or a month. */
function periodOf({ factors }: Unit): string | undefined {
  return factors.find(([symbol, power]) => power < 0 && (symbol === 'hour' || symbol === 'month'))?.[0];
}

/** ` from 2026-01-01 to 2026-06-01`, with what has no such day left out. */
function daysOf(from: IsoDate | null, to: IsoDate | null): string {
  return `${from === null ? '' : ` from ${from}`}${to === null ? '' : ` to ${to}`}`;
}

/** Where the figures of a catalog row come from. What a scenario or a quote states has its file and line. */
export function provenanceOf({ kind, source }: DatedRow): Provenance {
  const { url, retrieved, place } = source;
  // What is stated without a date was retrieved nowhere, even where it names a page.
  if (place !== undefined && retrieved === null) return { kind, origin: { type: 'file', ...place } };
  return { kind, origin: { type: 'page', url, retrieved: kind === 'stated' ? null : retrieved } };
}
