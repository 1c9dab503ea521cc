import { channelOf } from './channels.ts';
import { head, yamlText } from './head.ts';
import { answererOf, kubernetesNames } from './names.ts';
import type { Configuration, Remark, Route, Routing, Target } from './types.ts';

const gateway = 'gateway.envoyproxy.io';
const aiGateway = 'aigateway.envoyproxy.io';

/**
 * Resources of Envoy AI Gateway (v1beta1) and Envoy Gateway: a backend for each vendor and cluster, and for each workload a route
 * with weights and priorities, and a traffic policy with its retries and limits. Keys are Kubernetes secrets.
 */
export function envoy(routing: Routing): Configuration {
  const names = kubernetesNames();
  const routeNames = kubernetesNames();
  const remarks: Remark[] = [...routing.remarks];
  const secrets: string[] = [];
  const backends = new Map<string, readonly unknown[]>();
  const backendOf = ({ endpoint }: Target): string => {
    const name = names.of(answererOf(endpoint));
    if (!backends.has(name)) backends.set(name, backend(name, endpoint, remarks, secrets));
    return name;
  };
  const routes = routing.routes.flatMap((route) => {
    const name = routeNames.of(route.name);
    for (const { budget, id } of route.targets)
      if (budget !== null)
        remarks.push({
          workload: route.workload,
          text: `the budget of ${id}, ${budget.toFixed()} USD a month, is not set: a limit of Envoy counts for the route, not for a backend`,
        });
    return [
      {
        apiVersion: `${aiGateway}/v1beta1`,
        kind: 'AIGatewayRoute',
        metadata: { name, namespace: 'default' },
        spec: {
          parentRefs: [{ name: 'ai-gateway', kind: 'Gateway', group: 'gateway.networking.k8s.io' }],
          rules: [
            {
              name,
              matches: [{ headers: [{ type: 'Exact', name: 'x-ai-eg-model', value: route.name }] }],
              backendRefs: route.targets.map((target) => ({
                name: backendOf(target),
                weight: target.weight,
                priority: target.priority,
                modelNameOverride: target.endpoint.model,
              })),
            },
          ],
          llmRequestCosts: [
            { metadataKey: 'llm_input_token', type: 'InputToken' },
            { metadataKey: 'llm_output_token', type: 'OutputToken' },
            { metadataKey: 'llm_total_token', type: 'TotalToken' },
          ],
        },
      },
      trafficPolicy(name, route),
    ];
  });
  remarks.push({
    workload: null,
    text: 'the routes belong to a Gateway named ai-gateway, and limits need the rate limit service of Envoy Gateway (Redis)',
  });
  const resources = [...[...backends.values()].flat(), ...routes];
  return {
    text: `${head(routing, secrets, remarks, 'Kubernetes secrets, with the key apiKey')}${resources.map((each) => `---\n${yamlText(each)}`).join('')}`,
    remarks,
  };
}

function backend(
  name: string,
  endpoint: Target['endpoint'],
  remarks: Remark[],
  secrets: string[],
): readonly unknown[] {
  const channel = endpoint.kind === 'own' ? null : channelOf(endpoint.channel);
  const host = channel === null ? `${name}.default.svc.cluster.local` : (channel.host ?? `${name}.invalid`);
  if (channel === null)
    remarks.push({ workload: null, text: `${host}, port 8000, is taken as the address of ${name}` });
  else if (channel.host === null)
    remarks.push({ workload: null, text: `${host} has to be replaced by the address of ${name}` });
  if (channel?.credentials !== undefined)
    remarks.push({
      workload: null,
      text: `the credentials of ${name} are not set up: add a BackendSecurityPolicy with its region`,
    });
  const schema = channel?.schema ?? 'OpenAI';
  const metadata = { name, namespace: 'default' };
  const target = { group: gateway, kind: 'Backend', name };
  const type =
    schema === 'Anthropic' ? 'AnthropicAPIKey' : schema === 'AzureOpenAI' ? 'AzureAPIKey' : 'APIKey';
  const field = type === 'APIKey' ? 'apiKey' : `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  if (channel?.credentials === undefined) secrets.push(`${name}-key`);
  return [
    {
      apiVersion: `${gateway}/v1alpha1`,
      kind: 'Backend',
      metadata,
      spec: { endpoints: [{ fqdn: { hostname: host, port: channel === null ? 8000 : 443 } }] },
    },
    // Without it, Envoy speaks plain HTTP to a port that expects TLS.
    ...(channel === null
      ? []
      : [
          {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'BackendTLSPolicy',
            metadata,
            spec: { targetRefs: [target], validation: { wellKnownCACertificates: 'System', hostname: host } },
          },
        ]),
    {
      apiVersion: `${aiGateway}/v1beta1`,
      kind: 'AIServiceBackend',
      metadata,
      spec: {
        schema: { name: schema, ...(schema === 'OpenAI' ? { prefix: channel?.prefix ?? '/v1' } : {}) },
        backendRef: { name, kind: 'Backend', group: gateway },
      },
    },
    ...(channel?.credentials !== undefined
      ? []
      : [
          {
            apiVersion: `${aiGateway}/v1beta1`,
            kind: 'BackendSecurityPolicy',
            metadata,
            spec: {
              targetRefs: [{ group: aiGateway, kind: 'AIServiceBackend', name }],
              type,
              [field]: { secretRef: { name: `${name}-key` } },
            },
          },
        ]),
  ];
}

/** Retries reach the next priority; limits are those of the route. */
function trafficPolicy(name: string, { targets, retries }: Route) {
  const most = (of: readonly (number | null)[]): number | null =>
    of.includes(null) ? null : Math.max(...of.map((each) => each ?? 0));
  const requests = most(targets.map(({ requestsPerMinute }) => requestsPerMinute));
  const tokens = most(targets.map(({ tokensPerMinute }) => tokensPerMinute));
  const priorities = new Set(targets.map(({ priority }) => priority)).size;
  const rules = [
    ...(requests === null ? [] : [{ limit: { requests, unit: 'Minute' } }]),
    ...(tokens === null
      ? []
      : [
          {
            limit: { requests: tokens, unit: 'Minute' },
            cost: {
              request: { from: 'Number', number: 0 },
              response: {
                from: 'Metadata',
                metadata: { namespace: 'io.envoy.ai_gateway', key: 'llm_total_token' },
              },
            },
          },
        ]),
  ];
  return {
    apiVersion: `${gateway}/v1alpha1`,
    kind: 'BackendTrafficPolicy',
    metadata: { name, namespace: 'default' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name }],
      retry: {
        ...(priorities > 1 ? { numAttemptsPerPriority: 1 } : {}),
        numRetries: Math.max(retries, targets.length - 1),
        retryOn: {
          httpStatusCodes: [429, 500, 502, 503, 504],
          triggers: ['connect-failure', 'reset', 'retriable-status-codes'],
        },
      },
      ...(rules.length === 0 ? {} : { rateLimit: { type: 'Global', global: { rules } } }),
    },
  };
}
