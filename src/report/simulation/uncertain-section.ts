import type { SimulateResult } from '../../analysis/index.ts';
import type { Block } from '../document/document.ts';
import { blank, column, figure, list, row, section, table, text } from '../document/make.ts';

/** What is uncertain, how, and who says so. */
export function uncertainSection(
  uncertain: SimulateResult['uncertain'],
  correlations: SimulateResult['correlations'],
): Block {
  const rows = uncertain.map((each) =>
    row([
      text(each.unit === '' ? each.label : `${each.label}, ${each.unit}`),
      figure('quantity', each.p10, each.unit),
      figure('quantity', each.value, each.unit),
      figure('quantity', each.p90, each.unit),
      text(each.distribution),
      each.source === null ? blank : { type: 'source', value: `assumed: ${each.source}`, unit: '' },
      text(each.path, 'muted'),
    ]),
  );
  const columns = [
    column('Input'),
    column('P10', 'right'),
    column('Stated', 'right'),
    column('P90', 'right'),
    column('Distribution'),
    column('Source'),
    column('Address'),
  ];
  const bounded = uncertain.filter((each) => each.bounded);
  return section('What is uncertain', [
    table(columns, rows),
    ...(correlations.length === 0
      ? []
      : [
          list(
            correlations.map(({ between: [first, second], rank }) => [
              text(`${first} and ${second}: rank correlation ${rank}`),
            ]),
          ),
        ]),
    ...(bounded.length === 0
      ? []
      : [
          list(
            bounded.map(({ path }) => [
              text(`${path}: values beyond what it can be count as the bound`, 'warning'),
            ]),
          ),
        ]),
  ]);
}
