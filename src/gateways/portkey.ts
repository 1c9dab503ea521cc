import { answererOf, kubernetesNames } from './names.ts';
import type { Configuration, Remark, Route, Routing, Target } from './types.ts';

const failures = [429, 500, 502, 503, 504];
/** Portkey makes no more. */
const mostAttempts = 5;

type Node = Readonly<Record<string, unknown>>;

/**
 * A config of Portkey. Addresses and keys are those of the providers that it names (`@support-cluster`), which are stored with
 * Portkey. Each deployment has a retry: the printed schema refuses one without.
 */
export function portkey(routing: Routing): Configuration {
  const slugs = kubernetesNames();
  const remarks: Remark[] = [...routing.remarks];
  const leaf = (route: Route, { endpoint, weight, id }: Target): Node => ({
    name: id,
    provider: `@${slugs.of(answererOf(endpoint))}`,
    override_params: { model: endpoint.model },
    weight,
    retry: { attempts: Math.min(route.retries, mostAttempts), on_status_codes: failures },
  });
  const nodes = routing.routes.map((route) => {
    if (route.retries > mostAttempts)
      remarks.push({
        workload: route.workload,
        text: `${mostAttempts} retries in place of ${route.retries}: Portkey makes no more`,
      });
    for (const target of route.targets) remarks.push(...unlimited(route, target));
    return { name: route.name, ...strategyOf(route, leaf) };
  });
  const [first] = nodes;
  if (nodes.length > 1)
    remarks.push({
      workload: null,
      text: `requests that name another model than ${nodes.map(({ name }) => name).join(', ')} go to ${first?.name ?? ''}`,
    });
  remarks.push({
    workload: null,
    text: `these providers have to be stored with Portkey, with address and key: ${[...new Set(routing.routes.flatMap(({ targets }) => targets.map(({ endpoint }) => `@${slugs.of(answererOf(endpoint))}`)))].join(', ')}`,
  });
  const config: Node =
    nodes.length === 1 && first !== undefined
      ? withoutName(first)
      : {
          strategy: {
            mode: 'conditional',
            // oxlint-disable-next-line unicorn/no-thenable -- Portkey's own key
            conditions: nodes.map(({ name }) => ({ query: { 'params.model': { $eq: name } }, then: name })),
            ...(first === undefined ? {} : { default: first.name }),
          },
          targets: nodes,
        };
  return { text: `${JSON.stringify(config, null, 2)}\n`, remarks };
}

function withoutName({
  strategy,
  targets,
}: {
  readonly strategy: Node;
  readonly targets: readonly Node[];
}): Node {
  return { strategy, targets };
}

/** Those of one priority by weight, the priorities one after the other. */
function strategyOf(route: Route, leaf: (route: Route, target: Target) => Node) {
  const priorities = [...new Set(route.targets.map(({ priority }) => priority))].sort((a, b) => a - b);
  const ranked = priorities.map((each) => route.targets.filter(({ priority }) => priority === each));
  const steps = ranked.map((targets): Node => {
    const leaves = targets.map((target) => leaf(route, target));
    const [only] = leaves;
    return leaves.length === 1 && only !== undefined
      ? only
      : { strategy: { mode: 'loadbalance' }, targets: leaves };
  });
  const mode = steps.length === 1 ? { mode: 'single' } : { mode: 'fallback', on_status_codes: failures };
  return { strategy: mode as Node, targets: steps };
}

/** A config has neither limits nor budgets: they are set with the provider. */
function unlimited({ workload }: Route, target: Target): readonly Remark[] {
  const { requestsPerMinute: requests, tokensPerMinute: tokens, budget, id } = target;
  const limits = [
    ...(requests === null ? [] : [`${requests} requests a minute`]),
    ...(tokens === null ? [] : [`${tokens} tokens a minute`]),
    ...(budget === null ? [] : [`${budget.toFixed()} USD a month`]),
  ];
  return limits.length === 0
    ? []
    : [{ workload, text: `a config has no limits; set with the provider of ${id}: ${limits.join(', ')}` }];
}
