import { Exact, varyingExact, type ExactReading } from '../../formula/index.ts';
import type { Choice, Portfolio, SharedCost } from '../../model/index.ts';
import { apportion, shapleyValues } from '../attribution/index.ts';

/** What each choice of a plan pays, in the order of the choices; the amounts sum exactly to what the plan costs. */
export interface Allocation {
  readonly byLoad: readonly Exact[];
  /** Null where more choices share one thing than are gone through. */
  readonly byShapley: readonly Exact[] | null;
}

/** Coalitions double with each choice; beyond so many they are not gone through. */
const mostPlayers = 10;
/** Amounts are handed out in units of 10^-8 of the currency. */
const units = new Exact('1e8');
const one = new Exact(1);

/** Hands out the cost of a plan: what is a choice's own to it, what is shared by load and by Shapley values. */
export function allocate(portfolio: Portfolio, taken: readonly Choice[], exact: ExactReading): Allocation {
  const own = taken.map((choice) => exact.of(choice.own));
  const byLoad = [...own];
  let byShapley: Exact[] | null = [...own];
  for (const cost of portfolio.shared) {
    const players = taken.flatMap((choice, index) =>
      cost.choices.includes(choice) ? [{ choice, index }] : [],
    );
    if (players.length === 0) continue;
    const monthly = exact.of(cost.monthly);
    const whole = toUnits(monthly);
    /** What rounding to units leaves over is the first one's. */
    const rest = monthly.minus(fromUnits(whole));
    const give = (to: Exact[], parts: readonly bigint[]): void => {
      for (const [at, { index }] of players.entries()) {
        const part = fromUnits(parts[at] ?? 0n).plus(at === 0 ? rest : 0);
        to[index] = (to[index] ?? new Exact(0)).plus(part);
      }
    };
    give(
      byLoad,
      inProportion(
        players.map(({ choice }) => loadOn(portfolio, cost, choice, exact)),
        whole,
      ),
    );
    if (byShapley === null) continue;
    if (players.length > mostPlayers) byShapley = null;
    else
      give(
        byShapley,
        shapley(
          cost,
          players.map(({ choice }) => choice),
          whole,
        ),
      );
  }
  return { byLoad, byShapley };
}

function shapley(cost: SharedCost, players: readonly Choice[], whole: bigint): readonly bigint[] {
  const exactly = varyingExact([cost.monthly]).moved(players.map(({ taken }) => taken.address));
  const values = Array.from({ length: 2 ** players.length }, (_, coalition) => {
    if (coalition === 2 ** players.length - 1) return whole;
    const present = players.filter((_player, index) => (coalition & (1 << index)) !== 0);
    const plan = new Map(present.map(({ taken }) => [taken.address, one]));
    return toUnits(exactly(plan)[0] ?? new Exact(0));
  });
  return shapleyValues(values, players.length);
}

/**
 * What a choice uses of something shared: load on a cluster, spend, units; of a team, the load on all clusters; of a platform, that
 * on the clusters that use it.
 */
function loadOn(
  portfolio: Portfolio,
  { kind, id }: SharedCost,
  { taken, shares }: Choice,
  exact: ExactReading,
): Exact {
  const sum = (amounts: readonly Exact[]): Exact => amounts.reduce((a, b) => a.plus(b), new Exact(0));
  if (kind === 'commitment') {
    const volume = portfolio.spilled.get(taken)?.volume;
    const spends = shares.channels.map(({ spend, of }) =>
      of === 'choice' ? exact.of(spend) : exact.of(spend).times(volume === undefined ? 0 : exact.of(volume)),
    );
    const units = portfolio.pools.filter(({ spend }) => spend.chosen.includes(taken));
    return sum([...spends, ...units.map((pool) => spendOnUnits(portfolio, pool, taken, exact))]);
  }
  if (kind === 'provisioned') return sum(shares.units.map((use) => exact.of(use.load.average)));
  const clusters = shares.clusters.filter(
    ({ cluster }) =>
      kind === 'team' || cluster.id === id || (kind === 'platform' && cluster.platforms.includes(id)),
  );
  return sum(clusters.map(({ load, activeHours }) => exact.of(load.average).times(exact.of(activeHours))));
}

/** A choice's part, by its load, of what the units cost that it is on. */
function spendOnUnits(
  { choices }: Portfolio,
  { spend }: Portfolio['pools'][number],
  taken: Choice['taken'],
  exact: ExactReading,
): Exact {
  const loads = choices
    .filter((choice) => spend.chosen.includes(choice.taken) && exact.of(choice.taken).eq(1))
    .map(({ taken: own, shares }) => ({
      own,
      load: shares.units.reduce((total, { load }) => total.plus(exact.of(load.average)), new Exact(0)),
    }));
  const total = loads.reduce((all, { load }) => all.plus(load), new Exact(0));
  const load = loads.find(({ own }) => own === taken)?.load ?? new Exact(0);
  return total.isZero() ? new Exact(0) : exact.of(spend.spend).times(load).div(total);
}

function inProportion(weights: readonly Exact[], whole: bigint): readonly bigint[] {
  const total = weights.reduce((a, b) => a.plus(b), new Exact(0));
  // Nothing to go by: equal parts.
  const parts = total.isZero()
    ? weights.map(() => 1n)
    : weights.map((weight) => BigInt(weight.div(total).times('1e18').toFixed(0)));
  const denominator = parts.reduce((a, b) => a + b, 0n);
  return apportion(
    parts.map((part) => part * whole),
    denominator,
    whole,
  );
}

function toUnits(amount: Exact): bigint {
  return BigInt(amount.times(units).toFixed(0));
}

function fromUnits(amount: bigint): Exact {
  return new Exact(amount.toString()).div(units);
}
