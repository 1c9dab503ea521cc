import { problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { Catalog, GpuOffer } from '../types.ts';
import { throughputKey } from '../files/keys.ts';
import { allOwn, type IsOwn } from './own-entries.ts';
import { findOutliers, type Compared, type Outlier } from './neighbours.ts';

/** What cannot be right about GPU offers, and what they name that the catalog does not know. */
export function validateOffers(
  { offers, gpus }: Pick<Catalog, 'offers' | 'gpus'>,
  isOwn: IsOwn = allOwn,
): readonly Diagnostic[] {
  const all = [...offers.values()];
  const found: Diagnostic[] = [];
  const alike = new Map<string, GpuOffer>();
  // Own ones last, so that it is they that repeat another.
  for (const offer of [...all.filter((each) => !isOwn(each)), ...all.filter(isOwn)]) {
    const { id, span } = offer;
    const own = isOwn(offer);
    if (own && !gpus.has(offer.gpu)) {
      found.push(warning('catalog/unknown-gpu', `${id}: hardware.yaml does not have ${offer.gpu}`, { span }));
    }
    if (own && offer.rows.some((row) => row.hourly?.isZero() === true && row.upfront === null)) {
      found.push(problem('catalog/zero-price', `${id}: a GPU-hour with a price of zero`, { span }));
    }
    const kind = `${offer.cloud} ${offer.gpu} ${offer.region} ${offer.node.toFixed()} ${offer.term} ${offer.termMonths?.toFixed()}`;
    const twin = alike.get(kind);
    // Clouds may have two classes of one machine; at one price they are one offer under two names.
    if (own && twin !== undefined && latest(twin)?.eq(latest(offer) ?? -1) === true) {
      const message = `${id}: the same offer as ${twin.id}`;
      found.push(warning('catalog/duplicate', message, { span }));
    }
    alike.set(kind, offer);
  }
  return [...found, ...checkSpot(all, isOwn), ...checkNeighbours(all, isOwn)];
}

function latest(offer: GpuOffer): GpuOffer['rows'][number]['hourly'] | undefined {
  return offer.rows.findLast((row) => row.status === 'confirmed')?.hourly;
}

function checkSpot(offers: readonly GpuOffer[], isOwn: IsOwn): readonly Diagnostic[] {
  const keyOf = (offer: GpuOffer): string =>
    `${offer.cloud} ${offer.gpu} ${offer.region} ${offer.node.toFixed()} ${offer.currency}`;
  const listed = new Map(
    offers.filter(({ term }) => term === 'on-demand').map((offer) => [keyOf(offer), offer]),
  );
  return offers.flatMap((offer) => {
    const onDemand = offer.term === 'spot' ? listed.get(keyOf(offer)) : undefined;
    const [spot, full] = [latest(offer), onDemand === undefined ? undefined : latest(onDemand)];
    if (onDemand === undefined || !spot || !full || spot.lte(full)) return [];
    if (!isOwn(offer) && !isOwn(onDemand)) return [];
    const message = `${offer.id}: spot costs ${spot.toFixed()}, more than ${onDemand.id} at ${full.toFixed()}`;
    return [warning('catalog/spot-dearer', message, { span: offer.span })];
  });
}

function checkNeighbours(offers: readonly GpuOffer[], isOwn: IsOwn): readonly Diagnostic[] {
  const spans = new Map(offers.filter(isOwn).map(({ id, span }) => [id, span]));
  const outliers = findOfferOutliers(offers).filter(({ name }) => spans.has(name));
  return outliers.map(({ name, group, value, median }) => {
    const message = `${name}: ${value.toFixed()} is 100 times away from comparable entries, the ${group}: ${median.toFixed()}`;
    return problem('catalog/outlier', message, { span: spans.get(name) });
  });
}

/** What an hour comes to with what is paid at the start spread over the term, at 730 hours a month. */
function wholeHourly(offer: GpuOffer): Exact | null | undefined {
  const row = offer.rows.findLast((each) => each.status === 'confirmed');
  if (!row?.hourly || row.upfront === null || offer.termMonths === null) return row?.hourly;
  return row.hourly.plus(row.upfront.div(offer.termMonths.times(730)));
}

/** The latest hourly prices that are a hundred times off those of the same GPU elsewhere. */
export function findOfferOutliers(offers: readonly GpuOffer[]): readonly Outlier[] {
  const compared = offers.flatMap((offer): readonly Compared[] => {
    const value = wholeHourly(offer);
    if (!value) return [];
    return [{ name: offer.id, value, groups: [`hourly prices in ${offer.currency} of ${offer.gpu}`] }];
  });
  return findOutliers(compared);
}

/** What throughput entries and latency curves name that the catalog does not know, and rates a hundred times off those of the same model. */
export function validateThroughput(
  catalog: Pick<Catalog, 'throughput' | 'latency' | 'models' | 'gpus'>,
  isOwn: IsOwn = allOwn,
): readonly Diagnostic[] {
  const own = catalog.throughput.filter(isOwn);
  const all = [...own, ...catalog.latency.filter(isOwn)];
  const models = new Set(all.map(({ model }) => model).filter((model) => !catalog.models.has(model)));
  const gpus = new Set(all.map(({ gpu }) => gpu).filter((gpu) => !catalog.gpus.has(gpu)));
  const names = new Set(own.map(throughputKey));
  const compared = catalog.throughput.flatMap((entry): readonly Compared[] => {
    if (entry.totalRate === null) return [];
    const value = entry.totalRate.div(entry.gpusPerReplica);
    return [
      { name: throughputKey(entry), value, groups: [`rates per GPU of ${entry.model} on ${entry.gpu}`] },
    ];
  });
  return [
    ...[...models].map((model) =>
      warning('catalog/unknown-model', `${model}: was measured, but models.yaml does not have it`),
    ),
    ...[...gpus].map((gpu) =>
      warning('catalog/unknown-gpu', `${gpu}: was measured, but hardware.yaml does not have it`),
    ),
    ...findOutliers(compared)
      .filter(({ name }) => names.has(name))
      .map(({ name, group, value, median }) =>
        problem(
          'catalog/outlier',
          `${name}: ${value.toFixed(0)} is 100 times away from the ${group}: ${median.toFixed(0)}`,
        ),
      ),
  ];
}
