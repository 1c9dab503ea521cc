import { channelOf } from './channels.ts';
import { head, yamlText } from './head.ts';
import { answererOf, environmentNames } from './names.ts';
import type { Configuration, Remark, Route, Routing, Target } from './types.ts';

type Parameters = Record<string, string | number>;

/**
 * `config.yaml` of the LiteLLM proxy. `weight` stands on every deployment, since the first healthy one of a group decides whether
 * weights count; `order` counts only with `enable_pre_call_checks`, which also passes over deployments above their limits.
 */
export function litellm(routing: Routing): Configuration {
  const names = environmentNames();
  const variables: string[] = ['LITELLM_MASTER_KEY'];
  const remarks: Remark[] = [...routing.remarks];
  const reference = (name: string): string => {
    variables.push(name);
    return `os.environ/${name}`;
  };
  const where = (target: Target): Parameters => {
    const { endpoint } = target;
    if (endpoint.kind === 'own') {
      const name = names.of(answererOf(endpoint));
      return {
        model: `hosted_vllm/${endpoint.model}`,
        api_base: reference(`${name}_API_BASE`),
        api_key: reference(`${name}_API_KEY`),
      };
    }
    const { litellm: provider, credentials } = channelOf(endpoint.channel);
    const name = names.of(answererOf(endpoint));
    return {
      model: `${provider ?? 'openai'}/${endpoint.model}`,
      ...(provider === null || provider === 'azure' ? { api_base: reference(`${name}_API_BASE`) } : {}),
      ...(credentials === undefined ? { api_key: reference(`${name}_API_KEY`) } : {}),
      ...(provider === 'azure' ? { api_version: reference(`${name}_API_VERSION`) } : {}),
    };
  };
  const deployment = (group: string, target: Target, isOrdered: boolean) => ({
    model_name: group,
    litellm_params: {
      ...where(target),
      weight: target.weight,
      ...(isOrdered ? { order: target.priority + 1 } : {}),
      ...(target.requestsPerMinute === null ? {} : { rpm: target.requestsPerMinute }),
      ...(target.tokensPerMinute === null ? {} : { tpm: target.tokensPerMinute }),
      ...(target.budget === null ? {} : { max_budget: target.budget.toNumber(), budget_duration: '1mo' }),
      ...costs(target),
    },
    model_info: { id: target.id },
  });
  const groups = routing.routes.map(groupsOf);
  const fallbacks = groups.flatMap(({ name, others }) =>
    others.length === 0 ? [] : [{ [name]: others.map(({ group }) => group) }],
  );
  const counts = new Set(routing.routes.map(({ retries }) => retries));
  const config = {
    model_list: groups.flatMap(({ name, own, others }) => [
      ...own.map((target) => deployment(name, target, new Set(own.map(({ priority }) => priority)).size > 1)),
      ...others.map(({ group, target }) => deployment(group, target, false)),
    ]),
    router_settings: {
      routing_strategy: 'simple-shuffle',
      enable_pre_call_checks: true,
      num_retries: Math.max(0, ...counts),
      ...(counts.size < 2
        ? {}
        : {
            model_group_retry_policy: Object.fromEntries(
              routing.routes.map(({ name, retries }) => [
                name,
                {
                  TimeoutErrorRetries: retries,
                  RateLimitErrorRetries: retries,
                  InternalServerErrorRetries: retries,
                },
              ]),
            ),
          }),
      ...(fallbacks.length === 0
        ? {}
        : { max_fallbacks: Math.max(...groups.map(({ others }) => others.length)), fallbacks }),
    },
    general_settings: { master_key: 'os.environ/LITELLM_MASTER_KEY' },
  };
  remarks.push({
    workload: null,
    text: 'limits and budgets are counted by each proxy by itself unless a Redis is configured (router_settings.redis_host)',
  });
  return { text: `${head(routing, variables, remarks)}${yamlText(config)}`, remarks };
}

/** Deployments under the name of the route, and a group of its own for each that takes over. */
function groupsOf({ name, targets }: Route) {
  const own = targets.filter(({ fallback }) => !fallback);
  const others = targets
    .filter(({ fallback }) => fallback)
    .map((target, index) => ({ target, group: `${name}-fallback${index === 0 ? '' : `-${index + 1}`}` }));
  return { name, own, others };
}

/** Per token; a model of one's own bills nothing by the token. */
function costs({ endpoint }: Target): Parameters {
  if (endpoint.kind === 'own') return { input_cost_per_token: 0, output_cost_per_token: 0 };
  if (endpoint.rates === null) return {};
  const { input, output, cached } = endpoint.rates;
  return {
    input_cost_per_token: input.div(1e6).toNumber(),
    output_cost_per_token: output.div(1e6).toNumber(),
    ...(cached === null ? {} : { cache_read_input_token_cost: cached.div(1e6).toNumber() }),
  };
}
