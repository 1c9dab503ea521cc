import type { Catalog } from '../../catalog/index.ts';
import { requiredFigure, shapleyValues } from '../../analysis/index.ts';
import type { Result } from '../../diagnostics/index.ts';
import { evaluate, Exact } from '../../formula/index.ts';
import { buildModel, type Model, type OptionModel } from '../../model/index.ts';
import type { Scenario, Workload } from '../../scenario/index.ts';
import type { AgainstCause } from './result.ts';

/** Causes whose inputs differ between two states of a scenario. */
export type InputCause = Exclude<AgainstCause, 'hidden_costs'>;

/** Decimal places of amounts in results. */
const scale = new Exact(10).pow(20);

/** One workload with one option, and with what that option is put together of. */
export function narrowed(scenario: Scenario, id: string, option: string): Scenario {
  const workload = scenario.workloads.get(id);
  if (workload === undefined) return scenario;
  const { options } = workload;
  if (options === 'auto') return { ...scenario, workloads: new Map([[id, workload]]) };
  const chosen = options.find((each) => each.id === option);
  const parts: readonly string[] =
    chosen?.kind !== 'hybrid'
      ? []
      : chosen.form === 'burst'
        ? [chosen.base, chosen.overflow]
        : [chosen.small, chosen.large];
  const wanted = new Set([option, chosen?.failover, ...parts]);
  const kept = options.filter((each) => wanted.has(each.id));
  return { ...scenario, workloads: new Map([[id, { ...workload, options: kept }]]) };
}

/** The scenario of which some causes are as the log has them, and the others as expected. */
function mixed(before: Scenario, after: Scenario, id: string, taken: ReadonlySet<InputCause>): Scenario {
  const from = (cause: InputCause): Scenario => (taken.has(cause) ? after : before);
  const of = (cause: InputCause): Workload => {
    const found = from(cause).workloads.get(id);
    if (found === undefined) throw new Error(`${id} is in neither scenario`);
    return found;
  };
  const [volume, mix, retries, load] = [of('volume'), of('mix'), of('retries'), of('load')];
  const workload: Workload = {
    ...mix,
    volume:
      volume.volume.by === 'tokens' && mix.volume.by === 'tokens'
        ? { ...volume.volume, ratio: mix.volume.ratio }
        : volume.volume,
    retries: retries.retries,
    activeHours: load.activeHours,
    peakToAverage: load.peakToAverage,
    profile: load.profile,
  };
  const priced = from('price');
  return {
    ...before,
    prices: priced.prices,
    priceOverrides: priced.priceOverrides,
    workloads: new Map([[id, workload]]),
  };
}

/** An option of the only workload of a model; undefined where there is none of this name. */
export function optionIn(model: Model, id: string): OptionModel | undefined {
  return model.workloads[0]?.options.find((each) => each.id === id);
}

/** The monthly amount of each line, by id, with the decimals of results: sums of these are exact. */
export function linesOf(option: OptionModel | undefined): ReadonlyMap<string, Exact> {
  return new Map(
    (option?.statement?.lines ?? []).map(({ id, monthly }) => [id, requiredFigure(evaluate(monthly))]),
  );
}

/**
 * What each cause adds to some lines: the Shapley values over the causes whose inputs differ, so that they do not depend on an
 * order and add up to the whole difference. A problem where a mix of the two states cannot be built.
 */
export function attributeCauses(
  before: Scenario,
  after: Scenario,
  catalog: Catalog,
  question: {
    readonly workload: string;
    readonly option: string;
    readonly causes: readonly InputCause[];
    /** Whether a line is one that the causes are asked of. */
    readonly isMain: (line: string) => boolean;
  },
): Result<ReadonlyMap<InputCause, Exact>> {
  const { workload, option, causes, isMain } = question;
  const values: bigint[] = [];
  for (let coalition = 0; coalition < 2 ** causes.length; coalition += 1) {
    const taken = new Set(causes.filter((_, index) => (coalition & (1 << index)) !== 0));
    const model = buildModel(mixed(before, after, workload, taken), catalog);
    if (!model.ok) return model;
    const sum = [...linesOf(optionIn(model.value, option))].reduce(
      (total, [id, amount]) => (isMain(id) ? total.plus(amount) : total),
      new Exact(0),
    );
    values.push(BigInt(sum.times(scale).toFixed(0)));
  }
  const effects = shapleyValues(values, causes.length);
  return {
    ok: true,
    diagnostics: [],
    value: new Map(
      causes.map((cause, index) => [cause, new Exact((effects[index] ?? 0n).toString()).div(scale)]),
    ),
  };
}
