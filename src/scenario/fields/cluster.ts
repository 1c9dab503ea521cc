import {
  id as idReader,
  text,
  choiceField as choice,
  derived,
  listOf,
  optional,
  plain,
  record,
  type ValueOf,
  quantityField as quantity,
  shareField as share,
  report,
  singleKey,
} from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import { measuredLatency } from './latency.ts';
import type { Cluster, Throughput } from '../types.ts';
import { throughputSpread } from '../../catalog/index.ts';

const rate = {
  units: ['token/second'],
  per: 'replica',
  above: 0,
  example: '2.5k tokens/s',
  assume: throughputSpread,
};

const throughput = derived(
  record(
    'tokens per second of one replica; without it, times per token are fitted to the measurements of the catalog',
    {
      prefill: optional(quantity('prefill throughput', rate)),
      decode: optional(quantity('decode throughput', rate)),
      output: optional(quantity('output throughput', rate)),
      mixed: optional(quantity('throughput at the mix', rate)),
    },
  ),
  ({ prefill, decode, mixed, output }, address, reading, span, node): Throughput | null | undefined => {
    if (node === null) return null;
    const alone = prefill === null && decode === null;
    if (mixed !== null && output === null && alone) return { mixed };
    if (output !== null && mixed === null && alone) return { output };
    if (mixed === null && output === null && prefill !== null) return { prefill, decode };
    const text =
      'expected prefill and decode (an embedding model has no decode), or mixed alone, or output alone';
    return report(reading, 'scenario/conflict', address, text, { span });
  },
);

/** A cluster without its id. */
export const clusterFields = record('GPUs that serve a model, shared by the workloads that name them', {
  model: plain(text, 'model that is served, as the catalog names it', 'llama-3.1-8b'),
  offer: plain(idReader, 'GPU offer, of `offers` or of the catalog', 'quote-a'),
  fleet: optional(
    listOf(
      'offers that a portfolio can keep all month, below what runs on `offer`; `place` decides how many nodes of each',
      plain(idReader, 'GPU offer, of `offers` or of the catalog', 'quote-a'),
      1,
    ),
    'none',
  ),
  gpus_per_replica: optional(
    quantity('GPUs per replica', {
      units: ['GPU', '1'],
      per: 'replica',
      lever: false,
      least: 1,
      whole: true,
      example: '1',
    }),
  ),
  utilization: share('target utilization at peak', {
    above: 0,
    default: '70%',
    assume: {
      around: (value) => {
        const low = new Exact('0.52');
        return value.gt(low) ? { shape: 'uniform', low, high: value } : null;
      },
      source:
        'M. Jeon et al., Analysis of Large-Scale Multi-Tenant GPU Clusters for DNN Training Workloads, USENIX ATC 2019: GPUs in use were busy 52 % on average; taken as the low end, the stated target as the high one',
    },
  }),
  min_replicas: quantity('minimum replicas', {
    units: ['replica', '1'],
    whole: true,
    default: '1',
  }),
  spare: quantity('spare replicas', { units: ['replica', '1'], whole: true, default: '0' }),
  prefix_cache: optional(
    share(
      "share of input tokens served from the prefix cache; without it the workload's cached share, since engines such as vLLM and SGLang cache prefixes by default",
    ),
  ),
  failure_rate: share("cluster's failure rate", { under: 1, group: 'assumption', default: '0%' }),
  precision: optional(
    choice('precision of the weights', ['fp32', 'bf16', 'fp16', 'fp8', 'fp4', 'int8', 'int4']),
  ),
  throughput,
  latency: measuredLatency,
  platform: record(
    'gateway, prompt registry, evaluation harness',
    {
      fixed: quantity('platform, fixed', {
        units: ['¤/month'],
        group: 'price',
        default: '0 ¤/month',
        example: '400 USD/month',
      }),
      per_request: quantity('platform per request', {
        units: ['¤/request', '¤'],
        group: 'price',
        default: '0 ¤/request',
        example: '0.000012 USD',
      }),
    },
    singleKey('fixed', 'an amount a month'),
  ),
  platforms: optional(
    listOf(
      'platforms that it uses, of `platforms`; a plan pays each once for all clusters',
      plain(idReader, 'platform, of `platforms`', 'gateway'),
      1,
    ),
    'none',
  ),
  operations: quantity('storage and egress', {
    units: ['¤/month'],
    group: 'price',
    default: '0 ¤/month',
    example: '250 USD/month',
  }),
  egress: optional(
    record('traffic that leaves, where it is priced apart from operations', {
      fixed: quantity('egress, fixed', {
        units: ['¤/month'],
        group: 'price',
        default: '0 ¤/month',
        example: '100 USD/month',
      }),
      volume: quantity('egress', {
        units: ['GB/month', 'GB'],
        group: 'volume',
        default: '0 GB/month',
        example: '500 GB/month',
      }),
      price: quantity('price of egress', {
        units: ['¤/GB'],
        group: 'price',
        default: '0 ¤/GB',
        example: '0.09 USD/GB',
      }),
    }),
  ),
});

export function toCluster(id: string, value: ValueOf<typeof clusterFields>, span: Cluster['span']): Cluster {
  return {
    id,
    model: value.model,
    offer: value.offer,
    fleet: value.fleet ?? [],
    gpusPerReplica: value.gpus_per_replica,
    utilization: value.utilization,
    minimumReplicas: value.min_replicas,
    spare: value.spare,
    prefixCache: value.prefix_cache,
    failureRate: value.failure_rate,
    precision: value.precision,
    throughput: value.throughput,
    latency: value.latency,
    platform: { fixed: value.platform.fixed, perRequest: value.platform.per_request },
    platforms: [...new Set(value.platforms)],
    operations: value.operations,
    ...(value.egress === null ? {} : { egress: value.egress }),
    ...(span === undefined ? {} : { span }),
  };
}
