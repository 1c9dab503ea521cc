import type { YamlValue } from '../../../src/importing/importers.ts';
import { column, readCsv, type Row } from '../extracts.ts';
import { catalogDate } from '../sources.ts';
import { idOf } from './vendor-history.ts';

type Entry = { readonly [key: string]: YamlValue | undefined };

/** A condition of a vendor under which its models can be had, and which of them. */
interface Condition {
  readonly id: string;
  /** Vendor and mechanism of the extract's row. */
  readonly row: readonly [vendor: string, mechanism: string];
  readonly models: RegExp;
  /** What the row says that it can be had with. */
  readonly combines: (stacks: string) => readonly string[];
}

/**
 * Conditions of which the vendor says for which models they hold. Those that hold for "eligible" or "some" models, or whose
 * multiplier differs by model, stay facts: on an entry they would be guesses.
 */
const conditions: readonly Condition[] = [
  {
    id: 'us-only',
    row: ['anthropic', 'US-only inference'],
    // Sold for Opus 4.6 and later models.
    models: /^anthropic\/claude-(?:opus-(?:4\.[6-9]|5)|sonnet-(?:4\.6|5)|fable-)/u,
    combines: (stacks) => (/^stacks$/u.test(stacks) ? ['batch', 'cache'] : []),
  },
  {
    id: 'fast',
    row: ['anthropic', 'fast mode'],
    // "Opus tier only".
    models: /^anthropic\/claude-opus-(?:4\.[6-9]|5)/u,
    combines: (stacks) => (/excluded from batch/u.test(stacks) ? ['cache'] : []),
  },
];

/** Entries whose current price has, beside it, the vendor's conditions with what they multiply and combine with. */
export function addServices(
  entries: readonly Entry[],
  folder: string,
): { readonly entries: readonly Entry[]; readonly left: readonly string[] } {
  const left: string[] = [];
  const rows = readCsv(folder, 'field/d2-multipliers-commitments.csv');
  const known = conditions.flatMap((condition) => {
    const row = rows.find((each) => condition.row.every((text, index) => column(each, ['vendor', 'mechanism'][index] ?? '') === text)); // prettier-ignore
    const multiplier = Number(row === undefined ? Number.NaN : column(row, 'value'));
    if (row !== undefined && multiplier > 0) return [{ condition, row, multiplier }];
    left.push(`service ${condition.row.join(' ')}: no multiplier at hand`);
    return [];
  });
  const extended = entries.map((entry) =>
    known.reduce(
      (each, { condition, row, multiplier }) =>
        condition.models.test(idOf(each)) ? withService(each, condition, row, multiplier) : each,
      entry,
    ),
  );
  return { entries: extended, left };
}

function withService(entry: Entry, { id, combines }: Condition, row: Row, multiplier: number): Entry {
  const prices = (entry['prices'] ?? []) as unknown as readonly Entry[];
  const together = combines(column(row, 'stacks_with'));
  const service = {
    id,
    multiplier: `${String(Number((multiplier * 100).toFixed(6)))}%`,
    combines: together.length === 0 ? undefined : together,
  };
  const note = `${id}: ${column(row, 'source_url')}, read ${column(row, 'as_of')}`;
  return {
    ...entry,
    prices: prices.map((price) => {
      const to = price['to'];
      const isCurrent = typeof to !== 'string' || to > catalogDate;
      const own = (price['services'] ?? []) as unknown as readonly Entry[];
      if (!isCurrent || own.some((each) => each['id'] === id)) return price;
      const source = price['source'] as { readonly [key: string]: YamlValue | undefined };
      const notes = [source['note'], note].filter((each) => typeof each === 'string');
      const { kind, source: _, ...rest } = price;
      return { ...rest, services: [...own, service], kind, source: { ...source, note: notes.join('; ') } };
    }),
  };
}
