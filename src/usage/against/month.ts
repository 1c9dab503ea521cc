import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { formatUnit, type Exact } from '../../formula/index.ts';
import { buildTimeline, movedInputs, monthValue, type Model } from '../../model/index.ts';
import type { UsageResult } from '../profile/result.ts';

type Period = UsageResult['period'];

/** The month in which most of a log lies, such as 2026-09. */
export function monthOfLog({ from, hours }: Period): string {
  const middle = Date.parse(`${from.replace(' ', 'T')}Z`) + hours * 1_800_000;
  return new Date(middle).toISOString().slice(0, 7);
}

/** What a scenario expects of a month: the inputs that its horizon moves, as a scenario writes them. */
export interface ExpectedMonth {
  /** Null where no input moves, so that every month is as the scenario states it. */
  readonly month: string | null;
  readonly settings: readonly { readonly address: string; readonly value: string }[];
}

/** Digits of a figure that a trend has moved: as many as its factors have. */
const digits = 30;

/**
 * The inputs of an option in the month of a log: volumes after growth, steps and seasons, prices after trends and events. A
 * problem where the horizon has other inputs from month to month, and not that month.
 */
export function expectedInMonth(
  model: Model,
  workload: string,
  option: string,
  period: Period,
): Result<ExpectedMonth> {
  const timeline = buildTimeline(model);
  if (!timeline.ok) return timeline;
  const { months } = timeline.value;
  const statement = model.workloads
    .find(({ id }) => id === workload)
    ?.options.find(({ id }) => id === option)?.statement;
  const roots = statement?.lines.map(({ monthly }) => monthly) ?? [];
  const moved = movedInputs(model, timeline.value, roots).flatMap((input) => {
    const values = months.map((_, index) => monthValue(input, timeline.value, index));
    return values.every((value) => value.eq(input.value)) ? [] : [{ address: input.address, values }];
  });
  if (moved.length === 0) return ok({ month: null, settings: [] });
  const month = monthOfLog(period);
  const index = months.indexOf(month);
  if (index < 0)
    return fail(
      problem(
        'usage/against',
        `the log covers ${month}, and the horizon of the scenario runs from ${months[0] ?? ''} to ${months.at(-1) ?? ''}`,
        { hint: `--set horizon.start=${month} compares it with the first month` },
      ),
    );
  const written = (address: string, value: Exact): string => {
    const node = model.graph.inputs.get(address);
    const unit = node === undefined ? '' : formatUnit(node.unit);
    return `${value.toSignificantDigits(digits).toFixed()}${unit === '' ? '' : ` ${unit}`}`;
  };
  return ok({
    month,
    settings: moved.flatMap(({ address, values }) => {
      const value = values[index];
      return value === undefined ? [] : [{ address, value: written(address, value) }];
    }),
  });
}
