import type { YamlValue } from '../../src/importing/importers.ts';

const free = { commercial: 'true' };
const research = { commercial: 'false' };
const llama = { commercial: 'true', users: '700M users' };

/** What licences of weights allow, as their texts say; those that are not here were not read. */
const terms: Readonly<Record<string, Readonly<Record<string, YamlValue>>>> = {
  'Apache-2.0': free,
  MIT: free,
  // Above 100 million users or 20 million USD a month the name has to be shown, which is no limit.
  'Modified MIT': free,
  'Gemma Terms of Use': free,
  'NVIDIA open model licence': free,
  'NVIDIA research licence': research,
  'Mistral Research License': research,
  'Qwen License': { commercial: 'true', users: '100M users' },
  'Llama 2 Community License': llama,
  'Llama 3.1 Community License': llama,
  'Llama 3.2 Community License': llama,
  'Llama 3.3 Community License': llama,
  // Section 1 of its acceptable use policy: multimodal models, to persons and companies of the European Union.
  'Llama 4 Community License': { ...llama, not_in: ['eu'] },
};

export function licenceTerms(licence: string): YamlValue | undefined {
  return Object.hasOwn(terms, licence) ? terms[licence] : undefined;
}
