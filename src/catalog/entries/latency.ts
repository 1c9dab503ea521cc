import {
  choiceField,
  derived,
  figure,
  id,
  listOf,
  optional,
  plain,
  record,
  reportAt,
  text,
  type Field,
} from '../../document/index.ts';
import { kinds, percentiles, type LatencyCurve, type LatencyFigures } from '../types.ts';
import { source } from './source.ts';

const time = { units: ['ms'], above: 0, most: 1_000_000_000, example: '250 ms' };
const load = { units: ['request/second'], above: 0, most: 1_000_000, example: '5 requests/s' };
const length = { units: ['token', '1'], above: 0, most: 100_000_000, whole: true, example: '512 tokens' };

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
      model: plain(id, 'model', 'llama-3.1-8b'),
      gpu: plain(id, 'GPU', 'h200-sxm'),
      gpus: figure('GPUs of the replica', {
        units: ['GPU', '1'],
        above: 0,
        most: 10_000,
        whole: true,
        example: '1',
      }),
      precision: plain(text, 'precision', 'fp8'),
      engine: plain(text, 'engine', 'vllm 0.19'),
      input_length: figure('input tokens of each request', length),
      output_length: figure('output tokens of each request', length),
      kind: choiceField('how it is known', kinds),
      source,
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
      model: curve.model,
      gpu: curve.gpu,
      gpusPerReplica: curve.gpus.toNumber(),
      precision: curve.precision,
      engine: curve.engine,
      inputLength: curve.input_length.toNumber(),
      outputLength: curve.output_length.toNumber(),
      points: curve.points.map(({ offered, completed, ttft, tpot, e2e }) => ({
        offered,
        completed,
        firstToken: ttft,
        perToken: tpot,
        endToEnd: e2e,
      })),
      kind: curve.kind,
      source: curve.source,
    };
  },
);
