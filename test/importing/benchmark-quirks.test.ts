import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBenchmark, type BenchmarkAnswers } from '../../src/importing/benchmarks/read-benchmark.ts';

// What the results of benchmarks mean and do not say: each of these, read the other way, is wrong by a factor and looks right.

const samples = new URL('../fixtures/benchmarks/', import.meta.url);
const sample = (file: string): string => readFileSync(new URL(file, samples), 'utf8');

const nothing: BenchmarkAnswers = {
  model: null,
  gpu: null,
  gpus: null,
  precision: null,
  engine: null,
  inputLength: null,
  outputLength: null,
};
const all: BenchmarkAnswers = {
  model: 'm',
  gpu: 'h100-sxm',
  gpus: 4,
  precision: 'fp8',
  engine: 'e',
  inputLength: null,
  outputLength: null,
};

/** The entries of a text, in the figures that can go wrong, and what is said beside them. */
function read(text: string, answers: BenchmarkAnswers = all) {
  const request = { file: 'f', path: 'f', source: 'f', retrieved: null, today: '2026-11-26', prefix: null };
  const result = readBenchmark(text, request, answers);
  return {
    entries: !result.ok
      ? []
      : result.value.entries.map((each) => ({
          gpus: each.gpusPerReplica,
          lengths: [each.inputLength, each.outputLength],
          concurrency: each.concurrency,
          input: each.inputRate?.toSignificantDigits(6).toFixed() ?? null,
          output: each.outputRate?.toSignificantDigits(6).toFixed() ?? null,
          note: each.source.note ?? '',
        })),
    said: result.diagnostics.map(({ message }) => message).join('\n'),
  };
}

/** A sample in JSON with some keys changed. */
function changed(file: string, keys: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(sample(file)) as object), ...keys });
}

const latency = (firstToken: string, perToken: string): unknown =>
  expect.stringContaining(`first token ${firstToken} ms; each token ${perToken} ms`);

describe('a quirk of benchmarks: the number of GPUs is not in the file', () => {
  it.each([
    'guidellm_report_v2.real-trimmed.json',
    'aiperf_profile_export.schema1.5.synthetic.json',
    'aiperf_profile_export.run1.real.csv',
    'sglang_bench_serving.synthetic.jsonl',
    'inference-perf_stage_2_lifecycle_metrics.real.json',
    'llmperf_summary.synthetic.json',
    'inferencex_raw.qwen35_vllm_tp8_isl14336_osl128_conc64.real.json',
    'genai-perf_profile_export.test-expectation.csv',
  ])('%s is asked for it', (file) => {
    const { entries, said } = read(sample(file), { ...all, gpus: null });
    expect([entries, said]).toEqual([[], expect.stringContaining('the number of GPUs')]);
  });

  it('vLLM has it only where the user wrote it down, and the model’s name never says it', () => {
    const { tp: _, ...rest } = JSON.parse(sample('vllm_bench_serve.synthetic.json')) as Record<
      string,
      unknown
    >;
    const without = read(JSON.stringify({ ...rest, model_id: 'm-tp8' }), { ...all, gpus: null });
    expect(without.said).toContain('the number of GPUs');
    expect(read(sample('vllm_bench_serve.synthetic.json'), { ...all, gpus: null }).entries[0]?.gpus).toBe(4);
  });
});

interface Quirk {
  readonly quirk: string;
  readonly text: string;
  /** Of the first run. */
  readonly right: object;
}

const quirks: readonly Quirk[] = [
  {
    quirk: 'InferenceX states rates by GPU; the replica has all of them',
    text: sample('inferencex_agg.synthetic.json'),
    // 4 x 740.4 and 4 x 740.1.
    right: { input: '2961.6', output: '2960.4' },
  },
  {
    quirk: 'InferenceX divides by the prefill GPUs and the decode GPUs where these are apart',
    text: changed('inferencex_agg.synthetic.json', { disagg: true, num_prefill_gpu: 2, num_decode_gpu: 6 }),
    // 2 x 740.4 and 6 x 740.1, of 8 GPUs; adding the two rates by GPU means nothing.
    right: { gpus: 4, input: '1480.8', output: '4440.6' },
  },
  {
    quirk: 'trtllm-bench states rates of the system and of a GPU',
    text: sample('trtllm_bench_report.synthetic.json'),
    // 13,047.9 - 2,609.6, not 652.4 of each of four.
    right: { input: '10438.3', output: '2609.6' },
  },
  {
    quirk: 'vLLM has milliseconds',
    text: sample('vllm_bench_serve.synthetic.json'),
    right: { note: latency('365.1', '124.4') },
  },
  {
    quirk: 'InferenceX has seconds under the same names',
    text: changed('inferencex_raw.qwen35_vllm_tp8_isl14336_osl128_conc64.real.json', {
      median_ttft: 25.5,
      median_tpot: 0.1,
    }),
    right: { note: latency('25500', '100') },
  },
  {
    quirk: 'inference-perf has seconds',
    text: sample('inference-perf_lifecycle.real-fixture.yaml'),
    // 0.03 and 0.007966.
    right: { note: latency('30', '7.966') },
  },
  {
    quirk: 'SGLang counts output again from its text: the server’s count is the right one',
    text: sample('sglang_bench_serving.synthetic.jsonl'),
    // 256,000 tokens of 1,000 requests, not 254,911.
    right: { lengths: [1024, 256], output: '1951.2' },
  },
  {
    quirk: 'vLLM’s max_output_tokens_per_s counts chunks at the best second',
    text: sample('vllm_bench_serve.synthetic.json'),
    right: { output: '497.61' },
  },
  {
    quirk: 'GuideLLM samples its rates: of the successful requests the mean alone is a throughput',
    text: sample('guidellm_report_v2.real-trimmed.json'),
    // Not the median, 0.4.
    right: { output: '3.19507' },
  },
  {
    quirk: 'AIPerf counts reasoning in the sequence and not in the tokens, and its CSV has two tables',
    text: sample('aiperf_profile_export.run1.real.csv'),
    // 243, not 61; 48,950 / 9.32 s in.
    right: { lengths: [550, 243], input: '5252.15', output: '2320.72' },
  },
  {
    quirk: 'genai-bench’s input throughput is the speed of each request',
    text: sample('genai-bench_run.real-fixture.json'),
    // 101.715 - 54.8914, not 1,703.
    right: { input: '46.8238', output: '54.8914' },
  },
  {
    quirk: 'a rate of "inf" is text, and no concurrency',
    text: changed('vllm_bench_serve.synthetic.json', { max_concurrency: null, request_rate: 'inf' }),
    right: { concurrency: null, output: '497.61' },
  },
  {
    quirk: 'llm-d has the flags of its engine, and with them whether prefixes were cached',
    text: sample('llm-d-benchmark_report_0.2.1.real-example.yaml').replace('--max-model-len: 1024', '--enable-prefix-caching: null'), // prettier-ignore
    right: { note: expect.stringContaining('prefix caching was on') },
  },
  {
    quirk: 'the same where they were not',
    text: sample('llm-d-benchmark_report_0.2.1.real-example.yaml').replace('--max-model-len: 1024', '--no-enable-prefix-caching: null'), // prettier-ignore
    right: { note: expect.stringContaining('prefix caching was off') },
  },
  {
    quirk: 'inference-perf counts what its prompts had in the cache',
    text: sample('inference-perf_lifecycle.real-fixture.yaml'),
    right: { note: expect.stringContaining('0 prompt tokens were read from the cache') },
  },
  {
    quirk: 'other files do not say whether prompts were read from a warm cache',
    text: sample('vllm_bench_serve.synthetic.json'),
    right: { note: expect.stringContaining('does not state whether prompts were cached') },
  },
];

describe('a quirk of benchmarks', () => {
  it.each(quirks)('$quirk', ({ text, right }) => {
    expect(read(text).entries[0]).toMatchObject(right);
  });

  it('SGLang appends its runs to one file', () => {
    expect(
      read(sample('sglang_bench_serving.synthetic.jsonl')).entries.map(({ concurrency }) => concurrency),
    ).toEqual([64, 128]);
  });

  it('failed requests have no tokens, and their time is in the duration', () => {
    expect(read(sample('vllm_bench_serve.synthetic.json')).said).toContain('4 of 1000 requests failed');
    expect(read(sample('aiperf_profile_export.run1.real.csv')).said).toContain('11 of 100 requests failed');
    expect(read(changed('llmperf_summary.synthetic.json', { results_number_errors: 50 })).said).toContain(
      '50 of 200 requests failed',
    );
  });

  it('MLPerf counts where it is valid, in nanoseconds, and offline without a bound on latency', () => {
    const lengths = { ...all, inputLength: 294, outputLength: 270 };
    const server = sample('mlperf_log_summary.server.synthetic.txt');
    // 1,900,000,000 ns and 180,000,000 ns.
    expect(read(server, lengths).entries[0]).toMatchObject({ output: '24000', note: latency('1900', '180') });
    const offline = read(sample('mlperf_log_summary.offline.synthetic.txt'), lengths);
    expect(offline.entries[0]?.note).toContain('without a bound on latency');
    const invalid = read(server.replace('Result is : VALID', 'Result is : INVALID'), lengths);
    expect(invalid).toEqual({ entries: [], said: expect.stringContaining('no run in it is valid') });
  });

  it.each([
    ['llama-bench.real.json', 'one stream'],
    // 41 cells under 42 headings.
    ['llama-bench.ragged.real.csv', 'one stream'],
    // 8,993 requests in it, against 4,496 of the client.
    ['inference-perf_stage_2_prometheus_metrics.real.json', 'overlap other stages'],
  ])('%s is no serving throughput', (file, why) => {
    expect(read(sample(file))).toEqual({ entries: [], said: expect.stringContaining(why) });
  });

  it('a GPU without its board is said to be one of several', () => {
    const vllm = sample('vllm_bench_serve.synthetic.json');
    expect(read(vllm, { ...all, gpu: null }).said).toContain(
      "says 'h100', which may be one of several boards",
    );
    expect(read(vllm).said).not.toContain('several boards');
    expect(read(sample('trtllm_bench_report.synthetic.json'), nothing).said).not.toContain('several boards');
  });

  it('what the file states is not asked for', () => {
    expect(read(sample('trtllm_bench_report.synthetic.json'), nothing).entries[0]?.gpus).toBe(4);
  });
});
