/**
 * Results of throughput benchmarks into throughput entries: two files of formats, each with what its units and rates mean.
 * A file's text and the user's answers enter, entries or a request for what is missing leave.
 */
export { readBenchmark } from './read-benchmark.ts';
