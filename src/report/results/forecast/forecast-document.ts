import type { ForecastOption, ForecastResult, ForecastWorkload } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import {
  blank,
  column,
  facts,
  figure,
  list,
  paragraph,
  row,
  section,
  table,
  text,
} from '../../document/make.ts';
import { centsOfLines, centsOfMonths } from './cents.ts';
import { monthTable, yearTable } from './months.ts';
import { pathBlocks, portfolioPathBlocks } from './paths.ts';
import { portabilityBlocks } from './portability.ts';
import { roadmapBlocks } from './roadmap.ts';
import { ratesOf } from './rates.ts';
import { portfolioScheduleBlocks } from './portfolio-schedule.ts';
import { sizingBlocks } from './sizing.ts';

const mostShown = 6;

/** The report of `forecast`: which option over the horizon, when to switch, years and months, and what that rests on. */
export function forecastDocument(result: ForecastResult): Document {
  const [only, ...others] = result.workloads;
  const isSingle = only !== undefined && others.length === 0;
  const body = isSingle
    ? [...workloadBlocks(only, result), ...(result.roadmap === null ? [] : totalSection(result))]
    : [
        ...result.workloads.map((workload) =>
          section([text(workload.id, 'strong')], workloadBlocks(workload, result), false),
        ),
        ...totalSection(result),
        ...portfolioScheduleBlocks(result),
      ];
  return {
    title: result.scenario.name,
    blocks: [
      ...body,
      ...portfolioPathBlocks(result),
      ...roadmapBlocks(result),
      ...portabilityBlocks(result),
      ...(result.warnings.length === 0
        ? []
        : [section('Findings', [list(result.warnings.map(({ message }) => [text(message)]))], false)]),
      section('How it is counted', [list(conventions(result))], false),
    ],
  };
}

/** What all workloads are together; cases are never paid together. */
function totalSection({ portfolio, currency, roadmap }: ForecastResult): readonly Block[] {
  if (portfolio === null) return [paragraph([text('Cases side by side: nothing is added up')], 'remark')];
  return [
    section(
      roadmap === null
        ? 'All workloads, each with its option of least present value'
        : 'Workloads, each with its option of least present value, and the roadmap',
      [
        yearTable([{ id: 'all', ...portfolio }], currency),
        paragraph([
          text('In all '),
          figure('cents', portfolio.total, currency, { tone: 'strong' }),
          text(', worth '),
          figure('cents', portfolio.npv, currency),
          text(' today. Each workload pays its whole cluster and team'),
          ...(roadmap === null
            ? []
            : [
                text('. Of it the roadmap: cash '),
                figure('cents', roadmap.total, currency),
                text(', worth '),
                figure('cents', roadmap.npv, currency),
              ]),
        ]),
        ...(roadmap === null
          ? []
          : [monthTable({ id: 'Months, with the roadmap', months: portfolio.months }, currency)]),
      ],
      false,
    ),
  ];
}

function workloadBlocks(workload: ForecastWorkload, result: ForecastResult): readonly Block[] {
  const { currency } = result;
  const known = workload.options.filter(({ npv }) => npv !== null);
  const shown = known.length <= mostShown ? known : byPresentValue(known).slice(0, mostShown);
  const excluded = workload.options.filter(({ feasible }) => !feasible);
  return [
    paragraph(headline(workload, result), 'headline'),
    optionTable({ ...workload, options: shown }, result),
    facts([
      { label: 'Cheapest by month', content: cheapestWords(workload) },
      ...(workload.schedule === null
        ? []
        : [{ label: 'Best schedule', content: scheduleWords(workload.schedule, workload.best, currency) }]),
    ]),
    ...ratesOf(shown),
    ...(workload.disagreements.length === 0
      ? []
      : [
          section(
            'Measures that disagree',
            [list(workload.disagreements.map((each) => [text(each, 'warning')]))],
            false,
          ),
        ]),
    ...pathBlocks(workload.id, result),
    ...sizingBlocks(workload.id, result),
    section('Years', [yearTable(shown, currency)], false),
    section(
      'Months',
      [
        ...shown.map((option) => monthTable(option, currency)),
        ...(shown.length < known.length
          ? [
              paragraph(
                [
                  text(
                    `the ${shown.length} options of least present value of ${known.length}; csv and json have all`,
                  ),
                ],
                'remark',
              ),
            ]
          : []),
      ],
      false,
    ),
    section('Expense by line', [lineTable(shown, currency)], false),
    ...(excluded.length === 0
      ? []
      : [
          section(
            'Left out',
            [
              list(
                excluded.map(({ id, excludedBy }) => [
                  text(`${id}: ${excludedBy.map(({ message }) => message).join('; ')}`),
                ]),
              ),
            ],
            false,
          ),
        ]),
  ];
}

export function byPresentValue(options: readonly ForecastOption[]): readonly ForecastOption[] {
  return options.toSorted((a, b) => (a.npv ?? new Exact(0)).cmp(b.npv ?? new Exact(0)));
}

export function headline(
  { id, options, best }: ForecastWorkload,
  { currency, horizon }: ForecastResult,
): Content {
  const chosen = options.find((each) => each.id === best);
  if (chosen === undefined) return [text(`${id}: no option has figures for all months`, 'warning')];
  return [
    text(`${id}: ${chosen.id} (${chosen.kind})`, 'good'),
    text(` costs the least over ${horizon.months} months: present value `),
    figure('cents', chosen.npv, currency, { tone: 'strong' }),
    text(', cash '),
    figure('cents', chosen.total, currency),
  ];
}

/** The options with what each costs over the horizon; `short` leaves out CapEx, OpEx and expense. */
export function optionTable(
  { options, best }: ForecastWorkload,
  { currency, horizon }: ForecastResult,
  length: 'short' | 'full' = 'full',
): Block {
  const isShort = length === 'short';
  const hasTax = horizon.taxRate !== null;
  const columns = [
    column('Option'),
    column('Kind'),
    column('Present value', 'right', currency),
    ...(hasTax ? [column('After tax', 'right', currency)] : []),
    column('Cash', 'right', currency),
    ...(isShort
      ? []
      : [
          column('CapEx', 'right', currency),
          column('OpEx', 'right', currency),
          column('Expense', 'right', currency),
        ]),
    column('Levelized cost', 'right', `${currency}/month`),
    column('Pays back'),
  ];
  const rows = options
    .filter(({ npv }) => npv !== null)
    .map((option) => {
      const { total } = centsOfMonths(option.months);
      return row(
        [
          text(option.id),
          text(option.kind),
          figure('cents', option.npv),
          ...(hasTax ? [figure('cents', option.npvAfterTax)] : []),
          figure('cents', total.cash),
          ...(isShort
            ? []
            : [figure('cents', total.capex), figure('cents', total.opex), figure('cents', total.expense)]),
          figure('cents', option.equivalentMonthly),
          option.against === null
            ? blank
            : text(
                option.paybackMonth === null
                  ? 'not in the horizon'
                  : `${option.paybackMonth}, against ${option.against.reference}`,
              ),
        ],
        option.id === best ? 'chosen' : option.feasible ? 'plain' : 'muted',
      );
    });
  return table(columns, rows, { repeated: 1 });
}

export function cheapestWords({ cheapest, crossoverMonth }: ForecastWorkload): Content {
  const stretches: { option: string; from: string; to: string }[] = [];
  for (const { month, option } of cheapest) {
    const last = stretches.at(-1);
    if (option === null) continue;
    if (last?.option === option) last.to = month;
    else stretches.push({ option, from: month, to: month });
  }
  const words = stretches
    .map(({ option, from, to }) => `${option} ${from === to ? `in ${from}` : `${from} to ${to}`}`)
    .join(', ');
  return [
    text(words === '' ? 'none' : words),
    text(
      crossoverMonth === null ? '; that does not change' : `; first changes in ${crossoverMonth}`,
      'muted',
    ),
  ];
}

export function scheduleWords(
  { stints, npv, saves }: NonNullable<ForecastWorkload['schedule']>,
  best: string | null,
  currency: string,
): Content {
  const words = stints.map(({ option, from, to }) => `${option} ${from} to ${to}`).join(', then ');
  return [
    text(`${words}: present value `),
    figure('cents', npv, currency, { tone: 'strong' }),
    ...(saves.isNegative()
      ? [
          text(', '),
          figure('cents', saves.neg(), currency),
          text(` more than ${best ?? ''} alone, which cannot be in use from the first month`),
        ]
      : stints.length < 2
        ? [text('; switching saves nothing')]
        : [text(', '), figure('cents', saves, currency), text(` less than ${best ?? ''} alone`)]),
  ];
}

function lineTable(options: readonly ForecastOption[], currency: string): Block {
  const ids = new Map(options.flatMap(({ lines }) => lines.map(({ id, label }) => [id, label] as const)));
  const columns = [column(`Line, ${currency}`), ...options.map(({ id }) => column(id, 'right'))];
  const cents = options.map(({ lines, totalExpense }) =>
    centsOfLines(
      lines.map(({ expense }) => expense),
      totalExpense,
    ),
  );
  const rows = [...ids].map(([id, label]) =>
    row([
      text(label),
      ...options.map(({ lines }, index) => {
        const amount = cents[index]?.[lines.findIndex((each) => each.id === id)];
        return amount === undefined ? blank : figure('cents', amount);
      }),
    ]),
  );
  const total = row(
    [text('Total'), ...options.map(({ totalExpense }) => figure('cents', totalExpense))],
    'total',
  );
  return table(columns, [...rows, total], { repeated: 1 });
}

/** The conventions behind the figures, each with its number, so that a spreadsheet can be made to agree. */
function conventions({ horizon, catalog, workloads, currency }: ForecastResult): readonly Content[] {
  const percent = (rate: Exact): string => `${rate.times(100).toSignificantDigits(8).toFixed()} %`;
  const yearly = (rate: Exact): string => percent(rate.plus(1).pow(12).minus(1));
  const trends = horizon.trends
    .filter(({ monthly }) => !monthly.isZero())
    .map(({ trend, monthly }) => `${trend.replaceAll('_', ' ')} ${percent(monthly)} a month`);
  const held = workloads.flatMap(({ options }) => options.filter(({ soldAtEnd }) => !soldAtEnd.isZero()));
  const bound = workloads.flatMap(({ options }) => options.filter(({ committed }) => !committed.isZero()));
  return [
    [
      text(
        `present value at the beginning of ${horizon.start}, at ${percent(horizon.discountRate)} a month (${yearly(horizon.discountRate)} a year); what is used is paid at the end of its month, purchases, set-up and upfront payments at the beginning`,
      ),
    ],
    [
      text(
        trends.length === 0
          ? 'prices and wages stay as they are'
          : `from the second month on: ${trends.join(', ')}; what is reserved keeps its price until its term ends`,
      ),
    ],
    [
      text(
        'cash is CapEx and OpEx; CapEx is hardware and set-up, less what hardware is sold for; an expense is what is used up, so that upfront payments, set-up and hardware are spread',
      ),
    ],
    [
      text(
        'each option is in use from the first month on, ordered before it where that takes time; the schedule waits for what has to be ordered first. GPUs that are reserved or owned stay until their term or their life ends, and what is missing in a month is added',
      ),
    ],
    ...(held.length === 0
      ? []
      : [
          [
            text('hardware still owned at the end is counted as sold at its straight-line book value: '),
            ...held.flatMap(({ id, soldAtEnd }, index) => [
              text(`${index === 0 ? '' : ', '}${id} `),
              figure('cents', soldAtEnd, currency),
            ]),
          ],
        ]),
    ...(bound.length === 0
      ? []
      : [
          [
            text('contract payments after the horizon are not in any month: '),
            ...bound.flatMap(({ id, committed }, index) => [
              text(`${index === 0 ? '' : ', '}${id} `),
              figure('cents', committed, currency),
            ]),
          ],
        ]),
    ...(horizon.taxRate === null
      ? []
      : [
          [
            text(
              `after tax: every expense lowers the tax by ${percent(horizon.taxRate)} of it, in its month`,
            ),
          ],
        ]),
    [text(`prices as of ${catalog.asOf}, catalog ${catalog.version}`)],
  ];
}
