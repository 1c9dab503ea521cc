import {
  choiceField as choice,
  derived,
  optional,
  quantityField as quantity,
  record,
  reportAt,
  shareField as share,
  wordOr,
  type Field,
  type ValuesOf,
} from '../../document/index.ts';
import type { LatencyFigure, MeasuredLatency } from '../types.ts';

const time = (label: string, example: string) =>
  optional(quantity(label, { units: ['ms'], above: 0, group: 'capacity', example }));

const times = {
  ttft: time('time to the first token', '500 ms'),
  tpot: time('time per output token after the first', '40 ms'),
  at: share('share of requests that keep to the times', {
    above: 0,
    under: 1,
    default: '95%',
    group: 'capacity',
  }),
} as const;

const needs = { oneOf: ['ttft', 'tpot'], without: 'expected a time, such as ttft: 500 ms' } as const;

function toFigure({ ttft, tpot, at }: ValuesOf<typeof times>): LatencyFigure {
  return { firstToken: ttft, perToken: tpot, share: at };
}

const words = choice('`dedicated`: no shared endpoint meets the bound', ['any', 'dedicated']);
const limit: Field<LatencyFigure> = derived(
  record('times that so many requests have to keep to at the peak', times, { needs }),
  toFigure,
);
const either = wordOr('any', wordOr('dedicated', limit));

/** A word, or the times themselves. */
export const latencyField: Field<'any' | 'dedicated' | LatencyFigure> = {
  ...either,
  spec: { ...either.spec, label: words.spec.label },
  read: (node, address, reading, keySpan) => {
    if (node.type !== 'scalar') return limit.read(node, address, reading, keySpan);
    if (!/^\s*[\d.<]/u.test(node.text)) return words.read(node, address, reading, keySpan);
    const shown = node.text.trim().slice(0, 40);
    const hint = `write 'latency: { ttft: ${/^[\d.]+ ?(?:ms|s)$/u.test(shown) ? shown : '500 ms'}, at: 95% }'`;
    const message = `expected any, dedicated, or times, found '${shown}'`;
    return reportAt(reading, 'wrong-value', address, message, { span: node.span, hint });
  },
};

/** What a contract guarantees of an option, or one has measured of it. */
export const statedLatency = optional(
  derived(record('latency at the peak, by contract or as you measured it', times, { needs }), toFigure),
);

/** What one has measured of a replica. */
export const measuredLatency = optional(
  derived(
    record(
      'latency of one replica as you measured it, in place of the measurements of the catalog',
      {
        rate: quantity('requests per second of one replica at which the times were measured', {
          units: ['request/second'],
          per: 'replica',
          above: 0,
          group: 'capacity',
          example: '8 requests/s',
        }),
        ...times,
      },
      { needs },
    ),
    ({ rate, ...each }): MeasuredLatency => ({ ...toFigure(each), rate }),
  ),
);
