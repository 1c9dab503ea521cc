/**
 * What a scenario leaves out and the catalog knows. A scenario and a catalog enter; the scenario leaves with facts of the catalog in the
 * places that nobody filled, each with its source.
 */
import type { Catalog } from '../../catalog/index.ts';
import { fail, hasErrors, ok, problem, type Result } from '../../diagnostics/index.ts';
import type { Quantity } from '../../document/index.ts';
import { changed, type Scenario, type Team, type Workload } from '../../scenario/index.ts';
import { Filling } from './filling.ts';
import { fillPower } from './power.ts';

/** Facts of the catalog that stand for what a workload does not state. Of several the sum. */
const facts = {
  experimentation: ['traffic/experimentation'],
  failureRate: ['traffic/failure-rate'],
  abTesting: ['traffic/ab-testing'],
  failover: ['traffic/failover'],
  trace: ['traffic/trace'],
  perRequest: ['self-hosted-gateway-on-aws/1-billion-requests-a-month-50-kb-out'],
  fixed: ['pgvector-on-a-small-managed-postgres/ha-2-vcpu', 'aws-elasticache-valkey/about-1-gb-ha'],
  logs: ['aws-cloudwatch/standard'],
  observability: ['langfuse/core-cloud'],
} as const;

/**
 * `defaults: sourced`: the hidden costs and wages that the scenario does not state, from the catalog's facts, each with its
 * source as its origin; and what power costs where `region:` says, for the owned GPUs of the catalog. What is stated stays. Provisioned capacity is a way of buying and has no default. The scenario as it
 * is where it does not ask for it, or has it already.
 */
export function withSourcedDefaults(scenario: Scenario, catalog: Catalog): Result<Scenario> {
  const { sourced } = scenario;
  if (sourced === null || sourced.filled !== null) return ok(scenario);
  if (catalog.facts.size === 0) {
    const message = `defaults: sourced: catalog ${catalog.version} has no facts to fill them from`;
    const hint = 'name a newer catalog, or state the costs';
    return fail(problem('model/no-facts', message, { span: sourced.span, hint }));
  }
  const filling = new Filling(scenario, catalog);
  const workloads = new Map([...scenario.workloads].map(([id, each]) => [id, fillWorkload(filling, each)]));
  const teams = fillTeams(filling, scenario.teams, sourced.teams);
  const power = fillPower(filling, catalog);
  const { diagnostics, filled } = filling;
  if (hasErrors(diagnostics)) return fail(...diagnostics);
  return ok(changed(scenario, { workloads, teams, sourced: { ...sourced, filled, power } }), diagnostics);
}

function fillWorkload(filling: Filling, workload: Workload): Workload {
  const fill = (of: Quantity, key: string, label: string, ids: readonly string[]): Quantity =>
    filling.take(of, `workloads.${workload.id}.${key}`, label, ids);
  const { retries, failover, overheads } = workload;
  const { abTesting, infrastructure: around, observability: logs } = overheads;
  // A price of logs without a trace of one's own, or the other way round, is half a statement: then both stay.
  const isLogStated = logs.trace.kind !== 'default' || logs.storage.kind !== 'default';
  const fillLogs: typeof fill = (of, ...rest) => (isLogStated ? of : fill(of, ...rest));
  return {
    ...workload,
    retries:
      retries.by === 'cause'
        ? retries
        : { ...retries, failureRate: fill(retries.failureRate, 'retries.failure_rate', 'failed attempts', facts.failureRate) },
    failover: {
      uplift: fill(failover.uplift, 'failover.uplift', 'failover of what is bought', facts.failover),
      standby: fill(failover.standby, 'failover.standby', 'failover of what is built', facts.failover),
    },
    overheads: {
      ...overheads,
      experimentation: fill(overheads.experimentation, 'overheads.experimentation', 'experimentation', facts.experimentation),
      abTesting: { ...abTesting, share: fill(abTesting.share, 'overheads.ab_testing.share', 'A/B tests', facts.abTesting) },
      infrastructure: {
        perRequest: fill(around.perRequest, 'overheads.infrastructure.per_request', 'infrastructure', facts.perRequest),
        fixed: fill(around.fixed, 'overheads.infrastructure.fixed', 'infrastructure', facts.fixed),
      },
      observability: {
        trace: fillLogs(logs.trace, 'overheads.observability.trace', 'traces', facts.trace),
        storage: fillLogs(logs.storage, 'overheads.observability.storage', 'logs', facts.logs),
        fixed: fill(logs.fixed, 'overheads.observability.fixed', 'observability', facts.observability),
      },
    },
  };
} // prettier-ignore

function fillTeams(
  filling: Filling,
  teams: ReadonlyMap<string, Team>,
  left: readonly string[],
): ReadonlyMap<string, Team> {
  const people = left.length === 0 ? undefined : filling.people();
  if (people === undefined) return teams;
  return new Map(
    [...teams].map(([id, team]): readonly [string, Team] => {
      if (!left.includes(id)) return [id, team];
      const cost: Quantity = { ...team.loadedCost, kind: 'default' };
      const label = `people in ${people.region ?? ''}`;
      return [id, { ...team, loadedCost: filling.take(cost, `teams.${id}.loaded_cost`, label, [people.id]) }];
    }),
  );
}
