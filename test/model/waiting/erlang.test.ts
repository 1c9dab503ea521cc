import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanWait, waitingShare, waitsLonger } from '../../../src/model/waiting/index.ts';

/** Erlang's C as it is defined, term by term. */
function byDefinition(servers: number, load: number): number {
  let [term, sum] = [1, 0];
  for (let each = 0; each < servers; each += 1) {
    sum += term;
    term *= load / (each + 1);
  }
  const last = term / (1 - load / servers);
  return last / (sum + last);
}

describe('waiting for a server', () => {
  // pyworkforce, quick example (ca48925): 100 calls in 30 minutes of 3 minutes each are 10 Erlangs; 14 servers.
  it('is as a published example has it, to twelve decimals', () => {
    const share = waitingShare(14, 10);
    expect(Math.abs(share - 0.1741319335950498)).toBeLessThan(1e-12);
    const service = 1 - waitsLonger({ servers: 14, load: 10, service: 3 }, 1 / 3);
    expect(Math.abs(service - 0.8883500191794669)).toBeLessThan(1e-12);
    // With 30 % of the staff away: 14/0.7.
    expect(Math.ceil(14 / (1 - 0.3))).toBe(20);
  });

  it('is Erlang’s definition, and falls with each server', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (servers, busy) => {
          const load = servers * busy;
          const share = waitingShare(servers, load);
          expect(share).toBeCloseTo(byDefinition(servers, load), 10);
          expect(waitingShare(servers + 1, load)).toBeLessThan(share);
        },
      ),
    );
  });

  it('of one server is the share of time that it is busy, and the mean wait that of M/M/1', () => {
    expect(waitingShare(1, 0.8)).toBeCloseTo(0.8, 12);
    // ρ/(1 - ρ) times the service time: 0.8/0.2 x 2 s.
    expect(meanWait({ servers: 1, load: 0.8, service: 2 })).toBeCloseTo(8, 12);
    // M/D/1 waits half as long.
    expect(meanWait({ servers: 1, load: 0.8, service: 2, serviceVariation: 0 })).toBeCloseTo(4, 12);
  });

  it('has no end where the load is not below the servers, and overflows for no number of them', () => {
    expect(waitingShare(3, 3)).toBe(1);
    expect(meanWait({ servers: 3, load: 4, service: 1 })).toBe(Infinity);
    expect(waitsLonger({ servers: 3, load: 4, service: 1 }, 1e9)).toBe(1);
    expect(waitingShare(100_000, 99_000)).toBeGreaterThan(0);
    expect(waitingShare(100_000, 99_900)).toBeLessThan(1);
  });
});
