import { kinds, rowAt, throughputOf, type GpuOffer, type GpuPriceRow } from '../../catalog/index.ts';
import { Exact } from '../../formula/index.ts';
import type { Cluster } from '../../scenario/index.ts';
import { measuredThroughput } from '../build/throughput.ts';
import { Unknown, type ModelContext } from '../context.ts';
import { bitsOf, type BuiltFigures } from './dominance.ts';

/** A cluster of the scenario on an offer, at a precision. */
export interface Candidate {
  readonly cluster: Cluster;
  /** Null where its price is not one by the hour, or is not known: then nothing is said of it beforehand. */
  readonly figures: BuiltFigures | null;
  /** Whether its weights have fewer bits than those that were published. */
  readonly isNarrow: boolean;
}

/**
 * The scenario's cluster on each offer of a GPU with known throughput, at each precision that was measured there. A stated
 * throughput holds only on the GPU that it was stated for. What comes first costs least per replica.
 */
export function candidatesOf(
  context: ModelContext,
  cluster: Cluster,
  offers: Iterable<GpuOffer>,
): readonly Candidate[] {
  const own = context.scenario.offers.get(cluster.offer) ?? context.catalog.offers.get(cluster.offer);
  const measured = throughputOf(context.catalog, cluster.model);
  const found = [...offers].flatMap((offer): readonly Candidate[] => {
    // How often spot is gone has to be known before it can be compared.
    if (offer.term === 'spot' && offer.interruption === null) return [];
    const isSame = own?.gpu === offer.gpu;
    const there = measured.filter(({ gpu }) => gpu === offer.gpu);
    if (!isSame && there.length === 0) return [];
    const moved: Cluster = isSame ? cluster : { ...cluster, throughput: null, latency: null, gpusPerReplica: null };
    const usual = usualPrecision(context, moved, offer);
    const others =
      moved.precision === null && moved.throughput === null
        ? [...new Set(there.map(({ precision }) => precision))].filter((each) => each !== usual)
        : [];
    return [null, ...others.toSorted()].map((precision) => {
      const id = `${cluster.id}@${offer.id}${precision === null ? '' : `:${precision}`}`;
      const made: Cluster = { ...moved, id: moved.id, offer: offer.id, precision: precision ?? moved.precision };
      const published = bitsOf(context.catalog.models.get(cluster.model)?.precision ?? null);
      return {
        cluster: { ...made, id },
        figures: figuresOf(context, made, offer, precision ?? usual),
        isNarrow: bitsOf(precision ?? usual) < published,
      };
    });
  });
  const costOf = ({ figures }: Candidate): Exact => figures?.hourly.times(figures.replica) ?? new Exact(0);
  return found.toSorted((a, b) => costOf(a).cmp(costOf(b)));
} // prettier-ignore

/** The precision that the cluster's throughput is known at, without one of its own. */
function usualPrecision(context: ModelContext, cluster: Cluster, offer: GpuOffer): string | null {
  if (cluster.precision !== null || cluster.throughput !== null) return cluster.precision;
  return measuredOrNull(context, cluster, offer)?.precision ?? null;
}

function measuredOrNull(context: ModelContext, cluster: Cluster, offer: GpuOffer): ReturnType<typeof measuredThroughput> | null {
  try {
    return measuredThroughput(context, cluster, offer.gpu);
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
} // prettier-ignore

function figuresOf(
  context: ModelContext,
  cluster: Cluster,
  offer: GpuOffer,
  precision: string | null,
): BuiltFigures | null {
  const row = rowAt(offer.rows, context.asOf, context.knownAt);
  const hourly = hourlyOf(context, offer, row);
  const measured = cluster.throughput === null ? measuredOrNull(context, cluster, offer) : null;
  const replica = cluster.gpusPerReplica?.value ?? (measured === null ? null : new Exact(measured.gpusPerReplica));
  const model = context.catalog.models.get(cluster.model);
  if (row === undefined || hourly === null || replica === null || offer.term === 'owned' || offer.interruption !== null) return null;
  return {
    hourly,
    currency: offer.currency,
    node: offer.node,
    minimum: offer.minimum ?? offer.node,
    replica,
    months: offer.termMonths ?? new Exact(0),
    switchOff: offer.switchOff,
    bits: bitsOf(precision ?? model?.precision ?? null),
    vagueness: kinds.indexOf(row.kind),
    times: measured?.times ?? null,
    gpu: offer.gpu,
  };
} // prettier-ignore

/** The price of an hour, as it is set or listed; null where something else is paid beside it, or nothing is known. */
function hourlyOf(context: ModelContext, offer: GpuOffer, row: GpuPriceRow | undefined): Exact | null {
  if (row === undefined || row.hourly === null || row.monthly !== null || row.upfront !== null) return null;
  const address = `offers.${offer.id}.hourly`;
  const set = context.scenario.priceOverrides.get(address);
  // An amount that is set may be in another unit or currency.
  return set === undefined ? (context.variedTo(address) ?? row.hourly) : null;
}
