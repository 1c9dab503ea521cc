import type { SimulatedWorkload, SimulateResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { profile } from '../../charts/bars.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import {
  chart,
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
import { uncertainSection } from './uncertain-section.ts';

/** The report of `simulate`: who is the cheapest how often, what each costs, from which volume, and how sure that is. */
export function simulationDocument(result: SimulateResult): Document {
  const [only, ...others] = result.workloads;
  const body =
    only !== undefined && others.length === 0
      ? [paragraph(headline(only), 'headline'), ...workloadBlocks(only, result)]
      : result.workloads.map((workload) =>
          section([text(`${workload.id}: `), ...headline(workload)], workloadBlocks(workload, result), false),
        );
  return {
    title: result.scenario.name,
    blocks: [
      ...partial(result),
      ...body,
      uncertainSection(result.uncertain, result.correlations),
      paragraph([text(basis(result))], 'remark'),
    ],
  };
}

function partial(result: SimulateResult): readonly Block[] {
  if (result.complete) return [];
  const done = `interrupted after ${result.samples} of ${result.samplesAsked} samples: a partial result`;
  return [paragraph([text(done, 'warning')])];
}

function headline(workload: SimulatedWorkload): Content {
  const ranked = workload.options.toSorted((a, b) => b.cheapest - a.cheapest);
  const [first] = ranked;
  if (first === undefined) return [text('no option can be chosen', 'warning')];
  return [
    text(`${first.id} (${first.kind}) is the cheapest in `),
    figure('share', first.cheapest),
    text(' of the samples'),
    ...(workload.best === null || workload.best === first.id
      ? []
      : [text(`; ${workload.best} has the least expected cost`)]),
  ];
}

function workloadBlocks(workload: SimulatedWorkload, { currency }: SimulateResult): readonly Block[] {
  const unit = `${currency}/month`;
  const columns = [
    column('Option'),
    column('Kind'),
    column('Mean', 'right', unit),
    column('P10', 'right', unit),
    column('P50', 'right', unit),
    column('P90', 'right', unit),
    column('Cheapest in', 'right'),
  ];
  const rows = workload.options.map((option) =>
    row(
      [
        text(option.id),
        text(option.kind),
        figure('money', option.mean, unit),
        figure('money', option.p10, unit),
        figure('money', option.p50, unit),
        figure('money', option.p90, unit),
        figure('share', option.cheapest),
      ],
      option.id === workload.best ? 'chosen' : 'plain',
    ),
  );
  return [
    ...(rows.length === 0 ? [] : [table(columns, rows), decision(workload, unit)]),
    ...histograms(workload, unit),
    ...crossovers(workload),
    list([[text(workload.convergence)], ...workload.notes.map((note) => [text(note)])]),
  ];
}

function decision({ regret, perfectInformation: worth, best }: SimulatedWorkload, unit: string): Block {
  return facts([
    {
      label: 'Expected regret',
      content: [
        text(`of choosing ${regret.option ?? 'nothing'} on the stated inputs: `),
        figure('money', regret.expected, unit),
      ],
    },
    {
      label: 'Perfect information',
      content: [
        text(
          `knowing every input before choosing${best === null ? '' : `, instead of choosing ${best}`}, would save up to `,
        ),
        figure('money', worth, unit),
      ],
    },
  ]);
}

function histograms({ options }: SimulatedWorkload, unit: string): readonly Block[] {
  const drawn = options.flatMap((option) =>
    option.histogram === null ? [] : [{ ...option, histogram: option.histogram }],
  );
  if (drawn.length === 0) return [];
  const widest = Math.max(...drawn.map(({ id }) => id.length));
  const lines = drawn.map(({ id, histogram }): Content => [
    text(id.padEnd(widest + 2)),
    text(profile(histogram.counts), 'strong'),
    text('  '),
    figure('money', histogram.from),
    text(' to '),
    figure('money', histogram.to, unit),
  ]);
  return [section('Cost from its 1st to its 99th percentile', [chart(lines)])];
}

function crossovers({ crossovers: all, crossoverSamples: samples }: SimulatedWorkload): readonly Block[] {
  const [first] = all;
  if (first === undefined) return [];
  const columns = [
    column('Buy'),
    column('Build'),
    column('P10', 'right', first.unit),
    column('P50', 'right', first.unit),
    column('P90', 'right', first.unit),
    column('Never', 'right'),
  ];
  const point = (value: Exact | null) =>
    value === null ? text('never', 'muted') : figure('quantity', value, first.unit);
  const rows = all.map((each) =>
    row([
      text(each.buy),
      text(each.build),
      point(each.p10),
      point(each.p50),
      point(each.p90),
      figure('share', each.never),
    ]),
  );
  const remark: Content = [
    text(`the lowest volume at which building costs less, from ${samples} samples, searched up to `),
    figure('volume', first.range.to, first.unit),
    text(', not proved; samples with no crossover are treated as infinity'),
  ];
  return [section('From which volume building wins', [table(columns, rows, { remark })], false)];
}

function basis({ samples, seed, method, catalog }: SimulateResult): string {
  const points = method === 'sobol' ? 'scrambled Sobol points' : 'pseudo-random points';
  return `${samples} samples of ${points}, seed ${seed}; as of ${catalog.asOf}, catalog ${catalog.version}`;
}
