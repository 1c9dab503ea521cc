import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const cwd = new URL('../fixtures/benchmarks/', import.meta.url).pathname;

async function imported(...words: readonly string[]) {
  const recorded = recordedEnvironment({ cwd });
  const code = await runCli(['throughput', 'import', ...words], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

const answers = ['--model', 'm', '--gpu', 'h100-sxm', '--gpus', '4', '--precision', 'fp8', '--engine', 'e'];

/** Tokens a second of the whole replica and lengths, as each file states them or as they follow from it. */
const byHand: readonly (readonly [file: string, ...rows: readonly string[]])[] = [
  // 1,019,904 / 512.4 s in; 1,019,904 / 996 and 254,976 / 996 tokens a request.
  [
    'vllm_bench_serve.synthetic.json',
    'input_length: 1024 tokens, output_length: 256 tokens, concurrency: 64, input: 1990.4449',
  ],
  // The server's 256,000 tokens, not the retokenized 254,911; two runs in one file.
  [
    'sglang_bench_serving.synthetic.jsonl',
    'input_length: 1024 tokens, output_length: 256 tokens, concurrency: 64, input: 7804.9 tokens/s, output: 1951.2 tokens/s',
    'input_length: 1024 tokens, output_length: 256 tokens, concurrency: 128, input: 10438.3 tokens/s, output: 2609.6 tokens/s',
  ],
  // By GPU in the file: 740.4 x 4 in, 740.1 x 4 out; seconds, so 0.365 is 365 ms.
  [
    'inferencex_agg.synthetic.json',
    'input: 2961.6 tokens/s, output: 2960.4 tokens/s',
    'first token 365 ms; each token 21.1 ms',
  ],
  // 9,175,040 / 640 and 81,920 / 640 tokens; 25.497 is seconds here.
  [
    'inferencex_raw.qwen35_vllm_tp8_isl14336_osl128_conc64.real.json',
    'input_length: 14336 tokens, output_length: 128 tokens',
    'first token 25500 ms',
  ],
  // The system's 13,047.9 - 2,609.6 in; not the 652.4 of a GPU.
  ['trtllm_bench_report.synthetic.json', 'input: 10438.3 tokens/s, output: 2609.6 tokens/s'],
  // The mean of successful requests, 3.195, not the median 0.4 of its samples.
  [
    'guidellm_report_v2.real-trimmed.json',
    'output: 3.1950675815128577 tokens/s',
    'output: 6.377131566888984 tokens/s',
  ],
  [
    'inference-perf_stage_2_lifecycle_metrics.real.json',
    'input_length: 201 tokens, output_length: 63 tokens, input: 14925.608282724552 tokens/s, output: 4661.3633169817895 tokens/s',
    'first token 37.23 ms',
  ],
  // The sequence of 243 tokens holds the reasoning; 48,950 / 9.32 s in.
  ['aiperf_profile_export.schema1.5.synthetic.json', 'output_length: 243 tokens', 'input: 5252.1459'],
  [
    'aiperf_profile_export.run1.real.csv',
    'input_length: 550 tokens, output_length: 243 tokens',
    'output: 2320.72 tokens/s',
  ],
  // 101.715 in all - 54.891 out; not the 1,703 of each request.
  [
    'genai-bench_run.real-fixture.json',
    'input: 46.82375578188162 tokens/s, output: 54.891401311421 tokens/s',
  ],
  // 3 requests of 160 output tokens in 2.48 s; medians of 0.03 s and 0.007966 s.
  [
    'inference-perf_lifecycle.real-fixture.yaml',
    'output: 64.51612903225806 tokens/s',
    'first token 30 ms; each token 7.966 ms',
  ],
  ['llmperf_summary.synthetic.json', 'output: 62.1 tokens/s', 'first token 210 ms; each token 15.8 ms'],
  ['llm-d-benchmark_report_0.2.1.real-example.yaml', 'output: 2262.448 tokens/s', 'each token 36.86 ms'],
];

/** Files that state no lengths of requests: their rates are checked with lengths that are said beside them. */
const withoutLengths = [
  'genai-perf_profile_export.test-expectation.csv',
  'mlperf_log_summary.offline.synthetic.txt',
  'mlperf_log_summary.server.synthetic.txt',
];

/** Files that have no throughput, and why. */
const refused = [
  ['llama-bench.real.json', 'one stream'],
  ['llama-bench.real.csv', 'one stream'],
  // 41 cells under 42 headings, as upstream has it.
  ['llama-bench.ragged.real.csv', 'one stream'],
  ['genai-bench_experiment.real-fixture.json', 'the files of the runs beside it'],
  // 8,993 requests in it, against 4,496 of the client.
  ['inference-perf_stage_2_prometheus_metrics.real.json', 'overlap other stages'],
  ['SOURCES.csv', 'no result of a benchmark that is known'],
] as const;

describe('throughput import', () => {
  it('has an expectation for every sample: figures by hand, or why there are none', () => {
    const expected = [...byHand.map(([file]) => file), ...withoutLengths, ...refused.map(([file]) => file)];
    expect(expected.toSorted()).toEqual(readdirSync(cwd).toSorted());
  });

  it.each(byHand)('%s', async (file, ...rows) => {
    const { code, stdout } = await imported(file, ...answers);
    expect(code).toBe(0);
    for (const row of rows) expect(stdout).toContain(row);
  });

  it('reads what MLPerf and GenAI-Perf state, with the lengths that they do not', async () => {
    const lengths = ['--input-length', '294', '--output-length', '270'];
    const offline = await imported('mlperf_log_summary.offline.synthetic.txt', ...answers, ...lengths);
    expect(offline.stdout).toContain('output: 27000 tokens/s');
    expect(offline.stdout).toContain('without a bound on latency');
    // 1,900,000,000 ns and 180,000,000 ns.
    const server = await imported('mlperf_log_summary.server.synthetic.txt', ...answers, ...lengths);
    expect(server.stdout).toContain('output: 24000 tokens/s');
    expect(server.stdout).toContain('first token 1900 ms; each token 180 ms');
    const genai = await imported('genai-perf_profile_export.test-expectation.csv', ...answers, ...lengths);
    expect(genai.stdout).toContain('output: 456 tokens/s');
  });

  it('asks for what a file does not state, and never assumes it', async () => {
    const { code, stdout, stderr } = await imported('sglang_bench_serving.synthetic.jsonl');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('does not state the model, the GPU, the number of GPUs, the precision');
    expect(stderr).toContain('--gpus 8');
    // trtllm-bench states all of it.
    const stated = await imported('trtllm_bench_report.synthetic.json');
    expect(stated.code).toBe(0);
    expect(stated.stdout).toContain(
      'gpu: h100-sxm, gpus: 4 GPUs, precision: fp8, engine: tensorrt-llm 1.2.0',
    );
  });

  it.each(refused)('refuses %s', async (file, message) => {
    const { code, stderr } = await imported(file, ...answers);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('says how many requests failed', async () => {
    const { stderr } = await imported('vllm_bench_serve.synthetic.json', ...answers);
    expect(stderr).toContain('4 of 1000 requests failed');
  });

  it('writes entries that a catalog reads', async () => {
    const { stdout } = await imported('trtllm_bench_report.synthetic.json');
    const { parseCatalog } = await import('../../src/catalog/index.ts');
    const files = new Map([
      ['catalog.yaml', 'crossover_catalog: 1\nversion: own\ndate: 2026-11-26\nsources: []\n'],
      ['throughput.yaml', stdout],
    ]);
    const catalog = parseCatalog(files, 'own');
    expect(
      catalog.ok
        ? catalog.value.throughput.map(({ outputRate }) => outputRate?.toFixed())
        : catalog.diagnostics,
    ).toEqual(['2609.6']);
  });
});

describe('throughput estimate', () => {
  it.each([
    ['llama-3.3-70B', 'h100-sxm', "did you mean 'llama-3.3-70b'?"],
    ['llama-3.3-70b', 'h100-sxn', "did you mean 'h100-sxm'?"],
    ['llama-3.3-70b', 'l4', 'measure it'],
  ])('of %s on %s is refused with a hint that is right', async (model, gpu, hint) => {
    const recorded = recordedEnvironment({ cwd });
    const words = ['--model', model, '--gpu', gpu, '--precision', 'fp8', '--input-length', '1000', '--output-length', '200']; // prettier-ignore
    expect(await runCli(['throughput', 'estimate', ...words], recorded.environment)).toBe(2);
    expect(recorded.stderr()).toContain('error[model/no-estimate]');
    expect(recorded.stderr()).toContain(hint);
  });
});
