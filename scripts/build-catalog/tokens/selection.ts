import type { sources } from '../sources.ts';
import type { Sold } from '../../../src/importing/importers.ts';

const hosted = [
  'bedrock',
  'vertex',
  'together',
  'groq',
  'fireworks',
  'cerebras',
  'scaleway',
  'ovhcloud',
  'nebius',
  'deepinfra',
];

/** Open models that are compared across hosts, by their names in `models.yaml`. */
const openModel =
  /^(?:llama-(?:3\.1-(?:8b|70b|405b)|3\.3-70b|4-(?:scout|maverick))|gpt-oss-(?:20b|120b)|qwen3-(?:32b|30b-a3b|235b-a22b|235b-a22b-instruct-2507|next-80b-a3b)|deepseek-(?:r1|r1-0528|v3\.1|v3\.2)|kimi-k2(?:-thinking|\.5)|glm-(?:4\.7|5)|mixtral-8x7b|mistral-7b|gemma-3-27b|minimax-m2\.5)$/u;

/** Not priced by text tokens alone, or not a model for general use. */
const special =
  /audio|realtime|tts|transcribe|image|embed|search|live|ocr|voice|voxtral|vision|computer-use|research|customtools|robotics|omni|sonic|lyria|learnlm|:|exp|ft-/u;

/** What each seller's own models are called. Aliases that move from model to model (`-latest`) are left out. */
const own: Record<string, RegExp> = {
  openai: /^(?:gpt-4o(?:-mini)?|gpt-4\.1(?:-mini|-nano)?|gpt-4-turbo|gpt-4\.5-preview|gpt-5(?:\.\d)?(?:-mini|-nano|-pro|-codex|-sol|-terra|-luna)?|o[134](?:-mini|-pro)?)$/u,
  azure: /^(?:gpt-4o(?:-mini)?|gpt-4\.1(?:-mini|-nano)?|gpt-5(?:\.\d)?(?:-mini|-nano|-pro|-sol|-terra|-luna)?|o[34](?:-mini)?)$/u,
  anthropic: /^claude-(?:3-haiku|3\.5-(?:haiku|sonnet)|3\.7-sonnet|(?:haiku|sonnet|opus|fable)-\d(?:\.\d)?)$/u,
  bedrock: /^(?:claude-(?:3\.5-sonnet|(?:haiku|sonnet|opus)-\d(?:\.\d)?)|nova-(?:micro|lite|pro|premier|2-lite)|mistral-large-3-675b)$/u,
  vertex: /^(?:claude-(?:3\.5-sonnet|(?:haiku|sonnet|opus)-\d(?:\.\d)?)|gemini-[23](?:\.\d)?-(?:flash|flash-lite|pro))$/u,
  google: /^gemini-[123](?:\.\d)?-(?:flash|flash-lite|pro)$/u,
  mistral: /^(?:mistral-large-(?:2411|2512)|mistral-medium-(?:2505|2508|3-5)|mistral-small-(?:2603|3-2-2506)|ministral-(?:3b|8b|14b)-2512|codestral-2508|devstral-2512|magistral-(?:medium|small)-2509)$/u,
  deepseek: /^deepseek-(?:chat|reasoner|v3\.2|v4-(?:flash|pro))$/u,
  xai: /^grok-(?:3|3-mini|4|4\.[356]|code-fast-1|4-fast-reasoning)$/u,
  cohere: /^command-(?:a|r|r-plus|r7b)$/u,
  moonshot: /^kimi-k(?:2-thinking|2\.5|2\.6|2\.7-code|3)$/u,
  fireworks: /^(?:glm-5\.1|kimi-k(?:2\.6|3)|deepseek-v4-(?:flash|pro))$/u,
}; // prettier-ignore

/** Whether the catalog has it. */
export function isSelected({ channel, region, name }: Sold): boolean {
  if (special.test(name)) return false;
  if (channel === 'bedrock' && region !== null && region !== 'global' && region !== 'eu' && region !== 'us')
    return false;
  // Beside the price of anywhere, a region is there for what is sold under a region's own price.
  if (channel === 'bedrock' && region === 'us' && !name.startsWith('claude')) return false;
  return own[channel]?.test(name) === true || (hosted.includes(channel) && openModel.test(name));
}

/** Ids of open models in `models.yaml`, where they differ from the name under which one is sold. */
export function modelOf(name: string): string | undefined {
  return openModel.test(name) ? name : undefined;
}

export interface BatchFact {
  readonly multiplier: string;
  readonly combinesWithCache: boolean;
  readonly note: string;
}

/** Batch prices that a seller states for all its models of a kind, not model by model. */
export function statedBatch({ channel, name }: Sold): BatchFact | undefined {
  if (channel === 'anthropic') {
    const url = 'https://docs.anthropic.com/en/docs/build-with-claude/batch-processing';
    return { multiplier: '50%', combinesWithCache: true, note: `batch: half of all prices, ${url}` };
  }
  if (channel === 'openai') {
    const url = 'https://platform.openai.com/docs/guides/batch';
    return { multiplier: '50%', combinesWithCache: true, note: `batch: half of all prices, ${url}` };
  }
  if (channel === 'fireworks') {
    const url = 'https://docs.fireworks.ai/guides/batch-inference';
    return { multiplier: '50%', combinesWithCache: true, note: `batch: half of serverless prices, ${url}` };
  }
  if ((channel === 'google' || channel === 'vertex') && /^gemini-(?:2\.5|3)/u.test(name)) {
    const url =
      'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/batch-prediction-gemini';
    return {
      multiplier: '50%',
      combinesWithCache: false,
      note: `batch: half price, not with cache prices, ${url}`,
    };
  }
  return undefined;
}

/** A price above this, per million tokens, is a fault of the feed: the dearest model sold so far is below it. */
export const highestPrice = 700;

export type TokenSource = Extract<keyof typeof sources, 'genai' | 'litellm' | 'litellmHistory'>;
