import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/analysis/one-at-a-time/moved-totals.ts';
import { candidatesOf } from '../../../src/analysis/run/placement.ts';
import type { FlipResult } from '../../../src/analysis/result.ts';
import { oneAtATime } from '../../../src/analysis/one-at-a-time/sensitivity.ts';
import { readOptions } from '../../../src/analysis/run/statements.ts';
import { evaluateAll, Exact, readPiecewise } from '../../../src/formula/index.ts';
import type { Model } from '../../../src/model/index.ts';
import { modelOf } from '../../support/model.ts';
import { randomScenario } from '../../support/random-scenario.ts';
import { written, type Written } from '../../support/written.ts';

/** An API against a rented GPU, all in straight lines over volume until the GPU is full. */
const simple = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 2 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 1k tokens/s } } }
workloads:
  chat:
    volume: 600M tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, own: { build: eu } }`;

type Flip = Written<FlipResult>;

function flipsOf(model: Model): readonly Flip[] {
  const workload = model.workloads[0] ?? expect.fail();
  return written(oneAtATime(model, workload.id, candidatesOf(readOptions(workload))).flips);
}

function flipOf(model: Model, path: string): Flip | undefined {
  return flipsOf(model).find((flip) => flip.path === path);
}

/** Who is cheapest at a value of one input, and by which share of its cost; null where the one that wins now has no cost. */
function winnerAt(
  candidates: readonly Candidate[],
  path: string,
  value: Exact,
): { readonly id: string; readonly lead: Exact } | null {
  const totals = evaluateAll(
    candidates.map(({ monthly }) => monthly),
    new Map([[path, value]]),
  );
  if (totals[0]?.isNaN() !== false) return null;
  const [first, second] = candidates
    .map(({ id }, index) => ({ id, total: totals[index] ?? new Exact(NaN) }))
    .filter(({ total }) => total.isFinite())
    .toSorted((a, b) => a.total.cmp(b.total));
  if (first === undefined) return null;
  const lead =
    second === undefined || second.total.isZero()
      ? new Exact(0)
      : new Exact(1).minus(first.total.div(second.total));
  return { id: first.id, lead };
}

/**
 * Evaluates just before a flip and just behind it, and at points on the way to it, where nothing else may win. Where totals
 * are curved the way is only searched on a grid, which may step over a narrow stretch, so that nothing is asked of it.
 */
function confirm(model: Model, flip: Flip): void {
  const [from, to] = [new Exact(flip.from), new Exact(flip.to)];
  const [workload] = model.workloads;
  const candidates = candidatesOf(readOptions(workload ?? expect.fail()));
  const now = winnerAt(candidates, flip.path, from)?.id;
  const whole = model.graph.inputs.get(flip.path)?.whole === true;
  const way = to.minus(from);
  const bit = whole ? new Exact(Math.sign(way.toNumber())) : way.times('1e-9');
  const behind = winnerAt(candidates, flip.path, whole ? to : to.plus(bit));
  expect([flip.path, flip.to, behind?.id]).toEqual([flip.path, flip.to, flip.becomes]);
  expect(behind?.id).not.toBe(now);
  const range = { from: Exact.min(from, to), to: Exact.max(from, to) };
  const isProved = candidates.every(({ monthly }) => readPiecewise(monthly, flip.path, range).ok);
  const points =
    whole || isProved ? Array.from({ length: 40 }, (_, index) => from.plus(way.times(index).div(40))) : [];
  const before = [...(whole ? points.map((each) => each.round()) : points), to.minus(bit)].filter((each) =>
    way.isPositive() ? each.lt(to) : each.gt(to),
  );
  for (const value of before) {
    const winner = winnerAt(candidates, flip.path, value);
    // Equal to what doubles can tell is no change of verdict.
    if (winner?.lead.gt('1e-9') === true)
      expect([flip.path, value.toFixed(), winner.id]).toEqual([flip.path, value.toFixed(), now]);
  }
}

describe('the nearest change of verdict', () => {
  const model = modelOf(simple);

  it('is where the two cost the same, exactly', () => {
    // 2 USD per Mtok against 1,460 USD a month: 730 Mtok.
    expect(flipOf(model, 'workloads.chat.volume')).toEqual({
      path: 'workloads.chat.volume',
      label: 'volume',
      unit: 'token/month',
      from: '600000000',
      to: '730000000',
      change: '0.21666666666666666667',
      becomes: 'own',
    });
    // 1,200 / 730 an hour.
    expect(flipOf(model, 'offers.rent.hourly')).toMatchObject({
      to: '1.64383561643835616438',
      becomes: 'own',
    });
    expect(flipOf(model, 'offers.rent.hourly')?.change).toBe('-0.17808219178082191781');
  });

  it('is found below as well as above', () => {
    const above = modelOf(simple, { set: { 'workloads.chat.volume': '800M tokens/month' } });
    expect(flipOf(above, 'workloads.chat.volume')).toMatchObject({ to: '730000000', becomes: 'api' });
  });

  it('is the nearer one of two', () => {
    // At 0.80 the GPU wins from 1,825 Mtok until a second one is needed at 2,628.
    const near = modelOf(simple.replaceAll('put: 2 USD', 'put: 0.80 USD'), {
      set: { 'workloads.chat.volume': '2600M tokens/month' },
    });
    const flip = flipOf(near, 'workloads.chat.volume') ?? expect.fail();
    expect(flip.becomes).toBe('api');
    expect(Number(flip.to) / 2.628e9).toBeCloseTo(1, 6);
    confirm(near, flip);
  });

  it('is the nearer of two at about the same distance, up or down', () => {
    // At 0.72 the GPU wins from 1,460 / 0.72 = 2,027.78 Mtok up to 2,628, where a second one is needed.
    const cheaper = simple.replaceAll('put: 2 USD', 'put: 0.72 USD');
    const at = (volume: string): Flip =>
      flipOf(modelOf(cheaper, { set: { 'workloads.chat.volume': volume } }), 'workloads.chat.volume') ??
      expect.fail();
    // From 2,330 it is 298 up and 302.22 down; from 2,325 it is 303 up and 297.22 down.
    expect(Number(at('2330M tokens/month').to) / 2.628e9).toBeCloseTo(1, 6);
    expect(Number(at('2325M tokens/month').to) / (1.46e9 / 0.72)).toBeCloseTo(1, 6);
  });

  it('is not there where nothing within reach changes the verdict', () => {
    const dear = modelOf(simple.replace('hourly: 2 USD/hour', 'hourly: 2 USD/hour, node: 8'), {
      set: { 'workloads.chat.volume': '1000 tokens/month' },
    });
    expect(flipOf(dear, 'workloads.chat.ratio.input')).toBeUndefined();
    expect(flipOf(dear, 'clusters.eu.utilization')).toBeUndefined();
  });

  it('of a count is the first whole number', () => {
    const many = modelOf(simple, { set: { 'workloads.chat.volume': '1500M tokens/month' } });
    // 3,000 USD from the API against 1,460 a replica.
    expect(flipOf(many, 'clusters.eu.min_replicas')).toMatchObject({ from: '1', to: '3', becomes: 'api' });
    expect(flipOf(many, 'clusters.eu.spare')).toMatchObject({
      from: '0',
      to: '2',
      change: null,
      becomes: 'api',
    });
  });

  it('does not go beyond what makes sense', () => {
    const outside = flipsOf(model).filter(({ path, to }) => {
      const { minimum = -Infinity, maximum = Infinity } = model.graph.inputs.get(path) ?? expect.fail();
      return new Exact(to).lt(minimum) || new Exact(to).gt(maximum);
    });
    expect(outside).toEqual([]);
  });

  it('is sorted by the relative change it takes', () => {
    const changes = flipsOf(model).map(({ change }) =>
      change === null ? Infinity : Math.abs(Number(change)),
    );
    expect(changes.length).toBeGreaterThan(3);
    expect(changes).toEqual(changes.toSorted((a, b) => a - b));
  });

  it('holds when it is evaluated just before and just behind, for every input', () => {
    const flips = flipsOf(model);
    for (const flip of flips) confirm(model, flip);
    expect(flips.length).toBeGreaterThan(3);
  });
});

describe('over random scenarios', () => {
  it('every flip holds when it is evaluated just before and just behind', () => {
    let seen = 0;
    fc.assert(
      fc.property(randomScenario, (yaml) => {
        const model = modelOf(yaml);
        const flips = flipsOf(model);
        for (const flip of flips) confirm(model, flip);
        seen += flips.length;
      }),
      { numRuns: 5, endOnFailure: true },
    );
    expect(seen).toBeGreaterThan(0);
  });
});
