import {
  text,
  derived,
  listOf,
  plain,
  record,
  type Field,
  quantityField as quantity,
  report,
} from '../../document/index.ts';
import type { Correlation } from '../types.ts';

const pairField = record('a rank correlation of two uncertain numbers', {
  between: listOf('the addresses of both', plain(text, 'an address', 'workloads.support-chat.volume'), 2),
  rank: quantity("Spearman's rank correlation", { units: ['1'], least: -1, most: 1, example: '0.6' }),
});

/** How uncertain numbers go together; those that are not named are independent. Absent is none. */
export const correlationsField: Field<readonly Correlation[]> = {
  ...listOf(
    'rank correlations of uncertain numbers',
    derived(pairField, ({ between, rank }, address, reading, span): Correlation | undefined => {
      const [first, second, ...others] = between;
      if (first === undefined || second === undefined || others.length > 0) {
        const wrong = `expected two addresses, found ${between.length}`;
        return report(reading, 'scenario/conflict', `${address}.between`, wrong, { span });
      }
      if (rank.distribution !== null)
        return report(reading, 'scenario/distribution', `${address}.rank`, 'expected one number', { span });
      return { first, second, rank: rank.value.toNumber(), span };
    }),
    0,
  ),
  absent: () => [],
};
