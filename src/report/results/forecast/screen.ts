import type { ForecastResult, ForecastWorkload } from '../../../analysis/index.ts';
import type { Block, Content, Document, Facts } from '../../document/document.ts';
import {
  blank,
  chart,
  column,
  facts,
  figure,
  paragraph,
  row,
  section,
  table,
  text,
} from '../../document/make.ts';
import type { ScreenOptions } from '../../types.ts';
import { byPresentValue, cheapestWords, headline, optionTable, scheduleWords } from './forecast-document.ts';
import { yearTable } from './months.ts';
import { pathBlocks, portfolioPathBlocks } from './paths.ts';
import { portabilityVerdict } from './portability.ts';
import { ganttLines } from './roadmap.ts';
import { sizingBlocks } from './sizing.ts';

const shownOptions = 5;
const shownWorkloads = 25;

/**
 * What fits on one screen: which option costs the least over the horizon, what that is by year, when to switch, and what the
 * roadmap adds. Months, lines and rates of return are in `forecastDocument`.
 */
export function forecastScreen(result: ForecastResult, options: ScreenOptions): Document {
  const [only, ...others] = result.workloads;
  const body = only !== undefined && others.length === 0 ? oneWorkload(only, result) : manyWorkloads(result);
  return {
    title: result.scenario.name,
    blocks: [
      ...body,
      ...portfolioPathBlocks(result, 'short'),
      ...roadmapBlocks(result),
      ...portabilityBlocks(result),
      facts([...noteFacts(result), ...nextSteps(options)]),
    ],
  };
}

function oneWorkload(workload: ForecastWorkload, result: ForecastResult): readonly Block[] {
  const { currency } = result;
  const known = workload.options.filter(({ npv }) => npv !== null);
  const chosen = known.find(({ id }) => id === workload.best);
  return [
    paragraph(headline(workload, result), 'headline'),
    optionTable({ ...workload, options: byPresentValue(known).slice(0, shownOptions) }, result, 'short'),
    facts([
      { label: 'Cheapest by month', content: cheapestWords(workload) },
      ...(workload.schedule === null
        ? []
        : [{ label: 'Best schedule', content: scheduleWords(workload.schedule, workload.best, currency) }]),
      ...workload.disagreements.map((each) => ({ label: 'Beware', content: [text(each, 'warning')] })),
    ]),
    ...(chosen === undefined ? [] : [section('Years', [yearTable([chosen], currency)], false)]),
    ...askedFor(workload, result),
  ];
}

function manyWorkloads(result: ForecastResult): readonly Block[] {
  const { workloads, currency, portfolio, horizon } = result;
  const left = workloads.length - shownWorkloads;
  return [
    paragraph(
      portfolio === null
        ? [text(`${workloads.length} cases side by side over ${horizon.months} months`)]
        : [
            text(`${workloads.length} workloads over ${horizon.months} months: present value `),
            figure('cents', portfolio.npv, currency, { tone: 'strong' }),
            text(', cash '),
            figure('cents', portfolio.total, currency),
            text(', each with its option of least present value'),
          ],
      'headline',
    ),
    workloadTable(result, workloads.slice(0, shownWorkloads)),
    ...(left > 0 ? [paragraph([text(`${left} more workloads: --details has them`)], 'remark')] : []),
    ...(portfolio === null
      ? []
      : [section('Years', [yearTable([{ id: 'all', ...portfolio }], currency)], false)]),
    ...workloads.slice(0, shownWorkloads).flatMap((workload) => {
      const blocks = askedFor(workload, result);
      return blocks.length === 0 ? [] : [section([text(workload.id, 'strong')], blocks, false)];
    }),
  ];
}

/** What flags ask for: sample paths, and how much to reserve or buy. */
function askedFor({ id }: ForecastWorkload, result: ForecastResult): readonly Block[] {
  return [...pathBlocks(id, result, 'short'), ...sizingBlocks(id, result)];
}

function workloadTable({ currency }: ForecastResult, workloads: readonly ForecastWorkload[]): Block {
  const switches = workloads.some(({ schedule }) => schedule !== null && schedule.stints.length > 1);
  const columns = [
    column('Workload'),
    column('Option'),
    column('Kind'),
    column('Present value', 'right', currency),
    column('Cash', 'right', currency),
    column('Levelized cost', 'right', `${currency}/month`),
    column('First changes'),
    ...(switches ? [column('Switching saves', 'right', currency)] : []),
  ];
  const rows = workloads.map(({ id, options, best, crossoverMonth, schedule }) => {
    const chosen = options.find((each) => each.id === best);
    if (chosen === undefined)
      return row([
        text(id),
        text('none has figures for all months', 'warning'),
        ...columns.slice(2).map(() => blank),
      ]);
    return row([
      text(id),
      text(chosen.id),
      text(chosen.kind),
      figure('cents', chosen.npv),
      figure('cents', chosen.total),
      figure('cents', chosen.equivalentMonthly),
      text(crossoverMonth ?? 'never'),
      ...(!switches
        ? []
        : [schedule === null || schedule.stints.length < 2 ? blank : figure('cents', schedule.saves)]),
    ]);
  });
  return table(columns, rows, { repeated: 1 });
}

function roadmapBlocks({ roadmap, currency }: ForecastResult): readonly Block[] {
  if (roadmap === null) return [];
  const costs: Content = roadmap.total.isZero()
    ? [text('Roadmap: no cost is stated for its phases')]
    : [
        text('Roadmap: cash '),
        figure('cents', roadmap.total, currency),
        text(', present value '),
        figure('cents', roadmap.npv, currency),
        text(', both within the totals'),
      ];
  return [paragraph(costs), chart(ganttLines(roadmap))];
}

function portabilityBlocks({ portability, currency, horizon }: ForecastResult): readonly Block[] {
  return portability === null ? [] : [paragraph(portabilityVerdict(portability, currency, horizon.months))];
}

function noteFacts({ warnings }: ForecastResult): Facts['facts'] {
  const [first] = warnings;
  if (first === undefined) return [];
  const left = warnings.length - 1;
  const content = [text(first.message, 'warning'), ...(left > 0 ? [text(` (+${left})`, 'muted')] : [])];
  return [{ label: 'Note', content }];
}

function nextSteps({ file = 'FILE' }: ScreenOptions): Facts['facts'] {
  const steps = [
    text(`crossover forecast ${file} --details`, 'strong'),
    text(' for months, lines and rates of return, or '),
    text('--format xlsx --out FILE', 'strong'),
  ];
  return [{ label: 'Next', content: steps }];
}
