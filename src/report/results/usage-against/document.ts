import { periodText, type AgainstCause, type UsageAgainstResult } from '../../../usage/index.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { centsOfParts, decimalOfCents, roundedCents, share as shareCents } from '../compare/cents.ts';
import { chart, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';

const causeNames: Readonly<Record<AgainstCause, string>> = {
  volume: 'Volume',
  mix: 'Mix of tokens',
  price: 'Prices',
  retries: 'Failed attempts',
  load: 'Load over time',
  hidden_costs: 'Hidden costs',
};

/** The report of `usage --against`: expected beside actual, by line and cause, and the scenario with what the log says. */
export function usageAgainstDocument(result: UsageAgainstResult): Document {
  const { currency, share, log, period, workload, option, month, logged } = result;
  const { before, after } = wholeOf(result);
  const unit = `${currency}/month`;
  return {
    title: log.files.join(', '),
    blocks: [
      paragraph(
        [
          figure('cents-change', decimalOfCents(after - before), unit, { tone: 'strong' }),
          ...(share === null ? [] : [text(' ('), figure('change', share), text(')')]),
          text(': '),
          figure('cents', decimalOfCents(after), unit),
          text(' actual, '),
          figure('cents', decimalOfCents(before), unit),
          text(' expected'),
        ],
        'headline',
      ),
      paragraph([
        text(
          `${workload} on ${option.id} (${option.title}) in ${result.scenario.name}${month === null ? '' : `, ${month}`}. ${log.title}, ${period.from} to ${period.until} UTC, ${periodText(period.hours)}`,
        ),
      ]),
      ...(logged === null
        ? []
        : [paragraph([text('The log says that '), figure('money', logged, unit), text(' was paid.')])]),
      ...causesBlock(result),
      ...linesBlock(result),
      ...recalibratedBlock(result),
      ...(result.notes.length === 0
        ? []
        : [section('Notes', [list(result.notes.map((note): Content => [text(note)]))], false)]),
      ...(result.patch === null
        ? []
        : [
            section(
              'Scenario as it was used',
              [
                chart(
                  result.patch
                    .trimEnd()
                    .split('\n')
                    .map((line) => [text(line)]),
                ),
              ],
              false,
            ),
          ]),
    ],
  };
}

/** Both sides in whole cents: what is shown adds up as shown. */
function wholeOf({ expected, actual }: UsageAgainstResult): ReturnType<typeof roundedCents> {
  return roundedCents({ before: expected, after: actual });
}

function causesBlock(result: UsageAgainstResult): readonly Block[] {
  const { causes, currency, notAttributedBecause } = result;
  if (causes === null) return [paragraph([text(notAttributedBecause ?? '', 'warning')])];
  const { before, after } = wholeOf(result);
  const cents = shareCents(
    causes.map(({ change }) => change),
    after - before,
  );
  return [
    section(
      'By cause',
      [
        table(
          [column('cause'), column('change', 'right', `${currency}/month`)],
          [
            ...causes.map(({ cause }, index) =>
              row([text(causeNames[cause]), figure('cents-change', decimalOfCents(cents[index] ?? 0n))]),
            ),
            row([text('Together'), figure('cents-change', decimalOfCents(after - before))], 'total'),
          ],
        ),
      ],
      false,
    ),
  ];
}

function linesBlock(result: UsageAgainstResult): readonly Block[] {
  const { lines, currency } = result;
  const shown = lines.filter((each) => !each.expected.isZero() || !each.actual.isZero());
  if (shown.length === 0) return [];
  const whole = wholeOf(result);
  const cents = centsOfParts(
    shown.map(({ expected, actual }) => ({ before: expected, after: actual })),
    whole,
  );
  const cells = ({ before, after }: typeof whole) => [
    figure('cents', decimalOfCents(before)),
    figure('cents', decimalOfCents(after)),
    figure('cents-change', decimalOfCents(after - before)),
  ];
  return [
    section(
      'By line',
      [
        table(
          [
            column('line'),
            column('expected', 'right', `${currency}/month`),
            column('actual', 'right', `${currency}/month`),
            column('change', 'right', `${currency}/month`),
          ],
          [
            ...shown.map(({ label }, index) =>
              row([text(label), ...cells(cents[index] ?? { before: 0n, after: 0n })]),
            ),
            row([text('Total'), ...cells(whole)], 'total'),
          ],
        ),
      ],
      false,
    ),
  ];
}

/** A week has more numbers than a table has room for. */
const longest = 60;
const short = (words: string): string => (words.length <= longest ? words : `${words.slice(0, longest)}...`);

function recalibratedBlock({ recalibrated }: UsageAgainstResult): readonly Block[] {
  if (recalibrated.length === 0) return [];
  return [
    section('Recalibrated', [
      table(
        [column('address'), column('expected'), column('logged'), column('from')],
        recalibrated.map(({ address, expected, logged, basis }) =>
          row([
            text(address),
            expected === null ? text('not stated', 'muted') : text(expected),
            text(short(logged)),
            text(basis),
          ]),
        ),
      ),
    ]),
  ];
}
