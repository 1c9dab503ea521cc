import type { Against, AgainstCause } from '../../../analysis/index.ts';
import type { Block } from '../../document/document.ts';
import { blank, column, facts, figure, paragraph, row, section, table, text } from '../../document/make.ts';

const causes: Readonly<Record<AgainstCause, string>> = {
  none: 'nothing changed',
  inputs: 'prices, volume or other inputs changed',
  'better-option': 'another option is the best now',
  'option-gone': 'its option can no longer be chosen',
  'workload-new': 'new workload',
  'workload-gone': 'no longer in the scenario',
};

/** A saved plan beside today's: what it cost, what it costs if it is kept, and what the best plan has in its place. */
export function againstBlocks(against: Against, unit: string): readonly Block[] {
  const { monthly, keptMonthly, more, broken, holds, workloads, shared } = against;
  const content = [
    ...(keptMonthly === null
      ? [text('it cannot be kept: an option of it is gone', 'warning')]
      : [
          figure('money', keptMonthly, unit, { tone: 'strong' }),
          text(' if it is kept'),
          ...(more === null
            ? []
            : more.abs().lte('0.005')
              ? [text(', as much as the best plan')]
              : [text(', '), figure('money', more, unit), text(' more than the best plan')]),
        ]),
    ...(monthly === null
      ? []
      : [text('; it was '), figure('money', monthly, unit), text(' when it was saved')]),
  ];
  return [
    section(
      [text('The saved plan today')],
      [
        paragraph(content),
        table(
          [
            column('Workload'),
            column('Saved'),
            column('Then', 'right', unit),
            column('Kept', 'right', unit),
            column('Best'),
            column('Best', 'right', unit),
            column('Why'),
          ],
          workloads.map((each) =>
            row([
              text(each.workload),
              text(each.option ?? ''),
              each.monthly === null ? blank : figure('money', each.monthly, unit),
              each.keptMonthly === null ? blank : figure('money', each.keptMonthly, unit),
              text(each.best ?? '', each.best === each.option ? undefined : 'strong'),
              each.bestMonthly === null ? blank : figure('money', each.bestMonthly, unit),
              text(causes[each.cause], each.cause === 'none' ? 'muted' : undefined),
            ]),
          ),
        ),
        facts([
          ...shared.map(({ name, monthly: then, keptMonthly: now }) => ({
            label: name,
            content: [
              then === null ? text('not there') : figure('money', then, unit),
              text(' then, '),
              now === null ? text('not there') : figure('money', now, unit),
              text(' if it is kept'),
            ],
          })),
          ...broken.map((limit) => ({
            label: 'Limit',
            content: [text(`the saved plan breaks ${limit}`, 'warning' as const)],
          })),
          {
            label: 'Verdict',
            content: [
              holds ? text('it can be kept', 'good') : text('it should not be kept: exit code 1', 'warning'),
            ],
          },
        ]),
      ],
      false,
    ),
  ];
}
