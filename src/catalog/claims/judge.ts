import type { IsoDate } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import { dayOrder } from '../dated-rows.ts';
import { isWithin } from '../naming/regions.ts';
import type { Moment } from '../queries/listing.ts';
import { kinds, type Catalog, type DatedRow, type GpuOffer, type TokenEntry } from '../types.ts';
import type { CatalogClaimsResult, Claim, ClaimEvidence, JudgedClaim } from './types.ts';
import { readClaims, vocabularyOf } from './read-claims.ts';

/** The prices that a text states, each with what the catalog says for that day, term and place. */
export function checkClaims(catalog: Catalog, moment: Moment, file: string, text: string): CatalogClaimsResult {
  const { claims, unread } = readClaims(text, vocabularyOf(catalog));
  const { version, date, digest } = catalog;
  return {
    schema: 'crossover/catalog-claims/1',
    catalog: { version, date, digest, asOf: moment.asOf, knownAt: moment.knownAt },
    file,
    claims: claims.map((claim) => judge(catalog, moment, claim)),
    unread,
  };
} // prettier-ignore

function judge(catalog: Catalog, moment: Moment, claim: Claim): JudgedClaim {
  const began = begunBy(moment, evidenceOf(catalog, claim));
  const holding = began.filter(({ to }) => to === null || moment.asOf < to);
  const [now, ever] = [agreeingWith(claim, holding), agreeingWith(claim, began)];
  const agreeing = now.length > 0 ? now.toSorted(firmest) : lastOfEach(ever);
  return {
    ...claim,
    verdict: now.length > 0 ? 'right' : ever.length > 0 ? 'outdated' : 'no-offer',
    agreeing: agreeing.slice(0, 5).map(shown),
    agreeingCount: agreeing.length,
    elsewhere: ever.length > 0 ? [] : elsewhere(catalog, moment, claim).slice(0, 3).map(shown),
    now: rangeOf(holding),
  };
}

function begunBy({ asOf, knownAt }: Moment, evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(
    ({ from, recorded }) => dayOrder(from) <= asOf && (knownAt === null || dayOrder(recorded) <= knownAt),
  );
}

function agreeingWith(claim: Claim, evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ price }) => isSaid(claim, price));
}

/** The price at another place, then of another vendor, then on another term: the first of these that has it. */
function elsewhere(catalog: Catalog, moment: Moment, claim: Claim): readonly Evidence[] {
  const wider: readonly Claim[] = [
    { ...claim, region: null },
    { ...claim, region: null, vendor: null },
    { ...claim, region: null, vendor: null, term: null },
  ];
  for (const each of wider) {
    const found = agreeingWith(claim, begunBy(moment, evidenceOf(catalog, each)));
    if (found.length > 0) return lastOfEach(found);
  }
  return [];
}

interface Evidence extends ClaimEvidence {
  readonly recorded: IsoDate | null;
}

/** A figure says another one where that has its value once it is rounded to as many digits; `about` allows a hundredth. */
function isSaid({ price: said, isRough }: Claim, price: Exact): boolean {
  if (isRough && price.minus(said).abs().lte(said.times(0.01))) return true;
  return price.toDecimalPlaces(said.decimalPlaces()).eq(said);
}

function evidenceOf(catalog: Catalog, claim: Claim): readonly Evidence[] {
  if (claim.measure === 'input' || claim.measure === 'output') {
    const { measure } = claim;
    const maker = makerOf(catalog, claim.subject);
    return [...catalog.tokens.values()]
      .filter((entry) => isSold(entry, claim, maker))
      .flatMap((entry) => entry.rows.filter(isGiven).map((row) => evidence(entry.id, row, row[measure])));
  }
  const perPrice = (isOfNode(claim) ? 8 : 1) * (claim.measure.endsWith('-month') ? hoursPerMonth : 1);
  return [...catalog.offers.values()]
    .filter((offer) => isOffered(offer, claim))
    .flatMap((offer) =>
      offer.rows.filter(isGiven).flatMap((row) => {
        const { hourly } = row;
        return hourly === null ? [] : [evidence(offer.id, row, hourly.times(perPrice))];
      }),
    );
}

const hoursPerMonth = 730;

function isOfNode({ measure }: Claim): boolean {
  return measure === 'node-hour' || measure === 'node-month';
}

function isGiven({ status }: DatedRow): boolean {
  return status !== 'withdrawn';
}

function isSold(entry: TokenEntry, { subject, vendor, currency }: Claim, maker: string | undefined): boolean {
  const channel = vendor ?? maker;
  return (
    entry.currency === currency &&
    (entry.id.split('/').at(-1) ?? entry.id) === subject &&
    (channel === undefined || entry.channel === channel)
  );
}

/** Who makes a model and sells it too: a price without a seller is the maker's. Open models have no such seller. */
const makers: readonly (readonly [model: RegExp, channel: string])[] = [
  [/^claude/u, 'anthropic'],
  [/^(?:gpt-(?!oss)|o\d)/u, 'openai'],
  [/^gemini/u, 'google'],
  [/^grok/u, 'xai'],
  [/^command/u, 'cohere'],
];

function makerOf(catalog: Catalog, model: string): string | undefined {
  const channel = makers.find(([pattern]) => pattern.test(model))?.[1];
  return channel !== undefined && catalog.tokens.has(`${channel}/${model}`) ? channel : undefined;
}

function isOffered(offer: GpuOffer, claim: Claim): boolean {
  const { subject, vendor, currency, term, region } = claim;
  return (
    offer.currency === currency &&
    (offer.gpu === subject || offer.gpu.startsWith(`${subject}-`)) &&
    (vendor === null || offer.cloud === vendor) &&
    (term === null ? offer.term !== 'owned' : offer.term === term) &&
    (region === null || offer.region === region || offer.residency.some((place) => isWithin(place, region))) &&
    (!isOfNode(claim) || offer.node.eq(8))
  );
} // prettier-ignore

function evidence(id: string, row: DatedRow, price: Exact): Evidence {
  const { from, to, recorded, kind, source } = row;
  return { id, price, from, to, recorded, kind, source };
}

function shown({ id, price, from, to, kind, source }: Evidence): ClaimEvidence {
  return { id, price, from, to, kind, source };
}

/** Of each entry the price that held last, those that held longest first. */
function lastOfEach(evidence: readonly Evidence[]): readonly Evidence[] {
  const end = ({ to }: Evidence): string => to ?? '9999-12-31';
  const latest = new Map<string, Evidence>();
  for (const each of evidence) {
    const known = latest.get(each.id);
    if (known === undefined || end(each) > end(known)) latest.set(each.id, each);
  }
  return [...latest.values()].toSorted((a, b) =>
    end(a) > end(b) ? -1 : end(a) < end(b) ? 1 : firmest(a, b),
  );
}

function firmest(a: Evidence, b: Evidence): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
}

function rangeOf(holding: readonly Evidence[]): JudgedClaim['now'] {
  const sorted = holding.toSorted((a, b) => a.price.cmp(b.price) || (a.id < b.id ? -1 : 1));
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (lowest === undefined || highest === undefined || below === undefined || above === undefined) return null;
  return {
    offers: sorted.length,
    lowest: shown(lowest),
    median: below.price.plus(above.price).div(2),
    highest: shown(highest),
  };
} // prettier-ignore
