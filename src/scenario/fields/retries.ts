import {
  derived,
  optional,
  record,
  defaultShare,
  quantityField as quantity,
  shareField as share,
  report,
  type Quantity,
} from '../../document/index.ts';
import type { Retries } from '../types.ts';

const rate = { under: 1, example: '6%' };

/** Failed attempts: one rate with billed shares, or by cause, each with its rate. */
export const retriesField = derived(
  record('attempts that fail and are made again: one rate, or by cause', {
    max: quantity('retries allowed', { units: ['1'], most: 100, whole: true, default: '3' }),
    failure_rate: optional(share('failure rate', rate), '0%'),
    billed_input: optional(share('billed share of a failed input', { example: '100%' }), '100%'),
    billed_output: optional(share('billed share of a failed output', { example: '100%' }), '100%'),
    rejected: optional(share('rejected attempts, which bill nothing', rate), '0%'),
    timed_out: optional(share('timed-out attempts, which bill their input', rate), '0%'),
    bad_output: optional(share('attempts with bad output, which bill everything', rate), '0%'),
  }),
  (value, address, reading, span): Retries | undefined => {
    const byRate = [value.failure_rate, value.billed_input, value.billed_output];
    const byCause = [value.rejected, value.timed_out, value.bad_output];
    const isStated = (of: readonly (Quantity | null)[]): boolean => of.some((each) => each !== null);
    if (isStated(byRate) && isStated(byCause)) {
      const text =
        'failure_rate with its billed shares, and rejected, timed_out, bad_output exclude each other';
      return report(reading, 'scenario/conflict', address, text, { span });
    }
    const or = (given: Quantity | null, text: string): Quantity => given ?? defaultShare(text);
    if (!isStated(byCause)) {
      return {
        maximum: value.max,
        by: 'rate',
        failureRate: or(value.failure_rate, '0%'),
        billedInput: or(value.billed_input, '100%'),
        billedOutput: or(value.billed_output, '100%'),
      };
    }
    const [rejected, timedOut, badOutput] = [
      or(value.rejected, '0%'),
      or(value.timed_out, '0%'),
      or(value.bad_output, '0%'),
    ];
    const sum = rejected.value.plus(timedOut.value).plus(badOutput.value);
    if (sum.lt(1)) return { maximum: value.max, by: 'cause', rejected, timedOut, badOutput };
    const text = `the failure rates make up ${sum.times(100).toString()}%; expected less than 100%`;
    return report(reading, 'scenario/shares', address, text, { span });
  },
);
