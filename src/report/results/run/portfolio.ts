import type { RunResult } from '../../../analysis/index.ts';
import type { Block, Content, Row } from '../../document/document.ts';
import { blank, column, facts, figure, paragraph, row, table, text } from '../../document/make.ts';
import { crossoverPoint, lastingPoint, staysFromFirst } from './crossover-sentence.ts';
import { casesHeadline, casesTable } from './cases.ts';
import type { WorkloadView } from './view.ts';

const verdicts = { clear: 'clear', too_close: 'too close', none: 'none possible' } as const;

/** The answers of several workloads in one table, with their total; cases are side by side and never added up. */
export function portfolioBlocks(
  result: RunResult,
  shown: readonly WorkloadView[],
  views: readonly WorkloadView[] = shown,
  file = 'FILE',
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
    column('Kind', 'left', '', 2),
    column('Cost', 'right', unit),
    column('Cost', 'right', `${currency}/Mtok`, 3),
    column('Build from', 'right', 'tokens/month'),
    ...(lasts ? [] : [column('for good from', 'right', 'tokens/month', 4)]),
    column('Margin', 'right', '', 1),
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
              text(`${sumWords(portfolio)}, ${kindsOf(views)}`),
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
    ...togetherBlocks(result, unit, file),
  ];
}

/** Rounding is no saving. */
const leastSaving = '0.005';

/** What the sum of the answers is: what is paid in all, unless one plan for all costs something else. */
function sumWords({ monthly, together }: RunResult['portfolio']): string {
  const planned = together?.monthly ?? null;
  if (monthly === null || planned === null) return ' in all';
  return monthly.minus(planned).abs().lte(leastSaving) ? ' in all' : ' if each is decided alone';
}

/** What one plan for all workloads costs beside the sum of their own answers. */
function togetherBlocks({ portfolio }: RunResult, unit: string, file: string): readonly Block[] {
  const { together, monthly, gap } = portfolio;
  if (together === undefined || monthly === null) return [];
  const of = (content: Content): readonly Block[] => [
    facts([{ label: 'Together', content: [...content, text(`: crossover place ${file}`)] }]),
  ];
  if (together.monthly === null)
    return of([
      text(
        together.status === 'infeasible'
          ? 'no plan keeps to the limits of `plan`'
          : 'no plan was found in a short search',
        'warning',
      ),
    ]);
  const saved = monthly.minus(together.monthly);
  const proof =
    together.status === 'optimal'
      ? []
      : [text(', not the least'), ...(gap === null ? [] : [text(': within '), figure('share', gap)])];
  const isSame = saved.abs().lte(leastSaving);
  const isLess = saved.gt(0);
  return of([
    ...(isSame
      ? [text('one plan costs the same')]
      : [
          figure('money', together.monthly, unit, { tone: 'strong' }),
          text(' in one plan, '),
          figure('money', saved.abs(), unit, isLess ? { tone: 'good' } : {}),
          text(isLess ? ' less' : ' more, to keep to `plan`'),
        ]),
    ...proof,
  ]);
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
