import type { ImportSource } from '../import-sources.ts';
import { genaiPrices } from './genai-prices.ts';
import { gpuhunt } from './gpuhunt.ts';
import { litellm } from './litellm.ts';
import { llmPrices } from './llm-prices.ts';
import { modelsDev } from './models-dev.ts';
import { openrouter } from './openrouter.ts';
import { plainCsv } from './plain-csv.ts';
import { skypilot } from './skypilot.ts';
import type { Importer } from './types.ts';

/** Every source, by the name under which it is asked for. */
export const importers: Readonly<Record<ImportSource, Importer>> = {
  litellm,
  'genai-prices': genaiPrices,
  'models-dev': modelsDev,
  'llm-prices': llmPrices,
  openrouter,
  skypilot,
  gpuhunt,
  csv: plainCsv,
};
