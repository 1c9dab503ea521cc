import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { Exact, formatUnit, inputsOf } from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';
import type { Scenario, Workload } from '../../scenario/index.ts';
import type { UsageResult } from '../profile/result.ts';
import { periodText } from '../profile/words.ts';
import { tellsHours } from '../profile/resolution.ts';
import type { Recalibrated } from './result.ts';

type Profile = Omit<UsageResult, 'scenario'>;

/** Digits that a recalibrated figure is written with: what they leave out is below any amount shown. */
const digits = 12;

function written(value: Exact): string {
  return value.toSignificantDigits(digits).toFixed();
}

function percent(share: Exact): string {
  return `${written(share.times(100))}%`;
}

/** What the log says of volume, tokens, cache, failures and load, as inputs of the scenario; what it does not say is left alone. */
export function recalibrate(
  scenario: Scenario,
  workload: Workload,
  model: Model,
  profile: Profile,
): Result<readonly Recalibrated[]> {
  const { requests, tokens, period, log } = profile;
  const at = `workloads.${workload.id}`;
  const refuse = (text: string, hint: string): Result<never> =>
    fail(problem('usage/against', text, { hint }));
  if (workload.conversation !== null)
    return refuse(
      `${at} states conversations, and a log counts their requests`,
      'state tokens: { input: ..., output: ... } of a request in place of the conversation',
    );
  const isCounted = requests.perMonth !== null;
  if (workload.volume.by === 'requests' && !isCounted)
    return refuse(
      `${log.title} counts no requests, and the volume of ${workload.id} is in requests`,
      'use a log of requests, or state the volume in tokens with a ratio',
    );
  const months = new Exact(period.hours).div(scenario.hoursPerMonth.value);
  const finished = requests.delivered + requests.aborted;
  const list: Recalibrated[] = [];
  const set = (key: string, cause: Recalibrated['cause'], logged: string, basis: string): void => {
    const address = `${at}.${key}`;
    const node = model.graph.inputs.get(address);
    const unit = node === undefined ? '' : formatUnit(node.unit);
    const expected = node === undefined ? null : `${written(node.value)}${unit === '' ? '' : ` ${unit}`}`;
    list.push({ address, cause, expected, logged, basis });
  };
  const per = `in ${periodText(period.hours)}`;
  if (workload.volume.by === 'tokens') {
    const all = tokens.input.plus(tokens.output);
    set('volume', 'volume', `${written(all.div(months))} tokens/month`, `${all.toFixed()} tokens ${per}`);
    const [input, output] = [tokens.input.toFixed(), tokens.output.toFixed()];
    set('ratio', 'mix', `${input}:${output}`, 'input to output tokens');
  } else {
    const each = `${finished} finished requests ${per}`;
    set('volume', 'volume', `${written(new Exact(finished).div(months))} requests/month`, each);
    for (const lengths of lengthsOf(workload, model, profile))
      set(lengths.key, 'mix', lengths.text, `mean of ${finished} requests`);
  }
  // No count of cached tokens may mean that the log does not show them.
  const shares = [
    ['cached', tokens.cached, workload.cachedTokens],
    ['cache_write', tokens.cacheWrite, workload.cacheWriteTokens],
  ] as const;
  for (const [key, count, stated] of shares) {
    if (count.isZero() || tokens.input.isZero()) continue;
    const basis = `${count.toFixed()} of ${tokens.input.toFixed()} input tokens`;
    if (stated === null) set(`tokens.${key}`, 'mix', percent(count.div(tokens.input)), basis);
    else if (finished > 0) set(`tokens.${key}_tokens`, 'mix', written(count.div(finished)), basis);
  }
  if (requests.attemptsPerDelivered !== null && requests.attempts > 0) {
    const share = (count: number): string => percent(new Exact(count).div(requests.attempts));
    const { rejected, timedOut, failed, attempts } = requests;
    if (rejected + timedOut + failed < attempts)
      set(
        'retries',
        'retries',
        `{ max: ${workload.retries.maximum.value.toFixed()}, rejected: ${share(rejected)}, timed_out: ${share(timedOut)}, bad_output: ${share(failed)} }`,
        `${rejected} rejected, ${timedOut} timed out and ${failed} otherwise failed of ${attempts} attempts`,
      );
  }
  const { profile: week, peakToAverageHour: peak } = profile.load;
  if (tellsHours(period.resolution) && week !== null)
    set('load', 'load', `{ hourly: [${week.join(', ')}] }`, `hours of the week, ${period.zone}`);
  else if (peak !== null && peak >= 1)
    set(
      'load',
      'load',
      `{ peak_to_average: ${written(new Exact(peak))} }`,
      'the busiest hour against the mean',
    );
  return ok(list);
}

/** The lengths of every class of requests, all of them longer or shorter by what the mean of the log is. */
function lengthsOf(
  workload: Workload,
  model: Model,
  { tokens, requests }: Profile,
): readonly { readonly key: string; readonly text: string }[] {
  const finished = requests.delivered + requests.aborted;
  const reasons = workload.reasoning === null ? new Exact(1) : workload.reasoning.value.plus(1);
  return (['input', 'output'] as const).flatMap((side) => {
    const mean = workload.classes.reduce(
      (sum, each) => sum.plus(each.share.value.times(each[side].value)),
      new Exact(0),
    );
    // A scenario that states its reasoning apart has the answer alone as its output.
    const logged = tokens[side].div(finished).div(side === 'output' ? reasons : 1);
    const isOne = workload.classes.length === 1;
    return workload.classes.flatMap((each, index) => {
      const key = isOne ? `tokens.${side}` : `classes.${String(index)}.${side}`;
      if (!isOne && !model.graph.inputs.has(`workloads.${workload.id}.${key}`)) return [];
      const value = isOne
        ? logged
        : mean.isZero()
          ? each[side].value
          : each[side].value.times(logged).div(mean);
      return [{ key, text: written(value) }];
    });
  });
}

/** Lines that are paid by the token, at the prices of the catalog. */
export const tokenLines: ReadonlySet<string> = new Set(['tokens', 'retries']);

/**
 * The prices at which the tokens of an option cost what the log says was paid: all of them by one factor. Null where nothing
 * is paid by the token.
 */
export function recalibratePrices(
  option: OptionModel,
  modelled: Exact,
  logged: Exact,
): readonly Recalibrated[] | null {
  if (modelled.isZero() || option.statement === null) return null;
  const factor = logged.div(modelled);
  const nodes = option.statement.lines.filter(({ id }) => tokenLines.has(id)).map(({ monthly }) => monthly);
  return inputsOf(...nodes).flatMap((input) => {
    const unit = formatUnit(input.unit);
    // Multipliers of prices, such as that of batch, have no money in them.
    if (!input.address.startsWith('prices.') || !/^[A-Z]{3}\//u.test(unit) || input.value.isZero()) return [];
    return [
      {
        address: input.address,
        cause: 'price' as const,
        expected: `${written(input.value)} ${unit}`,
        logged: `${written(input.value.times(factor))} ${unit}`,
        basis: `${written(factor.times(100).toSignificantDigits(4))} % of the price, by what was paid`,
      },
    ];
  });
}
