import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastMonths } from '../../../src/analysis/forecast/never-worse.ts';
import { DoubleLedger, type DoubleFigures } from '../../../src/model/index.ts';

const horizon = 8;
const amounts = (most: number) =>
  fc.array(fc.nat(most), { minLength: horizon, maxLength: horizon }).map((each) => Float64Array.from(each));

const held = fc
  .record({
    gpus: amounts(5),
    agreed: amounts(9),
    moving: fc.option(amounts(3)),
    prices: fc.option(amounts(60)),
    isBought: fc.boolean(),
    life: fc.integer({ min: 1, max: 5 }),
    residual: fc.constantFrom(0, 0.2, 0.5),
    lot: fc.option(fc.integer({ min: 1, max: 4 })),
    earlyExit: fc.constantFrom(0, 0.5, 1),
  })
  .map(({ prices, isBought, life, residual, ...each }): DoubleFigures['holdings'][number] => {
    const shares = Array.from({ length: life }, () => (isBought ? 1 - residual : 1) / life);
    const worth = Array.from({ length: life + 1 }, (_, month) => 1 - (month * (1 - residual)) / life);
    const bought = isBought ? { price: prices ?? new Float64Array(horizon), shares, worth } : null;
    const upfront = isBought ? null : prices;
    return { ...each, line: 0, following: null, upfront, contract: isBought ? null : { shares }, bought };
  });

test('no stint of an option costs less than its least months, whenever it begins and ends', () => {
  const factors = Float64Array.from({ length: horizon + 1 }, (_, point) => 1.02 ** -point);
  fc.assert(
    fc.property(amounts(30), fc.array(held, { maxLength: 2 }), fc.nat(2), (rest, holdings, lead) => {
      const figures: DoubleFigures = {
        lines: [{ id: '', label: '', rest }],
        spreads: [],
        holdings,
        once: [],
        people: null,
        lead,
        hireAhead: 0,
        parallel: 0,
        switchCost: 0,
      };
      const least = leastMonths(figures, 0, horizon) ?? new Float64Array(horizon);
      const ledger = new DoubleLedger(figures, factors);
      for (let from = 0; from < horizon; from += 1) {
        ledger.write(from);
        let [cost, floor] = [0, 0];
        for (let month = from; month < horizon; month += 1) {
          cost += ledger.worth[month] ?? 0;
          floor += (least[month] ?? 0) * (factors[month + 1] ?? 0);
          const leaving = month + 1 < horizon ? (ledger.leaving[month] ?? 0) : 0;
          expect(cost + leaving).toBeGreaterThanOrEqual(floor - 1e-6);
        }
      }
    }),
    { numRuns: 300 },
  );
});
