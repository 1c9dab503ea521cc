import type { ForecastResult, PortfolioSchedule } from '../../../analysis/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { column, figure, paragraph, row, section, table, text } from '../../document/make.ts';
import type { Figure } from '../../document/figures.ts';

/** The schedules of all workloads by quarter, and whether a common plan could cost less. */
export function portfolioScheduleBlocks({ portfolioSchedule, currency }: ForecastResult): readonly Block[] {
  if (portfolioSchedule === null) return [];
  const { npv, saves, quarters } = portfolioSchedule;
  const columns = [
    column('Quarter from'),
    ...(quarters[0]?.workloads ?? []).map(({ id }) => column(id)),
    column('GPUs', 'right'),
    column('Cash', 'right', currency),
  ];
  const rows = quarters.map(({ from, workloads, gpus, cash }) =>
    row([
      text(from),
      ...workloads.map(({ options }) => text(options.length === 0 ? 'not yet' : options.join(', then '))),
      figure('count', gpus),
      figure('cents', cash),
    ]),
  );
  const total = quarters.reduce((sum, { cash }) => sum.plus(cash), npv.minus(npv));
  const blanks = (quarters[0]?.workloads ?? []).map(() => text(''));
  const sums = row([text('Total'), ...blanks, text(''), figure('cents', total)], 'total');
  return [
    section(
      'Best schedule of all workloads, by quarter',
      [
        table(columns, [...rows, sums], { repeated: 1 }),
        paragraph([
          text('Present value '),
          figure('cents', npv, currency, { tone: 'strong' }),
          text(', '),
          figure('cents', saves, currency),
          text(' less than keeping the best option of each workload. '),
          ...proofWords(portfolioSchedule, currency),
        ]),
      ],
      false,
    ),
  ];
}

function proofWords({ proof, sharing, lowerBound, gap }: PortfolioSchedule, currency: string): Content {
  switch (proof) {
    case 'optimal':
      return [
        text(
          'Proved the least: the workloads share nothing, and the schedule of each is an exact shortest path over months and contracts',
        ),
      ];
    case 'bound':
      return [
        text(
          `Not proved the least: ${sharing.map((group) => group.join(', ')).join('; ')} may share clusters, teams, platforms or terms of a vendor, and each pays for them whole here. No common plan costs less than `,
        ),
        figure('cents', lowerBound, currency),
        text(': a gap of '),
        figure('share', gap),
        text('. place finds the common plan of one month'),
      ];
    case 'limits':
      return [text('The limits of plan: are not looked at here; place holds them in one month', 'warning')];
  }
}

/** The schedule of all workloads in figures, by the first month of each quarter. */
export function* portfolioScheduleFigures(
  { portfolioSchedule, currency }: ForecastResult,
  about: Omit<Figure, 'line' | 'value' | 'unit'>,
): Generator<Figure> {
  if (portfolioSchedule === null) return;
  const { npv, lowerBound, gap, quarters, proof } = portfolioSchedule;
  yield { ...about, line: 'portfolio_schedule.npv', value: { number: npv }, unit: currency };
  yield { ...about, line: 'portfolio_schedule.lower_bound', value: { number: lowerBound }, unit: currency };
  yield { ...about, line: 'portfolio_schedule.gap', value: { number: gap }, unit: '1' };
  yield { ...about, line: 'portfolio_schedule.proof', value: { text: proof }, unit: '' };
  for (const [index, { cash, workloads }] of quarters.entries()) {
    const month = 3 * index + 1;
    yield { ...about, month, line: 'portfolio_schedule.cash', value: { number: cash }, unit: currency };
    for (const { id, options } of workloads)
      yield {
        ...about,
        workload: id,
        month,
        line: 'portfolio_schedule.options',
        value: { text: options.join(' ') },
        unit: '',
      };
  }
}
