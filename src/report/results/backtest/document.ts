import type {
  BacktestCoverage,
  BacktestResult,
  BacktestSeries,
  BacktestWorkload,
} from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block, Cell, Content, Document } from '../../document/document.ts';
import { blank, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';

/** How a forecast of the past did: the range first, then the options, the months, and all prices of the catalog. */
export function backtestDocument(result: BacktestResult): Document {
  const { scenario, from, until, catalog, workloads } = result;
  return {
    title: `${scenario.name}: the forecast of ${from} against what happened until ${until}`,
    blocks: [
      paragraph(headline(result), 'headline'),
      ...workloads.map((workload) => optionTable(workload, result)),
      ...choiceBlocks(result),
      ...seriesBlocks(result),
      section(
        'Months',
        workloads.flatMap((workload) => monthTables(workload, result)),
      ),
      section(
        'How it is counted',
        [
          list([
            [
              text(
                `prices as of ${from} and what each month's first day cost by the history of catalog ${catalog.version}`,
              ),
            ],
            [
              text(
                'volumes, wages and power are the same on both sides; events, roadmap and portability are left out',
              ),
            ],
            [text('the first month is the same on both sides and is not counted')],
            [text('a price that the catalog has recorded once counts as unchanged since')],
            [
              text(
                'months follow one another: many months within the range are fewer independent hits than they seem',
              ),
            ],
          ]),
        ],
        false,
      ),
    ],
  };
}

function headline({ coverage, workloads }: BacktestResult): Content {
  if (coverage === null)
    return [
      text(
        'No range is stated, so none can be judged: give a trend a distribution, such as --set horizon.gpu_price_trend="{ uniform: [-20%/year, 30%/year] }"',
        'warning',
      ),
    ];
  if (coverage.counted === 0) return [text('The catalog has no price of a later month', 'warning')];
  const isGood = 10 * coverage.within >= 8 * coverage.counted;
  return [
    text(
      `The range from P10 to P90, which should hold in 80 % of months, held in ${coverage.within} of ${coverage.counted} (`,
    ),
    shareOf(coverage),
    text(')'),
    isGood ? text('', 'good') : text(': less often than it should', 'warning'),
    ...(workloads.length > 1 ? [text(`, over ${workloads.length} workloads`)] : []),
  ];
}

function shareOf({ within, counted }: BacktestCoverage): Cell {
  return figure('share', counted === 0 ? null : new Exact(within).div(counted));
}

function optionTable({ id, options }: BacktestWorkload, { currency }: BacktestResult): Block {
  const rows = options.map(({ id: option, forecast, actual, error, coverage, unknownFrom }) =>
    row([
      text(id),
      text(option),
      figure('cents', forecast),
      figure('cents', actual),
      actual.isZero() ? blank : figure('change', forecast.div(actual).minus(1)),
      error === null ? blank : figure('share', error),
      coverage === null ? text('none stated', 'muted') : text(`${coverage.within} of ${coverage.counted}`),
      text(unknownFrom === null ? '' : `no price from ${unknownFrom}`, 'warning'),
    ]),
  );
  const columns = [
    column('Workload'),
    column('Option'),
    column('Forecast', 'right', currency),
    column('Actual', 'right', currency),
    column('Off by', 'right'),
    column('Mean error', 'right'),
    column('In the range', 'right'),
    column(''),
  ];
  return table(columns, rows, {
    repeated: 2,
    remark: [text('expense after the first month; mean error: of a month, whichever way')],
  });
}

function choiceBlocks({ workloads, currency }: BacktestResult): readonly Block[] {
  const items = workloads.flatMap(({ id, forecastBest, actualBest, regret }): readonly Content[] =>
    forecastBest === null || regret === null
      ? []
      : forecastBest === actualBest
        ? [[text(`${id}: the forecast chose ${forecastBest}, which was the cheapest`, 'good')]]
        : [
            [
              text(
                `${id}: the forecast chose ${forecastBest}, and ${actualBest ?? ''} was the cheapest: `,
                'warning',
              ),
              figure('cents', regret, currency),
              text(' were paid too much'),
            ],
          ],
  );
  return items.length === 0 ? [] : [section('Was the choice right', [list(items)], false)];
}

const trendNames = { api_price: 'API prices', gpu_price: 'GPU rents' } as const;

function seriesBlocks({ series, catalog }: BacktestResult): readonly Block[] {
  if (series.length === 0) return [];
  const rows = series.map((each) =>
    row([
      text(trendNames[each.trend]),
      figure('count', each.months),
      figure('count', each.entries),
      figure('count', each.gone),
      figure('count', each.unchanged),
      figure('ratio', each.forecast),
      figure('ratio', each.median),
      rangeCell(each),
      each.within === null
        ? text('none stated', 'muted')
        : text(
            `${each.within} of ${each.entries}`,
            10 * each.within >= 8 * each.entries ? 'good' : 'warning',
          ),
    ]),
  );
  const columns = [
    column('Trend'),
    column('After', 'right', 'months'),
    column('Priced', 'right'),
    column('Gone', 'right'),
    column('Unchanged', 'right'),
    column('Forecast', 'right'),
    column('Median', 'right'),
    column('P10 to P90', 'right'),
    column('In the range', 'right'),
  ];
  return [
    section(
      `The same trends on every price of catalog ${catalog.version} that held that day`,
      [
        table(columns, rows, {
          repeated: 2,
          remark: [
            text('prices as multiples of that day; gone: no longer priced; on-demand and spot offers'),
          ],
        }),
      ],
      false,
    ),
  ];
}

function rangeCell({ p10, p90 }: BacktestSeries): Cell {
  if (p10 === null || p90 === null) return text('none stated', 'muted');
  const shown = (value: Exact): string => value.toSignificantDigits(3).toFixed();
  return text(`${shown(p10)} to ${shown(p90)}`);
}

function monthTables({ id, options }: BacktestWorkload, { currency }: BacktestResult): readonly Block[] {
  return options.map(({ id: option, months, coverage }) => {
    const hasRange = coverage !== null;
    const rows = months.map(({ month, forecast, p10, p90, actual }) =>
      row([
        text(month),
        figure('cents', forecast),
        ...(hasRange ? [figure('cents', p10), figure('cents', p90)] : []),
        figure('cents', actual),
        actual === null || actual.isZero() ? blank : figure('change', forecast.div(actual).minus(1)),
      ]),
    );
    const columns = [
      column('Month'),
      column('Forecast', 'right', currency),
      ...(hasRange ? [column('P10', 'right', currency), column('P90', 'right', currency)] : []),
      column('Actual', 'right', currency),
      column('Off by', 'right'),
    ];
    return section(`${id}, ${option}`, [table(columns, rows, { repeated: 1 })], false);
  });
}
