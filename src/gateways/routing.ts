import type { PlaceResult } from '../analysis/index.ts';
import { Exact, ExactReading } from '../formula/index.ts';
import type { Choice, Portfolio, WorkloadModel } from '../model/index.ts';
import type { BuyOption, BuildOption, Option } from '../scenario/index.ts';
import { endpointOf, tokenMultiplierOf } from './endpoints.ts';
import { bounded, requestsOfAMinute, weightsOf } from './rates.ts';
import { leftToTheApplication, namesToReplace } from './remarks.ts';
import type { Remark, Route, Routing, Target } from './types.ts';

/** What a plan says of the requests of its workloads: where they go, how many they are, and what may be spent on them. */
export function routingOf(portfolio: Portfolio, result: PlaceResult): Routing {
  const { scenario, workloads } = portfolio.model;
  const { monthly, assignments } = result.portfolio;
  const remarks: Remark[] = [];
  const { budget } = scenario.plan;
  if (budget === null)
    remarks.push({
      workload: null,
      text: 'no budget is set, since the scenario states none (plan.budget)',
    });
  else if (result.currency !== 'USD')
    remarks.push({
      workload: null,
      text: `no budget is set: gateways count in USD, and the scenario is in ${result.currency}`,
    });
  const allowed =
    budget === null || monthly === null || monthly.isZero() || result.currency !== 'USD'
      ? null
      : budget.value.div(monthly);
  const routes = assignments.flatMap(({ workload, option, replicas }) => {
    const model = workloads.find(({ id }) => id === workload);
    const sizes = portfolio.choices.filter((each) => each.workload === workload && each.option.id === option);
    const choice =
      sizes.find(({ shares }) => replicas !== null && shares.replicas?.eq(replicas) === true) ?? sizes[0];
    return model === undefined || choice === undefined
      ? []
      : new WorkloadRoutes(portfolio, model, { choice, replicas }, allowed, remarks).all();
  });
  remarks.push(...namesToReplace(routes));
  const cost = monthly === null ? 'no plan' : `${monthly.toDecimalPlaces(2).toFixed()} ${result.currency}`;
  return { scenario: scenario.name, cost: `${cost} a month`, routes, remarks };
}

class WorkloadRoutes {
  readonly #exact = new ExactReading();
  readonly #portfolio: Portfolio;
  readonly #model: WorkloadModel;
  readonly #choice: Choice;
  /** Of a burst, the work of how many replicas its cluster does at most. */
  readonly #replicas: Exact | null;
  readonly #allowed: Exact | null;
  readonly #remarks: Remark[];

  constructor(
    portfolio: Portfolio,
    model: WorkloadModel,
    { choice, replicas }: { readonly choice: Choice; readonly replicas: Exact | null },
    allowed: Exact | null,
    remarks: Remark[],
  ) {
    this.#portfolio = portfolio;
    this.#model = model;
    this.#choice = choice;
    this.#replicas = replicas;
    this.#allowed = allowed;
    this.#remarks = remarks;
  }

  all(): readonly Route[] {
    const { option } = this.#choice.option;
    for (const text of leftToTheApplication(this.#model, option)) this.#remark(text);
    if (option.kind !== 'hybrid') {
      return [this.#route('', [this.#target(option, { priority: 0, share: new Exact(1) })])];
    }
    if (option.form === 'burst') return [this.#burst(option.base, option.overflow)];
    this.#remark(
      `which answers of ${option.small} settle is for the application to see: it asks ${this.#model.id} first, and ${this.#model.id}-large for the rest`,
    );
    const settled = option.settled.value;
    const one = new Exact(1);
    return [
      this.#route(
        '',
        this.#part(option.small, (part) => [this.#target(part, { priority: 0, share: one })]),
      ),
      this.#route(
        '-large',
        this.#part(option.large, (part) => [
          this.#target(part, {
            priority: 0,
            share: one.minus(settled),
            alone: true,
          }),
        ]),
      ),
    ];
  }

  /** The cluster first, up to what the plan puts on it, and the API for what is above. */
  #burst(base: string, overflow: string): Route {
    const [share, atPeak] = this.#keptBy(base);
    const above = new Exact(1).minus(share);
    const weights = weightsOf([share, above]);
    return this.#route('', [
      ...this.#part(base, (part) => [
        {
          ...this.#target(part, { priority: 0, share, peakShare: atPeak, full: true }),
          weight: weights[0] ?? 1000,
        },
      ]),
      ...this.#part(overflow, (part) => [
        {
          // When the cluster is down, all of it comes here: its limit is that of the whole workload.
          ...this.#target(part, { priority: 1, share: new Exact(1), spent: above }),
          weight: weights[1] ?? 1,
        },
      ]),
    ]);
  }

  /** What a burst's cluster serves, as a share of the requests of all hours and of those of the busiest one. */
  #keptBy(base: string): readonly [all: Exact, busiest: Exact] {
    const whole = this.#model.options.find(({ id }) => id === base);
    const [use] = whole === undefined || whole.statement === null ? [] : (whole.shares()[0]?.clusters ?? []);
    const { profile } = this.#model.workload;
    const one = new Exact(1);
    if (use === undefined || profile === null || this.#replicas === null) return [one, one];
    const mean = this.#exact.of(use.load.average);
    if (mean.isZero()) return [one, one];
    const room = this.#replicas.times(use.cluster.utilization.value).div(mean);
    const served = profile.reduce((sum, weight) => sum.plus(Exact.min(weight, room)), new Exact(0));
    return [served.div(profile.length), Exact.min(one, room.div(Exact.max(...profile)))];
  }

  #route(ending: string, targets: readonly Target[]): Route {
    const { id, workload } = this.#model;
    const { option } = this.#choice;
    const last = Math.max(-1, ...targets.map(({ priority }) => priority));
    return {
      name: `${id}${ending}`,
      workload: id,
      option: option.id,
      targets: [
        ...targets,
        ...(ending === '' ? this.#fallbacks(last + 1) : []).filter(
          (each) => !targets.some((own) => own.id === each.id),
        ),
      ],
      retries: workload.retries.maximum.value.toNumber(),
    };
  }

  /** What the options name that take over, one after the other. */
  #fallbacks(first: number): readonly Target[] {
    const seen = new Set([this.#choice.option.id]);
    const targets: Target[] = [];
    let next = this.#choice.option.option.failover;
    while (next !== null && !seen.has(next)) {
      seen.add(next);
      const option = this.#optionNamed(next);
      if (option === undefined) break;
      const parts = option.kind === 'hybrid' ? partsOf(option) : [option.id];
      for (const id of parts)
        targets.push(
          ...this.#part(id, (part) => [
            {
              ...this.#target(part, { priority: first + targets.length, share: new Exact(1) }),
              fallback: true,
              budget: null,
            },
          ]),
        );
      next = option.failover;
    }
    return targets;
  }

  #optionNamed(id: string): Option | undefined {
    const { options } = this.#model;
    return options.find((each) => each.id === id)?.option;
  }

  #part(id: string, of: (part: BuyOption | BuildOption) => readonly Target[]): readonly Target[] {
    const option = this.#optionNamed(id);
    return option === undefined || option.kind === 'hybrid' ? [] : of(option);
  }

  #target(
    option: BuyOption | BuildOption,
    {
      priority,
      share,
      peakShare,
      spent,
      full,
      alone,
    }: {
      readonly priority: number;
      /** Of the workload's requests. */
      readonly share: Exact;
      /** Of those of the busiest hour, where that is another share. */
      readonly peakShare?: Exact;
      /** The part of what the option would bill alone that it is expected to bill. */
      readonly spent?: Exact;
      /** Whether it takes no more than the plan puts on it, chance or not. */
      readonly full?: boolean;
      readonly alone?: boolean;
    },
  ): Target {
    const { demand, workload, id } = this.#model;
    const { scenario, graph } = this.#portfolio.model;
    const hours = workload.activeHours?.value ?? scenario.hoursPerMonth.value;
    const busiest = this.#exact
      .of(demand.attempts)
      .times(workload.peakToAverage.value)
      .times(peakShare ?? share)
      .div(hours);
    const tokens = this.#exact
      .of(demand.tokens)
      .times(tokenMultiplierOf(this.#portfolio.model, option))
      .times(busiest);
    const requests = demand.requests === null ? null : this.#exact.of(demand.requests).times(busiest);
    const perMinute =
      requests === null ? null : full === true ? bounded(requests.div(60)) : requestsOfAMinute(requests);
    const withChance =
      requests === null || requests.isZero() || perMinute === null || full === true
        ? tokens.div(60)
        : tokens.div(requests).times(perMinute);
    const consumption = graph.named.get(`workloads.${id}.options.${option.id}.consumption`);
    return {
      id: `${id}/${option.id}`,
      endpoint: endpointOf(this.#portfolio.model, option),
      priority,
      fallback: false,
      weight: alone === true ? 1000 : (weightsOf([share])[0] ?? 1000),
      requestsPerMinute: perMinute,
      tokensPerMinute: bounded(withChance),
      budget:
        option.kind === 'build' || this.#allowed === null || consumption === undefined
          ? null
          : this.#exact
              .of(consumption)
              .times(spent ?? share)
              .times(this.#allowed)
              .ceil(),
    };
  }

  #remark(text: string): void {
    this.#remarks.push({ workload: this.#model.id, text });
  }
}

function partsOf(option: Extract<Option, { readonly kind: 'hybrid' }>): readonly string[] {
  return option.form === 'burst' ? [option.base, option.overflow] : [option.small];
}
