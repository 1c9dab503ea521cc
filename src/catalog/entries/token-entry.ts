import { tasks, type DatedRow, type TokenEntry, type TokenPriceRow } from '../types.ts';
import {
  choiceField,
  currency,
  figure,
  id,
  oneOrMore,
  optional,
  plain,
  shareFigure,
} from '../../document/index.ts';
import { entryField } from './dated.ts';
import {
  batch,
  certainPrices,
  commitmentTerms,
  contextTiers,
  priceFields,
  pricesIn,
  provisionedTerms,
  serviceTiers,
} from './token-terms.ts';

/**
 * A token price entry of a catalog, or of the `prices:` of a scenario. Instead of dated rows it may have just the price
 * set that holds: `{ id: acme/chat, input: 0.50 USD/Mtok, output: 1.50 USD/Mtok, batch: 50% }`.
 */
export const tokenEntryField = entryField({
  label: 'token prices',
  entry: {
    id: plain(id, 'id, as options name it', 'acme/chat'),
    channel: optional(plain(id, 'who sells it', 'acme'), 'the part of the id before /'),
    currency: optional(plain(currency, 'currency of its prices', 'USD'), 'the one that its prices name'),
    model: optional(plain(id, 'open model behind it', 'llama-3.1-8b')),
    task: optional(
      choiceField(
        'what it does, where it writes no text: then it has no output price, and no input price if it is paid by the request',
        tasks,
      ),
    ),
    context: optional(figure('largest context', { units: ['token', '1'], above: 0, example: '128k tokens' })),
    max_output: optional(
      figure('most output tokens of a request', { units: ['token', '1'], above: 0, example: '16k tokens' }),
    ),
    successor: optional(plain(id, 'price entry that the vendor sells in its place', 'acme/chat-2')),
    residency: optional(oneOrMore('where requests are processed', plain(id, 'region', 'eu'))),
    token_multiplier: optional(
      figure('token multiplier', {
        group: 'mix',
        units: ['1'],
        above: 0,
        example: '1.1',
      }),
    ),
    score: optional(shareFigure('evaluation score', '0.82')),
  },
  prices: {
    ...priceFields('row'),
    batch: optional(batch),
    tiers: optional(contextTiers),
    services: optional(serviceTiers),
    provisioned: optional(provisionedTerms),
    commitment: optional(commitmentTerms),
  },
  row: ({ tiers, services, batch: batched, provisioned, commitment, ...values }, address, reading, map) => {
    const certain = certainPrices(values, address, reading, map);
    if (certain === undefined) return undefined;
    return {
      ...pricesIn('row', { ...values, ...certain }),
      batch: batched,
      tiers: tiers ?? [],
      services: services ?? [],
      provisioned,
      commitment,
    } as Omit<TokenPriceRow, keyof DatedRow>;
  },
  make: (values, rows: readonly TokenPriceRow[], entryCurrency, { span }): TokenEntry => ({
    id: values.id,
    currency: entryCurrency,
    channel: values.channel ?? values.id.split('/')[0] ?? values.id,
    model: values.model,
    ...(values.task === null ? {} : { task: values.task }),
    context: values.context,
    ...(values.max_output === null ? {} : { maxOutput: values.max_output }),
    ...(values.successor === null ? {} : { successor: values.successor }),
    residency: (values.residency ?? []).toSorted(),
    tokenMultiplier: values.token_multiplier,
    score: values.score,
    rows,
    span,
  }),
});
