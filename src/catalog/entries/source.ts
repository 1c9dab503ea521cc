import type { Source } from '../types.ts';
import { date, derived, optional, plain, record, text, type Field } from '../../document/index.ts';

/** `{ url, retrieved, note }` */
export const source: Field<Source> = derived(
  record(
    'where the figure comes from',
    {
      url: plain(text, 'address of the source', 'https://example.com/quote.pdf'),
      retrieved: plain(date, 'day on which it was read', '2026-11-01'),
      note: optional(plain(text, 'note')),
    },
    { allowsNull: true },
  ),
  ({ url, retrieved, note }) => ({ url, retrieved, ...(note === null ? {} : { note }) }),
);
