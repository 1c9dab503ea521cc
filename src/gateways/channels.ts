/** What the gateways call a channel; null where one has no name for it, and takes it as any API that speaks OpenAI's. */
export interface Channel {
  readonly litellm: string | null;
  readonly kong: KongProvider | null;
  readonly agentgateway: string | null;
  /** Where it answers, for gateways that have to be told; null where that differs from customer to customer. */
  readonly host: string | null;
  /** Path before `/chat/completions`, where it is not `/v1`. */
  readonly prefix?: string;
  /** Whether it has another protocol than OpenAI's, as Envoy names it. */
  readonly schema?: 'Anthropic' | 'AWSBedrock' | 'AzureOpenAI' | 'GCPVertexAI';
  /** Whether the account has credentials of another kind than one key. */
  readonly credentials?: 'aws' | 'gcp';
  /** What the model is called there, where the catalog's name is not it. */
  readonly naming?: string;
  /** Whether versions stand with dashes in it: `claude-haiku-4-5`. */
  readonly dashed?: boolean;
}

export type KongProvider =
  | 'anthropic'
  | 'azure'
  | 'bedrock'
  | 'cerebras'
  | 'cohere'
  | 'deepseek'
  | 'gemini'
  | 'mistral'
  | 'openai'
  | 'xai';

const own = "the vendor's own identifier of the model";

const channels: Readonly<Record<string, Channel>> = {
  openai: { litellm: 'openai', kong: 'openai', agentgateway: 'openAI', host: 'api.openai.com' },
  anthropic: {
    litellm: 'anthropic', kong: 'anthropic', agentgateway: 'anthropic', host: 'api.anthropic.com', schema: 'Anthropic', dashed: true,
  },
  azure: {
    litellm: 'azure', kong: 'azure', agentgateway: 'azure', host: null, schema: 'AzureOpenAI',
    naming: 'the name of the deployment',
  },
  bedrock: {
    litellm: 'bedrock', kong: 'bedrock', agentgateway: 'bedrock', host: null, schema: 'AWSBedrock', credentials: 'aws',
    naming: own,
  },
  vertex: {
    litellm: 'vertex_ai', kong: 'gemini', agentgateway: 'vertex', host: null, schema: 'GCPVertexAI', credentials: 'gcp',
    naming: own,
  },
  google: {
    litellm: 'gemini', kong: 'gemini', agentgateway: 'gemini', host: 'generativelanguage.googleapis.com', prefix: '/v1beta/openai',
  },
  mistral: { litellm: 'mistral', kong: 'mistral', agentgateway: 'mistral', host: 'api.mistral.ai' },
  xai: { litellm: 'xai', kong: 'xai', agentgateway: 'xai', host: 'api.x.ai' },
  groq: { litellm: 'groq', kong: null, agentgateway: 'groq', host: 'api.groq.com', prefix: '/openai/v1', naming: own },
  deepinfra: { litellm: 'deepinfra', kong: null, agentgateway: 'deepinfra', host: 'api.deepinfra.com', prefix: '/v1/openai', naming: own },
  fireworks: { litellm: 'fireworks_ai', kong: null, agentgateway: 'fireworks', host: 'api.fireworks.ai', prefix: '/inference/v1', naming: own },
  together: { litellm: 'together_ai', kong: null, agentgateway: 'togetherai', host: 'api.together.xyz', naming: own },
  cohere: { litellm: 'cohere_chat', kong: 'cohere', agentgateway: 'cohere', host: 'api.cohere.ai', prefix: '/compatibility/v1' },
  deepseek: { litellm: 'deepseek', kong: 'deepseek', agentgateway: 'deepseek', host: 'api.deepseek.com' },
  cerebras: { litellm: 'cerebras', kong: 'cerebras', agentgateway: 'cerebras', host: 'api.cerebras.ai' },
  moonshot: { litellm: 'moonshot', kong: null, agentgateway: null, host: 'api.moonshot.ai' },
}; // prettier-ignore

const compatible: Channel = { litellm: null, kong: null, agentgateway: null, host: null };

/** A channel of a price entry; one that no gateway knows is taken as an API that speaks OpenAI's protocol. */
export function channelOf(id: string): Channel {
  return Object.hasOwn(channels, id) ? (channels[id] ?? compatible) : compatible;
}
