import { Exact } from '../../../formula/index.ts';
import type { Timeline } from '../../../model/index.ts';
import { significantFigure } from '../../uncertainty/index.ts';
import type { PathContest } from '../paths/question.ts';
import type { ReadHoldings } from './holding-columns.ts';
import { leastCommitments, type Arc, type Segment } from './least-commitments.ts';
import { readNeeds, type Level } from './needs.ts';
import type { CommitmentSizing, CriticalFractile, SizedMonth } from './result.ts';
import { committedOption, type CommittedOption } from './stint-costs.ts';

type Option = PathContest['options'][number];

/** Whether an option holds GPUs of one kind, which is what can be sized. */
export function canBeSized({ figures }: Option): boolean {
  return figures.holdings.length === 1;
}

/**
 * How much of a workload's GPUs to commit to: of all ways to reserve or buy whole steps of GPUs at the beginning of a month, for a
 * term or less, decided today, the one of least expected present value on the paths, where what is missing is rented on demand.
 */
export function sizeWorkload(
  id: string,
  from: number,
  options: readonly Option[],
  { months, discounts }: Timeline,
  { read, paths }: { readonly read: ReadHoldings; readonly paths: number },
): CommitmentSizing {
  const horizon = months.length;
  const factors = discounts.map((each) => each.toNumber());
  const used = Array.from({ length: horizon - from }, (_, index) => from + index);
  const needs = readNeeds(read, options.length, used, horizon);
  const terms = options.map(({ figures }, option) =>
    committedOption(figures, needs.prices[option] ?? [], factors),
  );
  const rentals = [...options.keys()].filter((option) => terms[option] === null);
  const alike = (rental: number): readonly number[] =>
    [...options.keys()].filter((option) => terms[option] !== null && needs.areAlike(rental, option));
  const rentOf = (rental: number): number =>
    used.reduce(
      (sum, month) => sum + expectedRent(needs.levels[rental]?.[month] ?? [], month, factors, 0),
      0,
    );
  const [rental] = rentals.toSorted(
    (a, b) => alike(b).length - alike(a).length || rentOf(a) - rentOf(b) || a - b,
  );
  const chosen = rental === undefined ? [] : alike(rental);
  if (rental === undefined || chosen.length === 0) return nothingToSize(id, paths, rental !== undefined);
  const levels = needs.levels[rental] ?? [];
  const step = stepOf(
    levels,
    chosen.map((option) => options[option] as Option),
  );
  const largest = Math.max(0, ...levels.flatMap((each) => each.map(({ gpus }) => gpus)));
  const most = Math.ceil(largest / step);
  const rented = months.map((_, month) => segmentsOf(levels[month] ?? [], month, factors, step, most));
  const arc = (first: number, until: number): Arc | null => {
    let least: Arc | null = null;
    for (const option of chosen) {
      const term = terms[option] as CommittedOption;
      if (first < Math.max(from, term.first) || until - first > term.longest) continue;
      const cost = term.cost(first, until) * step;
      if (least === null || cost < least.cost) least = { option, cost };
    }
    return least;
  };
  const found = leastCommitments({ horizon, most, rented, arc });
  const onDemandCost = rentOf(rental);
  const held = months.map((_, month) =>
    found.commitments.reduce(
      (sum, each) => (each.from <= month && month < each.until ? sum + each.units * step : sum),
      0,
    ),
  );
  return {
    id,
    onDemand: options[rental]?.id ?? null,
    nothing: null,
    options: chosen.map((option) => options[option]?.id ?? ''),
    step,
    paths,
    commitments: found.commitments.map((each) => ({
      option: options[each.option]?.id ?? '',
      from: months[each.from] ?? '',
      to: months[each.until - 1] ?? '',
      months: each.until - each.from,
      gpus: each.units * step,
      isLeftEarly: each.until - each.from < (terms[each.option]?.longest ?? 0),
    })),
    cost: exact(found.cost),
    onDemandCost: exact(onDemandCost),
    saves: exact(onDemandCost - found.cost),
    months: months.map((month, index): SizedMonth => {
      const own = levels[index] ?? [];
      const committed = held[index] ?? 0;
      return {
        month,
        committed,
        needed: plain(own.reduce((sum, { gpus, share }) => sum + gpus * share, 0)),
        short: plain(own.reduce((sum, { gpus, share }) => (gpus > committed ? sum + share : sum), 0)),
      };
    }),
    fractiles: chosen.flatMap((option): readonly CriticalFractile[] => {
      const term = terms[option] as CommittedOption;
      const first = Math.max(from, term.first);
      const until = Math.min(horizon, first + term.longest);
      if (until <= first) return [];
      const own = levels.slice(first, until);
      const rent = own.reduce((sum, each, index) => {
        const all = each.reduce((total, level) => total + level.rent, 0);
        return sum + all * (factors[first + index + 1] ?? 0);
      }, 0);
      const unit = term.cost(first, until);
      const fractile = rent === 0 ? 0 : Math.max(0, 1 - unit / rent);
      const gpus = Math.ceil(quantile(own, fractile) / step) * step;
      const above = own.reduce(
        (sum, each, index) => sum + expectedRent(each, first + index, factors, gpus),
        0,
      );
      const beside =
        onDemandCost -
        own.reduce((sum, each, index) => sum + expectedRent(each, first + index, factors, 0), 0);
      return [
        {
          option: options[option]?.id ?? '',
          fractile: plain(fractile),
          gpus,
          cost: exact(gpus * unit + above + beside),
        },
      ];
    }),
  };
}

/** Expected present value of renting what a month needs above so many. */
function expectedRent(
  levels: readonly Level[],
  month: number,
  factors: readonly number[],
  above: number,
): number {
  let sum = 0;
  for (const { gpus, rent } of levels) if (gpus > above) sum += (gpus - above) * rent;
  return sum * (factors[month + 1] ?? 0);
}

/** Steps of a month by what renting them costs, those that are needed on the fewest paths first. */
function segmentsOf(
  levels: readonly Level[],
  month: number,
  factors: readonly number[],
  step: number,
  most: number,
): readonly Segment[] {
  const segments: { units: number; cost: number }[] = [];
  for (let unit = most - 1; unit >= 0; unit -= 1) {
    let cost = 0;
    for (const { gpus, rent } of levels) cost += Math.min(step, Math.max(0, gpus - unit * step)) * rent;
    cost *= factors[month + 1] ?? 0;
    const last = segments.at(-1);
    if (last?.cost === cost) last.units += 1;
    else segments.push({ units: 1, cost });
  }
  return segments;
}

/** The largest step that every number of GPUs is a multiple of, and at least the largest lot. */
function stepOf(levels: readonly (readonly Level[])[], options: readonly Option[]): number {
  let step = 0;
  for (const { gpus } of levels.flat()) {
    if (!Number.isInteger(gpus)) return 1;
    for (let other = gpus; other > 0;) [step, other] = [other, step % other];
  }
  const lots = options.map(({ figures }) => figures.holdings[0]?.lot?.toNumber() ?? 0);
  return Math.max(1, step, ...lots);
}

/** The least number of GPUs that is not exceeded in such a share of the months and paths. */
function quantile(months: readonly (readonly Level[])[], share: number): number {
  if (share <= 0) return 0;
  const all = months.flat().toSorted((a, b) => a.gpus - b.gpus);
  let sum = 0;
  for (const each of all) {
    sum += each.share / months.length;
    if (sum >= share - 1e-12) return each.gpus;
  }
  return all.at(-1)?.gpus ?? 0;
}

function nothingToSize(id: string, paths: number, hasRental: boolean): CommitmentSizing {
  const none = new Exact(0);
  return {
    id,
    onDemand: null,
    nothing: hasRental
      ? 'no option that reserves or buys GPUs needs as many in every month as one that rents them on demand'
      : 'no option rents GPUs on demand, so that nothing could be rented beside what is committed',
    options: [],
    step: 1,
    paths,
    commitments: [],
    cost: none,
    onDemandCost: none,
    saves: none,
    months: [],
    fractiles: [],
  };
}

function exact(value: number): Exact {
  return significantFigure(value) ?? new Exact(Number.NaN);
}

function plain(value: number): number {
  return Number(value.toPrecision(12));
}
