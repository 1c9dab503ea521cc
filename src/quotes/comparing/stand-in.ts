import { ok, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import {
  parseScenario,
  type BuildOption,
  type BuyOption,
  type Cluster,
  type Override,
  type Scenario,
} from '../../scenario/index.ts';

/** What a scenario without a file is made of; texts as the command line has them. */
export interface StandIn {
  readonly model: string;
  readonly volume: string;
  readonly ratio: string;
  readonly currency: string;
}

/** What holds where nothing is said. */
export const standInDefaults: StandIn & { readonly against: string } = {
  model: 'llama-3.3-70b',
  against: 'openai/gpt-4o-mini',
  volume: '500M tokens/month',
  ratio: '4:1',
  currency: 'USD',
};

export const standInWorkload = 'quotes';

/** A scenario of one workload: a volume with its mix, and a cluster with the defaults of scenario files. */
export function standInScenario(of: StandIn, overrides: readonly Override[] = []): Result<Scenario> {
  const quoted = (text: string): string => JSON.stringify(text);
  const text = `crossover: 1
name: GPU quotes
currency: ${quoted(of.currency)}
clusters:
  gpus: { model: ${quoted(of.model)}, offer: none }
workloads:
  ${standInWorkload}:
    volume: ${quoted(of.volume)}
    ratio: ${quoted(of.ratio)}
    options:
      gpus: { build: gpus }
`;
  const parsed = parseScenario({ file: 'flags', text, overrides });
  // The offer stands for those of the quotes, so that no catalog need know it.
  return parsed.ok
    ? ok({ ...parsed.value, names: [] }, parsed.diagnostics)
    : { ok: false, diagnostics: parsed.diagnostics.map(asFlag) };
}

const flags = new Map([
  [`workloads.${standInWorkload}.volume`, '--volume'],
  [`workloads.${standInWorkload}.ratio`, '--ratio'],
  ['clusters.gpus.model', '--model'],
]);

/** The text was made here, so a problem in it has no place in a file, but a flag that it came from. */
function asFlag({ span, message, ...rest }: Diagnostic): Diagnostic {
  const [address, flag] = [...flags].find(([start]) => message.startsWith(start)) ?? [];
  if (span?.file !== 'flags') return { ...rest, message, ...(span === undefined ? {} : { span }) };
  return {
    ...rest,
    message: address === undefined || flag === undefined ? message : message.replace(address, flag),
  };
}

/** Options and a cluster with nothing but defaults, and a cluster that every GPU can serve, for what depends on no model. */
export interface Templates {
  readonly buy: BuyOption;
  readonly build: BuildOption;
  readonly cluster: Cluster;
  readonly probe: {
    readonly cluster: Cluster;
    readonly workload: NonNullable<ReturnType<Scenario['workloads']['get']>>;
  };
}

export function templates(currency: string): Templates {
  const parsed = parseScenario({
    file: 'templates',
    text: `crossover: 1
currency: ${currency}
clusters:
  gpus: { model: none, offer: none }
  probe: { model: none, offer: none, gpus_per_replica: 1, throughput: { mixed: 1 token/s } }
workloads:
  probe:
    volume: 0 tokens/month
    ratio: 1:1
    options: { api: { buy: none }, gpus: { build: gpus } }
`,
  });
  const workload = parsed.ok ? parsed.value.workloads.get('probe') : undefined;
  const options = workload?.options === 'auto' ? [] : (workload?.options ?? []);
  const buy = options.find((each) => each.kind === 'buy');
  const build = options.find((each) => each.kind === 'build');
  const clusters = parsed.ok ? parsed.value.clusters : new Map<string, Cluster>();
  const [cluster, probe] = [clusters.get('gpus'), clusters.get('probe')];
  if (
    buy === undefined ||
    build === undefined ||
    cluster === undefined ||
    probe === undefined ||
    workload === undefined
  )
    throw new Error('the templates of quotes are no scenario');
  return { buy, build, cluster, probe: { cluster: probe, workload } };
}
