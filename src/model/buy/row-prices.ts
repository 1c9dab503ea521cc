import type {
  ContextTier,
  LengthPriceName,
  TokenEntry,
  TokenPriceRow,
  TokenPrices,
} from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import { provenanceOf, Unknown, type ModelContext } from '../context.ts';
import type { TokenStream } from '../demand/demand.ts';
import { betweenNeighbours } from './thresholds.ts';

/** The keys of the prices in a file and in addresses. */
export const priceKeys: Record<LengthPriceName, string> = {
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

/** The prices of an entry's row that holds today, by the length of a request, before batch and service tiers. */
export class RowPrices {
  /** What the reader should know, such as a missing cache price. */
  readonly notes = new Set<string>();
  readonly row: TokenPriceRow;
  readonly #context: ModelContext;
  readonly entry: TokenEntry;
  readonly #at: string;

  constructor(context: ModelContext, entry: TokenEntry) {
    this.#context = context;
    this.entry = entry;
    this.#at = `prices.${entry.id}`;
    this.row = context.row(entry.id, entry.rows);
  }

  /** A price of the row as an input of the graph, in the scenario's currency. */
  figure(key: string, value: TokenPriceRow['input']): Node {
    const from = provenanceOf(this.row);
    return this.#context.amount(`${this.#at}.${key}`, value, this.entry.currency, from);
  }

  /** A figure of the row that is no price: a multiplier, a threshold. */
  multiplier(key: string, value: TokenPriceRow['input']): Node {
    return this.#context.price(`${this.#at}.${key}`, value, provenanceOf(this.row));
  }

  /** A price of the row or of one of its tiers, by the length of the request. */
  tiered(name: LengthPriceName, stream: TokenStream, used: boolean): Node {
    const base = this.base(name);
    const start: TieredPrice = { average: base, marginal: base };
    return this.row.tiers.reduce(
      (below, tier, index) => this.#tier(below, tier, index, name, stream, used),
      start,
    ).average;
  }

  /** The price of a kind at the shortest length: the row's own, or input's where it states none. */
  base(name: LengthPriceName): Node {
    return this.#cell(this.row, '', name, null) ?? this.#priceOf(this.row, '', 'input');
  }

  #priceOf(prices: TokenPrices, place: string, name: LengthPriceName): Node {
    return this.figure(`${place}${priceKeys[name]}`, prices[name] ?? prices.input);
  }

  /**
   * The price of a row or a tier, or what stands for one that it does not state: never less than the vendor would bill.
   * A cache hit is plain input, a write costs as much more than input as the dearest published write does. `below` is the
   * price below a tier, null for a row. Null where the row states no price of that sort at all.
   */
  #cell(prices: TokenPrices, place: string, name: LengthPriceName, below: Node | null): Node | null {
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
    name: LengthPriceName,
    stream: TokenStream,
    used: boolean,
  ): TieredPrice {
    const { graph } = this.#context;
    const entry = this.entry;
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
      provenanceOf(this.row),
      undefined,
      undefined,
      betweenNeighbours(this.row.tiers, index),
    );
    if (tier.mode === 'unknown') {
      this.#requireBelow(stream.inputLength, tier, above);
      return below;
    }
    if (tier[name] === null && used) {
      this.notes.add(
        `${entry.id} states no price for ${nameOf(name)} above ${tier.above.toFixed()} tokens: the highest that vendors bill is used`,
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
    const entry = this.entry;
    const slack = this.#context.graph.subtract(above, length);
    this.#context.mustHold(slack, 'whether a price is known for so long a request', () => {
      const longest = this.#context.valueOf(length).toFixed(0);
      const message = `${entry.id}: a request of ${longest} input tokens lies above its context tier of ${tier.above.toFixed(0)}, and whether that tier prices the whole request is not known`;
      return { exclusion: { by: 'unknown-price', message }, hasFigures: false };
    });
  }

  /** The cache price; a vendor without one bills the tokens as plain input, and the report says so. */
  orInput(
    name: 'cached' | 'cacheWrite' | 'cacheWriteLong',
    stream: TokenStream,
    plain: Node,
    used: boolean,
  ): Node {
    if (this.row[name] !== null) return this.tiered(name, stream, used);
    if (name === 'cacheWriteLong' && this.row.cacheWrite !== null) {
      if (used) {
        this.notes.add(
          `${this.entry.id} states no price for cache writes that live long: twice the input price is used, the highest that vendors bill`,
        );
      }
      return this.tiered(name, stream, false);
    }
    if (used) {
      const what = name === 'cached' ? 'cached input' : 'cache writes';
      this.notes.add(`${this.entry.id} states no price for ${what}: billed as plain input`);
    }
    return plain;
  }
}

/** The dearest published multiples of input for cache writes: Anthropic's of five minutes, and of an hour. */
const dearestWrite = { cacheWrite: '1.25', cacheWriteLong: '2' } as const;

function nameOf(name: LengthPriceName): string {
  if (name === 'cached') return 'cached input';
  return name === 'cacheWrite' || name === 'cacheWriteLong' ? 'cache writes' : name;
}
