import {
  inputsOf,
  reduceFormulas,
  type Exact,
  type InputNode,
  type Node,
  type PiecewiseForm,
} from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';
import { findCrossovers, figure } from '../../analysis/index.ts';
import type { WinningPrice } from './result.ts';

/**
 * The price of a quote's GPU, by the hour or the month as it is quoted, below which the quote costs less than a rival,
 * everything else held. Null where its price is no input of what it costs.
 */
export function winningPrice(model: Model, quote: OptionModel, rival: OptionModel): WinningPrice | null {
  const price = priceInput(model, quote.id);
  const currency = model.scenario.offers.get(quote.id)?.currency ?? model.scenario.currency;
  if (price === undefined || quote.statement === null || rival.statement === null) return null;
  const unit = `${currency}/GPU/${price.address.endsWith('.monthly') ? 'month' : 'hour'}`;
  const onLines = meetingOfLines(price, quote.statement.monthly, rival.statement.monthly);
  if (onLines !== undefined) return { against: rival.id, price: figure(onLines), unit };
  const { all } = findCrossovers({
    parameter: price,
    options: [
      { id: quote.id, total: quote.statement.monthly },
      { id: rival.id, total: rival.statement.monthly },
    ],
  });
  const [lowest] = all.intervals;
  const isEver = lowest?.cheapest === quote.id;
  // It wins at every price only where its price is not in its cost.
  if (isEver && lowest.to === null) return null;
  return {
    against: rival.id,
    price: isEver ? figure(lowest.to) : null,
    unit,
  };
}

/**
 * Up to which price a quote costs less than its rival, where both are straight lines from a price of zero on and the quote's
 * rises: that takes no search. Null where it never does; undefined where this does not tell.
 */
function meetingOfLines(price: InputNode, quote: Node, rival: Node): Exact | null | undefined {
  if (price.maximum !== undefined || price.minimum?.isZero() === false) return undefined;
  const own = ownForm(quote, price.address);
  const other = rivalForm(rival, price.address);
  if (own === undefined || other === undefined || own.terms.length + other.terms.length > 0) return undefined;
  const lead = other.constant.minus(own.constant);
  const rise = own.slope.minus(other.slope);
  if (rise.sign <= 0 || lead.isZero) return undefined;
  return lead.sign < 0 ? null : lead.over(rise).toExact();
}

/** The quote that was asked for last: it is held against its rival and against the API. */
let last: {
  readonly quote: Node;
  readonly address: string;
  readonly form: PiecewiseForm | undefined;
} | null = null;

function ownForm(quote: Node, address: string): PiecewiseForm | undefined {
  if (last?.quote !== quote || last.address !== address) {
    const [form] = reduceFormulas([quote], address);
    last = { quote, address, form };
  }
  return last.form;
}

interface Rival {
  readonly addresses: ReadonlySet<string>;
  /** With every input at its own value. */
  readonly form: PiecewiseForm;
}

const rivals = new WeakMap<Node, Rival>();

/** A thousand quotes have the same rival, whose cost is mostly the same at all of their prices. */
function rivalForm(rival: Node, address: string): PiecewiseForm | undefined {
  const known = rivals.get(rival);
  if (known !== undefined && !known.addresses.has(address)) return known.form;
  const [form] = reduceFormulas([rival], address);
  const addresses = known?.addresses ?? new Set(inputsOf(rival).map((input) => input.address));
  if (form !== undefined && !addresses.has(address)) rivals.set(rival, { addresses, form });
  return form;
}

function priceInput({ graph }: Model, id: string): InputNode | undefined {
  return graph.inputs.get(`offers.${id}.hourly`) ?? graph.inputs.get(`offers.${id}.monthly`);
}
