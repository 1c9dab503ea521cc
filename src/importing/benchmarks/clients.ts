import { nothingStated, type BenchmarkFormat } from './run.ts';
import { at, listAt, numberAt, per, rateAt, textAt, times } from './value.ts';

const seconds = 1_000;

/** GuideLLM reports: of every metric the requests that succeeded; of the rates their mean alone is a throughput. */
export const guidellm: BenchmarkFormat = {
  id: 'guidellm',
  title: 'GuideLLM report',
  isIt: ({ documents: [first] }) =>
    at(first, 'metadata', 'guidellm_version') !== undefined && listAt(first, 'benchmarks').length > 0,
  runs: ({ documents: [report] }) =>
    listAt(report, 'benchmarks').map((result) => {
      const metric = (name: string, ...path: readonly string[]): readonly string[] => [
        'metrics',
        name,
        'successful',
        ...path,
      ];
      return {
        ...nothingStated,
        model:
          textAt(result, 'config', 'backend', 'model') ??
          textAt(report, 'config', 'spec', 'backend', 'model'),
        inputLength: numberAt(result, ...metric('prompt_token_count', 'mean')),
        outputLength: numberAt(result, ...metric('output_token_count', 'mean')),
        concurrency: numberAt(result, ...metric('request_concurrency', 'mean')),
        inputRate: rateAt(result, ...metric('prompt_tokens_per_second', 'mean')),
        outputRate: rateAt(result, ...metric('output_tokens_per_second', 'mean')),
        firstToken: numberAt(result, ...metric('time_to_first_token_ms', 'median')),
        perToken: numberAt(result, ...metric('time_per_output_token_ms', 'median')),
        completed: numberAt(result, 'metrics', 'request_totals', 'successful'),
        failed: numberAt(result, 'metrics', 'request_totals', 'errored') ?? 0,
      };
    }),
};

/** inference-perf's file of a stage as its client saw it: seconds. */
export const inferencePerf: BenchmarkFormat = {
  id: 'inference-perf',
  title: 'inference-perf lifecycle metrics',
  isIt: ({ documents: [first] }) =>
    at(first, 'successes', 'throughput', 'output_tokens_per_sec') !== undefined &&
    at(first, 'load_summary') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => ({
      ...nothingStated,
      inputLength: numberAt(result, 'successes', 'prompt_len', 'mean'),
      outputLength: numberAt(result, 'successes', 'output_len', 'mean'),
      inputRate: rateAt(result, 'successes', 'throughput', 'input_tokens_per_sec'),
      outputRate: rateAt(result, 'successes', 'throughput', 'output_tokens_per_sec'),
      firstToken: times(numberAt(result, 'successes', 'latency', 'time_to_first_token', 'median'), seconds),
      perToken: times(numberAt(result, 'successes', 'latency', 'time_per_output_token', 'median'), seconds),
      completed: numberAt(result, 'successes', 'count'),
      cached: numberAt(result, 'successes', 'prompt_tokens', 'cached'),
      failed: numberAt(result, 'failures', 'count') ?? 0,
    })),
};

/** AIPerf's JSON from schema 1.4 on: the sequence length holds the reasoning, the token count does not. */
export const aiperf: BenchmarkFormat = {
  id: 'aiperf',
  title: 'AIPerf profile export',
  isIt: ({ documents: [first] }) =>
    at(first, 'aiperf_version') !== undefined && at(first, 'output_token_throughput') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => {
      const inputTokens = numberAt(result, 'input_sequence_length', 'sum');
      const rate = per(inputTokens, numberAt(result, 'benchmark_duration', 'avg'));
      return {
        ...nothingStated,
        model: textAt(result, 'input_config', 'endpoint', 'model_names', 0),
        inputLength: numberAt(result, 'input_sequence_length', 'avg'),
        outputLength: numberAt(result, 'output_sequence_length', 'avg'),
        concurrency: numberAt(result, 'input_config', 'loadgen', 'concurrency'),
        inputRate: rate === null ? null : rateAt({ rate }, 'rate'),
        outputRate: rateAt(result, 'output_token_throughput', 'avg'),
        firstToken: numberAt(result, 'time_to_first_token', 'p50'),
        perToken: numberAt(result, 'inter_token_latency', 'p50'),
        completed: numberAt(result, 'request_count', 'avg'),
        failed: numberAt(result, 'error_request_count', 'avg') ?? 0,
      };
    }),
};

/** The summary CSV of AIPerf and of GenAI-Perf: two tables, divided by an empty line. */
export const perfCsv: BenchmarkFormat = {
  id: 'aiperf-csv',
  title: 'AIPerf or GenAI-Perf summary',
  isIt: ({ text, documents }) =>
    documents.length === 0 &&
    text.startsWith('Metric,avg,') &&
    text.includes('Output Token Throughput (tokens/sec),'),
  runs: ({ text }) => {
    const cells = new Map(
      text.split(/\r?\n/u).map((line) => [line.split(',')[0] ?? '', line.split(',').slice(1)]),
    );
    const found = (name: string, column = 0): number | null =>
      numberAt({ cell: cells.get(name)?.[column] ?? null }, 'cell');
    const rate = per(found('Total Input Sequence Length (tokens)'), found('Benchmark Duration (sec)'));
    const header = cells.get('Metric') ?? [];
    const median = header.indexOf('p50');
    return [
      {
        ...nothingStated,
        inputLength: found('Input Sequence Length (tokens)'),
        outputLength: found('Output Sequence Length (tokens)'),
        inputRate: rate === null ? null : rateAt({ rate }, 'rate'),
        outputRate: rateAt({ rate: found('Output Token Throughput (tokens/sec)') }, 'rate'),
        firstToken: found('Time to First Token (ms)', Math.max(0, median)),
        perToken: found('Inter Token Latency (ms)', Math.max(0, median)),
        completed: found('Request Count') ?? found('Request Count (count)'),
        failed: found('Error Request Count') ?? 0,
      },
    ];
  },
};

/** genai-bench's result of one run. Its input throughput is each request's own speed, and is not taken. */
export const genaiBench: BenchmarkFormat = {
  id: 'genai-bench',
  title: 'genai-bench run',
  isIt: ({ documents: [first] }) =>
    at(first, 'aggregated_metrics', 'mean_output_throughput_tokens_per_s') !== undefined,
  runs: ({ documents }) =>
    documents.map((document) => {
      const result = at(document, 'aggregated_metrics');
      const output = rateAt(result, 'mean_output_throughput_tokens_per_s');
      const total = rateAt(result, 'mean_total_tokens_throughput_tokens_per_s');
      return {
        ...nothingStated,
        inputLength: numberAt(result, 'stats', 'num_input_tokens', 'mean'),
        outputLength: numberAt(result, 'stats', 'num_output_tokens', 'mean'),
        concurrency: numberAt(result, 'num_concurrency'),
        inputRate: output === null || total === null ? null : total.minus(output),
        outputRate: output,
        firstToken: times(numberAt(result, 'stats', 'ttft', 'p50'), seconds),
        perToken: times(numberAt(result, 'stats', 'tpot', 'p50'), seconds),
        completed: numberAt(result, 'num_completed_requests'),
        failed: numberAt(result, 'num_error_requests') ?? 0,
      };
    }),
};

/** llmperf's summary: seconds. */
export const llmperf: BenchmarkFormat = {
  id: 'llmperf',
  title: 'llmperf summary',
  isIt: ({ documents: [first] }) => at(first, 'results_mean_output_throughput_token_per_s') !== undefined,
  runs: ({ documents }) =>
    documents.map((result) => ({
      ...nothingStated,
      model: textAt(result, 'model'),
      inputLength:
        numberAt(result, 'results_number_input_tokens_mean') ?? numberAt(result, 'mean_input_tokens'),
      outputLength:
        numberAt(result, 'results_number_output_tokens_mean') ?? numberAt(result, 'mean_output_tokens'),
      concurrency: numberAt(result, 'num_concurrent_requests'),
      outputRate: rateAt(result, 'results_mean_output_throughput_token_per_s'),
      firstToken: times(numberAt(result, 'results_ttft_s_quantiles_p50'), seconds),
      perToken: times(numberAt(result, 'results_inter_token_latency_s_quantiles_p50'), seconds),
      completed: numberAt(result, 'results_num_completed_requests'),
      failed: numberAt(result, 'results_number_errors') ?? 0,
    })),
};

/** The llm-d benchmark report, which states its accelerators. */
export const llmdReport: BenchmarkFormat = {
  id: 'llm-d',
  title: 'llm-d benchmark report',
  isIt: ({ documents: [first] }) =>
    at(first, 'results', 'request_performance', 'aggregate', 'throughput') !== undefined,
  runs: ({ documents }) =>
    documents.map((report) => {
      const aggregate = at(report, 'results', 'request_performance', 'aggregate');
      const stack = listAt(report, 'scenario', 'stack').map((part) => at(part, 'standardized'));
      const engines = stack.filter((part) => at(part, 'accelerator', 'count') !== undefined);
      const gpus = engines.reduce<number>(
        (sum, part) =>
          sum + (numberAt(part, 'accelerator', 'count') ?? 0) * (numberAt(part, 'replicas') ?? 1),
        0,
      );
      const time = (name: string): number | null => {
        const value = at(aggregate, 'latency', name);
        const factor = { ms: 1, s: seconds, us: 0.001 }[(textAt(value, 'units') ?? '').split('/')[0] ?? ''];
        return factor === undefined ? null : times(numberAt(value, 'p50') ?? numberAt(value, 'mean'), factor);
      };
      return {
        ...nothingStated,
        model: textAt(engines[0], 'model', 'name'),
        gpu: textAt(engines[0], 'accelerator', 'model'),
        gpus: gpus === 0 ? null : gpus,
        engine: textAt(engines[0], 'tool'),
        inputLength: numberAt(aggregate, 'requests', 'input_length', 'mean'),
        outputLength: numberAt(aggregate, 'requests', 'output_length', 'mean'),
        inputRate: rateAt(aggregate, 'throughput', 'input_token_rate', 'mean'),
        outputRate: rateAt(aggregate, 'throughput', 'output_token_rate', 'mean'),
        firstToken: time('time_to_first_token'),
        perToken: time('time_per_output_token'),
        completed: numberAt(aggregate, 'requests', 'total'),
        failed: numberAt(aggregate, 'requests', 'failures') ?? 0,
      };
    }),
};

/** MLPerf Inference's log summary: nanoseconds; output tokens of the whole system. A result that is not valid is refused. */
export const mlperf: BenchmarkFormat = {
  id: 'mlperf',
  title: 'MLPerf Inference log summary',
  isIt: ({ text }) => text.includes('MLPerf Results Summary') && text.includes('Result is :'),
  runs: ({ text }) => {
    const line = (name: string): string | null =>
      new RegExp(`^${name} *: *(.*)$`, 'mu').exec(text)?.[1]?.trim() ?? null;
    if (line('Result is') !== 'VALID') return [];
    const scenario = line('Scenario') ?? '';
    return [
      {
        ...nothingStated,
        outputRate: rateAt(
          { rate: line('Completed tokens per second') ?? line('Tokens per second') },
          'rate',
        ),
        firstToken: times(
          numberAt({ time: line('99\\.00 percentile first token latency \\(ns\\)') }, 'time'),
          1e-6,
        ),
        perToken: times(
          numberAt({ time: line('99\\.00 percentile time to output token \\(ns\\)') }, 'time'),
          1e-6,
        ),
        notes: [
          `MLPerf ${scenario}${scenario === 'Offline' ? ': without a bound on latency' : ': times are the 99th percentile'}`,
        ],
      },
    ];
  },
};
