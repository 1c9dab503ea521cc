import { withoutSecrets } from '../../diagnostics/index.ts';
import { grades, type Source } from '../types.ts';
import {
  choiceField,
  date,
  derived,
  optional,
  plain,
  record,
  reportAt,
  text,
  type Field,
  type ValueReader,
} from '../../document/index.ts';

/** What a price is from is shown in every result: it holds nobody's password. */
const address: ValueReader<string> = (node, at, report) => {
  const value = text(node, at, report);
  if (value === undefined || withoutSecrets(value) === value) return value;
  return reportAt(report, 'wrong-value', at, 'expected an address without a password or token in it', node);
};

/** `{ url, retrieved, grade, note }`; `url` is an address, or a file and its line: `quotes.csv:12`. */
export const source: Field<Source> = derived(
  record(
    'where the figure comes from',
    {
      url: plain(address, 'address of the source, or the line of a file', 'https://example.com/quote.pdf'),
      retrieved: plain(date, 'day on which it was read', '2026-11-01'),
      grade: optional(
        choiceField(
          'how good the evidence is: A read in a copy of what its owner publishes, B in a document that read that, C in an article or guide, D worked out',
          grades,
        ),
      ),
      note: optional(plain(text, 'note')),
    },
    { allowsNull: true },
  ),
  ({ url, retrieved, grade, note }) => ({
    url,
    retrieved,
    ...placeIn(url),
    ...(grade === null ? {} : { grade }),
    ...(note === null ? {} : { note }),
  }),
);

/** The line of a file that a source of one's own is; nothing for an address. */
function placeIn(url: string): Pick<Source, 'place'> {
  const [, file, line] = /^([^:]*\.[\w]+):([1-9]\d{0,8})$/u.exec(url) ?? [];
  return file === undefined ? {} : { place: { file, line: Number(line) } };
}
