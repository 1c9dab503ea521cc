import { useKinds } from '../catalog/index.ts';
import { Exact, formatUnit, sameUnit } from '../formula/index.ts';
import { reportAt, defaultShare, report, type FileReading } from '../document/index.ts';
import type { Span } from '../diagnostics/index.ts';
import { lengthClasses } from './fields/length-profiles.ts';
import type { WorkloadValues } from './fields/workload.ts';
import type { Conversation, RequestClass, Workload } from './types.ts';

/** The workload of its keys, with what has to hold between them. */
export function toWorkload(
  values: WorkloadValues,
  address: string,
  reading: FileReading,
  span: Span,
): Workload | undefined {
  const demand = demandOf(values, address, reading, span);
  if (demand !== undefined && !cacheFits(values, demand.classes, address, reading, span)) return undefined;
  const { tokens, load, failover, overheads, constraints, options, growth, retries } = values;
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
    conversation: values.conversation,
    steps: values.steps,
    users: values.users,
    cached: tokens.cached,
    cachedTokens: tokens.cached_tokens,
    cacheWriteTokens: tokens.cache_write_tokens,
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
    canWait: load.canWait,
    retries,
    failover,
    overheads,
    constraints: {
      residency: constraints.residency,
      regulated: constraints.regulated,
      latency: constraints.latency,
      differentiated: constraints.differentiated,
      licence: constraints.licence,
      availableUntil: constraints.available_until,
      minimumScore: constraints.min_score,
      context: constraints.context,
    },
    options,
    span,
  };
}

/**
 * Whether what is read from and written to the cache is stated once, and is no more than the input; tokens, no more than the
 * longest kind of request has.
 */
function cacheFits(
  { tokens, conversation }: WorkloadValues,
  classes: readonly RequestClass[],
  address: string,
  reading: FileReading,
  span: Span,
): boolean {
  const longest = classes.reduce((most, each) => Exact.max(most, each.input.value), new Exact(0));
  const shares: Exact[] = [];
  for (const key of ['cached', 'cache_write'] as const) {
    const [share, counted] = [tokens[key], tokens[`${key}_tokens`]];
    if (counted !== null && share.kind !== 'default') {
      const text = `cannot be combined with '${key}', which is the same as a share`;
      report(reading, 'scenario/conflict', `${address}.tokens.${key}_tokens`, text, {
        span: counted.span ?? span,
      });
      return false;
    }
    if (counted !== null && classes.length === 0) {
      const text = "needs 'input' and 'output' of a request, or classes";
      report(reading, 'scenario/conflict', `${address}.tokens.${key}_tokens`, text, {
        span: counted.span ?? span,
      });
      return false;
    }
    shares.push(counted === null ? share.value : counted.value.div(longest));
  }
  if (conversation !== null) shares.push(cachedOf(conversation));
  if (shares.reduce((sum, each) => sum.plus(each)).lte(1)) return true;
  const text = 'cached and cache_write make up more than 100% of the input';
  const { cached, cached_tokens: counted } = tokens;
  report(reading, 'scenario/shares', `${address}.tokens`, text, {
    span: counted?.span ?? cached.span ?? span,
  });
  return false;
}

/** The share of a conversation's input that is read from the cache. */
function cachedOf({ turns, system, user, answer, cached }: Conversation): Exact {
  const inputs = Array.from({ length: turns.value.toNumber() }, (_, turn) =>
    system.value.plus(user.value.times(turn + 1)).plus(answer.value.times(turn)),
  );
  const sum = (of: readonly Exact[]): Exact => of.reduce((total, each) => total.plus(each), new Exact(0));
  const all = sum(inputs);
  return all.isZero() ? all : cached.value.times(sum(inputs.slice(0, -1))).div(all);
}

type Demand = Pick<Workload, 'volume' | 'classes'>;

/** A volume in requests goes with tokens per request; one in tokens with a ratio. */
function demandOf(
  values: WorkloadValues,
  address: string,
  reading: FileReading,
  span: Span,
): Demand | undefined {
  const { volume, tokens, classes, ratio, tokens_per_request: tokensPerRequest } = values;
  const refuse = (key: string, text: string, at: Span): undefined =>
    report(reading, 'scenario/conflict', `${address}.${key}`, text, { span: at });
  const missing = (key: string, forWhat: string, at: '' | '.tokens'): undefined =>
    reportAt(reading, 'missing-key', `${address}${at}`, `the key '${key}' is missing: ${forWhat}`, {
      span: at === '' ? span : tokens.span,
    });

  const isByTokens = volume.unit.factors.some(([symbol]) => symbol === 'token');
  if (tokens.lengths !== null && (isByTokens || values.conversation !== null || classes !== null)) {
    const other = isByTokens ? 'a volume in tokens' : classes === null ? 'a conversation' : 'classes';
    return refuse(
      'tokens.lengths',
      `has the tokens of a request, which ${other} cannot be combined with`,
      tokens.span,
    );
  }
  if (isByTokens) {
    const odd = tokens.input ?? tokens.output ?? classes?.[0]?.input ?? values.conversation?.turns ?? null;
    if (odd !== null) {
      const text = 'needs a volume in requests; with a volume in tokens, use ratio and tokens_per_request';
      const key = values.conversation !== null ? 'conversation' : classes === null ? 'tokens' : 'classes';
      return refuse(key, text, odd.span ?? span);
    }
    if (ratio === null) return missing('ratio', "a volume in tokens needs it, such as 'ratio: 4:1'", '');
    return { volume: { by: 'tokens', tokens: volume, ratio, tokensPerRequest }, classes: [] };
  }
  const odd = ratio?.input ?? tokensPerRequest;
  if (odd !== null) {
    const key = ratio === null ? 'tokens_per_request' : 'ratio';
    return refuse(key, 'needs a volume in tokens; with a volume in requests, use tokens', odd.span ?? span);
  }
  if (values.conversation !== null) {
    const stated = tokens.cached.kind === 'default' ? null : tokens.cached;
    const both = tokens.input ?? tokens.output ?? classes?.[0]?.input ?? stated;
    return both === null
      ? { volume: { by: 'requests', requests: volume }, classes: [] }
      : refuse('conversation', 'gives the tokens of a request, which are stated as well', both.span ?? span);
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
  const { input, output, lengths } = tokens;
  if (lengths !== null) {
    const odd = input ?? output;
    if (odd === null) return lengthClasses(lengths, tokens.span);
    return refuse('tokens', 'input and output are given by lengths', odd.span ?? span);
  }
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
