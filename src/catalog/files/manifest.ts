import {
  choiceField,
  date,
  derived,
  id,
  oneOrMore,
  optional,
  otherwise,
  plain,
  record,
  reportAt,
  text,
  type Field,
  type IsoDate,
  type LocatedField,
} from '../../document/index.ts';
import type { Source } from '../types.ts';
import { source } from '../entries/source.ts';

/** What `catalog.yaml` says of the catalog. */
export interface Manifest {
  readonly version: string;
  readonly date: IsoDate;
  /** The bundled catalog whose entries hold where this one has none of the same id. */
  readonly extends: LocatedField | null;
  /** Digest of the content that the catalog was published with; a difference is reported. */
  readonly digest: LocatedField | null;
  readonly sources: readonly Source[];
}

const format = '1';

/** The version of the format: another one may mean something else by the same keys. */
const formatField: Field<string> = {
  ...choiceField('version of the format', [format]),
  read: (node, address, reading, span) => {
    const stated = text(node, address, reading);
    if (stated === undefined || stated === format) return stated;
    const message = `expected version ${format} of the format, found '${stated.slice(0, 60)}'`;
    return reportAt(reading, 'version', address, message, { span });
  },
};

/** `catalog.yaml`: `{ crossover_catalog: 1, version, date, extends, digest, sources, update_from }`. */
export const manifestField: Field<Manifest> = derived(
  record(
    'a catalog',
    {
      crossover_catalog: formatField,
      version: plain(id, 'version of the catalog', '2026-11'),
      date: plain(date, 'day of the catalog', '2026-11-01'),
      extends: optional(plain(id, 'bundled catalog that it adds to', '2026-11')),
      digest: optional(plain(text, 'digest of its content')),
      sources: otherwise(oneOrMore('where its figures come from', source), [] as readonly Source[]),
      update_from: optional(plain(text, 'where updates are published')),
    },
    { allowsNull: true },
  ),
  ({ version, date: day, sources, ...given }, _address, _reading, _span, node) => {
    const entries = node?.type === 'map' ? node.entries : undefined;
    return {
      version,
      date: day,
      extends: given.extends === null ? null : (entries?.get('extends') ?? null),
      digest: given.digest === null ? null : (entries?.get('digest') ?? null),
      sources,
    };
  },
);
