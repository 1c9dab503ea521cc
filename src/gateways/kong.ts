import { channelOf } from './channels.ts';
import { head, yamlText } from './head.ts';
import { answererOf, environmentNames, kubernetesNames } from './names.ts';
import type { Configuration, Remark, Route, Routing, Target } from './types.ts';

/** Without `non_idempotent`, a POST is not tried again, and all requests to models are POSTs. */
const failoverCriteria = [
  'error', 'timeout', 'http_429', 'http_500', 'http_502', 'http_503', 'http_504', 'non_idempotent',
]; // prettier-ignore
const secondsOfMonth = 2_592_000;

/** A decK file with the plugins ai-proxy-advanced, rate-limiting and ai-rate-limiting-advanced of Kong Gateway 3.14 or later. */
export function kong(routing: Routing): Configuration {
  const names = environmentNames();
  const paths = kubernetesNames();
  const variables: string[] = [];
  const remarks: Remark[] = [...routing.remarks];
  const secret = (name: string): string => {
    variables.push(name);
    return `{vault://env/${name.toLowerCase().replaceAll('_', '-')}}`;
  };
  const setting = (name: string): string => {
    variables.push(`DECK_${name}`);
    return `\${{ env "DECK_${name}" }}`;
  };
  const model = ({ endpoint }: Target) => {
    if (endpoint.kind === 'own') {
      const name = names.of(answererOf(endpoint));
      return {
        auth: { header_name: 'Authorization', header_value: secret(`${name}_AUTHORIZATION`) },
        model: {
          provider: 'vllm',
          name: endpoint.model,
          options: { upstream_url: setting(`${name}_URL`), input_cost: 0, output_cost: 0 },
        },
      };
    }
    const { kong: provider, host, prefix, credentials } = channelOf(endpoint.channel);
    const name = names.of(answererOf(endpoint));
    const { rates } = endpoint;
    const upstream =
      host === null ? setting(`${name}_URL`) : `https://${host}${prefix ?? '/v1'}/chat/completions`;
    return {
      auth: authOf(endpoint.channel, name, credentials, secret),
      model: {
        provider: provider ?? 'openai',
        name: endpoint.model,
        options: {
          ...(provider === null ? { upstream_url: upstream } : {}),
          ...(provider === 'azure'
            ? { azure_instance: setting(`${name}_INSTANCE`), azure_deployment_id: endpoint.model }
            : {}),
          ...(provider === 'bedrock' ? { bedrock: { aws_region: setting('AWS_REGION') } } : {}),
          ...(endpoint.channel === 'vertex'
            ? {
                gemini: {
                  api_endpoint: setting(`${name}_ENDPOINT`),
                  project_id: setting(`${name}_PROJECT`),
                  location_id: setting(`${name}_LOCATION`),
                },
              }
            : {}),
          ...(provider === 'anthropic' ? { anthropic_version: '2023-06-01' } : {}),
          ...(provider === 'mistral' ? { mistral_format: 'openai' } : {}),
          ...(rates === null
            ? {}
            : {
                input_cost: rates.input.toNumber(),
                output_cost: rates.output.toNumber(),
                ...(rates.cached === null ? {} : { cache_read_cost: rates.cached.toNumber() }),
              }),
        },
      },
    };
  };
  const services = routing.routes.map((route) => {
    const ranks = new Set(route.targets.map(({ priority }) => priority)).size;
    const last = Math.max(0, ...route.targets.map(({ priority }) => priority));
    const retries = Math.max(route.retries, route.targets.length - 1);
    if (retries > route.retries)
      remarks.push({
        workload: route.workload,
        text: `${retries} retries in place of ${route.retries}, so that each of its deployments is reached`,
      });
    if (ranks > 1)
      remarks.push({
        workload: route.workload,
        text: 'weights are ranks here (algorithm: priority), the highest first: Kong has no shares within ranks',
      });
    return {
      name: paths.of(route.name),
      url: 'http://localhost:32000',
      routes: [
        {
          name: paths.of(route.name),
          paths: [`/${paths.of(route.name)}`],
          plugins: [
            {
              name: 'ai-proxy-advanced',
              config: {
                genai_category: 'text/generation',
                llm_format: 'openai',
                balancer: {
                  algorithm: ranks > 1 ? 'priority' : 'round-robin',
                  retries,
                  failover_criteria: failoverCriteria,
                },
                targets: route.targets.map((target) => ({
                  route_type: 'llm/v1/chat',
                  weight: ranks > 1 ? last - target.priority + 1 : target.weight,
                  ...model(target),
                  logging: { log_statistics: true, log_payloads: false },
                })),
              },
            },
            ...limits(route),
          ],
        },
      ],
    };
  });
  remarks.push({
    workload: null,
    text: 'the model is chosen by the path of the request, and ai-proxy-advanced is a plugin of Kong Gateway Enterprise',
  });
  if (
    routing.routes.some(
      ({ targets }) =>
        targets.some(({ endpoint, fallback }) => endpoint.kind === 'own' && !fallback) && targets.length > 1,
    )
  )
    remarks.push({
      workload: null,
      text: 'a cluster has no limit of its own: it has to answer 429 when it is full, so that the next deployment takes over',
    });
  const file = { _format_version: '3.0', services };
  return { text: `${head(routing, variables, remarks)}${yamlText(file)}`, remarks };
}

function authOf(
  channel: string,
  name: string,
  credentials: 'aws' | 'gcp' | undefined,
  secret: (name: string) => string,
) {
  if (credentials === 'aws')
    return {
      aws_access_key_id: secret('AWS_ACCESS_KEY_ID'),
      aws_secret_access_key: secret('AWS_SECRET_ACCESS_KEY'),
    };
  if (credentials === 'gcp')
    return { gcp_use_service_account: true, gcp_service_account_json: secret('GCP_SERVICE_ACCOUNT_JSON') };
  if (channel === 'google')
    return { param_name: 'key', param_location: 'query', param_value: secret(`${name}_API_KEY`) };
  if (channel === 'anthropic') return { header_name: 'x-api-key', header_value: secret(`${name}_API_KEY`) };
  if (channel === 'azure') return { header_name: 'api-key', header_value: secret(`${name}_API_KEY`) };
  // The whole header, `Bearer` included.
  return { header_name: 'Authorization', header_value: secret(`${name}_AUTHORIZATION`) };
}

/** Requests of the route, and tokens and money of what is bought. */
function limits({ targets }: Route) {
  const perMinute = targets.flatMap(({ requestsPerMinute: each }) => (each === null ? [] : [each]));
  const policies = targets.flatMap(({ endpoint, tokensPerMinute, budget }) =>
    endpoint.kind === 'own'
      ? []
      : [
          {
            match: [{ type: 'model', values: [endpoint.model] }],
            window_type: 'fixed',
            limits: [
              ...(tokensPerMinute === null
                ? []
                : [{ limit: tokensPerMinute, window_size: 60, tokens_count_strategy: 'total_tokens' }]),
              ...(budget === null
                ? []
                : [{ limit: budget.toNumber(), window_size: secondsOfMonth, tokens_count_strategy: 'cost' }]),
            ],
          },
        ],
  );
  const filled = policies.filter((each) => each.limits.length > 0);
  return [
    ...(perMinute.length === 0
      ? []
      : [
          {
            name: 'rate-limiting',
            config: { minute: Math.max(...perMinute), limit_by: 'service', policy: 'local' },
          },
        ]),
    ...(filled.length === 0
      ? []
      : [{ name: 'ai-rate-limiting-advanced', config: { identifier: 'service', policies: filled } }]),
  ];
}
