import type { ImportSource } from './import-sources.ts';
import { awsPrices } from './sources/aws-prices.ts';
import { awsSpot } from './sources/aws-spot.ts';
import { azureRetail } from './sources/azure-retail.ts';
import { ecb } from './sources/ecb.ts';
import { gcpSkus } from './sources/gcp-skus.ts';
import { genaiPrices } from './sources/genai-prices.ts';
import { getdeploying } from './sources/getdeploying.ts';
import { gpuhunt } from './sources/gpuhunt.ts';
import { gpurentalprices } from './sources/gpurentalprices.ts';
import { litellm } from './sources/litellm.ts';
import { llmPrices } from './sources/llm-prices.ts';
import { modelsDev } from './sources/models-dev.ts';
import { openrouter } from './sources/openrouter.ts';
import { plainCsv } from './sources/plain-csv.ts';
import { skypilot } from './sources/skypilot.ts';
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
  gpurentalprices,
  'azure-retail': azureRetail,
  'aws-spot': awsSpot,
  'aws-prices': awsPrices,
  'gcp-skus': gcpSkus,
  getdeploying,
  ecb,
  csv: plainCsv,
};
