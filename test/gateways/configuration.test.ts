import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { placePortfolio } from '../../src/analysis/index.ts';
import { Exact } from '../../src/formula/index.ts';
import {
  gatewayConfiguration,
  gatewayNames,
  routingOf,
  type Configuration,
  type GatewayName,
} from '../../src/gateways/index.ts';
import { environmentNames, kubernetesNames } from '../../src/gateways/names.ts';
import { bounded, requestsOfAMinute, weightsOf } from '../../src/gateways/rates.ts';
import { solveProgram } from '../../src/io/index.ts';
import { portfolioOf } from '../support/portfolio.ts';

const day = [...Array<number>(8).fill(1), ...Array<number>(9).fill(4), ...Array<number>(7).fill(1)];
const hourly = [...Array.from({ length: 5 }, () => day).flat(), ...Array<number>(48).fill(1)].join(', ');
const scenario = `
name: "Gateways\\nand more"
currency: USD
hours_per_month: 730
plan: { budget: 60k USD/month, quotas: { gpu: 2 GPU } }
prices:
  - { id: openai/gpt-x, input: 0.15 USD/Mtok, output: 0.60 USD/Mtok, cached: 0.075 USD/Mtok }
  - { id: anthropic/claude-x-4.5, input: 1 USD/Mtok, output: 5 USD/Mtok }
  - { id: azure/gpt-x, input: 0.15 USD/Mtok, output: 0.60 USD/Mtok }
  - { id: bedrock/nova, input: 0.15 USD/Mtok, output: 0.60 USD/Mtok }
  - { id: vertex/gemini-x, input: 0.15 USD/Mtok, output: 0.60 USD/Mtok }
  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 1.50 USD/hour, node: 1, term: 1 year, switch_off: false }
clusters:
  openai: { model: our-own-8b, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
workloads:
  support:
    volume: 1M requests/month
    tokens: { input: 1000, output: 300 }
    retries: { failure_rate: 2%, max: 1 }
    options:
      mini: { buy: openai/gpt-x, failover: second }
      second: { buy: anthropic/claude-x-4.5, failover: third }
      third: { buy: azure/gpt-x, residency: eu, token_multiplier: 20 }
  search:
    volume: 9.6M requests/month
    tokens: { input: 800, output: 200 }
    load: { hourly: [${hourly}] }
    options:
      own: { build: openai }
      acme: { buy: acme/chat }
      burst: { hybrid: { base: own, overflow: acme, replicas: 2 } }
  triage:
    volume: 100k requests/month
    tokens: { input: 100, output: 10 }
    options:
      nova: { buy: bedrock/nova, batch: 25%, token_multiplier: 400, failover: gemini }
      gemini: { buy: vertex/gemini-x, token_multiplier: 500 }
      large: { buy: anthropic/claude-x-4.5, token_multiplier: 100 }
      steps: { cascade: { small: nova, large: large, settled: 95% } }
`;

const folder = new URL('../fixtures/gateways/', import.meta.url);
const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as object;

/** The schema with no key that it does not name: Kong's and Envoy's accept any, so that a misspelt one passes. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, strict(value)] as const);
  const isClosed =
    'properties' in schema && !('additionalProperties' in schema) && schema.properties !== undefined;
  return Object.fromEntries(isClosed ? [...entries, ['additionalProperties', false]] : entries);
}

function validator(schema: object, make: (schema: object) => unknown = strict): ValidateFunction {
  const options = { strict: false, allErrors: true, validateFormats: false };
  const ajv =
    '$schema' in schema && String(schema.$schema).includes('2020') ? new Ajv2020(options) : new Ajv(options);
  return ajv.compile(make(schema) as object);
}

function problemsOf(validate: ValidateFunction, value: unknown): string {
  return validate(value) ? '' : JSON.stringify(validate.errors);
}

/** A part of a document, whatever it is. */
class Part {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  at(...keys: readonly string[]): Part {
    return new Part(
      keys.reduce<unknown>(
        (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
        this.value,
      ),
    );
  }

  all(...keys: readonly string[]): readonly Part[] {
    const { value } = this.at(...keys);
    return Array.isArray(value) ? value.map((each: unknown) => new Part(each)) : [];
  }

  get keys(): readonly string[] {
    return Object.keys(this.value as object);
  }

  get text(): string {
    return String(this.value);
  }
}

let written: Record<GatewayName, Configuration>;
let taken: readonly string[];
let documents: ReadonlyMap<GatewayName, readonly Part[]>;
beforeAll(async () => {
  const portfolio = portfolioOf(scenario);
  const result = await placePortfolio(portfolio, (program) => solveProgram(program));
  taken = result.portfolio.assignments.map(({ option }) => option);
  const routing = routingOf(portfolio, result);
  const all = await Promise.all(
    gatewayNames.map(async (name) => [name, await gatewayConfiguration(name, routing)] as const),
  );
  written = Object.fromEntries(all) as typeof written;
  documents = new Map(
    all.map(([name, { text }]) => [
      name,
      parseAllDocuments(text, { version: '1.1' }).map((each) => new Part(each.toJS())),
    ]),
  );
});

const of = (gateway: GatewayName): Part => documents.get(gateway)?.[0] ?? new Part(null);
const plugins = (): readonly Part[] =>
  of('kong')
    .all('services')
    .flatMap((service) => service.all('routes').flatMap((route) => route.all('plugins')));
const deployments = (): readonly Part[] => of('litellm').all('model_list');
const ofKind = (kind: string): readonly Part[] =>
  (documents.get('envoy') ?? []).filter((each) => each.at('kind').text === kind);
const balancers = (): readonly Part[] =>
  plugins()
    .filter((each) => each.at('name').text === 'ai-proxy-advanced')
    .map((each) => each.at('config', 'balancer'));
const parameter = (key: string) => (deployment: Part) => deployment.at('litellm_params', key);

describe('configurations of gateways', () => {
  it('are of a plan that buys, bursts and fails over', () => {
    expect(taken).toEqual(['mini', 'burst', 'nova']);
  });

  it('keep to the schema of each gateway, without a key that it does not name', () => {
    expect(problemsOf(validator(schemaOf('litellm')), of('litellm').value)).toBe('');
    expect(problemsOf(validator(schemaOf('portkey')), of('portkey').value)).toBe('');
    expect(problemsOf(validator(schemaOf('agentgateway')), of('agentgateway').value)).toBe('');
    const [proxy, limit] = [
      validator(schemaOf('kong-ai-proxy-advanced')),
      validator(schemaOf('kong-limits')),
    ];
    const all = plugins();
    expect(all.map((each) => each.at('name').text)).toContain('ai-rate-limiting-advanced');
    for (const each of all)
      expect(problemsOf(each.at('name').text === 'ai-proxy-advanced' ? proxy : limit, each.value)).toBe('');
    // Kubernetes' own members of metadata are in no schema of a resource.
    for (const [kind, file] of [
      ['AIGatewayRoute', 'envoy-aigatewayroute.v1beta1'],
      ['AIServiceBackend', 'envoy-aiservicebackend.v1beta1'],
      ['Backend', 'envoy-backend.v1alpha1'],
    ] as const) {
      const found = ofKind(kind);
      expect(found.length).toBeGreaterThan(2);
      const validate = validator(schemaOf(file));
      for (const each of found) expect(problemsOf(validate, each.value)).toBe('');
    }
  });

  it('are refused with a misspelt key, which the schemas of Kong and Envoy let pass', () => {
    const misspelt = (text: string): string => text.replaceAll(/\bweight\b/gu, 'wieght');
    const route = JSON.parse(misspelt(JSON.stringify(ofKind('AIGatewayRoute')[0]?.value))) as unknown;
    const plugin = JSON.parse(misspelt(JSON.stringify(plugins()[0]?.value))) as unknown;
    for (const [file, value] of [
      ['envoy-aigatewayroute.v1beta1', route],
      ['kong-ai-proxy-advanced', plugin],
    ] as const) {
      expect(
        problemsOf(
          validator(schemaOf(file), (schema) => schema),
          value,
        ),
      ).toBe('');
      expect(problemsOf(validator(schemaOf(file)), value)).toContain('wieght');
    }
  });

  it('put a weight on every deployment, those of one name summing to a thousand', () => {
    const groups = new Map<string, number[]>();
    for (const each of deployments()) {
      const weight = Number(parameter('weight')(each).value);
      expect(weight).toBeGreaterThan(0);
      const name = each.at('model_name').text;
      groups.set(name, [...(groups.get(name) ?? []), weight]);
    }
    for (const weights of groups.values()) expect(weights.reduce((sum, each) => sum + each, 0)).toBe(1000);
    const others = [
      ...ofKind('AIGatewayRoute').flatMap((route) =>
        route.all('spec', 'rules').flatMap((rule) => rule.all('backendRefs')),
      ),
      ...plugins().flatMap((plugin) => plugin.all('config', 'targets')),
    ];
    expect(others).toHaveLength(14);
    for (const each of others) expect(Number(each.at('weight').value)).toBeGreaterThan(0);
  });

  // Two replicas at 80 % do 4,000 tokens a second: 4 requests of 1,000 tokens, 240 a minute. In 45 of the 168 hours the load is
  // 3.240653 replicas, of which 1.6 are served, in the others 0.810163: 1.021726 of 1.461187 on average, 69.92 %.
  it('send a burst to the cluster first, up to what it can do, and above that to the API', () => {
    const burst = deployments().filter((each) => each.at('model_name').text === 'search');
    expect(burst.map((each) => ['order', 'weight', 'rpm'].map((key) => parameter(key)(each).value))).toEqual([
      [1, 699, 240],
      [2, 301, 555],
    ]);
    expect(of('litellm').at('router_settings', 'enable_pre_call_checks').value).toBe(true);
    const model = of('agentgateway')
      .all('llm', 'virtualModels')
      .find((each) => each.at('name').text === 'search');
    expect(model?.all('routing', 'failover', 'targets').map((each) => each.at('priority').value)).toEqual([
      0, 1,
    ]);
  });

  // 1M requests with 1.02 attempts in 730 hours: 23.288 a minute, and 3.09 times its square root are 14.91 more.
  it('limit requests by the busiest hour with what chance adds to a minute', () => {
    expect(deployments().map((each) => parameter('rpm')(each).value)[0]).toBe(39);
    expect(requestsOfAMinute(new Exact(60).times(100))).toBe(131);
    expect(bounded(new Exact('1e30'))).toBeNull();
  });

  it('carry retries and failover over as the scenario has them, and say where they cannot', () => {
    const settings = of('litellm').at('router_settings');
    expect(settings.at('fallbacks').value).toEqual([
      { support: ['support-fallback', 'support-fallback-2'] },
      { triage: ['triage-fallback'] },
    ]);
    expect(settings.at('model_group_retry_policy', 'support').value).toEqual({
      TimeoutErrorRetries: 1,
      RateLimitErrorRetries: 1,
      InternalServerErrorRetries: 1,
    });
    // The second fallback is only reached with two retries.
    expect(balancers()[0]?.at('retries').value).toBe(2);
    expect(written.kong.text).toContain(
      '2 retries in place of 1, so that each of its deployments is reached',
    );
    expect(written.agentgateway.text).toContain('the 1 retry of the scenario is not set');
  });

  it('try a POST again', () => {
    expect(balancers()).toHaveLength(3);
    for (const each of balancers()) expect(each.at('failover_criteria').value).toContain('non_idempotent');
    for (const each of ofKind('BackendTrafficPolicy'))
      expect(each.at('spec', 'retry', 'retryOn', 'triggers').value).toContain('retriable-status-codes');
  });

  it('name only what is there', () => {
    const groups = new Set(deployments().map((each) => each.at('model_name').text));
    for (const each of of('litellm').all('router_settings', 'fallbacks'))
      for (const key of each.keys)
        for (const name of [key, ...each.all(key).map(({ text }) => text)]) expect(groups).toContain(name);
    const models = new Set(
      of('agentgateway')
        .all('llm', 'models')
        .map((each) => each.at('name').text),
    );
    expect(models.size).toBe(7);
    for (const each of of('agentgateway').all('llm', 'virtualModels')) {
      const [kind, ...more] = each.at('routing').keys;
      expect(more).toEqual([]);
      for (const target of each.all('routing', kind ?? '', 'targets'))
        expect(models).toContain(target.at('model').text);
    }
    const namesOf = (kind: string) => new Set(ofKind(kind).map((each) => each.at('metadata', 'name').text));
    for (const route of ofKind('AIGatewayRoute'))
      for (const rule of route.all('spec', 'rules'))
        for (const each of rule.all('backendRefs'))
          expect(namesOf('AIServiceBackend')).toContain(each.at('name').text);
    for (const policy of ofKind('BackendTrafficPolicy'))
      for (const each of policy.all('spec', 'targetRefs'))
        expect(namesOf('AIGatewayRoute')).toContain(each.at('name').text);
    const targets = new Set(
      of('portkey')
        .all('targets')
        .map((each) => each.at('name').text),
    );
    for (const each of of('portkey').all('strategy', 'conditions'))
      expect(targets).toContain(each.at('then').text);
  });

  it('hold no secret, only where it is read from, and no variable of two things', () => {
    const held = [
      ...deployments().flatMap((each) => [parameter('api_key')(each), parameter('api_base')(each)]),
      ...of('agentgateway')
        .all('llm', 'models')
        .map((each) => each.at('params', 'apiKey')),
      ...plugins().flatMap((plugin) =>
        plugin.all('config', 'targets').flatMap((target) => {
          const auth = target.at('auth');
          return auth.keys.filter((key) => /value|key|json/u.test(key)).map((key) => auth.at(key));
        }),
      ),
    ].filter(({ value }) => value !== undefined);
    expect(held.length).toBeGreaterThan(20);
    for (const { text } of held)
      expect(text).toMatch(/^(?:os\.environ\/[A-Z][A-Z0-9_]*|\$[A-Z0-9_]+|\{vault:\/\/env\/[a-z0-9-]+\})$/u);
    expect(written.portkey.text).not.toContain('api_key');
    // The cluster `openai` and the vendor `openai` have a key each; AWS and Google have credentials of another kind.
    const keys = deployments().map((each) => parameter('api_key')(each).value);
    expect(new Set(keys.filter((each) => each !== undefined)).size).toBe(5);
  });

  it('say in their comments what they do not do, each on a line', () => {
    for (const name of gatewayNames) {
      const { text, remarks } = written[name];
      expect(remarks.map(({ text: each }) => each)).toContain(
        "25 % of the requests run as batch, which the application sends to the vendor's batch API itself",
      );
      if (name === 'portkey') continue;
      expect(text).toMatch(/^# The plan of Gateways and more, /u);
      for (const { text: each } of remarks) expect(text).toContain(each);
    }
    expect(written.portkey.remarks.map(({ text: each }) => each).join('\n')).toContain('USD a month');
  });

  it('set budgets that sum to no more than that of the plan, and rounding', () => {
    const budgets = deployments().map((each) => Number(parameter('max_budget')(each).value ?? 0));
    const sum = budgets.reduce((all, each) => all + each, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(60_000 + budgets.length);
    expect(written.envoy.text).toContain('USD a month, is not set');
  });

  it('write small numbers so that every reader takes them for numbers', () => {
    expect(written.litellm.text).toContain('input_cost_per_token: 0.00000015\n');
    expect(written.litellm.text).not.toMatch(/\de-\d/u);
    expect(deployments().map((each) => parameter('output_cost_per_token')(each).value)[0]).toBe(6e-7);
  });
});

describe('names and weights', () => {
  it('of weights, every share has one, and they sum to a thousand', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 9 }), (shares) => {
        fc.pre(shares.some((each) => each > 0));
        const weights = weightsOf(shares.map((each) => new Exact(each)));
        expect(weights.reduce((sum, each) => sum + each, 0)).toBe(1000);
        expect(Math.min(...weights)).toBeGreaterThan(0);
      }),
    );
  });

  it('two things never share a name, and each is one that its place takes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), (things) => {
        for (const [names, form] of [
          [environmentNames(), /^[A-Z][A-Z0-9_]*$/u],
          [kubernetesNames(), /^[a-z](?:[a-z0-9-]{0,60}[a-z0-9])?$/u],
        ] as const) {
          const given = things.map((each) => names.of(each));
          expect(new Set(given).size).toBe(things.length);
          for (const each of given) expect(each).toMatch(form);
          expect(things.map((each) => names.of(each))).toEqual(given);
        }
      }),
    );
  });
});
