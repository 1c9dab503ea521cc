import {
  isSameFigure,
  type SensitivityAnalysis,
  type SensitivityParameter,
  type SensitivityWorkload,
} from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block, Cell, Content, Document } from '../../document/document.ts';
import { blank, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import { uncertainSection } from '../simulation/uncertain-section.ts';
import { tornadoChart } from './tornado-chart.ts';
import { wayToKnow } from './worth.ts';

const nothing = new Exact(0);
const shownBars = 12;
const shownWorths = 5;

/** The report of `sensitivity`: what is worth knowing, what moves the cost, and how much of its spread each input explains. */
export function sensitivityDocument(result: SensitivityAnalysis): Document {
  const [only, ...others] = result.workloads;
  const body =
    only !== undefined && others.length === 0
      ? [paragraph(headline(only, result), 'headline'), ...workloadBlocks(only, result)]
      : result.workloads.map((workload) =>
          section(
            [text(`${workload.id}: `), ...headline(workload, result)],
            workloadBlocks(workload, result),
            false,
          ),
        );
  return {
    title: result.scenario.name,
    blocks: [
      ...body,
      uncertainSection(result.uncertain, result.correlations),
      paragraph([text(basis(result))], 'remark'),
    ],
  };
}

function headline(workload: SensitivityWorkload, { currency }: SensitivityAnalysis): Content {
  if (workload.option === null) return [text('no option can be chosen', 'warning')];
  const [first] = byWorth(workload.parameters);
  if (first === undefined) {
    return [text('Knowing any single input in advance would not change the choice', 'good')];
  }
  return worthSentence(first, currency);
}

/** `a benchmark of decode throughput is worth up to 4,100 USD a month`. */
function worthSentence(parameter: SensitivityParameter, currency: string): Content {
  return [
    text(`${wayToKnow(parameter)} is worth up to `),
    figure('money', parameter.perfectInformation, `${currency} a month`),
  ];
}

/** What is worth something to know, the most first. */
function byWorth(parameters: readonly SensitivityParameter[]): readonly SensitivityParameter[] {
  const worth = (each: SensitivityParameter): Exact => each.perfectInformation ?? nothing;
  return parameters.filter((each) => worth(each).gte('0.005')).toSorted((a, b) => worth(b).cmp(worth(a)));
}

function workloadBlocks(workload: SensitivityWorkload, { currency }: SensitivityAnalysis): readonly Block[] {
  const { option, best, parameters, notes } = workload;
  const unit = `${currency}/month`;
  const remarks = notes.length === 0 ? [] : [list(notes.map((note) => [text(note)]))];
  if (option === null) return remarks;
  const moving = parameters.filter((each) => !isSameFigure(each.monthlyLow, each.monthlyHigh));
  const worths = byWorth(parameters).slice(0, shownWorths);
  return [
    paragraph([
      text(
        `Perfect information before choosing${best === null ? '' : `, instead of taking ${best},`} is worth up to `,
      ),
      figure('money', workload.perfectInformation, `${currency} a month`, { tone: 'strong' }),
    ]),
    ...(worths.length === 0
      ? []
      : [
          list(
            worths.map((each) => [...worthSentence(each, currency), text(` (${each.path})`, 'muted')]),
            true,
          ),
        ]),
    ...(moving.length === 0
      ? [paragraph([text(`Nothing that is uncertain moves the cost of ${option}`)])]
      : [
          section(
            `What moves the cost of ${option}`,
            [tornadoChart(moving.slice(0, shownBars), unit)],
            false,
          ),
        ]),
    section(`Bounds, and shares of the variance of the cost of ${option}`, [
      parameterTable(parameters, unit),
    ]),
    ...remarks,
  ];
}

function parameterTable(parameters: readonly SensitivityParameter[], unit: string): Block {
  const columns = [
    column('Input'),
    column('Low', 'right'),
    column('High', 'right'),
    column('Cost at low', 'right', unit),
    column('Cost at high', 'right', unit),
    column('First-order', 'right'),
    column('95 %'),
    column('Total', 'right'),
    column('95 %'),
    column('Value of knowing', 'right', unit),
  ];
  const rows = parameters.map((each) =>
    row([
      text(each.unit === '' ? each.label : `${each.label}, ${each.unit}`),
      figure('quantity', each.low, each.unit),
      figure('quantity', each.high, each.unit),
      figure('money', each.monthlyLow, unit),
      figure('money', each.monthlyHigh, unit),
      share(each.firstOrder),
      interval(each.firstOrderInterval),
      share(each.total),
      interval(each.totalInterval),
      figure('money', each.perfectInformation, unit),
    ]),
  );
  const remark = [
    text(
      'first-order: share of the variance that the input explains by itself; total: with what it explains together with other inputs (Sobol indices)',
    ),
  ];
  return table(columns, rows, { remark, repeated: 1 });
}

function share(value: number | null): Cell {
  return value === null ? blank : figure('share', value);
}

function interval(of: readonly [number, number] | null): Cell {
  if (of === null) return blank;
  const [low, high] = of.map((each) => new Exact(each).times(100).toFixed(1));
  return text(`${low} to ${high} %`, 'muted');
}

function basis({
  samples,
  informationSamples: information,
  seed,
  method,
  catalog,
}: SensitivityAnalysis): string {
  const points = method === 'sobol' ? 'scrambled Sobol points' : 'pseudo-random points';
  return `indices from ${samples} samples, values of knowing from ${information} samples, of ${points}, seed ${seed}; as of ${catalog.asOf}, catalog ${catalog.version}`;
}
