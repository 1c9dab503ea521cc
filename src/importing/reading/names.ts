/** Which channel sells it, where it is processed, and the model's name in the catalog. */
export interface Sold {
  readonly channel: string;
  /** `eu`, `us` ... where the seller says so; `global` for anywhere. */
  readonly region: string | null;
  readonly name: string;
  /** The seller's id names one snapshot of the model, not the model. */
  readonly dated: boolean;
}

const prefixes: readonly (readonly [pattern: RegExp, channel: string])[] = [
  [/^fireworks_ai\/(?:accounts\/fireworks\/models\/)?/u, 'fireworks'],
  [/^together_ai\/(?:[\w-]+\/)?/u, 'together'],
  [/^groq\/(?:[\w-]+\/)?/u, 'groq'],
  [/^cerebras\//u, 'cerebras'],
  [/^scaleway\/(?:[\w-]+\/)?/u, 'scaleway'],
  [/^nebius\/(?:[\w-]+\/)?/u, 'nebius'],
  [/^deepinfra\/(?:[\w-]+\/)?/u, 'deepinfra'],
  [/^ovhcloud\//u, 'ovhcloud'],
  [/^mistral\//u, 'mistral'],
  [/^deepseek\//u, 'deepseek'],
  [/^xai\//u, 'xai'],
  [/^gemini\//u, 'google'],
  [/^moonshot\//u, 'moonshot'],
  [/^vertex_ai\/(?:[\w-]+\/)?/u, 'vertex'],
  [/^(?:gpt-|chatgpt-|o\d)/u, 'openai'],
  [/^claude-/u, 'anthropic'],
  [/^gemini-/u, 'vertex'],
];

const azure = /^azure\/(?:(eu|us|global|global-standard)\/)?(.+)$/u;
const bedrock =
  /^(?:(us|eu|apac|au|jp|global)\.)?(anthropic|meta|amazon|mistral|deepseek|qwen|openai|moonshot|moonshotai|zai|minimax|nvidia|google|cohere|writer)\.(.+)$/u;

/** Reads a LiteLLM key; undefined for channels that the catalog does not have. */
export function readLitellmKey(key: string): Sold | undefined {
  const onAzure = azure.exec(key);
  if (onAzure !== null) {
    const [, zone = null, id = ''] = onAzure;
    return sold('azure', zone === 'global-standard' ? 'global' : zone, id);
  }
  const onBedrock = bedrock.exec(key);
  if (onBedrock !== null) return sold('bedrock', onBedrock[1] ?? null, onBedrock[3] ?? '');
  for (const [pattern, channel] of prefixes) {
    if (!pattern.test(key)) continue;
    const bare = channel === 'openai' || channel === 'anthropic' || key.startsWith('gemini-');
    return sold(channel, null, bare ? key : key.replace(pattern, ''));
  }
  return undefined;
}

const genaiChannels: Record<string, string> = {
  anthropic: 'anthropic',
  openai: 'openai',
  google: 'google',
  mistral: 'mistral',
  deepseek: 'deepseek',
  'x-ai': 'xai',
  groq: 'groq',
  together: 'together',
  fireworks: 'fireworks',
  cerebras: 'cerebras',
  cohere: 'cohere',
  moonshotai: 'moonshot',
  ovhcloud: 'ovhcloud',
};

/** Reads a genai-prices model; undefined for providers that the catalog does not have. */
export function readGenaiModel(provider: string, id: string): Sold | undefined {
  if (provider === 'aws') {
    const [, region = null, rest = ''] = /^(?:(global|regional)\.)?[\w-]+\.(.+)$/u.exec(id) ?? [];
    // `regional` is the price of each single geography; which they are, LiteLLM's keys say.
    return sold('bedrock', region, rest);
  }
  const channel = Object.hasOwn(genaiChannels, provider) ? genaiChannels[provider] : undefined;
  return channel === undefined ? undefined : sold(channel, null, id.replace(/^.*\//u, ''));
}

const snapshot = /[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|default|001|\d{2}-\d{4})(?=$|-v\d|-maas)/u;

function sold(channel: string, region: string | null, id: string): Sold {
  const name = modelName(id.replace(snapshot, ''));
  return { channel, region, name, dated: snapshot.test(id) };
}

/** One spelling for a model however its sellers write it: `llama-v3p1-8b-instruct` is `llama-3.1-8b`. */
export function modelName(id: string): string {
  return id
    .toLowerCase()
    .replace(/-v\d+:\d+$|-\d+:\d+$|:\d+$/u, '')
    .replace(/-v\d+$/u, '')
    .replace(/^meta-llama-/u, 'llama-')
    .replace(/^llama-v(\d)p(\d)/u, 'llama-$1.$2')
    .replace(/^llama-?(\d)(?=-\d+(?:b|x))/u, 'llama-$1')
    .replace(/^llama-?(\d)[-_.](\d)(?=-\d)/u, 'llama-$1.$2')
    .replace(/^llama4-/u, 'llama-4-')
    .replace(/-(?:maas|versatile|instant|turbo|latest|fp8|tput|basic|preview|lite)$/u, keepMeaningful)
    .replace(/-fp8$/u, '')
    .replace(/-instruct$|(?<!deepseek)-chat$/u, '')
    .replace(/-17b(?:-(?:16|128)e)?$/u, '')
    .replace(/-(?:instruct)$/u, '')
    .replace(/-4-0$/u, '-4')
    .replace(/(\d)p(\d)/u, '$1.$2')
    .replace(/^(claude(?:-[a-z]+)?-\d)-(\d)(?!\d)/u, '$1.$2')
    .replace(/^qwen-3-/u, 'qwen3-')
    .replace(/^(mixtral-8x\d+b|mistral-7b)-(?:instruct-)?v0\.\d$/u, '$1')
    .replace(/^(gemma-\d-\d+b)-it$/u, '$1');
}

/** `gemini-2.5-flash-lite` and `gpt-4-turbo` are models of their own; `-latest` and what a host adds are not. */
function keepMeaningful(suffix: string, _at: number, whole: string): string {
  if (suffix === '-lite' && !whole.startsWith('llama')) return suffix;
  if (suffix === '-turbo' && !whole.startsWith('llama')) return suffix;
  if (suffix === '-preview' && !whole.startsWith('gemini-3')) return suffix;
  if (suffix === '-lite' && whole.startsWith('llama')) return suffix;
  return '';
}

const modelsDevChannels: Record<string, string> = {
  'fireworks-ai': 'fireworks',
  togetherai: 'together',
  'amazon-bedrock': 'bedrock',
  'google-vertex': 'vertex',
  'google-vertex-anthropic': 'vertex',
  moonshotai: 'moonshot',
};
const sameChannels = [
  'openai',
  'anthropic',
  'google',
  'mistral',
  'deepseek',
  'xai',
  'groq',
  'cerebras',
  'cohere',
  'azure',
  'ovhcloud',
  'scaleway',
  'nebius',
  'deepinfra',
];

/** Reads a models.dev model; undefined for providers that the catalog does not have. */
export function readModelsDevModel(provider: string, id: string): Sold | undefined {
  const channel = Object.hasOwn(modelsDevChannels, provider)
    ? modelsDevChannels[provider]
    : sameChannels.find((each) => each === provider);
  if (channel === undefined) return undefined;
  const onBedrock = channel === 'bedrock' ? bedrock.exec(id) : null;
  if (onBedrock !== null) return sold(channel, onBedrock[1] ?? null, onBedrock[3] ?? '');
  return sold(channel, null, id.replace(/^.*\//u, ''));
}

const llmPricesChannels: Record<string, string> = {
  amazon: 'bedrock',
  anthropic: 'anthropic',
  google: 'google',
  openai: 'openai',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'xai',
  'moonshot-ai': 'moonshot',
};

/** Reads a model of llm-prices; undefined for vendors that the catalog does not have. */
export function readLlmPricesModel(vendor: string, id: string): Sold | undefined {
  const channel = Object.hasOwn(llmPricesChannels, vendor) ? llmPricesChannels[vendor] : undefined;
  return channel === undefined ? undefined : sold(channel, null, id.replace(/^amazon-/u, ''));
}

/** Sellers that say that a context tier prices the whole request. Of the others it is not known. */
export function tierMode({ channel, name }: Pick<Sold, 'channel' | 'name'>): 'whole_request' | 'unknown' {
  const said = ['anthropic', 'google', 'openai'].includes(channel);
  const same = ['vertex', 'bedrock', 'azure'].includes(channel) && /^(?:claude|gemini|gpt)-/u.test(name);
  return said || same ? 'whole_request' : 'unknown';
}
