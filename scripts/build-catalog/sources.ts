import type { Evidence } from './extracts.ts';

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
  gpurentalprices: { url: 'https://gpurentalprices.com', retrieved: '2026-10-02', licence: 'CC BY 4.0: GPU rental price data by gpurentalprices.com' },
  getdeploying: { url: 'https://getdeploying.com/gpus', retrieved: '2026-10-05', licence: 'CC BY 4.0: GetDeploying, GPU rental price history, https://getdeploying.com/gpus' },
  priceSheets: { url: 'https://github.com/callgideon/model-inference', retrieved: '2026-09-19', licence: 'facts only: vendors\' price sheets as read on that day' },
  capacityBlocks: { url: 'https://github.com/koyakimu/ec2-capacity-blocks-for-ml-pricing-json', retrieved: '2026-07-22', licence: 'MIT' },
  azureRetail: { url: 'https://prices.azure.com/api/retail/prices', retrieved: '2026-08-22', licence: 'MIT: copy kept in andy-diericks/azure-pricing-radar' },
  awsSpot: { url: 'https://doi.org/10.5281/zenodo.23082767', retrieved: '2026-09-15', licence: 'CC BY 4.0: Eric Pauley, AWS Spot Price History, aggregated by jwilliamross/compute-curve' },
  dedicated: { url: 'https://huggingface.co/docs/inference-endpoints/pricing', retrieved: '2026-09-22', licence: 'facts only: vendors\' price pages as read on that day' },
  vendorHistory: { url: 'https://developers.openai.com/api/docs/pricing', retrieved: '2026-09-24', licence: 'facts only: vendors\' price pages as read on that day' },
  multipliers: { url: 'https://platform.openai.com/docs/guides/batch', retrieved: '2026-10-09', licence: 'facts only: vendors\' price pages as read on that day' },
  lenovo: { url: 'https://lenovopress.lenovo.com/lp2368-on-premise-vs-cloud-generative-ai-total-cost-of-ownership', retrieved: '2026-01-15', licence: 'facts only: numbers of a published study' },
  hardwareSheets: { url: 'https://resources.nvidia.com/en-us-dgx-systems', retrieved: '2026-10-01', licence: 'facts only: resellers\' prices as read by others' },
  ecb: { url: 'https://www.ecb.europa.eu/stats/eurofxref/', retrieved: '2026-10-06', licence: 'ECB statistics: free reuse, source acknowledged' },
  currencyApi: { url: 'https://github.com/fawazahmed0/exchange-api', retrieved: '2026-09-29', licence: 'CC0-1.0' },
  litgpt: { url: 'https://github.com/Lightning-AI/litgpt', retrieved: '2026-11-23', licence: 'Apache-2.0' },
  azureDocs: { url: 'https://learn.microsoft.com/en-us/azure/foundry/openai/how-to/provisioned-throughput-sizing', retrieved: '2026-05-21', licence: 'CC BY 4.0: Microsoft documentation, numbers only' },
  inferencex: { url: 'https://inferencex.semianalysis.com', retrieved: '2026-09-19', licence: 'facts only: published benchmark results' },
  vllmCostMeter: { url: 'https://github.com/pChitral/vllm-cost-meter', retrieved: '2026-06-10', licence: 'MIT' },
  bls: { url: 'https://www.bls.gov/oes/', retrieved: '2026-11-25', licence: 'public domain: U.S. Bureau of Labor Statistics, May 2025' },
  eurostat: { url: 'https://ec.europa.eu/eurostat/databrowser/view/nrg_pc_205', retrieved: '2026-11-25', licence: 'Eurostat statistics: free reuse, source acknowledged' },
  destatis: { url: 'https://www-genesis.destatis.de/', retrieved: '2026-11-25', licence: 'dl-de/by-2-0: Statistisches Bundesamt (Destatis), 62361' },
  ons: { url: 'https://www.ons.gov.uk/', retrieved: '2026-11-25', licence: 'OGL-UK-3.0: Office for National Statistics, ASHE 2025' },
  scb: { url: 'https://www.scb.se/', retrieved: '2026-11-25', licence: 'CC0-1.0' },
  ssb: { url: 'https://www.ssb.no/', retrieved: '2026-11-25', licence: 'CC BY 4.0: Statistics Norway' },
  dst: { url: 'https://www.dst.dk/', retrieved: '2026-11-25', licence: 'CC BY 4.0: Statistics Denmark' },
  statfin: { url: 'https://stat.fi/', retrieved: '2026-11-25', licence: 'CC BY 4.0: Statistics Finland' },
  cbs: { url: 'https://www.cbs.nl/', retrieved: '2026-11-25', licence: 'CC BY 4.0: Statistics Netherlands' },
  ine: { url: 'https://www.ine.es/', retrieved: '2026-11-25', licence: 'facts only: Instituto Nacional de Estadistica' },
  jobBank: { url: 'https://www.jobbank.gc.ca/', retrieved: '2026-11-25', licence: 'OGL-Canada-2.0: Job Bank' },
  ato: { url: 'https://data.gov.au/', retrieved: '2026-11-25', licence: 'CC BY 2.5 AU: Australian Taxation Office' },
  colocation: { url: 'https://www.cbre.com/insights/books/north-america-data-center-trends-h2-2025', retrieved: '2026-11-25', licence: 'facts only: single figures of a published report' },
  uptime: { url: 'https://intelligence.uptimeinstitute.com/resource/uptime-institute-global-data-center-survey-2025', retrieved: '2026-11-25', licence: 'facts only: single figures of a published survey' },
  annualReports: { url: 'https://www.sec.gov/', retrieved: '2026-11-25', licence: 'facts only: useful lives in annual reports' },
  platforms: { url: 'https://aws.amazon.com/cloudwatch/pricing/', retrieved: '2026-10-03', licence: 'facts only: vendors\' price pages as read on that day' },
  gpuSpecs: { url: 'https://github.com/SemiAnalysisAI/InferenceX-app', retrieved: '2026-04-03', licence: 'facts only: accelerator specifications' },
} as const; // prettier-ignore

export type SourceId = keyof typeof sources;

/** The day the catalog stands for, and the version that names its folder. */
export const catalogDate = '2026-11-25';
export const catalogVersion = '2026-12';

export interface SourceNote {
  readonly [key: string]: string | undefined;
  readonly url: string;
  readonly retrieved: string;
  readonly grade: Evidence['grade'];
  readonly note?: string | undefined;
  /** Taken out when the catalog is written. */
  readonly record: string;
}

/** The source of a row, with what else is to be said of it. */
export function sourceOf(id: SourceId, { grade, record }: Evidence, note?: string): SourceNote {
  const { url, retrieved } = sources[id];
  return { url, retrieved, grade, note, record };
}

/** A source that was read more than once: the day is that of the reading. */
export function sourceOn(id: SourceId, evidence: Evidence, day: string, note?: string): SourceNote {
  return { ...sourceOf(id, evidence, note), retrieved: day };
}
