import type { LengthPriceName } from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import { sum, type TokenStream, type WorkloadDemand } from '../demand/demand.ts';
import { PriceConditions, type Purchase } from './price-conditions.ts';
import { RowPrices } from './row-prices.ts';
import { requestFees, standingFees } from './uses.ts';

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
  const prices = new RowPrices(context, purchase.entry);
  const conditions = new PriceConditions(context, purchase, prices);
  const parts = streams.map((stream) => spendOn(context, demand, stream, prices, conditions));
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
  const fee = requestFees(context, demand, prices);
  const rest = [fee, standingFees(context, demand, prices)].filter((part) => part !== null);
  const total = graph.add(input, output, ...rest);
  return {
    input,
    output,
    fee,
    total: graph.name(`${into}.list_spend`, 'production tokens', total),
    notes: [...prices.notes],
  };
}

/** What a stream of tokens costs a month, by input and output. */
function spendOn(
  context: ModelContext,
  demand: WorkloadDemand,
  stream: TokenStream,
  prices: RowPrices,
  conditions: PriceConditions,
): { readonly input: Node; readonly output: Node } {
  const { graph, one } = context;
  const { workload } = demand;
  const { cached, cacheWrite } = stream;
  const written: LengthPriceName = workload.cacheLifetime === 'long' ? 'cacheWriteLong' : 'cacheWrite';
  const plain = prices.tiered('input', stream, true);
  const [isRead, isWritten] = [cached, cacheWrite].map((share) => !context.valueOf(share).isZero());
  const hit = prices.orInput('cached', stream, plain, isRead === true);
  const write = prices.orInput(written, stream, plain, isWritten === true);
  const uncached = graph.subtract(graph.subtract(one, cached), cacheWrite);
  const blend = (input: Node, read: Node, write: Node): Node =>
    graph.add(
      graph.multiply(uncached, input),
      graph.multiply(cached, read),
      graph.multiply(cacheWrite, write),
    );
  const isUsed = isRead === true || isWritten === true;
  return {
    input: spend(
      context,
      stream.input,
      conditions.isUniform
        ? conditions.uniform(blend(plain, hit, write))
        : blend(
            conditions.conditional('input', plain, plain, isUsed),
            conditions.conditional('cached', hit, plain, isUsed),
            conditions.conditional(written, write, plain, isUsed),
          ),
    ),
    output: spend(context, stream.output, outputPrice(conditions, prices.tiered('output', stream, true))),
  };
}

function outputPrice(conditions: PriceConditions, price: Node): Node {
  return conditions.isUniform
    ? conditions.uniform(price)
    : conditions.conditional('output', price, price, false);
}

function spend(context: ModelContext, tokens: Node, price: Node): Node {
  const { graph } = context;
  return graph.multiply(graph.convert(tokens, 'Mtok/month'), price);
}
