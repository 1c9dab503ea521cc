import type { RunResult } from '../../../analysis/index.ts';
import type { Block, Row } from '../../document/document.ts';
import { blank, column, figure, paragraph, row, table, text } from '../../document/make.ts';
import { crossoverPoint, lastingPoint, staysFromFirst } from './crossover-sentence.ts';
import { casesHeadline, casesTable } from './cases.ts';
import type { WorkloadView } from './view.ts';

const verdicts = { clear: 'clear', too_close: 'too close to call', none: 'none possible' } as const;

/** The answers of several workloads in one table, with their total; cases are side by side and never added up. */
export function portfolioBlocks(
  result: RunResult,
  shown: readonly WorkloadView[],
  views: readonly WorkloadView[] = shown,
): readonly Block[] {
  const { currency, portfolio } = result;
  const unit = `${currency}/month`;
  // A total is known no better than what it adds up.
  const kind = views.some((view) => view.chosen?.weakest === 'estimated') ? 'estimated' : null;
  const placed = views.filter((view) => view.chosen !== null);
  const lasts = shown.every(({ crossover }) => crossover === null || staysFromFirst(crossover));
  const columns = [
    column('Workload'),
    column('Answer'),
    column('Kind'),
    column('Cost', 'right', unit),
    column('Cost', 'right', `${currency}/Mtok`),
    column('Build from', 'right', 'tokens/month'),
    ...(lasts ? [] : [column('for good from', 'right', 'tokens/month')]),
    column('Margin', 'right'),
    column('Verdict'),
  ];
  const total = row(
    [
      text('Total'),
      blank,
      blank,
      figure('money', portfolio.monthly, unit, { kind }),
      blank,
      blank,
      ...(lasts ? [] : [blank]),
      blank,
      blank,
    ],
    'total',
  );
  const missing = views.length - placed.length;
  const { monthly } = portfolio;
  return [
    paragraph(
      [
        ...(monthly === null
          ? casesHeadline(result, views)
          : [
              text(`${views.length} workloads: `, 'strong'),
              figure('money', monthly, unit, { kind, tone: 'strong' }),
              text(', '),
              figure('money', monthly.times(12), `${currency}/year`, { kind }),
              text(` in all, ${kindsOf(views)}`),
            ]),
        ...(missing === 0 ? [] : [text(`, ${missing} without an option that can be chosen`, 'warning')]),
      ],
      'headline',
    ),
    table(
      columns,
      [...shown.map((view) => workloadRow(view, unit, lasts)), ...(monthly === null ? [] : [total])],
      { remark: kind === null ? null : [text('~ based on an estimate')] },
    ),
    ...casesTable(result, views),
  ];
}

function kindsOf(views: readonly WorkloadView[]): string {
  const kinds = (['buy', 'build', 'hybrid'] as const).flatMap((kind) => {
    const count = views.filter((view) => view.chosen?.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  return kinds.length === 0 ? 'nothing chosen' : kinds.join(', ');
}

function workloadRow(view: WorkloadView, unit: string, lasts: boolean): Row {
  const { workload, chosen, crossover, currency } = view;
  const { placement } = workload;
  return row(
    [
      text(workload.id),
      chosen === null ? text('—') : text(chosen.id, 'strong'),
      text(chosen?.kind ?? ''),
      figure('money', chosen?.monthly ?? null, unit, { kind: chosen?.weakest ?? null }),
      figure('unit-price', chosen?.perMtok ?? null, `${currency}/Mtok`, { kind: chosen?.weakest ?? null }),
      crossover === null ? blank : crossoverPoint(crossover),
      ...(lasts ? [] : [crossover === null ? blank : lastingPoint(crossover)]),
      placement.margin === null ? blank : figure('share', placement.margin),
      text(verdicts[placement.verdict], placement.verdict === 'clear' ? undefined : 'warning'),
    ],
    chosen === null ? 'muted' : 'plain',
  );
}
