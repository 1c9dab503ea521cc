import {
  grades,
  kinds,
  parts,
  type CatalogClaimsResult,
  type CatalogHostsResult,
  type CatalogSummaryResult,
  type ClaimEvidence,
  type Host,
  type HostedModel,
  type JudgedClaim,
  type ListedCatalog,
} from '../../../catalog/index.ts';
import {
  countCodec as count,
  dateCodec as date,
  figureCodec as figure,
  flagCodec as flag,
  listCodec as list,
  nullable,
  optionalKey,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import type { Source } from '../../../catalog/index.ts';

const part = word(...parts);
const kind = word(...kinds);
const day = nullable(date);
const catalog = record<ListedCatalog>({ version: text, date, digest: text, asOf: date, knownAt: day });
const source = record<Source>({
  url: text,
  retrieved: day,
  grade: optionalKey(word(...grades)),
  note: optionalKey(text),
  place: optionalKey(record<NonNullable<Source['place']>>({ file: text, line: count })),
});

/** `crossover/catalog-summary/1`. */
export const summaryWire = record<CatalogSummaryResult>({
  schema: word('crossover/catalog-summary/1'),
  catalog,
  parts: list(
    record<CatalogSummaryResult['parts'][number]>({ part, entries: count, holding: count, rows: count }),
  ),
  kinds: list(record<CatalogSummaryResult['kinds'][number]>({ kind, rows: count })),
  grades: list(
    record<CatalogSummaryResult['grades'][number]>({ grade: nullable(word(...grades)), rows: count }),
  ),
  terms: list(record<CatalogSummaryResult['terms'][number]>({ term: text, entries: count })),
  sellers: list(record<CatalogSummaryResult['sellers'][number]>({ part, seller: text, entries: count })),
  gpus: list(record<CatalogSummaryResult['gpus'][number]>({ gpu: text, entries: count })),
  sources: list(record<CatalogSummaryResult['sources'][number]>({ url: text, rows: count })),
});

/** `crossover/catalog-hosts/1`. */
export const hostsWire = record<CatalogHostsResult>({
  schema: word('crossover/catalog-hosts/1'),
  catalog,
  model: record<HostedModel>({
    id: text,
    parameters: nullable(figure),
    context: nullable(figure),
    precision: nullable(text),
    licence: nullable(text),
  }),
  hosts: list(
    record<Host>({
      id: text,
      channel: text,
      residency: list(text),
      context: nullable(figure),
      currency: text,
      input: figure,
      cached: nullable(figure),
      output: figure,
      mixed: figure,
      ratio: figure,
      batch: nullable(figure),
      since: day,
      kind,
      source,
    }),
  ),
  spread: nullable(figure),
});

const evidence = record<ClaimEvidence>({ id: text, price: figure, from: day, to: day, kind, source });

/** `crossover/catalog-claims/1`. */
export const claimsWire = record<CatalogClaimsResult>({
  schema: word('crossover/catalog-claims/1'),
  catalog,
  file: text,
  claims: list(
    record<JudgedClaim>({
      line: count,
      words: text,
      subject: text,
      measure: word('gpu-hour', 'node-hour', 'gpu-month', 'node-month', 'input', 'output'),
      price: figure,
      currency: text,
      vendor: nullable(text),
      term: nullable(word('on-demand', 'spot', 'reserved')),
      region: nullable(text),
      verdict: word('right', 'outdated', 'no-offer'),
      agreeing: list(evidence),
      isRough: flag,
      agreeingCount: count,
      elsewhere: list(evidence),
      now: nullable(
        record<NonNullable<JudgedClaim['now']>>({
          offers: count,
          lowest: evidence,
          median: figure,
          highest: evidence,
        }),
      ),
    }),
  ),
  unread: list(record<CatalogClaimsResult['unread'][number]>({ line: count, words: text, because: text })),
});
