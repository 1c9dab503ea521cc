import type { Quantity } from '../../document/index.ts';
import { Exact, unit } from '../../formula/index.ts';
import type { Scenario, Workload } from '../../scenario/index.ts';
import type { ProfileAnswer } from '../profile/answer.ts';
import { tellsHours } from '../profile/resolution.ts';
import type { UsageResult } from '../profile/result.ts';
import { hourLength } from '../profile/week.ts';

type Profile = Omit<UsageResult, 'scenario'>;

/** A figure of the log in a scenario. */
function logged(value: Exact | number | string, of: string): Quantity {
  return {
    value: new Exact(value),
    unit: unit(of),
    distribution: null,
    kind: 'stated',
    origin: { type: 'assumption', words: 'the log' },
  };
}

/** The finished requests, or tokens where the log counts none, of every hour of its period, hours without traffic included. */
function loggedHours({ period, requests }: Profile, { hours }: ProfileAnswer): readonly Exact[] {
  const counts = requests.perMonth !== null;
  const first = Date.parse(`${period.from.replace(' ', 'T')}Z`);
  const series = Array.from({ length: period.hours }, () => new Exact(0));
  for (const each of hours) {
    if (each.outcome !== 'delivered' && each.outcome !== 'aborted') continue;
    const index = (each.hour - first) / hourLength;
    const known = series[index];
    if (known === undefined) continue;
    series[index] = known.plus(counts ? each.requests : String(each.input + each.output));
  }
  return series;
}

function meanOne(series: readonly Exact[]): readonly Exact[] {
  const sum = series.reduce((total, each) => total.plus(each), new Exact(0));
  return series.map((each) => each.times(series.length).div(sum));
}

/**
 * The workload of the options, with the volume, tokens, cache, failures and load of the log in place of its own. What the
 * log does not say stays: overheads, constraints, retries allowed, options. `load` is the log's own hours one by one, or
 * its mean week; below a week there is only the peak.
 */
export function loggedWorkload(
  scenario: Scenario,
  workload: Workload,
  profile: Profile,
  answer: ProfileAnswer,
  load: 'hours' | 'week',
): Workload {
  const { requests, tokens, period } = profile;
  const months = new Exact(period.hours).div(scenario.hoursPerMonth.value);
  const share = (part: Exact, whole: Exact): Quantity => logged(whole.isZero() ? 0 : part.div(whole), '1');
  const finished = requests.delivered + requests.aborted;
  const hours = meanOne(loggedHours(profile, answer));
  const profileOfLoad =
    load === 'hours'
      ? hours
      : profile.load.profile === null
        ? null
        : meanOne(profile.load.profile.map((each) => new Exact(each)));
  const failures = new Exact(requests.attempts);
  const isCounted = requests.perMonth !== null;
  const all = tokens.input.plus(tokens.output);
  return {
    ...workload,
    volume: isCounted
      ? { by: 'requests', requests: logged(new Exact(finished).div(months), 'request/month') }
      : {
          by: 'tokens',
          tokens: logged(all.div(months), 'token/month'),
          ratio: { input: logged(tokens.input, '1'), output: logged(tokens.output, '1') },
          tokensPerRequest: null,
        },
    classes: isCounted
      ? [
          {
            share: logged(1, '1'),
            input: logged(tokens.input.div(finished), 'token/request'),
            output: logged(tokens.output.div(finished), 'token/request'),
          },
        ]
      : [],
    conversation: null,
    reasoning: null,
    cached: share(tokens.cached, tokens.input),
    cacheWrite: share(tokens.cacheWrite, tokens.input),
    // A log of days does not tell its hours: the load stays the workload's own.
    ...(tellsHours(period.resolution)
      ? {
          activeHours: null,
          profile: profileOfLoad,
          peakToAverage: logged(Exact.max(...(profileOfLoad ?? hours)), '1'),
        }
      : {}),
    retries: {
      maximum: workload.retries.maximum,
      by: 'cause',
      rejected: share(new Exact(requests.rejected), failures),
      timedOut: share(new Exact(requests.timedOut), failures),
      badOutput: share(new Exact(requests.failed), failures),
    },
  };
}

/** The scenario with that workload alone. */
export function loggedScenario(scenario: Scenario, workload: Workload): Scenario {
  return { ...scenario, workloads: new Map([[workload.id, workload]]) };
}
