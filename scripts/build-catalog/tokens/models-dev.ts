import { readJson } from '../extracts.ts';
import { modelName, type Sold } from './names.ts';
import { decimal } from './prices.ts';

const channels: Record<string, string> = {
  'fireworks-ai': 'fireworks',
  togetherai: 'together',
  'amazon-bedrock': 'bedrock',
  'google-vertex': 'vertex',
  'google-vertex-anthropic': 'vertex',
  moonshotai: 'moonshot',
};
const same = [
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

interface ModelsDev {
  readonly providers: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly cost?: { readonly input?: number; readonly output?: number } }>>
    >
  >;
}

/** The prices that models.dev has for the channels of the catalog. */
export function readModelsDev(folder: string): readonly {
  readonly sold: Pick<Sold, 'channel' | 'name'>;
  readonly input: string;
  readonly output: string;
}[] {
  const { providers } = readJson(folder, 'models-dev.json') as ModelsDev;
  return Object.entries(providers).flatMap(([provider, models]) => {
    const channel = channels[provider] ?? same.find((each) => each === provider);
    if (channel === undefined) return [];
    return Object.entries(models).flatMap(([id, { cost }]) => {
      const name = modelName(
        id.replace(/^.*\/|^(?:\w+\.)?(?:anthropic|meta|amazon|mistral|deepseek|qwen|openai)\./u, ''),
      );
      if (cost?.input === undefined || cost.output === undefined) return [];
      return [{ sold: { channel, name }, input: decimal(cost.input), output: decimal(cost.output) }];
    });
  });
}
