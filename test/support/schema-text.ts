import { format } from 'prettier';

/** A JSON Schema as it is committed and shipped: what fits on a line stands on one, so the file is short and easy to read. */
export function schemaText(schema: unknown): Promise<string> {
  return format(JSON.stringify(schema), { parser: 'json', printWidth: 2000, tabWidth: 1 });
}
