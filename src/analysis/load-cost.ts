import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { ExactReading, formatUnit, type Exact, type Node } from '../formula/index.ts';
import { waitingShare, type LatencyCapacity, type Model, type Statement } from '../model/index.ts';

/** What an option takes at a number of requests per second. */
export interface LoadCost {
  /** Requests per second at the peak. */
  readonly peakRate: Exact;
  /** In the unit of the workload's volume. */
  readonly volume: Exact;
  readonly byUtilization: Exact;
  readonly byLatency: Exact;
  readonly replicas: Exact;
  readonly gpus: Exact;
  /** Milliseconds; null for a time that is not asked. */
  readonly ttft: Exact | null;
  readonly tpot: Exact | null;
  /** Requests in flight on all serving replicas; null where the median time of a request is not known. */
  readonly inFlight: Exact | null;
  /**
   * Replicas at which no more requests than the limit leaves out would wait for a place, were each replica to take no more at once
   * than it has in flight at the limit (Erlang's C); null where that is not known.
   */
  readonly byErlang: number | null;
  readonly monthly: Exact;
  readonly perMtok: Exact;
}

/** An option with its rows, the load rising. */
export interface LoadCosts {
  readonly workload: string;
  readonly option: string;
  readonly currency: string;
  /** Of the volumes. */
  readonly unit: string;
  /** The share of requests that keeps to the times. */
  readonly share: Exact;
  readonly rows: readonly LoadCost[];
}

/**
 * Load to latency to cost: what each option with known latency takes, and what it costs, where the workload has so many requests per
 * second at the peak and is otherwise as it is. Readings of the option's own formulas at another volume.
 */
export function loadCosts(
  { workloads, scenario }: Model,
  rates: readonly Exact[],
): Result<readonly LoadCosts[]> {
  const found = workloads.flatMap(({ id, demand: { volume }, options }) =>
    options.flatMap(({ id: option, statement, exclusions }): readonly LoadCosts[] => {
      const latency = statement?.capacity?.latency ?? null;
      if (statement === null || latency === null || exclusions.length > 0) return [];
      const reading = new ExactReading();
      const now = reading.of(latency.peakRate);
      if (now.isZero()) return [];
      const rows = rates.map((rate) =>
        rowAt(statement, latency, volume.address, volume.value.times(rate).div(now)),
      );
      const share = reading.of(latency.share);
      return [
        { workload: id, option, currency: scenario.currency, unit: formatUnit(volume.unit), share, rows },
      ];
    }),
  );
  if (found.length > 0) return ok(found);
  // A limit that is not met or measured says more than what an option has besides.
  const reasons = workloads.flatMap(({ options }) =>
    options.flatMap(({ kind, exclusions }) => (kind === 'buy' ? [] : exclusions)),
  );
  const why = reasons.find(({ by }) => by === 'latency') ?? reasons[0];
  return fail(
    problem(
      'model/no-latency',
      `no option that is built has a known latency${why === undefined ? '' : `: ${why.message}`}`,
      why === undefined
        ? { hint: "ask for times: 'constraints: { latency: { ttft: 500 ms, tpot: 40 ms, at: 95% } }'" }
        : why.remedy === undefined
          ? {}
          : { hint: why.remedy },
    ),
  );
}

function rowAt(statement: Statement, latency: LatencyCapacity, address: string, volume: Exact): LoadCost {
  const reading = new ExactReading(new Map([[address, volume]]));
  const read = (of: Node): Exact => reading.of(of);
  const { capacity } = statement;
  if (capacity === null) throw new Error('latency without capacity');
  const serving = read(capacity.serving);
  const each = latency.inFlight && read(latency.inFlight);
  return {
    peakRate: read(latency.peakRate),
    volume,
    byUtilization: read(latency.byUtilization),
    byLatency: read(latency.byLatency),
    replicas: read(capacity.replicas),
    gpus: read(capacity.gpus),
    ttft: latency.firstToken && read(latency.firstToken),
    tpot: latency.perToken && read(latency.perToken),
    inFlight: each && each.times(serving),
    byErlang: latency.inFlightAtLimit && replicasByErlang(latency, read),
    monthly: read(statement.monthly),
    perMtok: read(statement.perMtok),
  };
}

const mostReplicas = 100_000;

/** The least n with C(n·places, A) no more than what the limit leaves out, A = λ · seconds of a request at the limit. */
function replicasByErlang(
  { inFlightAtLimit, rate, peakRate, share }: LatencyCapacity,
  read: (of: Node) => Exact,
): number | null {
  if (inFlightAtLimit === null) return null;
  const inFlight = read(inFlightAtLimit);
  const places = inFlight.floor().toNumber();
  if (places < 1) return null;
  const load = read(peakRate).times(inFlight).div(read(rate)).toNumber();
  const late = 1 - read(share).toNumber();
  for (let replicas = Math.max(1, Math.ceil(load / places)); replicas <= mostReplicas; replicas += 1)
    if (waitingShare(replicas * places, load) <= late) return replicas;
  return null;
}
