import { stringify } from 'yaml';

/** A value of the files that are written: texts as they stand, lists, and maps whose undefined and null keys are left out. */
export type YamlValue =
  string | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue | undefined };

// Most texts are figures with units, days, names and addresses: what is plain beyond doubt is not asked of the library.
const surelyPlain =
  /^(?:\d[\d.]*(?:%| [A-Za-z][\w/]*)|\d{4}-\d\d-\d\d|[A-Za-z][\w.]*[-/][\w.+/-]*|https:\/\/[\w./?=&+-]+)$/u;

/** Text that YAML reads back as itself, quoted only where it has to be. */
function scalar(text: string): string {
  if (surelyPlain.test(text)) return text;
  // A number without a unit is meant as one; every other text that another reader might convert is quoted.
  if (/^\d+(?:\.\d+)?$/u.test(text)) return text;
  if (/\p{Cc}/u.test(text)) return JSON.stringify(text);
  return stringify([text], { collectionStyle: 'flow', lineWidth: 0, version: '1.1' }).trim().slice(2, -2);
}

/** The value on one line. */
export function flow(value: YamlValue): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  // Built up in one text: a large list has some hundred thousand fields.
  let fields = '';
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) continue;
    fields += `${fields === '' ? '' : ', '}${key}: ${flow(each)}`;
  }
  return `{ ${fields} }`;
}

/** A list of entries: their keys in lines, what they hold on one line each, the rows of `prices` one a line. */
export function entries(list: readonly { readonly [key: string]: YamlValue | undefined }[]): string {
  return list.map(entryText).join('');
}

function entryText(entry: { readonly [key: string]: YamlValue | undefined }): string {
  let text = '';
  for (const [key, value] of Object.entries(entry)) {
    if (value === undefined) continue;
    const start = text === '' ? '- ' : '  ';
    if (key === 'prices' && isList(value)) {
      text += `${start}prices:\n`;
      for (const row of value) text += `    - ${flow(row)}\n`;
    } else {
      text += `${start}${key}: ${flow(value)}\n`;
    }
  }
  return text;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Entries of one line each. */
export function lines(list: readonly { readonly [key: string]: YamlValue | undefined }[]): string {
  return list.map((each) => `- ${flow(each)}\n`).join('');
}
