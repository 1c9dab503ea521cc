import { Exact } from '../../formula/index.ts';
import type { CommitmentTerms, ContextTier, ProvisionedTerms, ServiceTier, TokenPrices } from '../types.ts';
import {
  boolean,
  childAddress,
  choice,
  id,
  list,
  quantity,
  readFields,
  reportAt,
  share,
  type Fields,
  type ValueReader,
} from '../../document/index.ts';

/** The keys of a price set. */
export const priceKeys = {
  required: ['input', 'output'],
  optional: ['cached', 'cache_write', 'cache_write_long'],
} as const;

/** The prices of a row or a tier, per million tokens in `currency`. */
export function readPrices(fields: Fields, currency: string): TokenPrices | undefined {
  const price = quantity(`${currency}/Mtok`);
  const input = fields.required('input', price);
  const output = fields.required('output', price);
  const cached = fields.optional('cached', price);
  const cacheWrite = fields.optional('cache_write', price);
  const cacheWriteLong = fields.optional('cache_write_long', price);
  if (input === undefined || output === undefined) return undefined;
  return { input, output, cached, cacheWrite, cacheWriteLong };
}

const modes = ['whole_request', 'part_above', 'unknown'] as const;

/** A context tier: `{ above: 200k tokens, mode: whole_request, input: ..., output: ... }`. */
export function contextTier(currency: string): ValueReader<ContextTier> {
  return (node, address, report) => {
    const fields = readFields(node, address, report, {
      required: ['above', 'mode', ...priceKeys.required],
      optional: priceKeys.optional,
    });
    if (fields === undefined) return undefined;
    const above = fields.required('above', quantity('token', { above: 0 }));
    const mode = fields.required('mode', choice(modes));
    const prices = readPrices(fields, currency);
    if (above === undefined || mode === undefined || prices === undefined) return undefined;
    return { above, mode, ...prices };
  };
}

const multiplier = quantity('1');

/** `50%`, or `{ multiplier: 50%, combines_with_cache: false }`. Cache prices hold in batch unless the file says no. */
export const batch: ValueReader<{ readonly multiplier: Exact; readonly combinesWithCache: boolean }> = (
  node,
  address,
  report,
) => {
  if (node.type !== 'map') {
    const value = multiplier(node, address, report);
    return value === undefined ? undefined : { multiplier: value, combinesWithCache: true };
  }
  const fields = readFields(node, address, report, {
    required: ['multiplier'],
    optional: ['combines_with_cache'],
  });
  const value = fields?.required('multiplier', multiplier);
  if (value === undefined) return undefined;
  return { multiplier: value, combinesWithCache: fields?.optional('combines_with_cache', boolean) ?? true };
};

/** `{ id: flex, multiplier: 50%, combines: [cache] }` */
export const serviceTier: ValueReader<ServiceTier> = (node, address, report) => {
  const fields = readFields(node, address, report, {
    required: ['id', 'multiplier'],
    optional: ['combines'],
  });
  const name = fields?.required('id', id);
  const value = fields?.required('multiplier', multiplier);
  const combines = (fields?.optional('combines', list(id)) ?? []).toSorted();
  return name === undefined || value === undefined ? undefined : { id: name, multiplier: value, combines };
};

type UnitRate = Pick<ProvisionedTerms, 'rate' | 'period'>;

/** Sold by the hour (Azure PTU, Bedrock model units) or by the month (Vertex GSU, reservations): the unit says which. */
function unitRate(currency: string): ValueReader<UnitRate> {
  const hourly = quantity([`${currency}/unit/hour`, `${currency}/hour`]);
  const monthly = quantity([`${currency}/unit/month`, `${currency}/month`]);
  return (node, address, report) => {
    const isMonthly = node.type === 'scalar' && /\b(?:mo|months?|yr|years?)\s*$/u.test(node.text);
    const rate = (isMonthly ? monthly : hourly)(node, address, report);
    if (rate === undefined) return undefined;
    return isMonthly ? { rate, period: 'month' } : { rate };
  };
}

/** `{ rate: 1 USD/unit/hour, tokens_per_minute: 37k tokens/minute, minimum_units: 15 units, increment: 5 units, ... }` */
export function provisionedTerms(currency: string): ValueReader<ProvisionedTerms> {
  return (node, address, report) => {
    const fields = readFields(node, address, report, {
      required: ['rate', 'tokens_per_minute', 'minimum_units', 'increment'],
      optional: ['output_weight', 'cached_weight'],
    });
    if (fields === undefined) return undefined;
    const units = quantity(['unit', '1'], { above: 0 });
    const rate = fields.required('rate', unitRate(currency));
    const tokensPerMinute = fields.required(
      'tokens_per_minute',
      quantity(['token/minute', 'token/unit/minute'], { above: 0 }),
    );
    const minimumUnits = fields.required('minimum_units', units);
    const increment = fields.required('increment', units);
    if (rate === undefined || tokensPerMinute === undefined) return undefined;
    if (minimumUnits === undefined || increment === undefined) return undefined;
    const outputWeight = fields.optional('output_weight', quantity('1')) ?? new Exact(1);
    const cachedWeight = fields.optional('cached_weight', quantity('1')) ?? new Exact(1);
    return { ...rate, tokensPerMinute, outputWeight, cachedWeight, minimumUnits, increment };
  };
}

/** `{ mode: graduated, minimum: 0 USD/month, tiers: [ { above: 10k USD/month, multiplier: 90% } ] }` */
export function commitmentTerms(currency: string): ValueReader<CommitmentTerms> {
  const spend = quantity([`${currency}/month`, currency]);
  return (node, address, report) => {
    const fields = readFields(node, address, report, { required: ['mode', 'tiers'], optional: ['minimum'] });
    const mode = fields?.required('mode', choice(['graduated', 'all_units']));
    const tiers = fields?.required(
      'tiers',
      list((item, itemAddress) => {
        const tier = readFields(item, itemAddress, report, { required: ['above', 'multiplier'] });
        const above = tier?.required('above', spend);
        const value = tier?.required('multiplier', share);
        return above === undefined || value === undefined ? undefined : { above, multiplier: value };
      }),
    );
    if (fields === undefined || mode === undefined || tiers === undefined) return undefined;
    const rising = tiers.toSorted((a, b) => a.above.cmp(b.above));
    const repeated = rising.find((each, index) => rising[index - 1]?.above.eq(each.above) === true);
    if (repeated !== undefined) {
      const message = `two tiers begin at a spend of ${repeated.above.toFixed()}`;
      const place = { span: fields.spanOf('tiers') };
      return reportAt(report, 'duplicate', childAddress(address, 'tiers'), message, place);
    }
    return { mode, tiers: rising, minimum: fields.optional('minimum', spend) ?? new Exact(0) };
  };
}
