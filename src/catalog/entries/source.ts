import type { Source } from '../types.ts';
import { date, readFields, text, type ValueReader } from '../../document/index.ts';

/** `{ url, retrieved, note }` */
export const source: ValueReader<Source> = (node, address, report) => {
  const fields = readFields(node, address, report, { required: ['url', 'retrieved'], optional: ['note'] });
  const url = fields?.required('url', text);
  const retrieved = fields?.required('retrieved', date);
  const note = fields?.optional('note', text) ?? null;
  if (url === undefined || retrieved === undefined) return undefined;
  return { url, retrieved, ...(note === null ? {} : { note }) };
};
