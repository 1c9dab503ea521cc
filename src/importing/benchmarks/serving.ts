import { nothingStated, type BenchmarkFormat, type BenchmarkRun } from './run.ts';
import { at, numberAt, per, rateAt, textAt, times } from './value.ts';

const seconds = 1_000;

/** Counts that vLLM's, SGLang's and InferenceX's results share. */
function counted(result: unknown): Partial<BenchmarkRun> {
  const completed = numberAt(result, 'completed');
  const duration = numberAt(result, 'duration');
  const [input, output] = [numberAt(result, 'total_input_tokens'), numberAt(result, 'total_output_tokens')];
  const inputPerSecond = per(input, duration);
  return {
    model: textAt(result, 'model_id'),
    inputLength: per(input, completed),
    outputLength: per(output, completed),
    concurrency: numberAt(result, 'max_concurrency'),
    outputRate: rateAt(result, 'output_throughput'),
    inputRate:
      rateAt(result, 'input_throughput') ??
      (inputPerSecond === null ? null : rateAt({ rate: inputPerSecond }, 'rate')),
    completed,
    failed: numberAt(result, 'failed') ?? 0,
  };
}

/** `vllm bench serve --save-result`: milliseconds; failed requests have no tokens, their time is in the duration. */
export const vllmServe: BenchmarkFormat = {
  id: 'vllm',
  title: 'vLLM bench serve',
  isIt: ({ documents: [first] }) =>
    at(first, 'median_ttft_ms') !== undefined &&
    at(first, 'total_token_throughput') !== undefined &&
    at(first, 'model_id') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => ({
      ...nothingStated,
      ...counted(result),
      engine: 'vllm',
      gpu: textAt(result, 'gpu'),
      gpus: numberAt(result, 'tp'),
      precision: textAt(result, 'precision') ?? textAt(result, 'dtype'),
      firstToken: numberAt(result, 'median_ttft_ms'),
      perToken: numberAt(result, 'median_tpot_ms'),
    })),
};

/** SGLang's bench_serving: a line for each run, appended to one file. The server's count of tokens is taken. */
export const sglangServing: BenchmarkFormat = {
  id: 'sglang',
  title: 'SGLang bench_serving',
  isIt: ({ documents: [first] }) => at(first, 'total_output_tokens_retokenized') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => ({
      ...nothingStated,
      ...counted(result),
      engine: 'sglang',
      firstToken: numberAt(result, 'median_ttft_ms'),
      perToken: numberAt(result, 'median_tpot_ms'),
    })),
};

/** InferenceX's raw results: the keys of vLLM's, in seconds. GPUs and precision stand in the name of the file alone. */
export const inferencexRaw: BenchmarkFormat = {
  id: 'inferencex-raw',
  title: 'InferenceX raw result',
  isIt: ({ documents: [first] }) =>
    at(first, 'median_ttft') !== undefined && at(first, 'model_id') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => ({
      ...nothingStated,
      ...counted(result),
      firstToken: times(numberAt(result, 'median_ttft'), seconds),
      perToken: times(numberAt(result, 'median_tpot'), seconds),
    })),
};

/** InferenceX's aggregated results: rates by GPU, of prefill and decode GPUs apart where these are apart. */
export const inferencexAggregated: BenchmarkFormat = {
  id: 'inferencex',
  title: 'InferenceX aggregated result',
  isIt: ({ documents: [first] }) => at(first, 'tput_per_gpu') !== undefined && at(first, 'hw') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => {
      const isApart = at(result, 'disagg') === true || at(result, 'disagg') === 'true';
      const all =
        (numberAt(result, 'tp') ?? 0) *
        (numberAt(result, 'pp') ?? 1) *
        Math.max(1, numberAt(result, 'dp') ?? 1);
      const [prefill, decode] = isApart
        ? [numberAt(result, 'num_prefill_gpu') ?? 0, numberAt(result, 'num_decode_gpu') ?? 0]
        : [all, all];
      return {
        ...nothingStated,
        model: textAt(result, 'model'),
        gpu: textAt(result, 'hw'),
        gpus: isApart ? prefill + decode : all,
        precision: textAt(result, 'precision'),
        engine: textAt(result, 'framework'),
        inputLength: numberAt(result, 'isl'),
        outputLength: numberAt(result, 'osl'),
        concurrency: numberAt(result, 'conc'),
        inputRate: rateAt(result, 'input_tput_per_gpu')?.times(prefill) ?? null,
        outputRate: rateAt(result, 'output_tput_per_gpu')?.times(decode) ?? null,
        firstToken: times(numberAt(result, 'median_ttft'), seconds),
        perToken: times(numberAt(result, 'median_tpot'), seconds),
        notes: isApart ? [`prefill on ${prefill} GPUs, decode on ${decode}`] : [],
      };
    }),
};

/** The report of trtllm-bench: it states its GPUs; rates of the whole system are taken, not those of a GPU. */
export const trtllmBench: BenchmarkFormat = {
  id: 'trtllm-bench',
  title: 'trtllm-bench report',
  isIt: ({ documents: [first] }) =>
    at(first, 'world_info', 'world_size') !== undefined && at(first, 'performance') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => {
      const output = rateAt(result, 'performance', 'system_output_throughput_tok_s');
      const total = rateAt(result, 'performance', 'system_total_throughput_tok_s');
      return {
        ...nothingStated,
        model: textAt(result, 'engine', 'model'),
        gpu: textAt(result, 'machine', 'name'),
        gpus: numberAt(result, 'world_info', 'world_size'),
        precision: textAt(result, 'engine', 'quantization') ?? textAt(result, 'engine', 'dtype'),
        engine: ['tensorrt-llm', textAt(result, 'engine', 'version')]
          .filter((each) => each !== null)
          .join(' '),
        inputLength: numberAt(result, 'request_info', 'avg_input_length'),
        outputLength: numberAt(result, 'request_info', 'avg_output_length'),
        concurrency: numberAt(result, 'request_info', 'avg_num_concurrent_requests'),
        inputRate: output === null || total === null ? null : total.minus(output),
        outputRate: output,
        completed: numberAt(result, 'request_info', 'num_requests'),
        firstToken: numberAt(result, 'streaming_metrics', 'avg_ttft_ms'),
        perToken: numberAt(result, 'streaming_metrics', 'avg_tpot_ms'),
      };
    }),
};
