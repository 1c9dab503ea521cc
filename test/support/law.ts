import { breakEven, parseVary, runModel, sweepModel } from '../../src/analysis/index.ts';
import {
  compilePlan,
  evaluate,
  Exact,
  varyingDoubles,
  type InputNode,
  type Node,
} from '../../src/formula/index.ts';
import { compileScript } from '../../src/io/workers/index.ts';
import { monthlyWherePossible, type Model, type OptionModel } from '../../src/model/index.ts';

/**
 * One law for all readings: a model that is built with another value of an input says the same as what is read from the model
 * as it is, with that input varied. Each function returns where it is broken, as texts.
 */
export function breaches(model: Model): readonly string[] {
  return [
    ...[...model.graph.inputs.values()].flatMap((input) => [
      ...variedBreaches(model, input),
      ...(model.structural.has(input.address)
        ? [...sweepBreaches(model, input), ...breakEvenBreaches(model, input)]
        : []),
    ]),
    ...simulationBreaches(model),
    ...flipBreaches(model),
    ...sensitivityBreaches(model),
  ];
}

/** Values of an input on both sides of its own, within what it can be. */
function valuesFor({ value, whole, minimum, maximum }: InputNode): readonly Exact[] {
  const wanted =
    whole === true || value.isZero()
      ? [value.minus(1), value.plus(1)]
      : ['0.3', '2.5'].map((factor) => value.times(factor));
  return wanted.filter(
    (each) => (minimum === undefined || each.gte(minimum)) && (maximum === undefined || each.lte(maximum)),
  );
}

function optionsOf(model: Model): readonly (OptionModel & { readonly place: string })[] {
  return model.workloads.flatMap(({ id, options }) =>
    options.map((option) => ({ ...option, place: `${id}/${option.id}` })),
  );
}

/** What each option costs that can be chosen, by its place. */
function costsOf(model: Model | null): ReadonlyMap<string, number> {
  return new Map(
    (model === null ? [] : optionsOf(model)).flatMap(({ place, statement, exclusions }) =>
      statement === null || exclusions.length > 0 ? [] : [[place, evaluate(statement.monthly).toNumber()]],
    ),
  );
}

/** The model with another value; null where that is refused. The readings ask for the same ones. */
function builtWith(model: Model, address: string, value: Exact): Model | null {
  const known = built.get(model) ?? new Map<string, Model | null>();
  built.set(model, known);
  const key = `${address} ${value.toString()}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const rebuilt = model.rebuilt(new Map([[address, value]]));
  const made = rebuilt.ok ? rebuilt.value : null;
  known.set(key, made);
  return made;
}

const built = new WeakMap<Model, Map<string, Model | null>>();

function isSame(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** What sensitivity and flips read: all formulas as they are, where the input does not decide which there are. */
function variedBreaches(model: Model, input: InputNode): readonly string[] {
  if (model.structural.has(input.address)) return [];
  const kept = optionsOf(model).flatMap(({ place, statement, exclusions }) =>
    statement === null ? [] : [{ place, total: statement.monthly, isExcluded: exclusions.length > 0 }],
  );
  const reading = readingOf(
    model,
    kept.map(({ total }) => total),
  );
  return valuesFor(input).flatMap((value) => {
    const at = `${input.address} = ${value.toString()}`;
    const set = builtWith(model, input.address, value);
    if (set === null) return [`${at}: refused`];
    const there = new Map(optionsOf(set).map((option) => [option.place, option]));
    const varied = reading.curves(input.address)?.(value.toNumber()) ?? reading.present();
    return kept.flatMap(({ place, isExcluded }, index) => {
      const option = there.get(place);
      const total = option?.statement?.monthly;
      const cost = total === undefined ? Number.NaN : evaluate(total).toNumber();
      const found = varied[index] ?? Number.NaN;
      return isSame(found, cost) && isExcluded === (option?.exclusions.length ?? 0) > 0
        ? []
        : [`${at}: ${place} ${found} varied, ${cost} built`];
    });
  });
}

const readings = new WeakMap<Model, ReturnType<typeof varyingDoubles>>();

function readingOf(model: Model, totals: readonly Node[]): ReturnType<typeof varyingDoubles> {
  const known = readings.get(model) ?? varyingDoubles(totals);
  readings.set(model, known);
  return known;
}

/** What `simulate` and `sensitivity` sample: compiled formulas, in which an option that cannot be had has no cost. */
function simulationBreaches(model: Model): readonly string[] {
  const kept = optionsOf(model).flatMap((option) => {
    const total = monthlyWherePossible(model.graph, option);
    return total === null ? [] : [{ place: option.place, total }];
  });
  if (kept.length === 0) return [];
  const inputs = [...model.graph.inputs.values()].filter(({ address }) => !model.selecting.has(address));
  const rows = inputs.flatMap((input) => valuesFor(input).map((value) => ({ input, value })));
  const plan = compilePlan(
    kept.map(({ total }) => total),
    inputs.map(({ address }) => address),
  );
  const columns = inputs.map((input) =>
    Float64Array.from(rows, (row) => (row.input === input ? row.value : input.value).toNumber()),
  );
  const outputs = kept.map(() => new Float64Array(rows.length));
  compileScript(plan).evaluate(columns, outputs);
  return rows.flatMap(({ input, value }, row) => {
    const set = builtWith(model, input.address, value);
    // A value that no cluster can have is refused, and leaves an option without a cost.
    if (set === null)
      return outputs.some((column) => Number.isNaN(column[row]))
        ? []
        : [`${input.address} = ${value.toString()}: simulated, and refused where it is built`];
    const costs = costsOf(set);
    return kept.flatMap(({ place }, index) => {
      const [found, cost] = [outputs[index]?.[row] ?? Number.NaN, costs.get(place) ?? Number.NaN];
      return isSame(found, cost) || (!Number.isFinite(found) && !Number.isFinite(cost))
        ? []
        : [`${input.address} = ${value.toString()}: ${place} ${found} simulated, ${cost} built`];
    });
  });
}

function sweepBreaches(model: Model, input: InputNode): readonly string[] {
  const values = valuesFor(input);
  const axis = parseVary(`${input.address}=${values.map((value) => value.toFixed()).join(',')}`, model);
  if (!axis.ok) return [`${input.address}: ${axis.diagnostics[0]?.message ?? ''}`];
  const swept = sweepModel(model, {
    axes: [axis.value],
    options: [],
    prepare: (plan) => compileScript(plan),
  });
  if (!swept.ok) return [];
  return axis.value.values.flatMap((value, row) => {
    const costs = costsOf(builtWith(model, input.address, value));
    return swept.value.workloads.flatMap(({ id, options, cells }) =>
      options.flatMap((option, index) => {
        const found = cells[row]?.monthly[index] ?? null;
        const cost = costs.get(`${id}/${option.id}`) ?? Number.NaN;
        return isSame(found === null ? Number.NaN : Number(found), cost) ||
          Math.abs(Number(found) - cost) <= 1e-6 * Math.abs(cost)
          ? []
          : [
              `${input.address} = ${value.toString()}: ${id}/${option.id} ${String(found)} swept, ${cost} built`,
            ];
      }),
    );
  });
}

function breakEvenBreaches(model: Model, input: InputNode): readonly string[] {
  const solved = breakEven(model, input.address);
  if (!solved.ok) return [];
  return valuesFor(input).flatMap((value) =>
    solved.value.workloads.flatMap(({ id, intervals, unit }) => {
      if (unit === 'tokens/month') return [];
      const found = intervals.findLast(({ from }) => from.lte(value))?.cheapest;
      const cheapest = cheapestOf(builtWith(model, input.address, value), id);
      return found === cheapest || cheapest === undefined
        ? []
        : [`${input.address} = ${value.toString()}: ${found ?? 'none'} by break-even, ${cheapest} built`];
    }),
  );
}

function cheapestOf(model: Model | null, workload: string): string | undefined {
  const [first] = [...costsOf(model)]
    .filter(([place]) => place.startsWith(`${workload}/`))
    .toSorted(([, a], [, b]) => a - b);
  return first?.[0].slice(workload.length + 1);
}

/** What `run` says that the chosen option costs at the ends of an input's swing. */
function sensitivityBreaches(model: Model): readonly string[] {
  return runModel(model).workloads.flatMap(({ id, placement, sensitivity }) =>
    sensitivity.flatMap(({ path, low, high, monthlyLow, monthlyHigh }) =>
      [
        { value: low, found: monthlyLow },
        { value: high, found: monthlyHigh },
      ].flatMap(({ value, found }) => {
        const cost = costsOf(builtWith(model, path, value)).get(`${id}/${placement.option ?? ''}`);
        return cost === undefined || isSame(found.toNumber(), cost)
          ? []
          : [`${path} = ${value.toString()}: ${found.toString()} by sensitivity, ${cost} built`];
      }),
    ),
  );
}

/** Beyond a flip that `run` shows, the model that is built so has the cheapest option that is named, or one that costs as much. */
function flipBreaches(model: Model): readonly string[] {
  return runModel(model).workloads.flatMap(({ id, placement }) =>
    placement.flips.flatMap(({ path, from, to, becomes }) => {
      const isWhole = model.graph.inputs.get(path)?.whole === true;
      const step = Exact.max(to.abs(), '1e-6')
        .times('1e-6')
        .times(to.lt(from) ? -1 : 1);
      const set = builtWith(model, path, isWhole ? to : to.plus(step));
      const [cost, cheapest] = [costsOf(set).get(`${id}/${becomes}`), cheapestOf(set, id)];
      const least = costsOf(set).get(`${id}/${cheapest ?? ''}`) ?? Number.NaN;
      return cost !== undefined && isSame(cost, least)
        ? []
        : [`${path} to ${to.toString()}: ${becomes} by flips, ${cheapest ?? 'none'} built`];
    }),
  );
}
