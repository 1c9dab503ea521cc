import {
  aiperf,
  genaiBench,
  guidellm,
  inferencePerf,
  llmdReport,
  llmperf,
  mlperf,
  perfCsv,
} from './clients.ts';
import type { BenchmarkFormat } from './run.ts';
import { inferencexAggregated, inferencexRaw, sglangServing, trtllmBench, vllmServe } from './serving.ts';

/** Every benchmark whose results are read, the most particular first. */
export const benchmarkFormats: readonly BenchmarkFormat[] = [
  llmdReport,
  sglangServing,
  vllmServe,
  inferencexAggregated,
  inferencexRaw,
  trtllmBench,
  guidellm,
  inferencePerf,
  aiperf,
  perfCsv,
  genaiBench,
  llmperf,
  mlperf,
];
