import type { RunResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { column, figure, row, section, table, text } from '../../document/make.ts';
import type { WorkloadView } from './view.ts';

type Case = RunResult['portfolio']['cases'][number];

const shownCases = 25;

/** From the cheapest to the dearest of the cases. */
export function casesHeadline(result: RunResult, views: readonly WorkloadView[]): Content {
  const { currency, portfolio } = result;
  const ranked = portfolio.cases.toSorted((a, b) => a.monthly.cmp(b.monthly));
  const [least, most] = [ranked[0], ranked.at(-1)];
  if (least === undefined || most === undefined) return [text('no cases')];
  return [
    text(`${portfolio.cases.length} cases side by side: `, 'strong'),
    amount(least, views, ''),
    text(` (${least.id}) to `),
    amount(most, views, `${currency}/month`),
    text(` (${most.id}); they are never added up`),
  ];
}

/** What each case costs in all, where a case has several workloads; with one each, the table of workloads says it. */
export function casesTable(result: RunResult, views: readonly WorkloadView[]): readonly Block[] {
  const { currency, portfolio } = result;
  if (portfolio.cases.every(({ workloads }) => workloads.length === 1)) return [];
  const columns = [
    column('Case'),
    column('Workloads', 'right'),
    column('Cost', 'right', `${currency}/month`),
    column('Cost', 'right', `${currency}/year`),
  ];
  const rows = portfolio.cases
    .slice(0, shownCases)
    .map((each) =>
      row([
        text(each.id, 'strong'),
        text(String(each.workloads.length)),
        amount(each, views, `${currency}/month`),
        figure('money', each.monthly.times(12), `${currency}/year`, { kind: weakestOf(each, views) }),
      ]),
    );
  const left = portfolio.cases.length - rows.length;
  return [
    section(
      'What each case costs in all',
      [table(columns, rows, { remark: left === 0 ? null : [text(`${left} more cases, in json`)] })],
      false,
    ),
  ];
}

function amount(each: Case, views: readonly WorkloadView[], unit: string): ReturnType<typeof figure> {
  const monthly: Exact = each.monthly;
  return figure('money', monthly, unit, { kind: weakestOf(each, views), tone: 'strong' });
}

/** A total is known no better than what it adds up. */
function weakestOf({ workloads }: Case, views: readonly WorkloadView[]): 'estimated' | null {
  const own = views.filter(({ workload }) => workloads.includes(workload.id));
  return own.some(({ chosen }) => chosen?.weakest === 'estimated') ? 'estimated' : null;
}
