/** A value of the files that are written: texts as they stand, lists, and maps whose undefined and null keys are left out. */
export type YamlValue =
  string | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue | undefined };

/** Text that YAML reads back as itself, quoted only where it has to be. */
function scalar(text: string): string {
  const plain = /^[A-Za-z0-9][^,[\]{}#&*!|>'"%@`\n]*$/u.test(text) && !/: |:$|\s$/u.test(text);
  return plain || /^\d[\d.]*%$/u.test(text) ? text : JSON.stringify(text);
}

/** The value on one line. */
export function flow(value: YamlValue): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${(value as readonly YamlValue[]).map(flow).join(', ')}]`;
  const fields = Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : [`${key}: ${flow(each)}`],
  );
  return `{ ${fields.join(', ')} }`;
}

/** A list of entries: their keys in lines, what they hold on one line each, the rows of `prices` one a line. */
export function entries(list: readonly { readonly [key: string]: YamlValue | undefined }[]): string {
  return list
    .map((entry) => {
      const lines = Object.entries(entry).flatMap(([key, value]) => {
        if (value === undefined) return [];
        if (key !== 'prices' || !Array.isArray(value)) return [`${key}: ${flow(value)}`];
        return ['prices:', ...(value as readonly YamlValue[]).map((row) => `  - ${flow(row)}`)];
      });
      return `- ${lines.join('\n  ')}\n`;
    })
    .join('');
}

/** Entries of one line each. */
export function lines(list: readonly { readonly [key: string]: YamlValue | undefined }[]): string {
  return list.map((each) => `- ${flow(each)}\n`).join('');
}
