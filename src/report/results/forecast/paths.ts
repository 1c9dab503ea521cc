import type {
  ForecastPaths,
  ForecastResult,
  PathOptionResult,
  PathWorkload,
} from '../../../analysis/index.ts';
import type { Block, Column, Content } from '../../document/document.ts';
import { column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';

/** What sample paths say of one workload: present values, who is the best how often, and, at full length, the fan of every month. */
export function pathBlocks(
  id: string,
  { paths, currency }: ForecastResult,
  length: 'short' | 'full' = 'full',
): readonly Block[] {
  const workload = paths?.workloads.find((each) => each.id === id);
  if (paths === null || workload === undefined) return [];
  return [
    section(
      [text('On '), figure('count', paths.samples), text(' paths of what is uncertain')],
      [
        presentValues(workload, currency),
        ...waitingWords(workload, currency),
        ...(length === 'short' ? [] : workload.options.map((option) => fan(option, currency))),
        list([[text(`uncertain: ${paths.uncertain.join(', ')}; seed ${paths.seed}`, 'muted')]]),
      ],
      false,
    ),
  ];
}

/** What the best options and the roadmap cost together on the paths; nothing where that is one workload alone, which stands above. */
export function portfolioPathBlocks(
  { paths, roadmap, workloads, currency }: ForecastResult,
  length: 'short' | 'full' = 'full',
): readonly Block[] {
  const portfolio = paths?.portfolio ?? null;
  if (portfolio === null || (workloads.length < 2 && roadmap === null)) return [];
  const { npv, months } = portfolio;
  const what = workloads.length > 1 ? 'All workloads' : 'The workload';
  const hasBudget = months.some(({ overBudget }) => overBudget !== null);
  const columns = [...fanColumns(currency), ...(hasBudget ? [column('Over budget', 'right')] : [])];
  const rows = months.map(({ month, p10, p50, p90, overBudget }) =>
    row([
      text(month),
      figure('money', p10),
      figure('money', p50),
      figure('money', p90),
      ...(hasBudget ? [figure('share', overBudget)] : []),
    ]),
  );
  return [
    paragraph([
      text(
        `${what}${roadmap === null ? '' : ' and the roadmap'} on these paths, with the best option as stated: `,
      ),
      text('present value '),
      figure('money', npv.p10, currency),
      text(' to '),
      figure('money', npv.p90, currency),
      text(' (P10 to P90), mean '),
      figure('money', npv.mean, currency),
    ]),
    ...(length === 'short'
      ? []
      : [section('Expense of all together by month', [table(columns, rows, { repeated: 1 })], false)]),
  ];
}

function presentValues({ options }: PathWorkload, currency: string): Block {
  const columns = [
    column('Option'),
    column('Best', 'right'),
    column('Mean', 'right', currency),
    column('P10', 'right', currency),
    column('P50', 'right', currency),
    column('P90', 'right', currency),
  ];
  const rows = options.map(({ id, npv, best }) =>
    row([
      text(id),
      figure('share', best),
      figure('money', npv.mean),
      figure('money', npv.p10),
      figure('money', npv.p50),
      figure('money', npv.p90),
    ]),
  );
  const remark = [text('present values; best: the share of paths on which the option has the lowest')];
  return table(columns, rows, { repeated: 1, remark });
}

function waitingWords({ waiting }: PathWorkload, currency: string): readonly Block[] {
  if (waiting === null) return [];
  const words: Content = waiting.value.gt(0)
    ? [
        text(`Keeping ${waiting.reference} for ${waiting.months} months and choosing then is worth up to `),
        figure('money', waiting.value, currency),
        text(' more than choosing now, if the path is known by then'),
      ]
    : [
        text(
          `Keeping ${waiting.reference} for ${waiting.months} months costs more than knowing the path by then would save: `,
        ),
        figure('money', waiting.value.neg(), currency),
      ];
  return [paragraph(words)];
}

function fan({ id, months }: PathOptionResult, currency: string): Block {
  const hasBudget = months.some(({ overBudget }) => overBudget !== null);
  const columns = [
    ...fanColumns(currency),
    column('Cheapest', 'right'),
    ...(hasBudget ? [column('Over budget', 'right')] : []),
  ];
  const rows = months.map((each) =>
    row([
      text(each.month),
      figure('money', each.p10),
      figure('money', each.p50),
      figure('money', each.p90),
      figure('share', each.cheapest),
      ...(hasBudget ? [figure('share', each.overBudget)] : []),
    ]),
  );
  return section(`${id}, expense by month`, [table(columns, rows, { repeated: 1 })], false);
}

/** Every figure of the paths, for tables that machines read: by workload, option and month. */
export function pathLines(
  paths: ForecastPaths,
): readonly (readonly [
  workload: string,
  option: string,
  line: string,
  month: number | null,
  value: Value,
])[] {
  const together = (paths.portfolio?.months ?? []).flatMap((month, index) =>
    (['p10', 'p50', 'p90'] as const).map(
      (key) => ['', '', `paths.expense.${key}`, index + 1, month[key]] as const,
    ),
  );
  const worth = paths.portfolio?.npv ?? null;
  const worths =
    worth === null
      ? []
      : (['mean', 'p10', 'p50', 'p90'] as const).map(
          (key) => ['', '', `paths.npv.${key}`, null, worth[key]] as const,
        );
  const each = paths.workloads.flatMap(({ id, options, waiting }) => [
    ...options.flatMap((option) => [
      ...(['mean', 'p10', 'p50', 'p90'] as const).map(
        (key) => [id, option.id, `paths.npv.${key}`, null, option.npv[key]] as const,
      ),
      [id, option.id, 'paths.best', null, option.best] as const,
      ...option.months.flatMap((month, index) => [
        ...(['p10', 'p50', 'p90'] as const).map(
          (key) => [id, option.id, `paths.expense.${key}`, index + 1, month[key]] as const,
        ),
        [id, option.id, 'paths.cheapest', index + 1, month.cheapest] as const,
      ]),
    ]),
    ...(waiting === null ? [] : [[id, waiting.reference, 'paths.waiting', null, waiting.value] as const]),
  ]);
  return [...each, ...worths, ...together];
}

type Value = PathOptionResult['npv']['mean'] | number;

/** The month, and between which amounts it lies on most paths. */
function fanColumns(currency: string): readonly Column[] {
  return [column('Month'), ...['P10', 'P50', 'P90'].map((each) => column(each, 'right', currency))];
}
