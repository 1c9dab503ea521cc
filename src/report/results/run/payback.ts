import type { Block } from '../../document/document.ts';
import { column, figure, row, section, table, text } from '../../document/make.ts';
import { shownRows, type WorkloadView } from './view.ts';

/** How long a purchase takes to pay for itself, against each option that is not one. */
export function paybackSection(view: WorkloadView): readonly Block[] {
  const shownIds = new Set(view.shown.map((option) => option.id));
  const rows = view.shown.flatMap((option) =>
    option.payback
      .filter((each) => shownIds.has(each.against))
      .slice(0, shownRows)
      .map((each) =>
        row([
          text(option.id),
          figure('money', each.outlay, view.currency),
          text(each.against),
          each.months === null ? text('never') : figure('ratio', each.months, 'months'),
        ]),
      ),
  );
  if (rows.length === 0) return [];
  const columns = [
    column('Purchase'),
    column('Outlay', 'right', view.currency),
    column('Against'),
    column('Paid back after', 'right', 'months'),
  ];
  return [section('Payback, undiscounted', [table(columns, rows)])];
}
