import type { BuildOption, Workload } from '../../scenario/index.ts';
import { evaluate, type Exact, showNumber } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { Finding, WorkloadResult } from '../result.ts';

/** What the reader should know of options to build: costs that nobody stated, cached input that only the API is given. */
export function builtFindings(model: Model): readonly Finding[] {
  return [...unstatedCosts(model), ...unequalCaching(model)];
}

/** The options to build of each workload that were written out; those of `options: auto` are made without costs on purpose. */
function statedBuilds({ workloads }: Model): readonly {
  readonly workload: Workload;
  readonly builds: readonly BuildOption[];
}[] {
  return workloads.map(({ workload }) => {
    const written = workload.options === 'auto' ? [] : workload.options;
    return { workload, builds: written.flatMap((each) => (each.kind === 'build' ? [each] : [])) };
  });
}

/** People, set-up and platform are the costs of building that are easiest to forget, and count as nothing where absent. */
function unstatedCosts(model: Model): readonly Finding[] {
  const lacking: readonly (readonly [what: string, key: string, lacks: (of: BuildOption) => boolean])[] = [
    ['people', 'team', ({ team }) => team === null],
    ['set-up', 'setup', ({ setup }) => setup.kind === 'default' && setup.value.isZero()],
    [
      'a platform',
      'platform',
      ({ cluster }) => {
        const platform = model.scenario.clusters.get(cluster)?.platform;
        return platform?.fixed.kind === 'default' && platform.perRequest.kind === 'default';
      },
    ],
  ];
  const workloads = new Map<string, string[]>();
  for (const { workload, builds } of statedBuilds(model)) {
    const parts = lacking.flatMap(([what, key, lacks]) => {
      const ids = builds.filter(lacks).map(({ id }) => id);
      return ids.length === 0 ? [] : [`${what} (no '${key}': ${ids.join(', ')})`];
    });
    const lacks = parts.join(', ');
    if (parts.length > 0) workloads.set(lacks, [...(workloads.get(lacks) ?? []), workload.id]);
  }
  return [...workloads].map(([lacks, ids]) => ({
    code: 'unstated-build-cost',
    message: `${ids.join(', ')}: nothing is counted for ${lacks}`,
  }));
}

/** The workload's prompts are the same wherever they go, so that their cached share is no lower on GPUs of one's own. */
function unequalCaching(model: Model): readonly Finding[] {
  return statedBuilds(model).flatMap(({ workload, builds }) => {
    const counted = model.graph.named.get(`workloads.${workload.id}.tokens.cached_share`);
    const cached = counted === undefined ? workload.cached.value : evaluate(counted);
    if (cached.isZero()) return [];
    return builds.flatMap(({ id, cluster }) => {
      const own = model.scenario.clusters.get(cluster)?.prefixCache ?? null;
      if (own === null || own.value.gte(cached)) return [];
      const message = `${workload.id}/${id}: ${percent(cached)} of the input is cached when it is bought, and ${percent(own.value)} on clusters.${cluster}, though vLLM and SGLang cache prefixes unless that is switched off`;
      return [{ code: 'unequal-caching', message }];
    });
  });
}

function percent(share: Exact): string {
  return `${showNumber(share.times(100).toDecimalPlaces(1))} %`;
}

/** Clusters and teams that several of the chosen options use: each option pays the whole of it, and so does the total. */
export function sharedCosts(model: Model, workloads: readonly WorkloadResult[]): readonly Finding[] {
  const chosen = workloads.flatMap(({ id, placement }, index) => {
    const option = model.workloads[index]?.options.find((each) => each.id === placement.option)?.option;
    return option?.kind === 'build' ? [{ workload: id, option }] : [];
  });
  const { cases } = model.scenario;
  const together =
    cases.length === 0 ? [chosen.map(({ workload }) => workload)] : cases.map((each) => each.workloads);
  const counted = new Map(
    together.flatMap((ids) => {
      const users = new Map<string, string[]>();
      for (const { workload, option } of chosen.filter(isAmong(ids))) {
        const shared = [
          `cluster ${option.cluster}`,
          ...(option.team === null ? [] : [`team ${option.team}`]),
        ];
        for (const name of shared) {
          const known = users.get(name);
          if (known === undefined) users.set(name, [workload]);
          else known.push(workload);
        }
      }
      return [...users].filter(([, own]) => own.length > 1);
    }),
  );
  if (counted.size === 0) return [];
  const list = [...counted]
    .map(([name, ids]) => `${name} ${ids.length} times (${ids.join(', ')})`)
    .join(', ');
  const message = `the total counts ${list}: each workload is costed alone, and sharing would cost less ('crossover place' computes the shared plan)`;
  return [{ code: 'counted-several-times', message }];
}

function isAmong(ids: readonly string[]): (of: { readonly workload: string }) => boolean {
  const known = new Set(ids);
  return ({ workload }) => known.has(workload);
}
