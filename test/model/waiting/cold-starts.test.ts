import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coldStarts } from '../../../src/model/waiting/index.ts';

/** A month of one replica, request by request; `next` gives numbers between 0 and 1. */
function simulated(rate: number, idle: number, startUp: number, hours: number, next: () => number) {
  let [now, offFrom, starts, delayed, waited, requests] = [0, 0, 0, 0, 0, 0];
  let upAt = 0;
  while (now < hours * 3600) {
    now += -Math.log(1 - next()) / rate;
    requests += 1;
    if (now > offFrom) {
      starts += 1;
      upAt = now + startUp;
    }
    if (now < upAt) {
      delayed += 1;
      waited += upAt - now;
    }
    offFrom = Math.max(now, upAt) + idle;
  }
  return { starts, delayed, share: delayed / requests, wait: waited / delayed };
}

describe('switching off when idle', () => {
  // λ = 1/36 a second, τ = 60 s, S = 90 s: a cycle lasts 90 + 36 x e^(5/3) = 280.60 s, off for 36 s of it.
  it('is as by hand', () => {
    const found = coldStarts({ rates: [1 / 36], idle: 60, startUp: 90, hours: 730 });
    const cycle = 90 + 36 * Math.exp(5 / 3);
    expect(found.starts).toBeCloseTo(2_628_000 / cycle, 6);
    expect(found.delayed).toBeCloseTo((2_628_000 / cycle) * 3.5, 6);
    expect(found.wait).toBeCloseTo((90 + 112.5) / 3.5, 9);
    expect(found.on).toBeCloseTo(1 - 36 / cycle, 9);
  });

  it('is as a month that is simulated', () => {
    let state = 12_345;
    const next = (): number => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
    const [found, month] = [
      coldStarts({ rates: [0.01], idle: 120, startUp: 60, hours: 73_000 }),
      simulated(0.01, 120, 60, 73_000, next),
    ];
    expect(Math.abs(month.starts / found.starts - 1)).toBeLessThan(0.02);
    expect(Math.abs(month.share / found.share - 1)).toBeLessThan(0.02);
    expect(Math.abs(month.wait / found.wait - 1)).toBeLessThan(0.02);
  });

  it('starts less often the longer it waits before switching off, and never where nothing comes', () => {
    const time = fc.double({ min: 0, max: 3600, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 5, noNaN: true }), time, time, (rate, a, b) => {
        const of = (idle: number) => coldStarts({ rates: [rate], idle, startUp: 60, hours: 730 });
        const [short, long] = [of(Math.min(a, b)), of(Math.max(a, b))];
        expect(long.starts).toBeLessThanOrEqual(short.starts * (1 + 1e-12));
        expect(long.on).toBeGreaterThanOrEqual(short.on - 1e-12);
      }),
    );
    expect(coldStarts({ rates: [0], idle: 60, startUp: 60, hours: 730 })).toEqual({
      starts: 0,
      delayed: 0,
      share: 0,
      wait: 0,
      on: 0,
    });
  });
});
