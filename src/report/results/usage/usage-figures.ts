import type { UsagePart, UsageResult } from '../../../usage/index.ts';
import { numberValue, type Figure, type FigureValue } from '../../document/figures.ts';

/** Every figure of a profile, then those of each model, team and day. */
export function* usageFigures(result: UsageResult): Generator<Figure> {
  const { requests, tokens, load, growth, cost, rows, log } = result;
  const common = {
    scenario: log.files.join(', '),
    workload: '',
    option: '',
    month: null,
    kind: 'measured',
    source: log.title,
  };
  const of = (line: string, value: number | Parameters<typeof numberValue>[0], unit = ''): Figure => ({
    ...common,
    line,
    value: numberValue(value),
    unit,
  });
  yield of('rows.read', rows.read);
  yield of('rows.counted', rows.counted);
  for (const { reason, rows: count } of rows.leftOut) yield { ...of('rows.left_out', count), source: reason };
  if (rows.costsUnread !== undefined) yield of('rows.costs_unread', rows.costsUnread);
  yield of('requests.per_month', requests.perMonth, 'requests/month');
  for (const [name, value] of Object.entries({
    attempts: requests.attempts,
    delivered: requests.delivered,
    aborted: requests.aborted,
    rejected: requests.rejected,
    timed_out: requests.timedOut,
    failed: requests.failed,
  })) {
    yield of(`requests.${name}`, value, 'requests');
  }
  yield of('tokens.per_month', tokens.perMonth, 'tokens/month');
  yield of('tokens.input', tokens.input, 'tokens');
  yield of('tokens.cached', tokens.cached, 'tokens');
  yield of('tokens.cache_write', tokens.cacheWrite, 'tokens');
  yield of('tokens.output', tokens.output, 'tokens');
  yield of('tokens.reasoning', tokens.reasoning, 'tokens');
  yield of('load.peak_to_average_hour', load.peakToAverageHour);
  yield of('load.peak_to_average_minute', load.peakToAverageMinute);
  for (const [hour, value] of (load.profile ?? []).entries()) yield of(`load.profile.${hour}`, value);
  yield of('growth.monthly', growth?.monthly ?? null, '1/month');
  yield of('cost', cost?.total ?? null, cost?.currency ?? '');
  for (const [group, parts] of [
    ['model', result.models],
    ['team', result.teams],
    ['day', result.days],
  ] as const) {
    for (const part of parts) yield* partFigures(group, part, cost?.currency ?? '', common);
  }
}

function* partFigures(
  group: string,
  part: UsagePart,
  currency: string,
  common: Omit<Figure, 'line' | 'value' | 'unit'>,
): Generator<Figure> {
  const values: readonly (readonly [string, FigureValue, string])[] = [
    ['requests', numberValue(part.requests), 'requests'],
    ['input', numberValue(part.input), 'tokens'],
    ['cached', numberValue(part.cached), 'tokens'],
    ['output', numberValue(part.output), 'tokens'],
    ['cost', numberValue(part.cost), currency],
  ];
  for (const [name, value, unit] of values)
    yield { ...common, option: part.id, line: `${group}.${name}`, value, unit };
}
