import { Exact, type InputNode } from '../../formula/index.ts';
import { fail, nearest, ok, problem, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import type { Choice, Portfolio } from '../../model/index.ts';
import type { Solved } from './solved.ts';

/** Something that happens to a plan: other values of inputs, and options that are no longer there. */
export interface Shock {
  readonly id: string;
  readonly label: string;
  readonly figures: ReadonlyMap<string, Exact>;
  readonly isOut: (choice: Choice) => boolean;
  readonly notes: readonly string[];
  /** Months until what is withdrawn is gone; null where it is at once, or nothing is withdrawn. */
  readonly months: Exact | null;
}

type Make = (portfolio: Portfolio, plan: Solved) => Omit<Shock, 'id'> | null;

const nothing = { isOut: () => false, notes: [], months: null } as const;
const money = /^[A-Z]{3}(?:[/·*]|$)/u;

/** By id, in the order in which they are told. One that changes nothing of a scenario is left out. */
const builtIn: Readonly<Record<string, Make>> = {
  'api-price-up': scaled('API prices rise by half', '1.5', isApiPrice),
  'model-withdrawn': withdrawn,
  'region-outage': outage,
  'gpu-price-up': scaled('GPU rents rise by 40 %, contracts included at renewal', '1.4', isRent),
  'gpu-price-down': scaled('GPU rents fall by 40 %, contracts included at renewal', '0.6', isRent),
  'low-utilization': (portfolio) =>
    changed(portfolio, 'GPUs reach a utilization of 15 %', ({ address, value }) =>
      /^clusters\..+\.utilization$/u.test(address) && value.gt('0.15') ? new Exact('0.15') : null,
    ),
  'volume-halves': scaled('volume halves after the commitments are made', '0.5', ({ address }) =>
    /^workloads\.[^.]+\.volume$/u.test(address),
  ),
  'key-person-leaves': (portfolio) =>
    changed(
      portfolio,
      'a key person leaves, and the successor is paid beside the handover',
      ({ address, value }) =>
        /^teams\..+\.headcount$/u.test(address) && value.gt(0) ? value.plus(Exact.min(value, 1)) : null,
    ),
};

const builtInShocks: readonly string[] = Object.keys(builtIn);

/** The shocks of a plan: those that are built in, and those that the scenario states; `only` names the ones that are asked for. */
export function shocksOf(
  portfolio: Portfolio,
  plan: Solved,
  only: readonly string[] | null,
): Result<readonly Shock[]> {
  const { stress } = portfolio.model.scenario;
  const names = [...new Set([...builtInShocks, ...stress.keys()])];
  const unknown = (only ?? []).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, names);
    const hint = meant === undefined ? `one of ${names.join(', ')}` : `did you mean '${meant}'?`;
    return fail(problem('stress/unknown-shock', `--only ${unknown}: there is no such shock`, { hint }));
  }
  const asked = only === null ? names : names.filter((name) => only.includes(name));
  const diagnostics: Diagnostic[] = [];
  const shocks = asked.flatMap((id): readonly Shock[] => {
    const stated = stress.has(id) ? statedShock(portfolio, id) : null;
    if (stated?.ok === false) diagnostics.push(...stated.diagnostics);
    // A shock of the scenario replaces the one of the same name.
    const made = stated === null ? builtIn[id]?.(portfolio, plan) : stated.ok ? stated.value : null;
    return made === null || made === undefined ? [] : [{ id, ...made }];
  });
  return diagnostics.length > 0 ? { ok: false, diagnostics } : ok(shocks);
}

function statedShock(portfolio: Portfolio, id: string): Result<Omit<Shock, 'id'>> {
  const { model } = portfolio;
  const { inputs } = model.graph;
  const figures = new Map<string, Exact>();
  const stated = model.scenario.stress.get(id);
  for (const [address, quantity] of stated?.change ?? []) {
    const input = inputs.get(address);
    if (input === undefined) {
      const meant = nearest(address, [...inputs.keys()]);
      const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
      const message = `stress.${id}.change.${address}: no option depends on an input of this address`;
      return fail(problem('stress/unknown-address', message, { span: quantity.span, hint }));
    }
    figures.set(address, within(input, input.value.times(quantity.value.plus(1))));
  }
  const withdraw = stated?.withdraw ?? [];
  for (const entry of withdraw) {
    const sold = [...new Set(portfolio.choices.flatMap((choice) => pricesOf(portfolio, choice)))];
    if (sold.includes(entry)) continue;
    const meant = nearest(entry, sold);
    const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
    const message = `stress.${id}.withdraw: no option buys ${entry}`;
    return fail(problem('stress/unknown-address', message, { span: stated?.span, hint }));
  }
  return ok({
    ...nothing,
    label: stated?.label ?? [...figures.keys(), ...withdraw].join(', '),
    figures,
    isOut: (choice) => pricesOf(portfolio, choice).some((price) => withdraw.includes(price)),
  });
}

function scaled(label: string, factor: string, isMeant: (input: InputNode) => boolean): Make {
  return (portfolio) =>
    changed(portfolio, label, (input) => (isMeant(input) ? within(input, input.value.times(factor)) : null));
}

function changed(
  { model }: Portfolio,
  label: string,
  valueOf: (input: InputNode) => Exact | null,
): Omit<Shock, 'id'> | null {
  const figures = new Map<string, Exact>();
  for (const input of model.graph.inputs.values()) {
    const value = valueOf(input);
    if (value !== null && !value.eq(input.value)) figures.set(input.address, value);
  }
  return figures.size === 0 ? null : { ...nothing, label, figures };
}

function within({ minimum, maximum, whole }: InputNode, value: Exact): Exact {
  const rounded = whole === true ? value.ceil() : value;
  const above = minimum === undefined ? rounded : Exact.max(minimum, rounded);
  return maximum === undefined ? above : Exact.min(maximum, above);
}

/** What a vendor charges; the spend from which a discount holds is no price. */
function isApiPrice({ address, unit }: InputNode): boolean {
  return address.startsWith('prices.') && money.test(unit.key) && !address.includes('.commitment.');
}

function isRent({ address }: InputNode): boolean {
  return /^offers\..+\.(?:hourly|monthly)$/u.test(address);
}

/** The model for which the plan pays the most is no longer sold in 60 days. */
function withdrawn(portfolio: Portfolio, plan: Solved): Omit<Shock, 'id'> | null {
  const spent = new Map<string, Exact>();
  for (const choice of plan.taken)
    for (const price of pricesOf(portfolio, choice))
      spent.set(
        price,
        (spent.get(price) ?? new Exact(0)).plus(plan.exact.of(choice.own)).plus(channelsOf(choice, plan)),
      );
  const price = largest(spent);
  if (price === null) return null;
  return {
    ...nothing,
    label: `${price} is withdrawn in 60 days`,
    figures: new Map(),
    isOut: (choice) => pricesOf(portfolio, choice).includes(price),
    months: new Exact(2),
  };
}

function channelsOf({ shares }: Choice, { exact }: Solved): Exact {
  return shares.channels.reduce((sum, { spend }) => sum.plus(exact.of(spend)), new Exact(0));
}

/** Where the plan has the most GPUs, or where it buys the most, nothing answers. */
function outage(portfolio: Portfolio, plan: Solved): Omit<Shock, 'id'> | null {
  const rents = new Map<string, Exact>();
  for (const cluster of portfolio.clusters) {
    const rent = plan.exact.of(cluster.rent);
    const site = plan.taken.flatMap(sitesOf).find(({ cluster: id }) => id === cluster.id)?.site;
    if (site !== undefined) rents.set(site, (rents.get(site) ?? new Exact(0)).plus(rent));
  }
  const bought = new Map<string, Exact>();
  for (const choice of plan.taken)
    if (choice.shares.clusters.length === 0)
      for (const vendor of choice.shares.vendors)
        bought.set(
          vendor,
          (bought.get(vendor) ?? new Exact(0)).plus(plan.exact.of(choice.own)).plus(channelsOf(choice, plan)),
        );
  const site = largest(rents);
  const vendor = site === null ? largest(bought) : null;
  const name = site ?? vendor;
  if (name === null) return null;
  const isOut = (choice: Choice): boolean =>
    site === null ? choice.shares.vendors.includes(name) : sitesOf(choice).some((each) => each.site === site);
  const notes = plan.taken.filter(isOut).map((choice) => {
    const { failover } = choice.option.option;
    const second = portfolio.choices.find(
      (each) => each.workload === choice.workload && each.option.id === failover,
    );
    if (failover === null) return `${choice.workload} names nothing to fail over to`;
    return second === undefined || isOut(second)
      ? `${choice.workload} fails over to ${failover}, which is down too`
      : `${choice.workload} fails over to ${failover}`;
  });
  return { ...nothing, label: `${name} is down`, figures: new Map(), isOut, notes };
}

function sitesOf({ shares }: Choice): readonly { readonly cluster: string; readonly site: string }[] {
  return shares.clusters.map(({ cluster, offer }) => ({
    cluster: cluster.id,
    site: offer.region === null ? offer.cloud : `${offer.cloud} ${offer.region}`,
  }));
}

/** The price entries that an option buys, those of its parts included. */
function pricesOf({ model }: Portfolio, { workload, option: { option } }: Choice): readonly string[] {
  if (option.kind === 'buy') return [option.price];
  if (option.kind === 'build') return [];
  const parts = option.form === 'burst' ? [option.base, option.overflow] : [option.small, option.large];
  const options = model.workloads.find(({ id }) => id === workload)?.options ?? [];
  return options.flatMap(({ id, option: part }) =>
    parts.includes(id) && part.kind === 'buy' ? [part.price] : [],
  );
}

function largest(amounts: ReadonlyMap<string, Exact>): string | null {
  let found: readonly [string, Exact] | null = null;
  for (const each of amounts) if (found === null || each[1].gt(found[1])) found = each;
  return found === null ? null : found[0];
}
