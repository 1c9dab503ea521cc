/** How many GPUs to commit to and for how long, where demand grows and is not known. Contests and their paths enter; commitments leave. */
export { sizeWorkloads } from './size-workloads.ts';
export type { CommitmentSizing, CriticalFractile, SizedCommitment, SizedMonth } from './result.ts';
