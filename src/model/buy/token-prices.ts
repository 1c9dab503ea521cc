import type { ContextTier, TokenEntry, TokenPriceRow, TokenPrices } from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import { betweenNeighbours } from './thresholds.ts';
import { sum, type TokenStream, type WorkloadDemand } from '../demand/demand.ts';

/** Which entry, and how its traffic runs. */
export interface Purchase {
  readonly entry: TokenEntry;
  /** Share of traffic that runs as batch. */
  readonly batch: Node;
  /** A service tier of the entry. */
  readonly service: string | null;
}

/** On-demand spend a month at list, in the scenario's currency: the two halves of ℓ and the fee per request, times volume. */
export interface ListSpend {
  readonly input: Node;
  readonly output: Node;
  /** Null where the entry has no fee per request. */
  readonly fee: Node | null;
  readonly total: Node;
  /** What the reader should know, such as a missing cache price. */
  readonly notes: readonly string[];
}

/**
 * Section 2: ℓ·v = (1 - b + b·β)·[ I·((1 - h - c)·p_in + h·p_cached + c·p_write) + O·p_out ]/10^6 + p_request, summed over
 * the classes, each on its own context tier. Steps are named below `into`.
 */
export function listSpend(
  context: ModelContext,
  demand: WorkloadDemand,
  streams: readonly TokenStream[],
  purchase: Purchase,
  into: string,
): ListSpend {
  const { graph } = context;
  const prices = new EntryPrices(context, purchase);
  const parts = streams.map((stream) => prices.spendOf(demand, stream));
  const input = graph.name(
    `${into}.input_spend`,
    'spend on input',
    sum(
      context,
      parts.map((part) => part.input),
    ),
  );
  const output = graph.name(
    `${into}.output_spend`,
    'spend on output',
    sum(
      context,
      parts.map((part) => part.output),
    ),
  );
  const fee = prices.fee(demand);
  const total = fee === null ? graph.add(input, output) : graph.add(input, output, fee);
  return {
    input,
    output,
    fee,
    total: graph.name(`${into}.list_spend`, 'production tokens', total),
    notes: [...prices.notes],
  };
}

type PriceName = keyof TokenPrices;

const priceKeys: Record<PriceName, string> = {
  input: 'input',
  output: 'output',
  cached: 'cached',
  cacheWrite: 'cache_write',
  cacheWriteLong: 'cache_write_long',
};

/** A price by the length of a request: over the whole of it, and for what a longer one would add. */
interface TieredPrice {
  readonly average: Node;
  readonly marginal: Node;
}

class EntryPrices {
  readonly notes = new Set<string>();
  readonly #context: ModelContext;
  readonly #purchase: Purchase;
  readonly #row: TokenPriceRow;
  readonly #at: string;

  constructor(context: ModelContext, purchase: Purchase) {
    this.#context = context;
    this.#purchase = purchase;
    this.#at = `prices.${purchase.entry.id}`;
    this.#row = context.row(purchase.entry.id, purchase.entry.rows);
  }

  spendOf(demand: WorkloadDemand, stream: TokenStream): { readonly input: Node; readonly output: Node } {
    const { graph, one } = this.#context;
    const { workload, cached, cacheWrite } = demand;
    const written: PriceName = workload.cacheLifetime === 'long' ? 'cacheWriteLong' : 'cacheWrite';
    const plain = this.#tiered('input', stream);
    const uncached = graph.subtract(graph.subtract(one, cached), cacheWrite);
    const blended = graph.add(
      graph.multiply(uncached, plain),
      graph.multiply(cached, this.#orInput('cached', stream, plain, !workload.cached.value.isZero())),
      graph.multiply(cacheWrite, this.#orInput(written, stream, plain, !workload.cacheWrite.value.isZero())),
    );
    return {
      input: this.#spend(stream.input, this.#withBatch(blended, plain)),
      output: this.#spend(stream.output, this.#withBatch(this.#tiered('output', stream))),
    };
  }

  fee(demand: WorkloadDemand): Node | null {
    if (this.#row.perRequest === null) return null;
    const fee = this.#figure('per_request', this.#row.perRequest);
    return this.#context.graph.multiply(
      demand.requireRequests(`${this.#purchase.entry.id}, which charges per request,`),
      fee,
    );
  }

  #spend(tokens: Node, price: Node): Node {
    const { graph } = this.#context;
    return graph.multiply(graph.convert(tokens, 'Mtok/month'), price);
  }

  #figure(key: string, value: TokenPriceRow['input']): Node {
    const { entry } = this.#purchase;
    const from = provenanceOf(this.#row);
    return this.#context.amount(`${this.#at}.${key}`, value, entry.currency, from);
  }

  /** A price of the row or of one of its tiers, by the length of the request. */
  #tiered(name: PriceName, stream: TokenStream): Node {
    const base = this.#priceOf(this.#row, '', name);
    const start: TieredPrice = { average: base, marginal: base };
    return this.#row.tiers.reduce((below, tier, index) => this.#tier(below, tier, index, name, stream), start)
      .average;
  }

  #priceOf(prices: TokenPrices, place: string, name: PriceName): Node {
    return this.#figure(`${place}${priceKeys[name]}`, prices[name] ?? prices.input);
  }

  #tier(
    below: TieredPrice,
    tier: ContextTier,
    index: number,
    name: PriceName,
    stream: TokenStream,
  ): TieredPrice {
    const { graph } = this.#context;
    const { entry } = this.#purchase;
    if (stream.inputLength === null) {
      throw new Unknown(
        'needs',
        `${entry.id} has prices by context length, which needs the length of a request; add 'tokens_per_request: ...' beside 'ratio'`,
      );
    }
    const place = `tiers.${index}.`;
    const above = this.#context.price(
      `${this.#at}.${place}above`,
      tier.above,
      provenanceOf(this.#row),
      undefined,
      undefined,
      betweenNeighbours(this.#row.tiers, index),
    );
    if (tier.mode === 'unknown') {
      this.#refuseAbove(stream.inputLength, tier);
      return below;
    }
    if (tier[name] === null) return below;
    const price = this.#priceOf(tier, place, name);
    if (tier.mode === 'whole_request') {
      const average = graph.choose({
        by: stream.inputLength,
        otherwise: below.average,
        cases: [{ above, value: price }],
        inclusive: false,
      });
      return { average, marginal: average };
    }
    const excess = graph.maximum(
      graph.constant(0, 'token/request'),
      graph.subtract(stream.inputLength, above),
    );
    // The length where anything is above, and never zero where nothing is.
    const part = graph.divide(excess, graph.maximum(stream.inputLength, above));
    const dearer = graph.subtract(price, below.marginal);
    return { average: graph.add(below.average, graph.multiply(part, dearer)), marginal: price };
  }

  #refuseAbove(length: Node, tier: ContextTier): void {
    const { entry } = this.#purchase;
    const longest = this.#context.decide(length, 'whether a price is known for so long a request');
    if (longest.lte(tier.above)) return;
    throw new Unknown(
      'unknown-price',
      `${entry.id}: a request of ${longest.toFixed(0)} input tokens lies above its context tier of ${tier.above.toFixed(0)}, and whether that tier prices the whole request is not known`,
    );
  }

  /** The cache price; a vendor without one bills the tokens as plain input, and the report says so. */
  #orInput(
    name: 'cached' | 'cacheWrite' | 'cacheWriteLong',
    stream: TokenStream,
    plain: Node,
    used: boolean,
  ): Node {
    if (this.#row[name] !== null) return this.#tiered(name, stream);
    if (used) {
      const what = name === 'cached' ? 'cached input' : 'cache writes';
      this.notes.add(`${this.#purchase.entry.id} states no price for ${what}: billed as plain input`);
    }
    return plain;
  }

  /** Batch multiplier and service tier on a price. `plain` is what batch pays where it does not combine with the cache. */
  #withBatch(price: Node, plain: Node = price): Node {
    const { graph, one } = this.#context;
    const { batch, service, entry } = this.#purchase;
    const tier = service === null ? undefined : this.#row.services.find((each) => each.id === service);
    if (service !== null && tier === undefined) {
      throw new Unknown('unknown-price', `${entry.id} has no service tier '${service}'`);
    }
    const scale = (of: Node): Node =>
      tier === undefined
        ? of
        : graph.multiply(
            of,
            this.#context.price(`${this.#at}.services.${tier.id}`, tier.multiplier, provenanceOf(this.#row)),
          );
    const batched = !this.#context.decide(batch, 'whether anything runs as batch').isZero();
    if (!batched && this.#row.batch === null) return scale(price);
    if (this.#row.batch === null) {
      this.notes.add(`${entry.id} states no batch price: batch traffic is billed as any other`);
      return scale(price);
    }
    if (batched && tier !== undefined && !tier.combines.includes('batch')) {
      throw new Unknown(
        'needs',
        `${entry.id}: service tier '${tier.id}' does not combine with batch; set 'batch: 0%'`,
      );
    }
    const multiplier = this.#context.price(
      `${this.#at}.batch`,
      this.#row.batch.multiplier,
      provenanceOf(this.#row),
    );
    if (this.#row.batch.combinesWithCache || plain === price) {
      return scale(
        graph.multiply(graph.add(graph.subtract(one, batch), graph.multiply(batch, multiplier)), price),
      );
    }
    return scale(
      graph.add(graph.multiply(graph.subtract(one, batch), price), graph.multiply(batch, multiplier, plain)),
    );
  }
}
