import type { PlaceResult } from '../../../analysis/index.ts';
import { formatMoney } from '../../numbers/format-number.ts';
import type { StackPicture } from '../picture.ts';

/** The chart of `place`: what one plan for all costs, by workload, beside what each workload pays that decides and pays alone. */
export function placePictures({ portfolio, currency }: PlaceResult): readonly StackPicture[] {
  const { assignments, monthly, aloneMonthly } = portfolio;
  if (monthly === null || aloneMonthly === null || assignments.length === 0) return [];
  const saved = aloneMonthly.minus(monthly);
  return [
    {
      picture: 'stack',
      title: `One plan for all costs ${formatMoney(monthly)} ${currency} a month${saved.gt(0) ? `, ${formatMoney(saved)} less than each workload alone` : ''}`,
      subtitle: `Cost by workload, ${currency} a month, shared costs by load`,
      bars: [
        {
          label: 'one plan for all',
          isChosen: true,
          parts: assignments.map(({ workload, monthly: own }) => ({
            label: workload,
            value: own.toNumber(),
          })),
        },
        {
          label: 'each alone',
          isChosen: false,
          parts: assignments.map(({ workload, alone }) => ({
            label: workload,
            value: alone.monthly.toNumber(),
          })),
        },
      ],
    },
  ];
}
