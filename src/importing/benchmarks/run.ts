import type { Exact } from '../../formula/index.ts';

/** One run of a benchmark as its file states it; null where the file does not say. Rates are of the whole replica. */
export interface BenchmarkRun {
  readonly model: string | null;
  readonly gpu: string | null;
  /** GPUs of the replica. */
  readonly gpus: number | null;
  readonly precision: string | null;
  readonly engine: string | null;
  /** Mean tokens of a request. */
  readonly inputLength: number | null;
  readonly outputLength: number | null;
  /** Requests at once; null where the load was a rate. */
  readonly concurrency: number | null;
  /** Tokens per second. */
  readonly inputRate: Exact | null;
  readonly outputRate: Exact | null;
  /** Milliseconds: the median to the first token, and for each token after it. */
  readonly firstToken: number | null;
  readonly perToken: number | null;
  readonly failed: number;
  readonly completed: number | null;
  /** Prompt tokens that were read from the cache. */
  readonly cached: number | null;
  /** What a reader of these rates has to know. */
  readonly notes: readonly string[];
}

export const nothingStated: BenchmarkRun = {
  model: null,
  gpu: null,
  gpus: null,
  precision: null,
  engine: null,
  inputLength: null,
  outputLength: null,
  concurrency: null,
  inputRate: null,
  outputRate: null,
  firstToken: null,
  perToken: null,
  failed: 0,
  completed: null,
  cached: null,
  notes: [],
};

/** How the results of one benchmark are told and read. */
export interface BenchmarkFormat {
  readonly id: string;
  readonly title: string;
  /** Whether a file has this format; documents are its JSON or YAML values, empty for other texts. */
  readonly isIt: (file: BenchmarkFile) => boolean;
  readonly runs: (file: BenchmarkFile) => readonly BenchmarkRun[];
}

/** A file as text, and as the values that it holds where it is JSON, JSON lines or YAML. */
export interface BenchmarkFile {
  readonly text: string;
  readonly documents: readonly unknown[];
}
