import { derived, figure, listOf, optional, record, reportAt, type Field } from '../../document/index.ts';
import { percentiles, type LatencyCurve, type LatencyFigures } from '../types.ts';
import { replicaFields, toReplica } from './measured.ts';

const time = { units: ['ms'], above: 0, most: 1_000_000_000, example: '250 ms' };
const load = { units: ['request/second'], above: 0, most: 1_000_000, example: '5 requests/s' };

/** `{ p50: 83 ms, p99: 134 ms }`: those that were measured. */
function times(label: string): Field<LatencyFigures> {
  return derived(
    record(
      label,
      {
        p50: optional(figure('of half of the requests', time)),
        p90: optional(figure('of 90% of the requests', time)),
        p95: optional(figure('of 95% of the requests', time)),
        p99: optional(figure('of 99% of the requests', time)),
      },
      { needs: { oneOf: percentiles, without: 'expected at least one percentile' } },
    ),
    (stated, address, reading, span): LatencyFigures | undefined => {
      const known = percentiles.flatMap((each) => {
        const value = stated[each];
        return value === null ? [] : [[each, value] as const];
      });
      const odd = known.find(([, value], at) => known[at - 1]?.[1].gt(value) === true);
      if (odd === undefined) return Object.fromEntries(known);
      const message = `${odd[0]} is shorter than what fewer requests keep to`;
      return reportAt(reading, 'contradiction', address, message, { span });
    },
  );
}

const point = record('what was measured at one load', {
  offered: figure('requests a second that were sent', load),
  completed: figure('requests a second that were answered', load),
  ttft: times('time to the first token, with all waiting'),
  tpot: times('time per output token after the first'),
  e2e: times('time of the whole request'),
});

/**
 * A curve: `{ model, gpu, gpus: 1, precision, engine, input_length, output_length, kind, source, points: [{ offered,
 * completed, ttft, tpot, e2e }, ...] }`, the points by rising load.
 */
export const latencyCurve: Field<LatencyCurve> = derived(
  record(
    'the latency of one replica by load',
    {
      ...replicaFields(true),
      points: listOf('what was measured, by rising load', point, 1),
    },
    { allowsNull: true },
  ),
  (curve, address, reading, span) => {
    const falls = curve.points.findIndex(
      (each, at) => curve.points[at - 1]?.offered.gte(each.offered) === true,
    );
    if (falls > 0)
      return reportAt(reading, 'contradiction', `${address}.points.${falls}`, 'loads have to rise', { span });
    return {
      ...toReplica(curve),
      points: curve.points.map(({ offered, completed, ttft, tpot, e2e }) => ({
        offered,
        completed,
        firstToken: ttft,
        perToken: tpot,
        endToEnd: e2e,
      })),
    };
  },
);
