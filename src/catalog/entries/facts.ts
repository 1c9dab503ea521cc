import type { ExchangeRate, GpuHardware, ModelEntry } from '../types.ts';
import {
  currency,
  date,
  id,
  quantity,
  readFields,
  share,
  text,
  type ValueReader,
} from '../../document/index.ts';
import { entryAddress } from './entry.ts';
import { source } from './source.ts';

const parameters = quantity('1', { above: 0 });

/** An open model: `{ id, parameters: 8.03B, active_parameters, cache_bytes_per_token, context, licence, score, source }`. */
export const modelEntry: ValueReader<ModelEntry> = (node, list, report) => {
  const fields = readFields(node, entryAddress(node, list), report, {
    required: ['id', 'parameters', 'licence', 'source'],
    optional: ['active_parameters', 'cache_bytes_per_token', 'context', 'score'],
  });
  if (fields === undefined) return undefined;
  const name = fields.required('id', id);
  const size = fields.required('parameters', parameters);
  const licence = fields.required('licence', text);
  const origin = fields.required('source', source);
  const rest = {
    activeParameters: fields.optional('active_parameters', parameters),
    cacheBytesPerToken: fields.optional('cache_bytes_per_token', quantity(['byte/token', 'byte', '1'])),
    context: fields.optional('context', quantity(['token', '1'], { above: 0 })),
    score: fields.optional('score', share),
  };
  if (name === undefined || size === undefined || licence === undefined || origin === undefined)
    return undefined;
  return { id: name, parameters: size, licence, source: origin, ...rest };
};

/** A GPU: `{ id, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, source }`. */
export const gpuHardware: ValueReader<GpuHardware> = (node, list, report) => {
  const fields = readFields(node, entryAddress(node, list), report, {
    required: ['id', 'memory', 'bandwidth', 'power', 'source'],
  });
  const name = fields?.required('id', id);
  const memoryGb = fields?.required('memory', quantity('GB', { above: 0 }));
  const bandwidth = fields?.required('bandwidth', quantity('GB/second', { above: 0 }));
  const watts = fields?.required('power', quantity('W', { above: 0 }));
  const origin = fields?.required('source', source);
  if (name === undefined || memoryGb === undefined || bandwidth === undefined) return undefined;
  if (watts === undefined || origin === undefined) return undefined;
  return { id: name, memoryGb, bandwidth, watts, source: origin };
};

/** An exchange rate: `{ from: EUR, to: USD, date, rate: 1.08, source }` says that 1 EUR is 1.08 USD. */
export const exchangeRate: ValueReader<ExchangeRate> = (node, address, report) => {
  const fields = readFields(node, address, report, { required: ['from', 'to', 'date', 'rate', 'source'] });
  const from = fields?.required('from', currency);
  const to = fields?.required('to', currency);
  const day = fields?.required('date', date);
  const rate = fields?.required('rate', quantity('1', { above: 0 }));
  const origin = fields?.required('source', source);
  if (from === undefined || to === undefined || day === undefined) return undefined;
  if (rate === undefined || origin === undefined) return undefined;
  return { from, to, date: day, rate, source: origin };
};
