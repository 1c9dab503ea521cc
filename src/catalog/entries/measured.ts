import { choiceField, figure, id, plain, text } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import { kinds, type Kind, type MeasuredReplica, type Source } from '../types.ts';
import { source } from './source.ts';

const length = { units: ['token', '1'], above: 0, most: 100_000_000, example: '1024 tokens' };

/** The keys that say which replica was measured, and with what requests: `whole` where these have lengths of whole tokens. */
export function replicaFields(whole: boolean) {
  const tokens = { ...length, whole };
  return {
    model: plain(id, 'model', 'llama-3.1-8b'),
    gpu: plain(id, 'GPU', 'h200-sxm'),
    gpus: figure('GPUs of the replica', {
      units: ['GPU', '1'],
      above: 0,
      most: 10_000,
      whole: true,
      example: '8',
    }),
    precision: plain(text, 'precision', 'fp8'),
    engine: plain(text, 'engine', 'vllm 0.6'),
    input_length: figure('input tokens of a request', tokens),
    output_length: figure('output tokens of a request', tokens),
    kind: choiceField('how it is known', kinds),
    source,
  } as const;
}

interface StatedReplica {
  readonly model: string;
  readonly gpu: string;
  readonly gpus: Exact;
  readonly precision: string;
  readonly engine: string;
  readonly input_length: Exact;
  readonly output_length: Exact;
  readonly kind: Kind;
  readonly source: Source;
}

export function toReplica(stated: StatedReplica): MeasuredReplica {
  const { model, gpu, gpus, precision, engine, kind, source: from } = stated;
  return {
    model,
    gpu,
    gpusPerReplica: gpus.toNumber(),
    precision,
    engine,
    inputLength: stated.input_length.toNumber(),
    outputLength: stated.output_length.toNumber(),
    kind,
    source: from,
  };
}
