import type { LineResult, OptionResult } from '../../../analysis/index.ts';
import type { Block, Cell, Row } from '../../document/document.ts';
import { blank, column, figure, row, section, table, text } from '../../document/make.ts';
import type { WorkloadView } from './view.ts';

/** The lines of all shown options side by side; a hybrid's bought and built lines stand in the rows of their kind. */
export function statementSection(view: WorkloadView): readonly Block[] {
  const options = view.shown.filter((option) => option.lines.length > 0);
  if (options.length === 0) return [];
  const unit = `${view.currency}/month`;
  const columns = [
    column(`Line, ${unit}`),
    ...options.map((option) => ({ ...column(option.id, 'right'), unit: '' })),
  ];
  const lines = lineRows(options).map(([key, label]) =>
    row([text(label), ...options.map((option) => lineCell(option, key, unit))]),
  );
  const totals: readonly Row[] = [
    row(
      [
        text('Total'),
        ...options.map((option) => figure('money', option.monthly, unit, { kind: option.weakest })),
      ],
      'total',
    ),
    perMtokRow(options, view.currency),
    ...eachRow(
      options,
      `Cost per request, ${view.currency}`,
      `${view.currency}/request`,
      (of) => of.perRequest,
    ),
    ...eachRow(
      options,
      `Cost per user, ${view.currency}/month`,
      `${view.currency}/user/month`,
      (of) => of.perUser,
    ),
    ...hiddenRow(options),
    row([text('Weakest input'), ...options.map((option) => text(option.weakest ?? ''))], 'muted'),
  ];
  return [section('Statement by line', [table(columns, [...lines, ...totals], { repeated: 1 })])];
}

/** `buy.tokens` of a hybrid and `tokens` of a buy option are the same line. */
function keyOf(line: LineResult): string {
  return line.id.replace(/^(?:buy|build)\./u, '');
}

function lineRows(options: readonly OptionResult[]): readonly (readonly [key: string, label: string])[] {
  const order = ['buy', 'build', 'hybrid'].flatMap((kind) =>
    options.filter((option) => option.kind === kind),
  );
  const labels = new Map<string, string>();
  for (const option of order) {
    for (const line of option.lines) {
      const key = keyOf(line);
      if (!labels.has(key))
        labels.set(key, key === line.id ? line.label : line.label.replace(/ \((?:buy|build)\)$/u, ''));
    }
  }
  return [...labels];
}

function lineCell(option: OptionResult, key: string, unit: string): Cell {
  const line = option.lines.find((each) => keyOf(each) === key);
  return line === undefined ? blank : figure('money', line.monthly, unit, { kind: line.kind });
}

function perMtokRow(options: readonly OptionResult[], currency: string): Row {
  const cells = options.map((option) =>
    figure('unit-price', option.perMtok, `${currency}/Mtok`, { kind: option.weakest }),
  );
  return row([text(`Cost per Mtok, ${currency}`), ...cells]);
}

/** A cost per something of which it is known how many there are. */
function eachRow(
  options: readonly OptionResult[],
  label: string,
  unit: string,
  of: (option: OptionResult) => OptionResult['perMtok'],
): readonly Row[] {
  if (options.every((option) => of(option) === null)) return [];
  const cells = options.map((option) => figure('unit-price', of(option), unit, { kind: option.weakest }));
  return [row([text(label), ...cells])];
}

function hiddenRow(options: readonly OptionResult[]): readonly Row[] {
  if (options.every((option) => option.hiddenMultiple === null)) return [];
  const cells = options.map((option) =>
    option.hiddenMultiple === null ? blank : figure('ratio', option.hiddenMultiple),
  );
  return [row([text('Total ÷ production tokens'), ...cells])];
}
