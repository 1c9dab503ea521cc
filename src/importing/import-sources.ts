/** The sources whose price lists are imported, by the name under which they are asked for. */
export const importSources = [
  'litellm',
  'genai-prices',
  'models-dev',
  'llm-prices',
  'openrouter',
  'skypilot',
  'gpuhunt',
  'gpurentalprices',
  'azure-retail',
  'aws-spot',
  'aws-prices',
  'gcp-skus',
  'getdeploying',
  'ecb',
  'csv',
] as const;
export type ImportSource = (typeof importSources)[number];
