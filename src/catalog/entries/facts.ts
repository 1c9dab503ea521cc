import type { ExchangeRate, GpuHardware, ModelEntry } from '../types.ts';
import {
  currency,
  date,
  derived,
  figure,
  flag,
  id,
  oneOrMore,
  optional,
  plain,
  record,
  shareFigure,
  text,
  type Field,
} from '../../document/index.ts';
import { source } from './source.ts';

const nulls = { allowsNull: true };
const parameters = { units: ['1'], above: 0, example: '8.03B' };

/** An open model: `{ id, parameters: 8.03B, active_parameters, cache_bytes_per_token, context, licence, score, source }`. */
export const modelEntry: Field<ModelEntry> = derived(
  record(
    'an open model',
    {
      id: plain(id, 'id, as clusters name it', 'llama-3.1-8b'),
      parameters: figure('parameters', parameters),
      licence: plain(text, 'licence', 'apache-2.0'),
      source,
      terms: optional(
        record('what the licence allows whoever runs it', {
          commercial: flag('commercial use'),
          not_in: optional(
            oneOrMore('regions to whose companies it gives no rights', plain(id, 'region', 'eu')),
          ),
          users: optional(
            figure('users a month above which another licence is needed', {
              units: ['user', '1'],
              above: 0,
              example: '700M users',
            }),
          ),
        }),
      ),
      active_parameters: optional(figure('parameters that one token passes', parameters)),
      precision: optional(
        plain(text, 'precision of the published weights, where it is not 16 bits', 'mxfp4'),
      ),
      cache_bytes_per_token: optional(
        figure('bytes of keys and values of a token', { units: ['byte/token', 'byte', '1'] }),
      ),
      context: optional(figure('largest context', { units: ['token', '1'], above: 0 })),
      score: optional(shareFigure('evaluation score', '0.82')),
    },
    nulls,
  ),
  (model) => ({
    id: model.id,
    parameters: model.parameters,
    licence: model.licence,
    source: model.source,
    ...(model.terms === null
      ? {}
      : {
          terms: {
            commercial: model.terms.commercial,
            excluded: model.terms.not_in ?? [],
            users: model.terms.users,
          },
        }),
    activeParameters: model.active_parameters,
    precision: model.precision,
    cacheBytesPerToken: model.cache_bytes_per_token,
    context: model.context,
    score: model.score,
  }),
);

/** A GPU: `{ id, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, source }`. */
export const gpuHardware: Field<GpuHardware> = derived(
  record(
    'a GPU',
    {
      id: plain(id, 'id, as offers name it', 'h200-sxm'),
      memory: figure('memory', { units: ['GB'], above: 0 }),
      bandwidth: figure('memory bandwidth', { units: ['GB/second'], above: 0 }),
      power: figure('power at full load', { units: ['W'], above: 0 }),
      source,
    },
    nulls,
  ),
  (gpu) => ({
    id: gpu.id,
    memoryGb: gpu.memory,
    bandwidth: gpu.bandwidth,
    watts: gpu.power,
    source: gpu.source,
  }),
);

/** An exchange rate: `{ from: EUR, to: USD, date, rate: 1.08, source }` says that 1 EUR is 1.08 USD. */
export const exchangeRate: Field<ExchangeRate> = record(
  'an exchange rate',
  {
    from: plain(currency, 'currency of which one unit is given', 'EUR'),
    to: plain(currency, 'currency that it is paid in', 'USD'),
    date: plain(date, 'day of the rate', '2026-11-01'),
    rate: figure('rate', { units: ['1'], above: 0, example: '1.08' }),
    source,
  },
  nulls,
);
