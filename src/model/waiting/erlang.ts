/**
 * Erlang's C: the share of arrivals that wait where `servers` serve and `load` of them are busy on average. 1 where the
 * load is not below the servers. By the recurrence of Erlang's B, which neither overflows nor loses digits.
 */
export function waitingShare(servers: number, load: number): number {
  if (load <= 0) return 0;
  if (load >= servers) return 1;
  let blocked = 1;
  for (let each = 1; each <= servers; each += 1) blocked = (load * blocked) / (each + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** What arrives at servers that are alike. */
export interface Queue {
  readonly servers: number;
  /** Servers that are busy on average: arrivals per second times seconds of service. */
  readonly load: number;
  /** Seconds of service of one arrival. */
  readonly service: number;
  /** Squared coefficients of variation of the time between arrivals and of service; 1 and 1 are Erlang's own. */
  readonly arrivalVariation?: number;
  readonly serviceVariation?: number;
}

/**
 * The share of arrivals that wait longer than `seconds`: C·exp(-(c - A)·t/s). Waits are stretched by (Ca² + Cs²)/2 where
 * arrivals or service vary more or less than Erlang's (Allen and Cunneen).
 */
export function waitsLonger(queue: Queue, seconds: number): number {
  const { servers, load, service, arrivalVariation = 1, serviceVariation = 1 } = queue;
  const share = waitingShare(servers, load);
  if (load >= servers) return 1;
  const stretch = (arrivalVariation + serviceVariation) / 2;
  if (stretch <= 0) return 0;
  return seconds < 0 ? 1 : share * Math.exp((-(servers - load) * seconds) / (service * stretch));
}

/** Seconds that an arrival waits on average; infinite where the load is not below the servers. */
export function meanWait(queue: Queue): number {
  const { servers, load, service, arrivalVariation = 1, serviceVariation = 1 } = queue;
  if (load >= servers) return Infinity;
  const stretch = (arrivalVariation + serviceVariation) / 2;
  return ((waitingShare(servers, load) * service) / (servers - load)) * stretch;
}
