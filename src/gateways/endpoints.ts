import type { TokenEntry } from '../catalog/index.ts';
import { Exact } from '../formula/index.ts';
import type { Model } from '../model/index.ts';
import type { BuildOption, BuyOption } from '../scenario/index.ts';
import { channelOf } from './channels.ts';
import type { Endpoint, TokenRates } from './types.ts';

function entryOf({ scenario, catalog }: Model, { price }: BuyOption): TokenEntry | undefined {
  return scenario.prices.get(price) ?? catalog.tokens.get(price);
}

/** Tokens for the same text, relative to the workload's. */
export function tokenMultiplierOf(model: Model, option: BuyOption | BuildOption): Exact {
  const known = option.kind === 'buy' ? entryOf(model, option)?.tokenMultiplier : null;
  return option.tokenMultiplier?.value ?? known ?? new Exact(1);
}

/** Who answers the requests of an option: a vendor's model with its prices, or a cluster of one's own. */
export function endpointOf(model: Model, option: BuyOption | BuildOption): Endpoint {
  if (option.kind === 'build') {
    const cluster = model.scenario.clusters.get(option.cluster);
    return { kind: 'own', cluster: option.cluster, model: cluster?.model ?? option.cluster };
  }
  const entry = entryOf(model, option);
  const channel = entry?.channel ?? option.price.split('/')[0] ?? option.price;
  const named = option.price.slice(option.price.indexOf('/') + 1);
  return {
    kind: 'api',
    channel,
    model: channelOf(channel).dashed === true ? named.replaceAll('.', '-') : named,
    rates: entry?.currency === 'USD' ? ratesOf(model, option.price) : null,
  };
}

function ratesOf({ graph }: Model, price: string): TokenRates | null {
  const rate = (kind: string): Exact | null => {
    const node = graph.inputs.get(`prices.${price}.${kind}`);
    return node?.unit.key === 'USD/Mtok' ? node.value : null;
  };
  const [input, output] = [rate('input'), rate('output')];
  return input === null || output === null ? null : { input, output, cached: rate('cached') };
}
