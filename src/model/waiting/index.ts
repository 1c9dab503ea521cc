/**
 * Waiting: servers, load and seconds of service enter; how many wait, and how long, leaves. And what was measured of it: a
 * curve of latency by load enters; the load within a limit, and the times at a load, leave as formulas.
 */
export { meanWait, waitingShare, waitsLonger, type Queue } from './erlang.ts';
export {
  firstTokenTimes,
  loadWithin,
  perTokenTimes,
  requestTimes,
  timeAtLoad,
  type TimeByLoad,
} from './curve.ts';
export { coldStarts, type ColdStarts, type ScaleToZero } from './cold-starts.ts';
