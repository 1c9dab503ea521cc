import {
  isSameFigure,
  type Change,
  type ForecastAmounts,
  type ForecastCause,
  type ForecastCompareResult,
  type ForecastComparison,
  type ForecastEffect,
  type ForecastWorkloadComparison,
} from '../../../analysis/index.ts';
import type { Block, Cell, Content, Document, Row } from '../../document/document.ts';
import { blank, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import { counted } from '../../text/counted.ts';
import { centsOfParts, decimalOfCents, roundedCents, share, type CentsChange } from '../compare/cents.ts';
import { remarkOnRest } from '../run/remarks.ts';

const shownKeys = 40;
const namedKeys = 3;

const causeNames: Readonly<Record<ForecastCause, string>> = {
  prices: 'Prices, rates and their date',
  volume: 'Volume and growth',
  people: 'People',
  trends: 'Price trends',
  events: 'Events',
  roadmap: 'Roadmap',
  horizon: 'Months',
  discounting: 'Discount and tax rates',
  inputs: 'Options, clusters and other inputs',
};

/** What changed between forecasts: best options first, then cash, present value, the largest month and years, then the causes. */
export function compareForecastsDocument(result: ForecastCompareResult): Document {
  const title = `Forecast: ${result.before} → ${result.after}`;
  const changed = result.scenarios.filter((each) => each.changed);
  const same = result.scenarios.length - changed.length;
  if (!result.changed) {
    const checked = counted(result.scenarios.length, 'forecast');
    return {
      title,
      blocks: [paragraph([text('Nothing changed', 'good'), text(`: ${checked}`)], 'headline')],
    };
  }
  const [only] = changed;
  return {
    title,
    blocks: [
      paragraph(headline(result), 'headline'),
      ...oneSidedBlocks(result),
      ...(result.scenarios.length === 1 && only !== undefined
        ? scenarioBlocks(only)
        : changed.map((each) => section([text(each.name, 'strong')], scenarioBlocks(each), false))),
      ...(same === 0 ? [] : [paragraph([text(`${counted(same, 'forecast')} did not change`)], 'remark')]),
    ],
  };
}

function headline({ flips, swaps, scenarios }: ForecastCompareResult): Content {
  const [only] = scenarios;
  const whole = scenarios.length === 1 ? only?.whole : undefined;
  return [
    flips === 0
      ? text('The best option stays the same', swaps === 0 ? 'good' : undefined)
      : text(`The best option changes for ${counted(flips, 'workload')}`, 'warning'),
    ...(swaps === 0
      ? []
      : [text(`; ${counted(swaps, 'best option is', 'best options are')} something else`, 'warning')]),
    ...(whole === undefined || whole === null || only === undefined
      ? []
      : [
          text('; present value '),
          ...difference(whole.npv, only.currency),
          text(', cash '),
          ...difference(whole.total, only.currency),
        ]),
  ];
}

function difference(change: Change, currency: string): Content {
  const cents = roundedCents(change);
  const amount = decimalOfCents(cents.after - cents.before);
  return [
    figure('cents-change', amount, currency, { tone: amount.gt(0) ? 'warning' : 'strong' }),
    ...(change.share === null ? [] : [text(' ('), figure('change', change.share), text(')')]),
  ];
}

function oneSidedBlocks({ oneSided }: ForecastCompareResult): readonly Block[] {
  if (oneSided.length === 0) return [];
  const items = oneSided.map(({ name, side, total, currency }): Content => [
    text(`${name}: `, 'strong'),
    text(side === 'after' ? 'new' : 'gone'),
    ...(total === null
      ? [text(', cases side by side, which are never added up')]
      : [text(', cash over all months '), figure('cents', total, currency)]),
  ]);
  return [section('Forecasts on one side only', [list(items)], false)];
}

function scenarioBlocks(scenario: ForecastComparison): readonly Block[] {
  const { whole, workloads, currency } = scenario;
  const changed = workloads.filter((each) => each.changed);
  return [
    ...(whole === null
      ? [paragraph([text('Cases side by side: nothing is added up')], 'remark')]
      : [amountsTable(whole, currency)]),
    ...causeBlocks(scenario),
    ...(changed.length === 0
      ? []
      : [
          section('Workloads', [workloadTable(changed, currency)], false),
          ...optionBlocks(changed, currency),
        ]),
    ...(whole === null || workloads.length > 1
      ? changed.map(({ id, amounts }) => section(id, [amountsTable(amounts, currency)]))
      : []),
    paragraph([text(stateWords(scenario))], 'remark'),
  ];
}

const amountTitles = ['Before', 'After', 'Change'] as const;

function amountColumns(currency: string) {
  return amountTitles.map((title) => column(title, 'right', currency));
}

function cells({ before, after }: CentsChange): readonly Cell[] {
  return [
    figure('cents', decimalOfCents(before)),
    figure('cents', decimalOfCents(after)),
    figure('cents-change', decimalOfCents(after - before)),
  ];
}

function changeRow(name: string, change: Change, cents: CentsChange, role: Row['role'] = 'plain'): Row {
  return row(
    [text(name), ...cells(cents), change.share === null ? blank : figure('change', change.share)],
    role,
  );
}

/** Years add up to the total of all months as they are shown. */
function amountsTable(
  { npv, total, totalExpense, largestMonth, years }: ForecastAmounts,
  currency: string,
): Block {
  const { monthBefore, monthAfter } = largestMonth;
  const months = [...new Set([monthBefore, monthAfter])].filter((each) => each !== null).join(', then ');
  const cash = centsOfParts(
    years.map((each) => each.cash),
    roundedCents(total),
  );
  const rows = [
    changeRow('Present value', npv, roundedCents(npv), 'chosen'),
    ...years.map((each, index) =>
      changeRow(`Cash in year ${each.year}`, each.cash, cash[index] ?? { before: 0n, after: 0n }),
    ),
    changeRow('Cash, all months', total, roundedCents(total), 'total'),
    changeRow('Expense, all months', totalExpense, roundedCents(totalExpense)),
    changeRow(`Largest month (${months})`, largestMonth, roundedCents(largestMonth)),
  ];
  return table([column(''), ...amountColumns(currency), column('', 'right')], rows);
}

function causeBlocks({ effects, method, notAttributedBecause: why, currency, whole }: ForecastComparison) {
  if (effects === null) return [paragraph([text(`What caused it: ${why ?? 'not known'}`)], 'remark')];
  if (effects.length === 0 || whole === null) return [];
  const [npv, total] = [roundedCents(whole.npv), roundedCents(whole.total)];
  const parts = (key: 'npv' | 'total', cents: CentsChange): readonly bigint[] =>
    share(
      effects.map((each) => each[key]),
      cents.after - cents.before,
    );
  const [worth, cash] = [parts('npv', npv), parts('total', total)];
  const amount = (cents: bigint): Cell => figure('cents-change', decimalOfCents(cents));
  const rows = effects.map(({ cause, keys }, index) =>
    row([
      text(causeNames[cause]),
      amount(worth[index] ?? 0n),
      amount(cash[index] ?? 0n),
      text(keyWords(keys)),
    ]),
  );
  const sum = row(
    [text('Together'), amount(npv.after - npv.before), amount(total.after - total.before), blank],
    'total',
  );
  const columns = [
    column('Cause'),
    column('Present value', 'right', currency),
    column('Cash', 'right', currency),
    column('What changed'),
  ];
  const remark =
    method === 'in_order'
      ? [text('Each cause is put in place after those above it: another order splits the change otherwise')]
      : null;
  const keys = effects.flatMap((each) => each.keys.map((key) => ({ ...key, cause: each.cause })));
  const keyRows = keys
    .slice(0, shownKeys)
    .map(({ address, before, after }) => row([text(address), text(before ?? 'none'), text(after ?? 'none')]));
  return [
    section('What caused it', [table(columns, [...rows, sum], { remark })], false),
    section('Keys that changed', [
      table([column('Key'), column('Before', 'right'), column('After', 'right')], keyRows, {
        remark: remarkOnRest(keys.length - shownKeys, 'key'),
      }),
    ]),
  ];
}

function keyWords(keys: ForecastEffect['keys']): string {
  const named = keys
    .slice(0, namedKeys)
    .map(({ address, before, after }) =>
      before === null ? `${address} is new` : after === null ? `${address} is removed` : address,
    );
  const left = keys.length - named.length;
  return left > 0 ? `${named.join('; ')}; and ${left} more` : named.join('; ');
}

function workloadTable(workloads: readonly ForecastWorkloadComparison[], currency: string): Block {
  const rows = workloads.map(({ id, before, after, flipped, amounts }) =>
    row([
      text(id),
      text(bestWords(before)),
      text(bestWords(after), flipped ? 'warning' : undefined),
      ...cells(roundedCents(amounts.npv)),
    ]),
  );
  return table(
    [column('Workload'), column('Best was'), column('Best is'), ...amountColumns(currency)],
    rows,
    { repeated: 1, remark: [text('present values of the best option')] },
  );
}

function bestWords(state: ForecastWorkloadComparison['before']): string {
  if (state === null) return 'no such workload';
  const { option, switchMonth } = state;
  if (option === null) return 'no option with figures';
  return switchMonth === null ? option : `${option}, switch in ${switchMonth}`;
}

function optionBlocks(workloads: readonly ForecastWorkloadComparison[], currency: string): readonly Block[] {
  const rows = workloads.flatMap(({ id, options }) =>
    options
      .filter((each) => !isSameFigure(each.before, each.after))
      .map((each) => {
        const [before = blank, after = blank, change = blank] = cells(roundedCents(each));
        const none = text('none', 'muted');
        return row([
          text(id),
          text(each.id),
          each.before === null ? none : before,
          each.after === null ? none : after,
          each.before === null || each.after === null ? blank : change,
        ]);
      }),
  );
  if (rows.length === 0) return [];
  const columns = [column('Workload'), column('Option'), ...amountColumns(currency)];
  return [section('Present value of every option', [table(columns, rows, { repeated: 2 })])];
}

function stateWords({ before, after }: ForecastComparison): string {
  const words = ({ start, months, catalog }: ForecastComparison['before']): string =>
    `${months} months from ${start}, catalog ${catalog.version} as of ${catalog.asOf}`;
  const [was, is] = [words(before), words(after)];
  return was === is ? `Both: ${is}` : `Before: ${was}; after: ${is}`;
}
