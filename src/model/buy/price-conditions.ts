import {
  isCacheBeforeBatch,
  type LengthPriceName,
  type OwnPrices,
  type TokenEntry,
  type TokenPriceRow,
} from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import { priceKeys, type RowPrices } from './row-prices.ts';

/** Which entry, and how its traffic runs. */
export interface Purchase {
  readonly entry: TokenEntry;
  /** Share of traffic that runs as batch. */
  readonly batch: Node;
  /** A service tier of the entry. */
  readonly service: string | null;
}

/** What batch and a service tier make of a price, by the vendor's rules on what combines with what. */
export class PriceConditions {
  readonly #context: ModelContext;
  readonly #purchase: Purchase;
  readonly #prices: RowPrices;

  constructor(context: ModelContext, purchase: Purchase, prices: RowPrices) {
    this.#context = context;
    this.#purchase = purchase;
    this.#prices = prices;
  }

  get #service(): TokenPriceRow['services'][number] | undefined {
    const { service, entry } = this.#purchase;
    const tier = service === null ? undefined : this.#prices.row.services.find((each) => each.id === service);
    if (service !== null && tier === undefined) {
      throw new Unknown('unknown-price', `${entry.id} has no service tier '${service}'`);
    }
    return tier;
  }

  /** Whether every kind of token pays the same multiple of its price, so that it can be taken of their sum. */
  get isUniform(): boolean {
    const service = this.#service;
    const { batch } = this.#prices.row;
    const combines = service === undefined || service.combines.includes('cache');
    return (
      combines &&
      service?.prices === undefined &&
      (batch === null || batch.combinesWithCache) &&
      batch?.prices === undefined
    );
  }

  get #serviceMultiplier(): Node | null {
    const tier = this.#service;
    return tier === undefined ? null : this.#prices.multiplier(`services.${tier.id}`, tier.multiplier);
  }

  /** The batch multiplier where there is batch; says where it is asked for and there is none, or not with the service. */
  get #batchMultiplier(): Node | null {
    const { batch, entry } = this.#purchase;
    const tier = this.#service;
    const batched = !this.#context.valueOf(batch).isZero();
    if (this.#prices.row.batch === null) {
      if (batched)
        this.#prices.notes.add(`${entry.id} states no batch price: batch traffic is billed as any other`);
      return null;
    }
    if (tier !== undefined && !tier.combines.includes('batch')) {
      const slack = this.#context.graph.subtract(this.#context.graph.constant(0), batch);
      const message = `${entry.id}: service tier '${tier.id}' does not combine with batch; set 'batch: 0%'`;
      this.#context.mustHold(slack, 'whether anything runs as batch', () => ({
        exclusion: { by: 'needs', message },
        hasFigures: false,
      }));
    }
    return this.#prices.multiplier('batch', this.#prices.row.batch.multiplier);
  }

  /** Batch and service on a price, or on a sum of prices, where both hold for every kind of token. */
  uniform(price: Node): Node {
    const { graph, one } = this.#context;
    const { batch } = this.#purchase;
    const service = this.#serviceMultiplier;
    const multiplier = this.#batchMultiplier;
    const batched =
      multiplier === null
        ? price
        : graph.multiply(graph.add(graph.subtract(one, batch), graph.multiply(batch, multiplier)), price);
    return service === null ? batched : graph.multiply(batched, service);
  }

  /**
   * Batch and service on the price of one kind of token. Where a condition does not combine with the cache and the vendor
   * does not say which of the two holds, the dearer one is taken. `plain` is the price of input.
   */
  conditional(name: LengthPriceName, price: Node, plain: Node, used: boolean): Node {
    const { graph, one } = this.#context;
    const { batch, entry } = this.#purchase;
    const service = this.#service;
    const serviceBy = this.#serviceMultiplier;
    const batchBy = this.#batchMultiplier;
    const isCache = name !== 'input' && name !== 'output';
    const dearer = (of: Node, input: Node, by: Node, what: string): Node => {
      if (used)
        this.#prices.notes.add(
          `${entry.id}: ${what} does not combine with the cache: the higher price is used`,
        );
      return name === 'cached'
        ? graph.maximum(of, graph.multiply(input, by))
        : graph.maximum(of, graph.multiply(of, by));
    };
    const serve = (of: Node, kind: LengthPriceName): Node => {
      if (service === undefined || serviceBy === null) return of;
      const own = this.#own(`services.${service.id}`, service.prices, kind, of);
      if (own !== null) return own;
      return isCache && kind === name && !service.combines.includes('cache')
        ? dearer(of, plain, serviceBy, `service tier '${service.id}'`)
        : graph.multiply(of, serviceBy);
    };
    const served = serve(price, name);
    const terms = this.#prices.row.batch;
    if (terms === null || batchBy === null) return served;
    const own = this.#own('batch', terms.prices, name, served);
    let inBatch: Node;
    if (own !== null) inBatch = own;
    else if (!isCache || terms.combinesWithCache) inBatch = graph.multiply(batchBy, served);
    else if (name === 'cached' && this.#prices.row.cached !== null && isCacheBeforeBatch(entry.channel))
      inBatch = served;
    else inBatch = dearer(served, serve(plain, 'input'), batchBy, 'batch');
    return graph.add(graph.multiply(graph.subtract(one, batch), served), graph.multiply(batch, inBatch));
  }

  /** The price that a condition states by itself, with the surcharge of a context tier on top of it. */
  #own(place: string, prices: OwnPrices | undefined, name: LengthPriceName, tiered: Node): Node | null {
    const { graph } = this.#context;
    const value = prices?.[name];
    if (value === undefined) return null;
    const own = this.#prices.figure(`${place}.${priceKeys[name]}`, value);
    if (this.#prices.row.tiers.length === 0) return own;
    const base = this.#prices.base(name);
    return graph.add(own, graph.subtract(tiered, base));
  }
}
