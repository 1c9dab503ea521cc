/** Numbers that people write as words. What could mean two things is not among them: `m` and `mm` are also thousandths. */
export const numberWords: Readonly<Record<string, string>> = {
  thousand: 'k', K: 'k', million: 'M', millions: 'M', mn: 'M', mio: 'M', MM: 'M', billion: 'B', billions: 'B', bn: 'B', trillion: 'T',
}; // prettier-ignore
/** Signs of one currency; where the file is in another dollar, `$` may be that. */
export const currencySigns: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
};
/** Where one of these is the currency of the file, `$` could mean it. */
const otherDollars: ReadonlySet<string> = new Set(['AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD']);

const before = /^(US\$|[$€£])\s*(?=[\d.])/u;
const amount = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)/u;

/**
 * A quantity as this program writes it, of one as people do: `6 million requests per month` is `6M requests/month`,
 * `$190k/year` is `190k USD/year`. A text that could mean two things is left as it is.
 * @param own The currency of the file: `$` may be its own dollar.
 */
export function inSymbols(text: string, own?: string): string {
  if (text.length > 200) return text;
  const trimmed = text.trim();
  const codeOf = (sign: string): string | undefined =>
    sign === '$' && own !== undefined && otherDollars.has(own) ? undefined : currencySigns[sign];
  const sign = before.exec(trimmed);
  const code = sign === null ? undefined : codeOf(sign[1] ?? '');
  const plain = sign === null || code === undefined ? trimmed : trimmed.slice(sign[0].length);
  const digits = amount.exec(plain)?.[0];
  if (digits === undefined || plain.startsWith(',', digits.length)) return text;
  const { multiple, unit } = multipleOf(plain.slice(digits.length));
  const spelled = unit
    .replace(/^dollars?(?=$|[\s/])/u, '$')
    .replace(/^euros?(?=$|[\s/])/u, '€')
    .replace(/^(?:US\$|[$€£])/u, (found) => codeOf(found) ?? found)
    .replace(/(?:^|\s+)(?:per|a|an|each)\s+/gu, '/')
    .trim();
  const named =
    code === undefined ? spelled : `${code}${spelled.startsWith('/') || spelled === '' ? '' : ' '}${spelled}`;
  const joined = named === '' || named.startsWith('%') || named.startsWith('/') ? named : ` ${named}`;
  return `${digits}${multiple}${joined}`;
}

/** The letter of a multiple directly after the number, or of its word, and what follows. */
function multipleOf(rest: string): { readonly multiple: string; readonly unit: string } {
  const letter = /^(?:[kMBGT](?=$|[\s/%$€£])|[eE][+-]?\d{1,4}[kMBGT]?(?=$|[\s/%$€£]))/u.exec(rest)?.[0];
  if (letter !== undefined) return { multiple: letter, unit: rest.slice(letter.length).trim() };
  const [found, word = ''] = /^\s*([A-Za-z]+)(?=$|[\s/$€£])/u.exec(rest) ?? [];
  const multiple = Object.hasOwn(numberWords, word) ? numberWords[word] : undefined;
  if (found === undefined || multiple === undefined) return { multiple: '', unit: rest.trim() };
  return { multiple, unit: rest.slice(found.length).trim() };
}
