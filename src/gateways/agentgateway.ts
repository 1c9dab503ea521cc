import { channelOf } from './channels.ts';
import { head, yamlText } from './head.ts';
import { answererOf, environmentNames, kubernetesNames } from './names.ts';
import type { Configuration, Remark, Route, Routing, Target } from './types.ts';

/** A file of agentgateway: a model for each deployment, and under the name of the workload a virtual model of exactly one routing. */
export function agentgateway(routing: Routing): Configuration {
  const environment = environmentNames();
  const names = kubernetesNames();
  const variables: string[] = [];
  const remarks: Remark[] = [...routing.remarks];
  const reference = (name: string): string => {
    variables.push(name);
    return `$${name}`;
  };
  const model = (target: Target) => {
    const { endpoint, id } = target;
    const name = names.of(id);
    if (endpoint.kind === 'own') {
      const base = environment.of(answererOf(endpoint));
      return {
        name,
        visibility: 'internal',
        provider: 'openAI',
        params: {
          model: endpoint.model,
          apiKey: reference(`${base}_API_KEY`),
          baseUrl: reference(`${base}_API_BASE`),
        },
      };
    }
    const { agentgateway: provider, credentials, host, prefix } = channelOf(endpoint.channel);
    const base = environment.of(answererOf(endpoint));
    const isCompatible = provider === null;
    return {
      name,
      visibility: 'internal',
      provider: provider ?? 'openAI',
      params: {
        model: endpoint.model,
        ...(credentials === undefined ? { apiKey: reference(`${base}_API_KEY`) } : {}),
        ...(isCompatible
          ? { baseUrl: host === null ? reference(`${base}_API_BASE`) : `https://${host}${prefix ?? '/v1'}` }
          : {}),
        ...(provider === 'azure' ? { azureResourceName: reference(`${base}_RESOURCE`) } : {}),
        ...(provider === 'bedrock' ? { awsRegion: reference('AWS_REGION') } : {}),
        ...(provider === 'vertex'
          ? { vertexRegion: reference(`${base}_REGION`), vertexProject: reference(`${base}_PROJECT`) }
          : {}),
      },
    };
  };
  for (const route of routing.routes) {
    if (route.retries > 0)
      remarks.push({
        workload: route.workload,
        text: `the ${route.retries} ${route.retries === 1 ? 'retry' : 'retries'} of the scenario ${route.retries === 1 ? 'is' : 'are'} not set: models of agentgateway have none, so the application has to retry`,
      });
    for (const { budget, id } of route.targets)
      if (budget !== null)
        remarks.push({
          workload: route.workload,
          text: `the budget of ${id}, ${budget.toFixed()} USD a month, is not set: agentgateway counts no money`,
        });
  }
  const requests = sumOf(routing.routes, ({ requestsPerMinute }) => requestsPerMinute);
  const tokens = sumOf(routing.routes, ({ tokensPerMinute }) => tokensPerMinute);
  const bucket = (type: string, most: number | null) =>
    most === null ? [] : [{ type, maxTokens: most, tokensPerFill: most, fillInterval: '60s' }];
  const localRateLimit = [...bucket('requests', requests), ...bucket('tokens', tokens)];
  if (localRateLimit.length > 0)
    remarks.push({
      workload: null,
      text: 'limits hold for all models together, and each instance counts by itself: agentgateway has none by model',
    });
  const config = {
    llm: {
      port: 4000,
      models: routing.routes.flatMap((route) => route.targets.map(model)),
      virtualModels: routing.routes.map((route) => ({
        name: route.name,
        routing: routingOf(route, (target) => names.of(target.id)),
      })),
      ...(localRateLimit.length === 0 ? {} : { policies: { localRateLimit } }),
    },
  };
  return { text: `${head(routing, variables, remarks)}${yamlText(config)}`, remarks };
}

function routingOf({ targets }: Route, nameOf: (target: Target) => string) {
  const isRanked = new Set(targets.map(({ priority }) => priority)).size > 1;
  return isRanked
    ? { failover: { targets: targets.map((each) => ({ model: nameOf(each), priority: each.priority })) } }
    : { weighted: { targets: targets.map((each) => ({ model: nameOf(each), weight: each.weight })) } };
}

/** Of all routes, each with the most that one of its deployments may take; null where one is not known. */
function sumOf(routes: readonly Route[], limitOf: (target: Target) => number | null): number | null {
  let sum = 0;
  for (const { targets } of routes) {
    const limits = targets.map(limitOf);
    if (limits.includes(null)) return null;
    sum += Math.max(0, ...limits.map((each) => each ?? 0));
  }
  return Number.isSafeInteger(sum) && sum > 0 ? sum : null;
}
