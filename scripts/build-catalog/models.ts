import type { YamlValue } from '../../src/importing/importers.ts';
import { readGeometry } from './geometry.ts';
import { licenceTerms } from './licence-terms.ts';

/** What a model's published configuration says: layers, and per layer what is kept of a token, in numbers of 16 bits. */
interface Architecture {
  readonly layers: number;
  /** Key and value heads with their size, or the compressed state that is kept instead of them. */
  readonly kept: { readonly heads: number; readonly size: number } | { readonly compressed: number };
}

interface Model {
  readonly repository: string;
  readonly parameters: string;
  readonly active?: string;
  readonly context: number;
  readonly licence: string;
  /** Of the published weights, where they are not of 16 bits. */
  readonly precision?: string;
  readonly architecture?: Architecture;
}

function grouped(layers: number, heads: number, size: number): Architecture {
  return { layers, kept: { heads, size } };
}

const latent: Architecture = { layers: 61, kept: { compressed: 576 } };
const llama3 = 'Llama 3.1 Community License';

/** Open models, from their publishers' model cards and configuration files. */
const models: Record<string, Model> = {
  'llama-2-7b': { repository: 'meta-llama/Llama-2-7b-hf', parameters: '6.74B', context: 4096, licence: 'Llama 2 Community License', architecture: grouped(32, 32, 128) },
  'llama-2-70b': { repository: 'meta-llama/Llama-2-70b-hf', parameters: '69B', context: 4096, licence: 'Llama 2 Community License', architecture: grouped(80, 8, 128) },
  'llama-3.1-8b': { repository: 'meta-llama/Llama-3.1-8B', parameters: '8.03B', context: 131072, licence: llama3, architecture: grouped(32, 8, 128) },
  'llama-3.1-70b': { repository: 'meta-llama/Llama-3.1-70B', parameters: '70.6B', context: 131072, licence: llama3, architecture: grouped(80, 8, 128) },
  'llama-3.1-405b': { repository: 'meta-llama/Llama-3.1-405B', parameters: '406B', context: 131072, licence: llama3, architecture: grouped(126, 8, 128) },
  'llama-3.3-70b': { repository: 'meta-llama/Llama-3.3-70B-Instruct', parameters: '70.6B', context: 131072, licence: 'Llama 3.3 Community License', architecture: grouped(80, 8, 128) },
  'llama-4-scout': { repository: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', parameters: '109B', active: '17B', context: 10485760, licence: 'Llama 4 Community License', architecture: grouped(48, 8, 128) },
  'llama-4-maverick': { repository: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct', parameters: '402B', active: '17B', context: 1048576, licence: 'Llama 4 Community License', architecture: grouped(48, 8, 128) },
  'gpt-oss-20b': { repository: 'openai/gpt-oss-20b', parameters: '20.9B', active: '3.6B', context: 131072, licence: 'Apache-2.0', precision: 'mxfp4', architecture: grouped(24, 8, 64) },
  'gpt-oss-120b': { repository: 'openai/gpt-oss-120b', parameters: '117B', active: '5.1B', context: 131072, licence: 'Apache-2.0', precision: 'mxfp4', architecture: grouped(36, 8, 64) },
  'qwen3-32b': { repository: 'Qwen/Qwen3-32B', parameters: '32.8B', context: 40960, licence: 'Apache-2.0', architecture: grouped(64, 8, 128) },
  'qwen3-30b-a3b': { repository: 'Qwen/Qwen3-30B-A3B', parameters: '30.5B', active: '3.3B', context: 40960, licence: 'Apache-2.0', architecture: grouped(48, 4, 128) },
  'qwen3-30b-a3b-instruct-2507': { repository: 'Qwen/Qwen3-30B-A3B-Instruct-2507', parameters: '30.5B', active: '3.3B', context: 262144, licence: 'Apache-2.0', architecture: grouped(48, 4, 128) },
  'qwen3-235b-a22b': { repository: 'Qwen/Qwen3-235B-A22B', parameters: '235B', active: '22B', context: 40960, licence: 'Apache-2.0', architecture: grouped(94, 4, 128) },
  'qwen3-235b-a22b-instruct-2507': { repository: 'Qwen/Qwen3-235B-A22B-Instruct-2507', parameters: '235B', active: '22B', context: 262144, licence: 'Apache-2.0', architecture: grouped(94, 4, 128) },
  'qwen3-next-80b-a3b': { repository: 'Qwen/Qwen3-Next-80B-A3B-Instruct', parameters: '80B', active: '3B', context: 262144, licence: 'Apache-2.0' },
  'qwen3.5-397b-a17b': { repository: 'Qwen/Qwen3.5-397B-A17B', parameters: '397B', active: '17B', context: 262144, licence: 'Apache-2.0' },
  'deepseek-r1': { repository: 'deepseek-ai/DeepSeek-R1', parameters: '671B', active: '37B', context: 163840, licence: 'MIT', precision: 'fp8', architecture: latent },
  'deepseek-r1-0528': { repository: 'deepseek-ai/DeepSeek-R1-0528', parameters: '671B', active: '37B', context: 163840, licence: 'MIT', precision: 'fp8', architecture: latent },
  'deepseek-v3.1': { repository: 'deepseek-ai/DeepSeek-V3.1', parameters: '671B', active: '37B', context: 163840, licence: 'MIT', precision: 'fp8', architecture: latent },
  'deepseek-v3.2': { repository: 'deepseek-ai/DeepSeek-V3.2', parameters: '671B', active: '37B', context: 163840, licence: 'MIT', precision: 'fp8' },
  'kimi-k2-thinking': { repository: 'moonshotai/Kimi-K2-Thinking', parameters: '1T', active: '32B', context: 262144, licence: 'Modified MIT', precision: 'int4', architecture: latent },
  'kimi-k2.5': { repository: 'moonshotai/Kimi-K2.5', parameters: '1T', active: '32B', context: 262144, licence: 'Modified MIT', precision: 'int4', architecture: latent },
  'mistral-7b': { repository: 'mistralai/Mistral-7B-Instruct-v0.3', parameters: '7.25B', context: 32768, licence: 'Apache-2.0', architecture: grouped(32, 8, 128) },
  'mixtral-8x7b': { repository: 'mistralai/Mixtral-8x7B-Instruct-v0.1', parameters: '46.7B', active: '12.9B', context: 32768, licence: 'Apache-2.0', architecture: grouped(32, 8, 128) },
  'gemma-3-27b': { repository: 'google/gemma-3-27b-it', parameters: '27.4B', context: 131072, licence: 'Gemma Terms of Use' },
}; // prettier-ignore

/** The entries of models.yaml. Keys and values at 16 bits; local windows and quantized caches keep less. */
export function buildModels(folder: string): {
  readonly models: readonly { readonly [key: string]: YamlValue | undefined }[];
  readonly left: readonly string[];
} {
  const read = readGeometry(folder);
  const byId = new Map(read.models.map((model) => [model.id, model]));
  const known = knownModels().map((model) => {
    const better = byId.get(model.id);
    byId.delete(model.id);
    // What was read in a configuration stands; it has no precision, and a licence is better known here than from a copy of one.
    return better === undefined
      ? model
      : { ...better, precision: model['precision'], licence: model['licence'] };
  });
  const all = [...known, ...byId.values()].map((model) => {
    const { licence } = model as { readonly licence?: YamlValue };
    return { ...model, terms: typeof licence === 'string' ? licenceTerms(licence) : undefined };
  });
  return { models: all, left: read.left };
}

function knownModels(): readonly { readonly [key: string]: YamlValue | undefined; readonly id: string }[] {
  return Object.entries(models).map(([id, model]) => ({
    id,
    parameters: model.parameters,
    active_parameters: model.active,
    precision: model.precision,
    cache_bytes_per_token:
      model.architecture === undefined ? undefined : `${cacheBytes(model.architecture)} byte/token`,
    context: `${model.context} tokens`,
    licence: model.licence,
    source: {
      url: `https://huggingface.co/${model.repository}`,
      retrieved: '2026-11-23',
      grade: 'C',
      note:
        model.architecture === undefined
          ? 'public knowledge, not read again'
          : `public knowledge, not read again; ${describe(model.architecture)}`,
    },
  }));
}

function cacheBytes({ layers, kept }: Architecture): number {
  return 'compressed' in kept ? layers * kept.compressed * 2 : layers * kept.heads * kept.size * 2 * 2;
}

function describe({ layers, kept }: Architecture): string {
  return 'compressed' in kept
    ? `cache: ${layers} layers of ${kept.compressed} numbers at 16 bits`
    : `cache: ${layers} layers of ${kept.heads} key and value heads of ${kept.size} at 16 bits`;
}
