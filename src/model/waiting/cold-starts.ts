/** Requests that arrive at random at a replica that is switched off when idle. */
export interface ScaleToZero {
  /** Requests per second by hour of the week, or one figure for all hours. */
  readonly rates: readonly number[];
  /** Seconds without a request after which it is switched off. */
  readonly idle: number;
  /** Seconds until it answers again. */
  readonly startUp: number;
  /** Hours of a month in which requests come. */
  readonly hours: number;
}

/** What switching off when idle brings and costs in a month. */
export interface ColdStarts {
  /** Times that a request finds it switched off. */
  readonly starts: number;
  /** Requests that wait for a start: the one that causes it, and those that arrive meanwhile. */
  readonly delayed: number;
  /** As a share of all requests. */
  readonly share: number;
  /** Mean seconds of their wait. */
  readonly wait: number;
  /** Share of the hours in which it is switched on, start-ups included. */
  readonly on: number;
}

/**
 * Cold starts with Poisson arrivals of λ a second: a cycle is a start-up of S, then work until the first gap of more than τ without
 * a request, then the wait for the next. From the end of a start-up the time until a gap of τ ends is (e^(λτ) - 1)/λ on average, and
 * the next request comes 1/λ later: a cycle lasts S + e^(λτ)/λ and has one start. The one that causes it waits S, and λS others
 * wait S/2 each on average. Requests are served within the gap's clock, so that their own time is not added.
 */
export function coldStarts({ rates, idle, startUp, hours }: ScaleToZero): ColdStarts {
  const seconds = (hours * 3600) / rates.length;
  let [starts, delayed, waited, requests, off] = [0, 0, 0, 0, 0];
  for (const rate of rates) {
    requests += rate * seconds;
    if (rate <= 0) {
      off += seconds;
      continue;
    }
    const cycle = startUp + Math.exp(rate * idle) / rate;
    const cycles = seconds / cycle;
    starts += cycles;
    delayed += cycles * (1 + rate * startUp);
    waited += cycles * (startUp + (rate * startUp * startUp) / 2);
    off += cycles / rate;
  }
  return {
    starts,
    delayed,
    share: requests === 0 ? 0 : delayed / requests,
    wait: delayed === 0 ? 0 : waited / delayed,
    on: rates.length === 0 ? 0 : 1 - off / (seconds * rates.length),
  };
}
