import {
  type IsoDate,
  choice,
  date,
  id,
  readFields,
  readMap,
  text,
  type LocatedField,
  type LocatedNode,
  type Report,
  type ValueReader,
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

const sources: ValueReader<readonly Source[]> = (node, address, report) => {
  const items = node.type === 'list' ? node.items : [node];
  return items.flatMap((item) => source(item, address, report) ?? []);
};

/** Reads `catalog.yaml`: `{ crossover_catalog: 1, version, date, extends, digest, sources, update_from }`. */
export function readManifest(node: LocatedNode, report: Report): Manifest | undefined {
  const fields = readFields(node, '', report, {
    required: ['crossover_catalog', 'version', 'date'],
    optional: ['extends', 'digest', 'sources', 'update_from'],
  });
  if (fields === undefined) return undefined;
  fields.required('crossover_catalog', choice(['1']));
  const version = fields.required('version', id);
  const day = fields.required('date', date);
  const based = fields.optional('extends', id);
  const digest = fields.optional('digest', text);
  const listed = fields.optional('sources', sources) ?? [];
  fields.optional('update_from', text);
  const entries = readMap(node, '', report)?.entries;
  if (version === undefined || day === undefined) return undefined;
  return {
    version,
    date: day,
    extends: based === null ? null : (entries?.get('extends') ?? null),
    digest: digest === null ? null : (entries?.get('digest') ?? null),
    sources: listed,
  };
}
