/** The upstream of each extract: where it is public, the day of its snapshot, its licence. Only these are read. */
export const sources = {
  genai: { url: 'https://github.com/pydantic/genai-prices', retrieved: '2026-09-23', licence: 'MIT' },
  litellm: { url: 'https://github.com/BerriAI/litellm', retrieved: '2026-08-01', licence: 'MIT' },
  litellmHistory: { url: 'https://github.com/BerriAI/litellm', retrieved: '2026-07-24', licence: 'MIT' },
  aws: { url: 'https://github.com/aws/karpenter-provider-aws', retrieved: '2026-07-20', licence: 'Apache-2.0' },
  azure: { url: 'https://github.com/Azure/karpenter-provider-azure', retrieved: '2026-06-18', licence: 'Apache-2.0' },
  gcp: { url: 'https://github.com/cloudpilot-ai/karpenter-provider-gcp', retrieved: '2026-08-03', licence: 'Apache-2.0' },
  neoclouds: { url: 'https://github.com/tardellirs/gpu-pricing', retrieved: '2026-05-24', licence: 'MIT' },
  gpuhunt: { url: 'https://github.com/dstackai/gpuhunt', retrieved: '2026-08-31', licence: 'MPL-2.0' },
  tensorrt: { url: 'https://github.com/NVIDIA/TensorRT-LLM', retrieved: '2026-11-23', licence: 'Apache-2.0' },
  mlperf51: { url: 'https://github.com/mlcommons/inference_results_v5.1', retrieved: '2025-09-09', licence: 'Apache-2.0' },
  mlperf60: { url: 'https://github.com/mlcommons/inference_results_v6.0', retrieved: '2026-05-10', licence: 'Apache-2.0' },
  aiconfigurator: { url: 'https://github.com/ai-dynamo/aiconfigurator', retrieved: '2026-11-23', licence: 'Apache-2.0' },
} as const; // prettier-ignore

export type SourceId = keyof typeof sources;

/** The day the catalog stands for, and the version that names its folder. */
export const catalogDate = '2026-11-23';
export const catalogVersion = '2026-11';

export interface SourceNote {
  readonly [key: string]: string | undefined;
  readonly url: string;
  readonly retrieved: string;
  readonly note?: string | undefined;
}

/** The source of a row, with what else is to be said of it. */
export function sourceOf(id: SourceId, note?: string): SourceNote {
  const { url, retrieved } = sources[id];
  return { url, retrieved, note };
}
