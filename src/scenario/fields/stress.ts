import {
  derived,
  id as idReader,
  listOf,
  mapOf,
  optional,
  plain,
  quantityField as quantity,
  record,
  reportAt,
  text,
  within,
} from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import type { Quantity } from '../../document/index.ts';

/** Something that a plan has to stand up to, beside what `stress` has built in. */
export interface StatedShock {
  readonly label: string | null;
  /** Changes of inputs by address, as a share of their values. */
  readonly change: ReadonlyMap<string, Quantity>;
  /** Price entries that are no longer sold. */
  readonly withdraw: readonly string[];
  readonly span: Span;
}

/** Shocks of the user's own. Absent is none. */
export const stressField = within(
  { lever: false },
  mapOf(
    'shocks for `stress`, by id; one with the name of a built-in shock replaces it',
    'shock',
    derived(
      record('what happens to a plan', {
        label: optional(plain(text, 'what happens, in words', 'acme doubles its prices'), 'its changes'),
        change: mapOf(
          'changes of inputs, by their address as --set takes it',
          'address',
          quantity('change of the input, as a share of its value', {
            units: ['1'],
            least: null,
            above: -1,
            most: 1000,
            example: '100%',
          }),
        ),
        withdraw: optional(
          listOf(
            'price entries that are no longer sold',
            plain(idReader, 'a price entry', 'openai/gpt-4o-mini'),
            1,
          ),
          'none',
        ),
      }),
      (value, address, reading, span): StatedShock | undefined =>
        value.change.size > 0 || value.withdraw !== null
          ? { label: value.label, change: value.change, withdraw: value.withdraw ?? [], span }
          : reportAt(reading, 'missing-key', address, "one of 'change' and 'withdraw' is missing", {
              span,
              hint: "such as 'change: { prices.acme/chat.input: 100% }'",
            }),
    ),
  ),
);
