import type {
  BreakEvenResult,
  CrossoverResult,
  IntervalResult,
  WorkloadBreakEven,
} from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Block, Content, Document, Row } from '../../document/document.ts';
import { column, figure, paragraph, row, section, table, text } from '../../document/make.ts';
import { remarkOnRest } from '../run/remarks.ts';

/** Intervals shown of a list; json and csv have them all. */
const shownIntervals = 40;

/** The report of `breakeven`: for each workload which option is the cheapest where, then each pair to buy and to build. */
export function breakEvenDocument(result: BreakEvenResult): Document {
  const { catalog, scenario } = result;
  return {
    title: scenario.name,
    blocks: [
      ...result.workloads.flatMap((workload) => workloadBlocks(workload, result)),
      paragraph([text(`as of ${catalog.asOf}, catalog ${catalog.version}`)], 'remark'),
    ],
  };
}

function workloadBlocks(workload: WorkloadBreakEven, result: BreakEvenResult): readonly Block[] {
  const headline: Content = [text(`${workload.id}: `, 'strong'), ...answer(workload, result)];
  const pairs = workload.crossovers.flatMap((pair) => pairRows(pair));
  return [
    paragraph(headline, 'headline'),
    paragraph([
      text(`${result.label} (${result.parameter.replace('*', workload.id)}) is now `),
      figure('quantity', workload.value, workload.unit),
      ...inStatedUnit(workload.value, workload),
    ]),
    table(
      columns(workload),
      workload.intervals.slice(0, shownIntervals).map((each) => intervalRow(each, workload)),
      {
        remark: remarkOnRest(Math.max(0, workload.intervals.length - shownIntervals), 'interval'),
      },
    ),
    ...completeness(workload),
    ...(pairs.length === 0
      ? []
      : [
          section(
            'Each buy option against each build option',
            [table([column('Buy'), column('Build'), ...pairColumns(workload.unit)], pairs)],
            true,
          ),
        ]),
  ];
}

function answer(workload: WorkloadBreakEven, { label }: BreakEvenResult): Content {
  const [first, ...others] = workload.intervals;
  if (first === undefined) return [text('no option can be chosen')];
  if (others.length === 0) return [text(`${first.cheapest} is the cheapest at every ${label}`)];
  const crossings = others.map(({ from }) => from);
  const [only] = crossings;
  if (crossings.length === 1 && only !== undefined) {
    return [
      text(`${first.cheapest} below `),
      figure('quantity', only, workload.unit),
      ...inStatedUnit(only, workload),
      text(`, ${others[0]?.cheapest ?? ''} above`),
    ];
  }
  return [text(`the cheapest option changes ${crossings.length} times`)];
}

/** The same amount in the unit that the scenario states the parameter in: ` (35,765,043 requests)`. */
function inStatedUnit(amount: Exact, workload: WorkloadBreakEven): Content {
  const { unit, of } = statedScale(workload) ?? {};
  if (unit === undefined || of === undefined) return [];
  return [text(' ('), figure('quantity', of(amount), unit.replace(/\/month$/u, '')), text(')')];
}

/** What an amount is in the unit that the scenario states; null where that is the result's own, or nothing is used now. */
function statedScale({ stated, value }: WorkloadBreakEven) {
  if (stated === null || value.isZero()) return null;
  const of = (amount: Exact): Exact => amount.times(stated.value).div(value).toDecimalPlaces(0);
  return { unit: stated.unit.replace(/^(request|document|image|minute|page)\//u, '$1s/'), of };
}

function columns(workload: WorkloadBreakEven) {
  const scale = statedScale(workload);
  return [...(scale === null ? [] : [column('From', 'right', scale.unit)]), ...pairColumns(workload.unit)];
}

function pairColumns(unit: string) {
  return [column('From', 'right', unit), column('To', 'right', unit), column('Cheapest')];
}

function intervalCells({ from, to, cheapest }: IntervalResult, unit: string) {
  return [
    figure('quantity', from, unit),
    to === null ? text('no end') : figure('quantity', to, unit),
    text(cheapest),
  ];
}

function intervalRow(interval: IntervalResult, workload: WorkloadBreakEven): Row {
  const { value, unit } = workload;
  const isPresent = interval.from.lte(value) && (interval.to === null || value.lt(interval.to));
  const scale = statedScale(workload);
  const stated = scale === null ? [] : [figure('quantity', scale.of(interval.from), scale.unit)];
  return row([...stated, ...intervalCells(interval, unit)], isPresent ? 'chosen' : 'plain');
}

function pairRows(pair: CrossoverResult): readonly Row[] {
  const rows = pair.intervals
    .slice(0, shownIntervals)
    .map((each) => row([text(pair.buy), text(pair.build), ...intervalCells(each, pair.unit)]));
  if (pair.neverBecause === null) return rows;
  return [
    ...rows,
    row(
      [
        text(pair.buy),
        text(pair.build),
        text(''),
        text(''),
        text(`never ${pair.build}: ${pair.neverBecause}`),
      ],
      'muted',
    ),
  ];
}

function completeness({
  alternates,
  searchedBecause: searched,
  completeness: how,
  unit,
}: WorkloadBreakEven): readonly Block[] {
  if (alternates !== null) {
    const content = [
      text('from '),
      figure('quantity', alternates.from, unit),
      text(' on, the cheapest option alternates with a period of '),
      figure('quantity', alternates.period, unit),
    ];
    return [paragraph(content, 'remark')];
  }
  const remark =
    how === 'proved'
      ? 'this list is complete: it is proved, not searched'
      : `searched, not proved: ${searched ?? 'the list was cut'}`;
  return [paragraph([text(remark)], 'remark')];
}
