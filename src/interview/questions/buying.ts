import { rowAt, type Catalog, type TokenEntry, type TokenPriceRow } from '../../catalog/index.ts';
import { matchModel } from '../../usage/index.ts';
import { answer, chosenTemplate, currencyOf, readIn, readNumber } from '../known.ts';
import type { Choice, Known, Question } from '../types.ts';

export const none: Choice = { value: 'none', title: 'None' };

/** What is paid now, and what else could be bought. */
export const buying: readonly Question[] = [
  {
    id: 'buy',
    ask: 'Which API model do you use, or would you use?',
    example: 'openai/gpt-5.4-mini',
    isSearched: true,
    choices: apiModels,
    suggest: (known) => {
      const logged = loggedModel(known);
      if (logged !== undefined) return { value: logged.entry, why: `'${logged.model}' in your logs` };
      return {
        value: firstOf(chosenTemplate(known).buy, apiModels(known)),
        why: `a usual choice for this kind; its price is of catalog ${known.catalogVersion}`,
      };
    },
  },
  {
    id: 'batch',
    ask: 'Share of requests that can wait for hours, at batch prices:',
    example: '100%',
    applies: (known) => hasBatchPrice(known, answer(known, 'buy')),
    suggest: (known) =>
      chosenTemplate(known).canWait
        ? { value: '100%', why: 'this kind of work runs overnight' }
        : { value: '0%', why: 'people wait for the answer' },
    read: readNumber({ what: 'batch share, such as 20%', most: 1 }),
  },
  {
    id: 'paid',
    ask: 'What do you pay for it now, a month? (none if nothing yet)',
    example: '4200 USD/month',
    suggest: (known) => {
      const cost = known.profile?.cost ?? null;
      if (cost !== null && cost.currency === currencyOf(known) && cost.perMonth >= 1)
        return { value: `${Math.round(cost.perMonth)} ${cost.currency}/month`, why: 'the cost in your logs' };
      return { value: 'none', why: 'compared with what is computed; it changes no figure' };
    },
    read: (text, known) =>
      text.trim().toLowerCase() === 'none'
        ? { ok: true, value: 'none', diagnostics: [] }
        : readIn('what you pay', [`${currencyOf(known)}/month`], `4200 ${currencyOf(known)}/month`)(text),
  },
  {
    id: 'also',
    ask: 'Which other API model shall be compared?',
    example: 'anthropic/claude-haiku-4.5',
    isSearched: true,
    choices: (known) => [none, ...apiModels(known).filter(({ value }) => value !== answer(known, 'buy'))],
    suggest: (known) => ({
      value: firstOf(
        chosenTemplate(known).also,
        apiModels(known).filter(({ value }) => value !== answer(known, 'buy')),
        'none',
      ),
      why: 'a rival of another vendor',
    }),
  },
];

/** The model that the logs name most, where the catalog has its price. */
function loggedModel({
  profile,
  catalog,
}: Known): { readonly model: string; readonly entry: string } | undefined {
  for (const { id: model } of profile?.models.slice(0, 5) ?? []) {
    const entry = matchModel(model, catalog.tokens.keys());
    if (entry !== undefined && rowAt(catalog.tokens.get(entry)?.rows ?? [], catalog.date, null) !== undefined)
      return { model, entry };
  }
  return undefined;
}

function firstOf(wanted: readonly string[], choices: readonly Choice[], otherwise?: string): string {
  const found = wanted.find((each) => choices.some(({ value }) => value === each));
  return found ?? otherwise ?? choices[0]?.value ?? '';
}

const listed = new WeakMap<Catalog, readonly Choice[]>();

/** Price entries that hold on the catalog's date, with their prices; those of the template where it has its own. */
function apiModels(known: Known): readonly Choice[] {
  const { prices } = chosenTemplate(known);
  if (prices.length > 0)
    return prices.map(({ id, input }) => ({ value: id, title: `${id}  ${input} USD/Mtok` }));
  const { catalog } = known;
  const found =
    listed.get(catalog) ??
    [...catalog.tokens.values()]
      .flatMap((entry) => {
        const row = rowAt(entry.rows, catalog.date, null);
        return row === undefined ? [] : [{ value: entry.id, title: titleOf(entry, row) }];
      })
      .toSorted((a, b) => (a.value < b.value ? -1 : 1));
  listed.set(catalog, found);
  return found;
}

function titleOf({ id, currency }: TokenEntry, { input, output }: TokenPriceRow): string {
  return `${id}  ${input.toFixed()} in, ${output.toFixed()} out ${currency}/Mtok`;
}

function hasBatchPrice({ catalog }: Known, id: string): boolean {
  const row = rowAt(catalog.tokens.get(id)?.rows ?? [], catalog.date, null);
  return row !== undefined && row.batch !== null;
}
