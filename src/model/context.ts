import type { Distribution } from '../statistics/index.ts';
import type { IsoDate, Quantity } from '../document/index.ts';
import { rowAt, type Catalog, type DatedRow } from '../catalog/index.ts';
import { problem, warning, type Diagnostic } from '../diagnostics/index.ts';
import {
  evaluate,
  Exact,
  Graph,
  unit as unitFromText,
  type InputNode,
  inputsOf,
  type Node,
  type Overrides,
  type Provenance,
  type Unit,
} from '../formula/index.ts';
import type { Scenario } from '../scenario/index.ts';
import type { Exclusion } from './types.ts';

interface InputOptions {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly whole?: boolean;
}

/** Raised inside the model where a figure is unknown, and caught where the option is assembled: it never leaves this folder. */
export class Unknown extends Error {
  readonly exclusion: Exclusion;

  constructor(by: Exclusion['by'], message: string, more: Pick<Exclusion, 'hint' | 'remedy'> = {}) {
    super(message);
    this.exclusion = { by, message, ...more };
  }
}

const share: InputOptions = { minimum: 0, maximum: 1 };

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
  /** Other values of inputs than the scenario's and the catalog's. */
  readonly #figures: Overrides;
  readonly #diagnostics: Diagnostic[];

  constructor(scenario: Scenario, catalog: Catalog, shared?: ModelContext, figures: Overrides = new Map()) {
    this.graph = shared?.graph ?? new Graph();
    this.distributions = shared?.distributions ?? new Map<string, Distribution>();
    this.#diagnostics = shared === undefined ? [] : shared.#diagnostics;
    this.#figures = shared === undefined ? figures : shared.#figures;
    this.structural = shared?.structural ?? new Map<string, string>();
    this.scenario = scenario;
    this.catalog = catalog;
    this.asOf = scenario.asOf ?? catalog.date;
    this.knownAt = scenario.knownAt ?? '9999-12-31';
  }

  /** The same model, graph and problems over a scenario that names more, such as the clusters of `options: auto`. */
  over(scenario: Scenario): ModelContext {
    return new ModelContext(scenario, this.catalog, this);
  }

  /** The exact value of a step where what formulas there are depends on it: the inputs behind it are kept with the reason. */
  decide(node: Node, why: string): Exact {
    for (const { address } of inputsOf(node))
      if (!this.structural.has(address)) this.structural.set(address, why);
    return evaluate(node);
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
    return this.quantity('hours_per_month', 'hours per month', this.scenario.hoursPerMonth, 'hour/month', {
      minimum: 1,
      maximum: 744,
    });
  }

  share(address: string, label: string, quantity: Quantity): Node {
    return this.quantity(address, label, quantity, '1', share);
  }

  /** An input from the scenario. `unit` is the model's unit for it; money in another currency is exchanged. */
  quantity(
    address: string,
    label: string,
    quantity: Quantity,
    unit: string,
    options: InputOptions = {},
  ): Node {
    const { scenario } = this;
    const currency = currencyOf(quantity.unit);
    const foreign =
      currency !== undefined && currency !== scenario.currency && unit.startsWith(scenario.currency);
    const node = this.#input(
      address,
      label,
      quantity.value,
      foreign ? unit.replace(scenario.currency, currency) : unit,
      { kind: quantity.kind, origin: quantity.origin },
      options,
    );
    if (quantity.distribution !== null) this.distributions.set(address, quantity.distribution);
    return foreign ? this.exchange(node, currency) : node;
  }

  /** An input from a price entry of the catalog or the scenario, in that entry's currency. */
  price(
    address: string,
    label: string,
    value: Exact,
    unit: string,
    provenance: Provenance,
    options: InputOptions = {},
  ): InputNode {
    const override = this.scenario.priceOverrides.get(address);
    const distribution = this.scenario.priceDistributions.get(address);
    if (distribution !== undefined) this.distributions.set(address, distribution);
    if (override === undefined) return this.#input(address, label, value, unit, provenance, options);
    if (override.distribution !== null) this.distributions.set(address, override.distribution);
    const [period, other] = [periodOf(unitFromText(unit)), periodOf(override.unit)];
    if (period !== undefined && other !== undefined && period !== other) {
      const message = `--set ${address}: expected an amount per ${period}, found one per ${other}`;
      this.refuse('model/period', message, override.span);
    }
    const [own, set] = [currencyOf(unitFromText(unit)), currencyOf(override.unit)];
    if (own !== undefined && set !== undefined && own !== set) {
      this.refuse(
        'model/currency',
        `--set ${address}: expected an amount in ${own}, found ${set}`,
        override.span,
      );
    }
    return this.#input(
      address,
      label,
      override.value,
      unit,
      { kind: override.kind, origin: override.origin },
      options,
    );
  }

  /** As `price`, for an amount of `currency` per something (`/GPU/hour`), exchanged into the scenario's currency. */
  amount(
    address: string,
    label: string,
    value: Exact,
    currency: string,
    per: string,
    provenance: Provenance,
    options: InputOptions = {},
  ): Node {
    return this.exchange(
      this.price(address, label, value, `${currency}${per}`, provenance, options),
      currency,
    );
  }

  #input(
    address: string,
    label: string,
    value: Exact,
    unit: string,
    provenance: Provenance,
    options: InputOptions,
  ): InputNode {
    return this.graph.input({
      address,
      label,
      value: this.#figures.get(address) ?? value,
      unit: unitFromText(unit),
      provenance,
      minimum: new Exact(options.minimum ?? 0),
      ...(options.maximum === undefined ? {} : { maximum: new Exact(options.maximum) }),
      ...(options.whole === undefined ? {} : { whole: options.whole }),
    });
  }

  /** The same amount in the scenario's currency, by the latest rate on or before the date of the prices. */
  exchange(of: Node, currency: string): Node {
    const { scenario, catalog, graph } = this;
    if (currency === scenario.currency) return of;
    const [latest] = catalog.exchange
      .filter(
        (rate) =>
          rate.date <= this.asOf &&
          [rate.from, rate.to].includes(currency) &&
          [rate.from, rate.to].includes(scenario.currency),
      )
      .toSorted((a, b) => (a.date < b.date ? 1 : -1));
    const address = `exchange.${currency}.${scenario.currency}`;
    const label = `${scenario.currency} per ${currency}`;
    const rateUnit = `${scenario.currency}/${currency}`;
    const override = this.scenario.priceOverrides.get(address);
    if (latest === undefined && override === undefined) {
      throw new Unknown(
        'unknown-exchange-rate',
        `no exchange rate from ${currency} to ${scenario.currency} on or before ${this.asOf} is in the catalog; add one to fx.yaml`,
      );
    }
    const provenance: Provenance =
      latest === undefined
        ? { kind: 'stated', origin: { type: 'assumption', words: 'set' } }
        : { kind: 'list', origin: { type: 'exchange-rate', url: latest.source.url, date: latest.date } };
    const inverse = latest !== undefined && latest.from !== currency;
    const value = latest === undefined ? new Exact(1) : inverse ? new Exact(1).div(latest.rate) : latest.rate;
    return graph.multiply(of, this.price(address, label, value, rateUnit, provenance));
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
    throw new Unknown('unknown-price', `${id} has no price on ${this.asOf}: ${known}`);
  }

  /** An error in the scenario that only shows once the catalog is at hand. */
  refuse(code: `model/${string}`, message: string, span?: Diagnostic['span'], hint?: string): void {
    this.report(problem(code, message, { span, hint }));
  }
}

/** The currency that a unit is in; undefined where it is no amount of money. */
function currencyOf(of: Unit): string | undefined {
  return of.factors
    .map(([symbol]) => symbol)
    .find((symbol) => /^[A-Z]{3}$/u.test(symbol) && symbol !== 'GPU' && symbol !== 'FTE');
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
