import {
  derived,
  flag,
  id as idReader,
  mapOf,
  optional,
  plain,
  quantityField as quantity,
  record,
  report,
  reportAt,
  type Field,
} from '../../document/index.ts';
import type { PipelineStep } from '../types.ts';
import { region } from './region.ts';

const tokens = { group: 'mix' as const, units: ['token/request', 'token', '1'], default: '0' };

const stepFields = record('a step of a pipeline beside the model call that the options compete for', {
  buy: optional(plain(idReader, 'price entry, of `prices` or of the catalog', 'acme/embed')),
  price: optional(
    quantity('price of a call, in place of a price entry', {
      group: 'price',
      trend: 'api_price',
      units: ['¤/request', '¤'],
      example: '0.005 USD',
    }),
  ),
  calls: quantity('calls per request', { group: 'mix', units: ['1'], default: '1', example: '2' }),
  input: quantity('input tokens per call', { ...tokens, example: '400' }),
  output: quantity('output tokens per call', { ...tokens, example: '60' }),
  residency: optional(region('where calls are processed, by contract')),
  regulated: optional(flag('regulated payloads are allowed')),
});

/** The other steps of a pipeline, by id: embedding, reranking, further model calls, tools. */
export const stepsField: Field<ReadonlyMap<string, PipelineStep>> = mapOf(
  'other steps of a pipeline, by id: embedding, reranking, further model calls, tools',
  'step',
  derived(stepFields, (value, address, reading, span): PipelineStep | undefined => {
    const { buy, price } = value;
    if (buy === null && price === null)
      return reportAt(reading, 'missing-key', address, 'one of buy, price is missing', { span });
    if (buy !== null && price !== null) {
      const text = "'buy' and 'price' exclude each other: a price entry has its own prices";
      return report(reading, 'scenario/conflict', address, text, { span });
    }
    const stated = [value.input, value.output].find((each) => each.kind !== 'default');
    if (price !== null && stated !== undefined) {
      const text = "tokens need a price entry: 'price' is that of a whole call";
      return report(reading, 'scenario/conflict', address, text, { span: stated.span ?? span });
    }
    return { ...value, id: address.slice(address.lastIndexOf('.steps.') + '.steps.'.length), span };
  }),
);
