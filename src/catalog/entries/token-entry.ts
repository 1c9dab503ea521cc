import type { TokenEntry, TokenPriceRow } from '../types.ts';
import {
  childAddress,
  currency as currencyCode,
  id,
  list,
  quantity,
  readFields,
  readMap,
  reportAt,
  share,
  type LocatedNode,
  type Report,
} from '../../document/index.ts';
import { readRows, rowKeysOf, type RowFormat } from './dated.ts';
import { entryAddress } from './entry.ts';
import {
  batch,
  commitmentTerms,
  contextTier,
  priceKeys,
  provisionedTerms,
  readPrices,
  serviceTier,
} from './token-terms.ts';

const entryKeys = ['channel', 'currency', 'model', 'context', 'residency', 'token_multiplier', 'score'];
const rowKeys = {
  required: priceKeys.required,
  optional: [...priceKeys.optional, 'per_request', 'batch', 'tiers', 'services', 'provisioned', 'commitment'],
};

/**
 * A token price entry of a catalog, or of the `prices:` of a scenario; `listAddress` is that of the list it is in,
 * and problems are named below it by the entry's id. Instead of dated rows an entry may have just the price set that
 * holds, `{ id: acme/chat, input: 0.50 USD/Mtok, output: 1.50 USD/Mtok, batch: 50% }`: then its kind is `stated`, and
 * the file and line are its source. Undefined where it cannot be read, with the reasons in the report.
 */
export function parseTokenEntry(
  node: LocatedNode,
  listAddress: string,
  report: Report,
): TokenEntry | undefined {
  const address = entryAddress(node, listAddress);
  const map = readMap(node, address, report);
  if (map === undefined) return undefined;
  const own = rowKeysOf(map, rowKeys);
  const fields = readFields(node, address, report, {
    required: ['id', ...own.required],
    optional: [...entryKeys, ...own.optional],
  });
  const name = fields?.required('id', id);
  if (fields === undefined || name === undefined) return undefined;
  const currency = fields.optional('currency', currencyCode) ?? 'USD';
  const rows = readRows(map, fields, report, rowFormat(currency));
  const rest = {
    channel: fields.optional('channel', id) ?? name.split('/')[0] ?? name,
    model: fields.optional('model', id),
    context: fields.optional('context', quantity(['token', '1'], { above: 0 })),
    residency: (fields.optional('residency', list(id)) ?? []).toSorted(),
    tokenMultiplier: fields.optional('token_multiplier', quantity('1', { above: 0 })),
    score: fields.optional('score', share),
  };
  return rows === undefined ? undefined : { id: name, currency, ...rest, rows, span: map.span };
}

function rowFormat(currency: string): RowFormat<TokenPriceRow> {
  const perRequest = quantity([`${currency}/request`, currency]);
  const tier = list(contextTier(currency));
  return {
    keys: rowKeys,
    read: (fields, report) => {
      const prices = readPrices(fields, currency);
      const tiers = (fields.optional('tiers', tier) ?? []).toSorted((a, b) => a.above.cmp(b.above));
      const repeated = tiers.find((each, index) => tiers[index - 1]?.above.eq(each.above) === true);
      if (repeated !== undefined) {
        const message = `two tiers begin above ${repeated.above.toFixed()} tokens`;
        const place = { span: fields.spanOf('tiers') };
        reportAt(report, 'duplicate', childAddress(fields.address, 'tiers'), message, place);
      }
      const rest = {
        perRequest: fields.optional('per_request', perRequest),
        batch: fields.optional('batch', batch),
        tiers,
        services: fields.optional('services', list(serviceTier)) ?? [],
        provisioned: fields.optional('provisioned', provisionedTerms(currency)),
        commitment: fields.optional('commitment', commitmentTerms(currency)),
      };
      return prices === undefined ? undefined : { ...prices, ...rest };
    },
  };
}
