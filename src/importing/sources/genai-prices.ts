import { fail, ok } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import {
  asList,
  asNumber,
  asObject,
  asText,
  readJson,
  type JsonObject,
  type JsonValue,
} from '../reading/json.ts';
import { readGenaiModel } from '../reading/names.ts';
import { decimal, readPriceTexts, percentage, type PriceSet, type Tier } from '../listings/price-set.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Importer } from '../types.ts';

/** Fields of a price set, in USD per million tokens. */
const prices = {
  input: 'input_mtok',
  output: 'output_mtok',
  cached: 'cache_read_mtok',
  cacheWrite: 'cache_write_mtok',
  cacheWriteLong: 'cache_write_1h_mtok',
} as const;

const fields = [
  ...Object.entries(prices).map(([ours, field]) => [`prices.${field}`, ours] as const),
  ['prices.requests_kcount', 'per_request'],
  ['id', 'id'],
  ['context_window', 'context'],
  ['prices', 'prices'],
  ['constraint.start_date', 'from'],
  ['constraint.start_time', 'services'],
  ['constraint.end_time', 'services'],
  ['constraint.type', '-'],
  ['deprecated', '-'],
  ['match', '-'],
  ['name', '-'],
  ['description', '-'],
  ['price_comments', '-'],
  ['prices_checked', '-'],
] as const;

/** genai-prices: a list of providers with their models, or the same below `providers`. */
export const genaiPrices: Importer = {
  id: 'genai-prices',
  home: 'https://github.com/pydantic/genai-prices',
  feed: 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const root = asObject(read.value);
    const providers = asList(root?.get('providers') ?? read.value);
    if (providers.length === 0) return fail(unexpectedShape(request.file, 'genai-prices'));
    const listings = new TokenListings(request, asObject(root?.get('_meta')), fields);
    for (const each of providers) {
      const provider = asObject(each);
      const name = asText(provider?.get('id'));
      if (name === undefined) listings.report('?', 'not a provider', 'without an id');
      for (const model of asList(provider?.get('models'))) readModel(name ?? '?', model, listings);
    }
    return ok(listings.finish());
  },
};

function readModel(provider: string, value: JsonValue, listings: TokenListings): void {
  const model = asObject(value);
  const id = asText(model?.get('id'));
  if (model === undefined || id === undefined) {
    listings.report(provider, 'not a model', 'without an id');
    return;
  }
  listings.tally.see(model.keys());
  const list = conditionals(model);
  for (const { constraint, prices: set } of list) {
    listings.tally.see(set.keys(), 'prices.');
    listings.tally.see(constraint?.keys() ?? [], 'constraint.');
  }
  const key = `${provider}/${id}`;
  const sets = readGenai(model);
  if (sets.length === 0) {
    for (const { prices: set } of list) listings.report(key, 'no token price', [...set.keys()].join(', '));
    if (list.length === 0) listings.report(key, 'no token price', 'no prices');
    return;
  }
  const folded = list.length - sets.length;
  for (let count = 0; count < folded; count += 1) {
    const isService = sets.at(-1)?.services.length !== 0;
    const [rule, detail] = isService
      ? ['hours of the day', 'the higher price is used, the other is the service tier off-peak']
      : ['hours of the day', 'the highest price of each kind is used; there are several others'];
    listings.report(key, rule ?? '', detail ?? '');
  }
  const sold = readGenaiModel(provider, id);
  const perThousand = asNumber(list[0]?.prices.get('requests_kcount'));
  listings.add({
    key,
    sold,
    channel: sold?.channel ?? provider,
    name: id,
    sets,
    end: null,
    context: asNumber(model.get('context_window')),
    perRequest: perThousand?.gt(0) === true ? decimal(perThousand.div(1000)) : undefined,
  });
}

interface Conditional {
  readonly constraint: JsonObject | undefined;
  readonly prices: JsonObject;
}

function conditionals(model: JsonObject): readonly Conditional[] {
  const plain = asObject(model.get('prices'));
  if (plain !== undefined) return [{ constraint: undefined, prices: plain }];
  return asList(model.get('prices')).flatMap((each) => {
    const conditional = asObject(each);
    const set = asObject(conditional?.get('prices'));
    return set === undefined ? [] : [{ constraint: asObject(conditional?.get('constraint')), prices: set }];
  });
}

function kindOf({ constraint }: Conditional): 'dated' | 'hours' | 'unknown' {
  if (constraint === undefined) return 'dated';
  const type = asText(constraint.get('type'));
  if (type === 'start_date' || constraint.has('start_date')) return 'dated';
  return type === 'time_of_date' || constraint.has('start_time') ? 'hours' : 'unknown';
}

/** The model's price sets in order of time, the first without a date; none where it is not priced by text tokens. */
export function readGenai(model: JsonObject): readonly PriceSet[] {
  const list = conditionals(model);
  const windows = list.filter((each) => kindOf(each) === 'hours');
  const dated = list.filter((each) => kindOf(each) === 'dated');
  const sets = dated.flatMap(({ constraint, prices: set }) => {
    const read = readSet(set, asText(constraint?.get('start_date')) ?? null);
    return read === undefined ? [] : [read];
  });
  if (sets.length < dated.length || windows.length + dated.length < list.length) return [];
  return sets
    .toSorted(byStart)
    .map((set, index) => (index === sets.length - 1 ? withHours(set, windows) : set));
}

function byStart(a: PriceSet, b: PriceSet): number {
  return (a.from ?? '') < (b.from ?? '') ? -1 : 1;
}

function readSet(set: JsonObject, from: string | null): PriceSet | undefined {
  const base = (field: string): string | undefined => {
    const price = set.get(field);
    const value = asNumber(asObject(price)?.get('base') ?? price);
    return value?.gt(0) === true ? decimal(value) : undefined;
  };
  const found = readPriceTexts((name) => base(prices[name]));
  return (
    found && {
      from,
      ...found,
      tiers: readTiers(set),
      services: [],
    }
  );
}

function tiersOf(price: JsonValue | undefined): ReadonlyMap<string, Exact> {
  return new Map(
    asList(asObject(price)?.get('tiers')).flatMap((each) => {
      const tier = asObject(each);
      const [start, value] = [asNumber(tier?.get('start')), asNumber(tier?.get('price'))];
      return start === undefined || value === undefined ? [] : [[start.toFixed(), value] as const];
    }),
  );
}

function readTiers(set: JsonObject): readonly Tier[] {
  const starts = new Set([...set.values()].flatMap((price) => [...tiersOf(price).keys()]));
  return [...starts].flatMap((start) => {
    const at = (field: string): string | undefined => {
      const price = set.get(field);
      const value = asObject(price) === undefined ? asNumber(price) : tiersOf(price).get(start);
      return value === undefined ? undefined : decimal(value);
    };
    const found = readPriceTexts((name) => at(prices[name]));
    return found === undefined ? [] : [{ above: tokensOf(new Exact(start)), ...found }];
  });
}

/** Written as the last token below the tier by some, as the first of it by others. */
function tokensOf(start: Exact): string {
  const above = start.mod(1000).eq(999) ? start.plus(1) : start;
  return above.mod(1000).isZero() ? `${above.div(1000).toFixed()}k tokens` : `${above.toFixed()} tokens`;
}

/**
 * Of prices by hours of the day the dearest of each kind is taken, since nothing says in which hours the traffic comes.
 * The cheaper hours are a service tier, `off-peak`: one multiple of it, or with prices of their own.
 */
function withHours(set: PriceSet, windows: readonly Conditional[]): PriceSet {
  const others = windows.flatMap(({ prices: window }) => readSet(window, null) ?? []);
  if (others.length === 0) return set;
  const all = [set, ...others];
  const dearest = (of: (each: PriceSet) => string | undefined): string | undefined =>
    all
      .map(of)
      .filter((price) => price !== undefined)
      .toSorted((a, b) => new Exact(b).cmp(a))[0];
  const prices = readPriceTexts((name) => dearest((each) => each[name]));
  if (prices === undefined) return set;
  const tiers = all.toSorted((a, b) => new Exact(b.input).cmp(a.input))[0]?.tiers ?? [];
  const cheap = all.filter(({ input, output }) => input !== prices.input || output !== prices.output);
  const multiples = new Set(
    cheap.map(({ input, output }) => {
      const [ofInput, ofOutput] = [percentage(input, prices.input), percentage(output, prices.output)];
      return ofInput === ofOutput ? ofInput : undefined;
    }),
  );
  const [multiple] = multiples;
  const [other] = cheap;
  const services =
    multiples.size === 1 && multiple !== undefined
      ? [{ id: 'off-peak', multiplier: multiple, withCache: true }]
      : cheap.length === 1 && other !== undefined && other.tiers.length === 0
        ? [
            {
              id: 'off-peak',
              multiplier: '100%',
              withCache: true,
              prices: readPriceTexts((name) => other[name]) ?? prices,
            },
          ]
        : [];
  return { ...set, ...prices, tiers, services };
}
