/** Units in a month that are rented on demand at the same expected cost, one after the other. */
export interface Segment {
  readonly units: number;
  /** Of one unit, at the beginning of the horizon. */
  readonly cost: number;
}

/** A unit that is committed from a month up to, and without, another; of all ways to do so, the cheapest. */
export interface Arc {
  readonly option: number;
  readonly cost: number;
}

export interface SizingProblem {
  readonly horizon: number;
  /** Units that are wanted at most. */
  readonly most: number;
  /** By month: what renting units costs, the least needed first, so that costs do not fall; `most` units in all. */
  readonly rented: readonly (readonly Segment[])[];
  /** Null where no option can be committed to for those months. */
  readonly arc: (from: number, until: number) => Arc | null;
}

export interface Commitment {
  readonly option: number;
  readonly from: number;
  readonly until: number;
  readonly units: number;
}

/**
 * The commitments of least expected cost, where no cost is negative. Every unit goes through the months either committed or
 * rented, and may go back to a month that is then committed twice over; renting a unit more costs more the likelier it is
 * needed. That is a flow of `most` units from the first month to the end over arcs of rising cost, and shortest augmenting
 * paths (Busacker and Gowen, 1961) find its least cost exactly, in whole units.
 */
export function leastCommitments({ horizon, most, rented, arc }: SizingProblem): {
  readonly commitments: readonly Commitment[];
  readonly cost: number;
} {
  const arcs = Array.from({ length: horizon }, (_, from) =>
    Array.from({ length: horizon + 1 }, (__, until) => (until > from ? arc(from, until) : null)),
  );
  const committed = arcs.map((row) => row.map(() => 0));
  const onDemand = rented.map((segments) => new RentedUnits(segments));
  const idle = rented.map(() => 0);
  const potentials = Array.from({ length: horizon + 1 }, () => 0);
  let left = most;
  while (left > 0) {
    const steps = shortestPath(potentials, { onDemand, arcs, committed, idle });
    let units = left;
    for (const { room } of steps) units = Math.min(units, room);
    for (const { from, to, by } of steps) {
      const [early, late, sign] = from < to ? [from, to, 1] : [to, from, -1];
      if (by === 'arc') (committed[early] as number[])[late] = (committed[early]?.[late] ?? 0) + sign * units;
      else if (by === 'rent') onDemand[early]?.add(sign * units);
      else idle[early] = (idle[early] ?? 0) - sign * units;
    }
    left -= units;
  }
  let cost = onDemand.reduce((sum, each) => sum + each.total(), 0);
  const commitments: Commitment[] = [];
  for (const [from, row] of committed.entries())
    for (const [until, units] of row.entries()) {
      const used = arcs[from]?.[until];
      if (units === 0 || used === null || used === undefined) continue;
      cost += units * used.cost;
      commitments.push({ option: used.option, from, until, units });
    }
  return { commitments, cost };
}

/** The units of one month that are rented, from the least needed on. */
class RentedUnits {
  readonly #segments: readonly Segment[];
  #units = 0;

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  add(units: number): void {
    this.#units += units;
  }

  /** What one unit more costs, and for how many units that holds. */
  next(): Segment | null {
    let end = 0;
    for (const { units, cost } of this.#segments) {
      end += units;
      if (this.#units < end) return { units: end - this.#units, cost };
    }
    return null;
  }

  /** What the last unit costs, and for how many units that holds. */
  last(): Segment | null {
    let end = 0;
    for (const { units, cost } of this.#segments) {
      const begin = end;
      end += units;
      if (this.#units > begin && this.#units <= end) return { units: this.#units - begin, cost };
    }
    return null;
  }

  total(): number {
    let [sum, left] = [0, this.#units];
    for (const { units, cost } of this.#segments) {
      const here = Math.min(left, units);
      sum += here * cost;
      left -= here;
    }
    return sum;
  }
}

type Arcs = readonly (readonly (Arc | null)[])[];

interface Step {
  readonly from: number;
  readonly to: number;
  readonly room: number;
  /** What it adds to, or takes from where it leads back; what is idle leads back where it is added to. */
  readonly by: 'arc' | 'rent' | 'idle';
}

interface Flow {
  readonly onDemand: readonly RentedUnits[];
  readonly arcs: Arcs;
  readonly committed: readonly (readonly number[])[];
  /** By month: units that are committed twice over. */
  readonly idle: readonly number[];
}

/** The cheapest way for one unit more, taking back included (Dijkstra over costs made positive by the potentials, which are raised). */
function shortestPath(potentials: number[], { onDemand, arcs, committed, idle }: Flow): readonly Step[] {
  const horizon = potentials.length - 1;
  const distance = potentials.map((_, month) => (month === 0 ? 0 : Infinity));
  const cameBy: (Step | null)[] = potentials.map(() => null);
  const isDone = potentials.map(() => false);
  const reach = (step: Step, cost: number): void => {
    const reduced = Math.max(0, cost + (potentials[step.from] ?? 0) - (potentials[step.to] ?? 0));
    const there = (distance[step.from] ?? 0) + reduced;
    if (there >= (distance[step.to] ?? 0)) return;
    distance[step.to] = there;
    cameBy[step.to] = step;
  };
  for (;;) {
    let at = -1;
    for (let month = 0; month <= horizon; month += 1)
      if (isDone[month] === false && (at === -1 || (distance[month] ?? 0) < (distance[at] ?? 0))) at = month;
    if (at === -1 || distance[at] === Infinity) break;
    isDone[at] = true;
    const next = onDemand[at]?.next() ?? null;
    if (next !== null) reach({ from: at, to: at + 1, room: next.units, by: 'rent' }, next.cost);
    const last = onDemand[at - 1]?.last() ?? null;
    if (last !== null) reach({ from: at, to: at - 1, room: last.units, by: 'rent' }, -last.cost);
    if (at > 0) reach({ from: at, to: at - 1, room: Infinity, by: 'idle' }, 0);
    const twice = idle[at] ?? 0;
    if (twice > 0) reach({ from: at, to: at + 1, room: twice, by: 'idle' }, 0);
    for (const [until, each] of (arcs[at] ?? []).entries())
      if (each !== null) reach({ from: at, to: until, room: Infinity, by: 'arc' }, each.cost);
    for (let from = 0; from < at; from += 1) {
      const [each, units] = [arcs[from]?.[at] ?? null, committed[from]?.[at] ?? 0];
      if (each !== null && units > 0) reach({ from: at, to: from, room: units, by: 'arc' }, -each.cost);
    }
  }
  const end = distance[horizon] ?? 0;
  for (const [month, each] of distance.entries())
    potentials[month] = (potentials[month] ?? 0) + Math.min(each, end);
  const steps: Step[] = [];
  for (let step = cameBy[horizon] ?? null; step !== null; step = cameBy[step.from] ?? null)
    steps.unshift(step);
  if (steps.length === 0) throw new Error('units that can neither be rented nor committed to');
  return steps;
}
