/**
 * Throughput where nothing was measured: a roofline over peak bandwidth and arithmetic, the shares of both that real
 * engines reach fitted to the measurements of a catalog. The sizes of a model and a GPU enter; an estimate with its
 * interval and the replicas for a latency leave, or the reason why there are none.
 */
export { rooflineAccuracy, type PartAccuracy, type RooflineAccuracy } from './accuracy.ts';
export { estimateThroughput, latencyAt, type ThroughputEstimate } from './estimate.ts';
export { replicasFor, type LatencyTarget, type ReplicaPlan } from './replicas.ts';
