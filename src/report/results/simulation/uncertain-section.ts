import type { SimulateResult } from '../../../analysis/index.ts';
import type { Block } from '../../document/document.ts';
import { column, figure, list, row, section, table, text } from '../../document/make.ts';

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
      text(
        each.origin === 'default' ? 'assumed' : 'the scenario',
        each.origin === 'default' ? 'warning' : undefined,
      ),
      text(each.path, 'muted'),
    ]),
  );
  const columns = [
    column('Input'),
    column('P10', 'right'),
    column('Stated', 'right'),
    column('P90', 'right'),
    column('Distribution'),
    column('Stated by'),
    column('Address'),
  ];
  const assumed = uncertain.filter(
    (each, index) =>
      each.source !== null &&
      uncertain.findIndex(({ label, source }) => label === each.label && source === each.source) === index,
  );
  const bounded = uncertain.filter((each) => each.bounded);
  return section('What is uncertain', [
    table(columns, rows),
    ...(assumed.length === 0
      ? []
      : [
          list(
            assumed.map(({ label, source }) => [
              text(`${label}, assumed: `),
              { type: 'source', value: source ?? '', unit: '' },
            ]),
          ),
        ]),
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
              text(`${path}: samples outside the valid range are clamped`, 'warning'),
            ]),
          ),
        ]),
  ]);
}
