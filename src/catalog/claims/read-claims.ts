import { Exact } from '../../formula/index.ts';
import type { Catalog } from '../types.ts';
import type { CatalogClaimsResult, Claim, ClaimMeasure } from './types.ts';

/** What a text can speak of: names of the catalog, the longest first, so that `H100 SXM` is not read as `H100`. */
export interface Vocabulary {
  readonly gpus: readonly Name[];
  readonly models: readonly Name[];
  readonly vendors: readonly Name[];
  readonly regions: readonly Name[];
}

interface Name {
  readonly id: string;
  readonly pattern: RegExp;
}

export interface ReadClaims {
  readonly claims: readonly Claim[];
  readonly unread: CatalogClaimsResult['unread'];
}

/** Larger texts are no statement of prices. */
const mostClaims = 1000;
const longestLine = 5000;

const numeral = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const money = new RegExp(
  String.raw`(?:(US\$|\$|€|£|USD|EUR|GBP)\s?(${numeral})|(${numeral})\s?(USD|EUR|GBP|dollars?|€)(?![a-z]))`,
  'giu',
);
/** `0.15/0.60 USD`, `$3 / $15`, `3.50 to 13.78`: a second amount that shares the currency of the first. */
const partner = new RegExp(String.raw`^\s*(/|to|and|–|-|—)\s*(?:US\$|\$|€|£)?\s?(${numeral})`, 'iu');
const before = new RegExp(String.raw`(${numeral})\s*(/|to|and|–|—|-)\s*$`, 'iu');

/** The names of a catalog as they are written in texts. */
export function vocabularyOf(catalog: Catalog): Vocabulary {
  const gpus = new Set<string>();
  for (const { gpu } of catalog.offers.values()) gpus.add(gpu).add(gpu.replace(/-.*$/u, ''));
  const models = [...catalog.tokens.values()].map(({ id }) => id.split('/').at(-1) ?? id);
  const vendors = [
    ...[...catalog.tokens.values()].map(({ channel }) => channel),
    ...[...catalog.offers.values()].map(({ cloud }) => cloud),
  ].filter((name) => name !== 'market' && name !== 'owned');
  const regions = [...catalog.offers.values()].flatMap(({ region }) => (region === null ? [] : [region]));
  return {
    gpus: names(gpus),
    models: names(models),
    vendors: names(vendors),
    regions: names(regions.filter((region) => /\d|central|europe|east|west|north|south/u.test(region))),
  };
}

function names(ids: Iterable<string>): readonly Name[] {
  return [...new Set(ids)]
    .filter((id) => id.length > 1)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((id) => {
      const words = id
        .toLowerCase()
        .split(/[-_ ]+/u)
        .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
      return { id, pattern: new RegExp(`(?<![\\w.])${words.join('[-_ ]?')}(?![\\w]|[-.]\\w)`, 'iu') };
    });
}

/** The prices that a text states, sentence by sentence; what has no subject of the catalog is not taken for a claim. */
export function readClaims(text: string, vocabulary: Vocabulary): ReadClaims {
  const claims: Claim[] = [];
  const unread: { line: number; words: string; because: string }[] = [];
  for (const [index, whole] of text.split(/\r?\n/u).entries()) {
    const line = whole.slice(0, longestLine);
    let subject: Subject | undefined;
    for (const part of line.split(/(?<=[a-z)\d][.;])\s+(?=[A-Z])/u)) {
      const amounts = amountsOf(part);
      subject = subjectOf(part, vocabulary) ?? subject;
      if (amounts.length === 0) continue;
      const words = part.trim().slice(0, 200);
      if (subject === undefined) {
        unread.push({ line: index + 1, words, because: 'no GPU or model of the catalog is named' });
        continue;
      }
      if (claims.length < mostClaims) claims.push(...claimsOf(part, amounts, subject, vocabulary, index + 1));
    }
  }
  return { claims, unread };
}

interface Amount {
  readonly value: Exact;
  readonly currency: string;
  readonly words: string;
  readonly isRough: boolean;
  /** What follows, up to the next amount. */
  readonly after: string;
  /** The key that it is the value of, in a table or a scenario: `input` of `input: 30 USD/Mtok`. */
  readonly key: string | undefined;
  /** The first of `a / b`, or the second; `range` for `a to b`. */
  readonly pair: 'first' | 'second' | 'range' | null;
}

function amountsOf(part: string): readonly Amount[] {
  const found: { at: number; end: number; value: string; currency: string; pair: Amount['pair'] }[] = [];
  for (const match of part.matchAll(money)) {
    const at = match.index;
    const last = found.at(-1);
    if (last !== undefined && at < last.end) continue;
    const currency = currencyOf(match[1] ?? match[4] ?? '');
    const value = match[2] ?? match[3] ?? '';
    const end = at + match[0].length;
    const earlier = match[3] === undefined ? undefined : before.exec(part.slice(last?.end ?? 0, at));
    if (earlier !== null && earlier !== undefined) {
      const pair = earlier[2] === '/' ? 'first' : 'range';
      const start = (last?.end ?? 0) + earlier.index;
      found.push({ at: start, end: at, value: earlier[1] ?? '', currency, pair });
      found.push({ at, end, value, currency, pair: pair === 'first' ? 'second' : 'range' });
      continue;
    }
    const next = partner.exec(part.slice(end));
    if (next === null) found.push({ at, end, value, currency, pair: null });
    else {
      const pair = next[1] === '/' ? 'first' : 'range';
      found.push({ at, end, value, currency, pair });
      const to = end + next[0].length;
      found.push({ at: end, end: to, value: next[2] ?? '', currency, pair: pair === 'first' ? 'second' : 'range' });
    }
  }
  return found.map(({ at, end, value, currency, pair }, index) => ({
    value: new Exact(value.replaceAll(',', '')),
    currency,
    pair,
    isRough: /(?:~|\babout|\baround|\broughly|\bapprox\w*\.?|\bnearly)\s*$/iu.test(part.slice(Math.max(0, at - 40), at)),
    words: part.slice(at, end).replace(/^\s*(?:\/|to|and|–|-|—)\s*/u, '').trim(),
    after: part.slice(end, found[index + 1]?.at ?? part.length),
    key: /(?:^|[\s{,(])(\w+):\s*['"]?$/u.exec(part.slice(0, at))?.[1]?.toLowerCase(),
  }));
} // prettier-ignore

function currencyOf(written: string): string {
  const known: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', EUR: 'EUR', GBP: 'GBP' };
  return known[written.toUpperCase()] ?? 'USD';
}

interface Subject {
  readonly kind: 'gpu' | 'model';
  readonly id: string;
}

function subjectOf(part: string, { gpus, models }: Vocabulary): Subject | undefined {
  const model = models.find(({ pattern }) => pattern.test(part));
  if (model !== undefined) return { kind: 'model', id: model.id };
  const gpu = gpus.find(({ pattern }) => pattern.test(part));
  return gpu === undefined ? undefined : { kind: 'gpu', id: gpu.id };
}

function claimsOf(
  part: string,
  amounts: readonly Amount[],
  subject: Subject,
  { vendors, regions }: Vocabulary,
  line: number,
): readonly Claim[] {
  const vendor = vendors.find(({ pattern }) => pattern.test(part))?.id ?? null;
  const region = regions.find(({ pattern }) => pattern.test(part))?.id ?? null;
  // A key of a table or a scenario says how large a node is, and not that the price is that of a node.
  const prose = part.replaceAll(/\bnodes?:\s*[^,}\n]*/giu, '');
  const isNode = /\bnodes?\b|8[- ]?(?:x|×)?[- ]?gpus?\b|eight gpus|servers?\b/iu.test(prose);
  return amounts.map((amount, index) => {
    const measure: ClaimMeasure =
      subject.kind === 'gpu' ? gpuMeasure(amount, isNode) : tokenMeasure(part, amount, index);
    return {
      line,
      words: amount.words,
      subject: subject.id,
      measure,
      price: amount.value,
      currency: amount.currency,
      vendor,
      term: subject.kind === 'gpu' ? termOf(amount.after, part, amounts.length) : null,
      region,
      isRough: amount.isRough,
    };
  });
}

const byTheMonth =
  /^\s*(?:(?:\/|per|a)\s*)?(?:(?:GPU|node|server)\s*)?(?:(?:\/|per|a|each)\s*)?(?:months?|monthly|mo)\b/iu;

function gpuMeasure({ value, after, key }: Amount, isNode: boolean): ClaimMeasure {
  if (key === 'monthly' || byTheMonth.test(after)) return isNode ? 'node-month' : 'gpu-month';
  return isNode && value.gt(20) ? 'node-hour' : 'gpu-hour';
}

/** Input and output by their words after the amount, or before it, or by their order. */
function tokenMeasure(part: string, { after, key, pair }: Amount, index: number): ClaimMeasure {
  if (key === 'input' || key === 'output') return key;
  if (pair === 'first') return 'input';
  if (pair === 'second') return 'output';
  const near = /\b(in|input|prompt|out|output|completion)\b/iu.exec(after)?.[1]?.toLowerCase();
  if (near !== undefined) return near.startsWith('in') || near === 'prompt' ? 'input' : 'output';
  if (/\boutput|\bcompletion/iu.test(part) && !/\binput|\bprompt/iu.test(part)) return 'output';
  return index === 0 ? 'input' : 'output';
}

const termWords: readonly (readonly [Exclude<Claim['term'], null>, RegExp])[] = [
  ['spot', /\bspot\b|preemptible|interruptible/iu],
  ['reserved', /\breserv|committed|commitment|\b(?:one|two|three|1|2|3)[- ]years?\b|\b\d+[- ]months?\b/iu],
  ['on-demand', /on[- ]demand/iu],
];

/** The term that is said behind an amount; of the whole sentence where that names one only. */
function termOf(after: string, part: string, amounts: number): Claim['term'] {
  const near = termWords.find(([, pattern]) => pattern.test(after))?.[0];
  if (near !== undefined) return near;
  const said = termWords.filter(([, pattern]) => pattern.test(part)).map(([term]) => term);
  return said.length === 1 || amounts === 1 ? (said[0] ?? null) : null;
}
