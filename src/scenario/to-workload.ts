import { useKinds } from '../catalog/index.ts';
import { formatUnit, sameUnit } from '../formula/index.ts';
import { reportAt, defaultShare, report, type Reading } from '../document/index.ts';
import type { Span } from '../diagnostics/index.ts';
import type { WorkloadValues } from './fields/workload.ts';
import type { RequestClass, Workload } from './types.ts';

/** The workload of its keys, with what has to hold between them. */
export function toWorkload(
  values: WorkloadValues,
  address: string,
  reading: Reading,
  span: Span,
): Workload | undefined {
  const demand = demandOf(values, address, reading, span);
  const { tokens, load, failover, overheads, constraints, options, growth, retries } = values;
  if (tokens.cached.value.plus(tokens.cache_write.value).gt(1)) {
    const text = 'cached and cache_write make up more than 100% of the input';
    return report(reading, 'scenario/shares', `${address}.tokens`, text, {
      span: tokens.cached.span ?? span,
    });
  }
  if (demand === undefined) return undefined;
  for (const [month, volume] of values.volumes) {
    if (sameUnit(volume.unit, values.volume.unit)) continue;
    const text = `expected ${formatUnit(values.volume.unit)}, as the workload's volume is`;
    return report(reading, 'scenario/wrong-quantity', `${address}.volumes.${month}`, text, {
      span: volume.span ?? span,
    });
  }
  return {
    id: address.slice('workloads.'.length),
    ...demand,
    cached: tokens.cached,
    reasoning: tokens.reasoning,
    uses: new Map(
      useKinds.flatMap(({ name, use }) => {
        const stated = values.uses[use.key];
        return stated === undefined || stated === null ? [] : [[name, stated]];
      }),
    ),
    cacheWrite: tokens.cache_write,
    cacheLifetime: tokens.cache_ttl,
    growth,
    volumes: values.volumes,
    seasons: values.seasons,
    activeHours: load.active,
    peakToAverage: load.peakToAverage,
    profile: load.profile,
    retries,
    failover,
    overheads,
    constraints: {
      residency: constraints.residency,
      regulated: constraints.regulated,
      latency: constraints.latency,
      differentiated: constraints.differentiated,
      minimumScore: constraints.min_score,
      context: constraints.context,
    },
    options,
    span,
  };
}

type Demand = Pick<Workload, 'volume' | 'classes'>;

/** A volume in requests goes with tokens per request; one in tokens with a ratio. */
function demandOf(values: WorkloadValues, address: string, reading: Reading, span: Span): Demand | undefined {
  const { volume, tokens, classes, ratio, tokens_per_request: tokensPerRequest } = values;
  const refuse = (key: string, text: string, at: Span): undefined =>
    report(reading, 'scenario/conflict', `${address}.${key}`, text, { span: at });
  const missing = (key: string, forWhat: string, at: '' | '.tokens'): undefined =>
    reportAt(reading, 'missing-key', `${address}${at}`, `the key '${key}' is missing: ${forWhat}`, {
      span: at === '' ? span : tokens.span,
    });

  if (volume.unit.factors.some(([symbol]) => symbol === 'token')) {
    const odd = tokens.input ?? tokens.output ?? classes?.[0]?.input ?? null;
    if (odd !== null) {
      const text = 'goes with a volume in requests; a volume in tokens takes ratio and tokens_per_request';
      return refuse(classes === null ? 'tokens' : 'classes', text, odd.span ?? span);
    }
    if (ratio === null) return missing('ratio', "a volume in tokens needs it, such as 'ratio: 4:1'", '');
    return { volume: { by: 'tokens', tokens: volume, ratio, tokensPerRequest }, classes: [] };
  }
  const odd = ratio?.input ?? tokensPerRequest;
  if (odd !== null) {
    const key = ratio === null ? 'tokens_per_request' : 'ratio';
    return refuse(key, 'goes with a volume in tokens; a volume in requests takes tokens', odd.span ?? span);
  }
  const stated = classesOf(values, refuse, missing, span);
  return stated && { volume: { by: 'requests', requests: volume }, classes: stated };
}

function classesOf(
  { tokens, classes }: WorkloadValues,
  refuse: (key: string, text: string, at: Span) => undefined,
  missing: (key: string, forWhat: string, at: '' | '.tokens') => undefined,
  span: Span,
): readonly RequestClass[] | undefined {
  const { input, output } = tokens;
  if (classes !== null) {
    const odd = input ?? output;
    if (odd === null) return classes;
    return refuse('tokens', 'input and output are given by classes', odd.span ?? span);
  }
  const forWhat = 'a volume in requests needs the tokens of a request';
  if (input === null) return missing('input', forWhat, '.tokens');
  if (output === null) return missing('output', forWhat, '.tokens');
  return [{ share: defaultShare('100%'), input, output }];
}
