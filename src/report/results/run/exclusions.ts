import type { OptionResult } from '../../../analysis/index.ts';
import type { Block, Row } from '../../document/document.ts';
import { column, figure, row, section, table, text } from '../../document/make.ts';
import { remarkOnRest } from './remarks.ts';
import { shownRows, type WorkloadView } from './view.ts';

/** The kind of reason in a word or two: of a code, such as `unknown-price`. */
export function reasonInWords(code: string): string {
  return code === 'needs' ? 'input missing' : code.replaceAll('-', ' ');
}

/** Which options cannot be chosen, and why: one by one where they are few, else by reason. */
export function exclusionsSection(view: WorkloadView): readonly Block[] {
  const excluded = view.ranked.filter((option) => option.excludedBy.length > 0);
  if (excluded.length === 0) return [];
  const rows = excluded.flatMap((option) =>
    option.excludedBy.map((each) =>
      row([text(option.id), text(reasonInWords(each.code)), text(each.message)]),
    ),
  );
  const columns = [column('Option'), column('By'), column('Because')];
  const few = rows.length <= shownRows;
  const blocks = few
    ? [table(columns, rows)]
    : [
        table(
          [column('By'), column('Options', 'right'), column('The first of them'), column('Because')],
          byReason(excluded),
          {
            remark: remarkOnRest(
              excluded.length,
              'excluded option, with its reasons',
              'excluded options, each with its reasons',
            ),
          },
        ),
      ];
  return [section('Excluded', blocks)];
}

function byReason(excluded: readonly OptionResult[]): readonly Row[] {
  const groups = new Map<string, { count: number; first: string; message: string }>();
  for (const option of excluded) {
    for (const { code, message } of option.excludedBy) {
      const group = groups.get(code);
      if (group === undefined) groups.set(code, { count: 1, first: option.id, message });
      else group.count += 1;
    }
  }
  return [...groups].map(([code, { count, first, message }]) =>
    row([text(reasonInWords(code)), figure('count', count), text(first), text(message)]),
  );
}
