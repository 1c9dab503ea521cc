import type { OptionResult, RunResult, WorkloadResult } from '../../../../analysis/index.ts';
import type { Exact, Node } from '../../../../formula/index.ts';
import type { OptionModel, WorkloadModel } from '../../../../model/index.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { SheetBuilder, WorkbookBuilder } from './builder.ts';
import { formula, headers, number, text } from './cells.ts';
import type { CheckedFigure } from './check-sheet.ts';
import { countFormat, moneyFormat, priceFormat, shareFormat } from './formats.ts';
import type { LiveCells } from './live-cells.ts';

/** What the summary shows of a workload: cells of its sheet, and the figures that are held against crossover's. */
export interface StatementSheet {
  readonly sheet: SheetBuilder;
  /** The least cost of an option that may be chosen, and the option that has it, both live. */
  readonly cheapest: { readonly monthly: string; readonly option: string };
  readonly checked: readonly CheckedFigure[];
}

/** One workload: all options side by side, then the statement of each by line, as formulas. */
export function addStatement(
  workbook: WorkbookBuilder,
  live: LiveCells,
  result: RunResult,
  workload: WorkloadResult,
  model: WorkloadModel,
): StatementSheet {
  const sheet = workbook.sheet(workload.id, [34, 40, 18, 18, 16, 12, 12, 12, 14, 44]);
  const { currency } = result;
  const money = moneyFormat(currency);
  const perMonth = `${currency}/month`;
  sheet.add(
    [text(workload.id, 'title')],
    [text('Tokens a month', 'muted'), live.guarded(model.demand.tokens, countFormat)],
    [],
    headers(
      'Option',
      'What',
      'Kind',
      `Cost, ${perMonth}`,
      `Cost, ${currency}/Mtok`,
      'May be chosen',
      'Replicas',
      'GPUs',
      'Utilization',
      'Cost if it may be chosen, or why not',
    ),
  );
  const first = sheet.next;
  const options = workload.options.map((option, index) => ({ option, model: model.options[index] }));
  // Statements stand below; their totals get their rows before the table refers to them.
  for (const { option, model: formulas } of options)
    sheet.add(optionRow(option, formulas, live, currency, sheet.next));
  const last = sheet.next;
  const ifAllowed = `$J$${first + 1}:$J$${last}`;
  const { placement } = workload;
  const chosen = workload.options.find(({ id }) => id === placement.option);
  const cheapestRow = sheet.next + 1;
  sheet.add(
    [],
    [
      text('Cheapest that may be chosen', 'total'),
      formula(
        `IFERROR(INDEX($A$${first + 1}:$A$${last},MATCH(MIN(${ifAllowed}),${ifAllowed},0)),"none")`,
        chosen?.id ?? 'none',
        'General',
        'total',
      ),
      text('', 'total'),
      formula(`MIN(${ifAllowed})`, chosen?.monthly ?? null, money, 'total'),
    ],
    [
      text('As crossover answered', 'muted'),
      text(placement.option ?? 'none'),
      text(placement.verdict.replace('_', ' ')),
      number(chosen?.monthly ?? null, money),
    ],
    [text('Why', 'muted'), text(placement.reason)],
    [],
  );
  const checked: CheckedFigure[] = [];
  for (const { option, model: formulas } of options)
    if (formulas?.statement !== undefined && formulas.statement !== null)
      checked.push(...addLines(sheet, live, workload.id, option, formulas, currency));
  return {
    sheet,
    cheapest: { monthly: sheet.at(cheapestRow, 3), option: sheet.at(cheapestRow, 1) },
    checked,
  };
}

function optionRow(
  option: OptionResult,
  model: OptionModel | undefined,
  live: LiveCells,
  currency: string,
  row: number,
): readonly (SheetCell | null)[] {
  const statement = model?.statement ?? null;
  const why = option.excludedBy.map(({ message }) => message).join('; ');
  const start = [text(option.id), text(option.title), text(option.kind)];
  if (statement === null)
    return [
      ...start,
      text('not known', 'muted'),
      text('not known', 'muted'),
      text('no'),
      null,
      null,
      null,
      text(why, 'muted', true),
    ];
  const capacity = statement.capacity;
  return [
    ...start,
    live.guarded(statement.monthly, moneyFormat(currency)),
    live.guarded(statement.perMtok, priceFormat(currency)),
    text(option.feasible ? 'yes' : 'no'),
    ...(capacity === null
      ? [null, null, null]
      : [
          live.guarded(capacity.replicas, countFormat),
          live.guarded(capacity.gpus, countFormat),
          live.guarded(capacity.utilization, shareFormat),
        ]),
    option.feasible
      ? formula(`$D${row + 1}`, option.monthly, moneyFormat(currency))
      : text(why, 'muted', true),
  ];
}

function shareOf(part: Exact | undefined, whole: Exact | null): Exact | null {
  if (part === undefined || whole === null) return null;
  return whole.isZero() ? whole : part.div(whole);
}

/** The lines of an option, each with its formula in its cell and in words; below them the total. */
function addLines(
  sheet: SheetBuilder,
  live: LiveCells,
  workload: string,
  option: OptionResult,
  { statement }: OptionModel,
  currency: string,
): readonly CheckedFigure[] {
  if (statement === null) return [];
  const money = moneyFormat(currency);
  const checked: CheckedFigure[] = [];
  const check = (what: string, node: Node, computed: Exact | null, format: string, places: number): void => {
    if (computed === null) return;
    checked.push({ workload, option: option.id, what, live: live.reference(node), computed, format, places });
  };
  sheet.add(
    [text(option.title === option.id ? option.id : `${option.id}: ${option.title}`, 'heading')],
    headers('Line', 'How it is computed', 'Known as', `${currency}/month`, 'Share'),
  );
  const total = sheet.next + statement.lines.length + 1;
  for (const [index, line] of statement.lines.entries()) {
    const shown = option.lines[index];
    const row = sheet.next;
    sheet.add([
      text(line.label),
      text(shown?.formula ?? '', 'muted', true),
      text(shown?.kind ?? ''),
      live.cell(line.monthly, { sheet, row, column: 3 }, money),
      formula(
        `IF($D$${total}=0,0,$D${row + 1}/$D$${total})`,
        shareOf(shown?.monthly, option.monthly),
        shareFormat,
      ),
    ]);
    check(`lines.${line.id}`, line.monthly, shown?.monthly ?? null, money, 2);
  }
  const row = sheet.next;
  sheet.add(
    [
      text('Total a month', 'total'),
      text('', 'total'),
      text(option.weakest ?? '', 'total'),
      live.cell(statement.monthly, { sheet, row, column: 3 }, money, 'total'),
      text('', 'total'),
    ],
    ...option.notes.map((note) => [text(note, 'muted')]),
    [],
  );
  check('monthly', statement.monthly, option.monthly, money, 2);
  check('per_mtok', statement.perMtok, option.perMtok, priceFormat(currency), 6);
  if (statement.hiddenMultiple !== null)
    check('hidden_multiple', statement.hiddenMultiple, option.hiddenMultiple, '0.0000', 6);
  if (statement.floorPerMtok !== null)
    check('floor_per_mtok', statement.floorPerMtok, option.floorPerMtok, priceFormat(currency), 6);
  if (statement.capacity !== null && option.capacity !== null)
    check('capacity.utilization', statement.capacity.utilization, option.capacity.utilization, '0.0000%', 6);
  return checked;
}
