/** Waiting for a free place: servers, load and seconds of service enter; how many wait, and how long, leaves. */
export { meanWait, waitingShare, waitsLonger, type Queue } from './erlang.ts';
