import {
  isCacheBeforeBatch,
  useKinds,
  type ContextTier,
  type LengthPriceName,
  type OwnPrices,
  type TokenEntry,
  type TokenPriceRow,
  type TokenPrices,
} from '../../catalog/index.ts';
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
 * Price of a request (docs/model.md): ℓ·v = (1 - b + b·β)·[ I·((1 - h - c)·p_in + h·p_cached + c·p_write) + O·p_out ]/10^6 + p_request, summed over
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
  const rest = [fee, prices.standing(demand)].filter((part) => part !== null);
  const total = graph.add(input, output, ...rest);
  return {
    input,
    output,
    fee,
    total: graph.name(`${into}.list_spend`, 'production tokens', total),
    notes: [...prices.notes],
  };
}

type PriceName = LengthPriceName;

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
    const plain = this.#tiered('input', stream, true);
    const hit = this.#orInput('cached', stream, plain, !this.#context.valueOf(cached).isZero());
    const write = this.#orInput(written, stream, plain, !workload.cacheWrite.value.isZero());
    const uncached = graph.subtract(graph.subtract(one, cached), cacheWrite);
    const blend = (input: Node, read: Node, write: Node): Node =>
      graph.add(
        graph.multiply(uncached, input),
        graph.multiply(cached, read),
        graph.multiply(cacheWrite, write),
      );
    const isUsed = !this.#context.valueOf(cached).isZero() || !workload.cacheWrite.value.isZero();
    return {
      input: this.#spend(
        stream.input,
        this.#isUniform()
          ? this.#uniform(blend(plain, hit, write))
          : blend(
              this.#conditional('input', plain, plain, isUsed),
              this.#conditional('cached', hit, plain, isUsed),
              this.#conditional(written, write, plain, isUsed),
            ),
      ),
      output: this.#spend(stream.output, this.#output(this.#tiered('output', stream, true))),
    };
  }

  #output(price: Node): Node {
    return this.#isUniform() ? this.#uniform(price) : this.#conditional('output', price, price, false);
  }

  /** What is charged for each attempt beside its text tokens: the fee, images, calls, audio, session hours. */
  fee(demand: WorkloadDemand): Node | null {
    const { graph } = this.#context;
    const { entry } = this.#purchase;
    const parts: Node[] = [];
    if (this.#row.perRequest !== null) {
      const fee = this.#figure('per_request', this.#row.perRequest);
      parts.push(graph.multiply(demand.requireRequests(`${entry.id}, which charges per request,`), fee));
    }
    for (const kind of useKinds) {
      if (kind.use.byTime === true || !demand.workload.uses.has(kind.name)) continue;
      const requests = demand.requireRequests(kind.use.label);
      parts.push(this.#used(demand, kind, (use) => graph.multiply(requests, use)));
    }
    return parts.length === 0 ? null : sum(this.#context, parts);
  }

  /** What is kept for every hour of the month, whatever the traffic: cache storage. */
  standing(demand: WorkloadDemand): Node | null {
    const { graph, hoursPerMonth } = this.#context;
    const parts = useKinds
      .filter(({ name, use }) => use.byTime === true && demand.workload.uses.has(name))
      .map((kind) => this.#used(demand, kind, (use) => graph.multiply(use, hoursPerMonth)));
    return parts.length === 0 ? null : sum(this.#context, parts);
  }

  /** A price times what is used of it a month; a price that is not stated is unknown, never zero. */
  #used(demand: WorkloadDemand, kind: (typeof useKinds)[number], monthly: (use: Node) => Node): Node {
    const { graph } = this.#context;
    const { entry } = this.#purchase;
    const { workload } = demand;
    const value = this.#row[kind.name];
    const stated = workload.uses.get(kind.name);
    if (value === undefined || stated === undefined) {
      throw new Unknown('unknown-price', `${entry.id} states no ${kind.label}, and the workload uses it`);
    }
    const at = `workloads.${workload.id}.uses.${kind.use.key}`;
    const use = this.#context.input(at, stated);
    const price = this.#figure(kind.key, value);
    return graph.convert(graph.multiply(price, monthly(use)), this.#context.money('/month'));
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
  #tiered(name: PriceName, stream: TokenStream, used: boolean): Node {
    const base = this.#cell(this.#row, '', name, null) ?? this.#priceOf(this.#row, '', 'input');
    const start: TieredPrice = { average: base, marginal: base };
    return this.#row.tiers.reduce(
      (below, tier, index) => this.#tier(below, tier, index, name, stream, used),
      start,
    ).average;
  }

  #priceOf(prices: TokenPrices, place: string, name: PriceName): Node {
    return this.#figure(`${place}${priceKeys[name]}`, prices[name] ?? prices.input);
  }

  /**
   * The price of a row or a tier, or what stands for one that it does not state: never less than the vendor would bill.
   * A cache hit is plain input, a write costs as much more than input as the dearest published write does. `below` is the
   * price below a tier, null for a row. Null where the row states no price of that sort at all.
   */
  #cell(prices: TokenPrices, place: string, name: PriceName, below: Node | null): Node | null {
    const { graph } = this.#context;
    if (prices[name] !== null) return this.#priceOf(prices, place, name);
    const short = name === 'cacheWriteLong' && prices.cacheWrite !== null;
    if (below === null && !short) return null;
    const input = this.#priceOf(prices, place, 'input');
    if (name !== 'cacheWrite' && name !== 'cacheWriteLong') return input;
    const least = short ? this.#priceOf(prices, place, 'cacheWrite') : below;
    const multiple = graph.multiply(graph.constant(dearestWrite[name]), input);
    return least === null ? multiple : graph.maximum(multiple, least);
  }

  #tier(
    below: TieredPrice,
    tier: ContextTier,
    index: number,
    name: PriceName,
    stream: TokenStream,
    used: boolean,
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
      this.#requireBelow(stream.inputLength, tier, above);
      return below;
    }
    if (tier[name] === null && used) {
      this.notes.add(
        `${entry.id} states no price for ${nameOf(name)} above ${tier.above.toFixed()} tokens: the dearest that vendors bill is taken`,
      );
    }
    const price = this.#cell(tier, place, name, below.marginal) ?? this.#priceOf(tier, place, 'input');
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

  #requireBelow(length: Node, tier: ContextTier, above: Node): void {
    const { entry } = this.#purchase;
    const slack = this.#context.graph.subtract(above, length);
    this.#context.mustHold(slack, 'whether a price is known for so long a request', () => {
      const longest = this.#context.valueOf(length).toFixed(0);
      const message = `${entry.id}: a request of ${longest} input tokens lies above its context tier of ${tier.above.toFixed(0)}, and whether that tier prices the whole request is not known`;
      return { exclusion: { by: 'unknown-price', message }, hasFigures: false };
    });
  }

  /** The cache price; a vendor without one bills the tokens as plain input, and the report says so. */
  #orInput(
    name: 'cached' | 'cacheWrite' | 'cacheWriteLong',
    stream: TokenStream,
    plain: Node,
    used: boolean,
  ): Node {
    if (this.#row[name] !== null) return this.#tiered(name, stream, used);
    if (name === 'cacheWriteLong' && this.#row.cacheWrite !== null) {
      if (used) {
        this.notes.add(
          `${this.#purchase.entry.id} states no price for cache writes that live long: twice the input price is taken, the dearest that vendors bill`,
        );
      }
      return this.#tiered(name, stream, false);
    }
    if (used) {
      const what = name === 'cached' ? 'cached input' : 'cache writes';
      this.notes.add(`${this.#purchase.entry.id} states no price for ${what}: billed as plain input`);
    }
    return plain;
  }

  get #service(): TokenPriceRow['services'][number] | undefined {
    const { service, entry } = this.#purchase;
    const tier = service === null ? undefined : this.#row.services.find((each) => each.id === service);
    if (service !== null && tier === undefined) {
      throw new Unknown('unknown-price', `${entry.id} has no service tier '${service}'`);
    }
    return tier;
  }

  /** Whether every kind of token pays the same multiple of its price, so that it can be taken of their sum. */
  #isUniform(): boolean {
    const service = this.#service;
    const { batch } = this.#row;
    const combines = service === undefined || service.combines.includes('cache');
    return (
      combines &&
      service?.prices === undefined &&
      (batch === null || batch.combinesWithCache) &&
      batch?.prices === undefined
    );
  }

  #multiplier(key: string, value: TokenPriceRow['input']): Node {
    return this.#context.price(`${this.#at}.${key}`, value, provenanceOf(this.#row));
  }

  get #serviceMultiplier(): Node | null {
    const tier = this.#service;
    return tier === undefined ? null : this.#multiplier(`services.${tier.id}`, tier.multiplier);
  }

  /** The batch multiplier where there is batch; says where it is asked for and there is none, or not with the service. */
  get #batchMultiplier(): Node | null {
    const { batch, entry } = this.#purchase;
    const tier = this.#service;
    const batched = !this.#context.valueOf(batch).isZero();
    if (this.#row.batch === null) {
      if (batched) this.notes.add(`${entry.id} states no batch price: batch traffic is billed as any other`);
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
    return this.#multiplier('batch', this.#row.batch.multiplier);
  }

  /** Batch and service on a price, or on a sum of prices, where both hold for every kind of token. */
  #uniform(price: Node): Node {
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
  #conditional(name: PriceName, price: Node, plain: Node, used: boolean): Node {
    const { graph, one } = this.#context;
    const { batch, entry } = this.#purchase;
    const service = this.#service;
    const serviceBy = this.#serviceMultiplier;
    const batchBy = this.#batchMultiplier;
    const isCache = name !== 'input' && name !== 'output';
    const dearer = (of: Node, input: Node, by: Node, what: string): Node => {
      if (used)
        this.notes.add(`${entry.id}: ${what} does not combine with the cache: the dearer price is taken`);
      return name === 'cached'
        ? graph.maximum(of, graph.multiply(input, by))
        : graph.maximum(of, graph.multiply(of, by));
    };
    const serve = (of: Node, kind: PriceName): Node => {
      if (service === undefined || serviceBy === null) return of;
      const own = this.#own(`services.${service.id}`, service.prices, kind, of);
      if (own !== null) return own;
      return isCache && kind === name && !service.combines.includes('cache')
        ? dearer(of, plain, serviceBy, `service tier '${service.id}'`)
        : graph.multiply(of, serviceBy);
    };
    const served = serve(price, name);
    const terms = this.#row.batch;
    if (terms === null || batchBy === null) return served;
    const own = this.#own('batch', terms.prices, name, served);
    let inBatch: Node;
    if (own !== null) inBatch = own;
    else if (!isCache || terms.combinesWithCache) inBatch = graph.multiply(batchBy, served);
    else if (name === 'cached' && this.#row.cached !== null && isCacheBeforeBatch(entry.channel))
      inBatch = served;
    else inBatch = dearer(served, serve(plain, 'input'), batchBy, 'batch');
    return graph.add(graph.multiply(graph.subtract(one, batch), served), graph.multiply(batch, inBatch));
  }

  /** The price that a condition states by itself, with the surcharge of a context tier on top of it. */
  #own(place: string, prices: OwnPrices | undefined, name: PriceName, tiered: Node): Node | null {
    const { graph } = this.#context;
    const value = prices?.[name];
    if (value === undefined) return null;
    const own = this.#figure(`${place}.${priceKeys[name]}`, value);
    if (this.#row.tiers.length === 0) return own;
    const base = this.#cell(this.#row, '', name, null) ?? this.#priceOf(this.#row, '', 'input');
    return graph.add(own, graph.subtract(tiered, base));
  }
}

/** The dearest published multiples of input for cache writes: Anthropic's of five minutes, and of an hour. */
const dearestWrite = { cacheWrite: '1.25', cacheWriteLong: '2' } as const;

function nameOf(name: PriceName): string {
  if (name === 'cached') return 'cached input';
  return name === 'cacheWrite' || name === 'cacheWriteLong' ? 'cache writes' : name;
}
