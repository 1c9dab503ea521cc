import { Exact, ExactReading, readSpreadsheet, type Node } from '../../../../formula/index.ts';
import type { OptionModel } from '../../../../model/index.ts';
import type { QuoteResult, QuotesModel, QuotesResult } from '../../../../quotes/index.ts';
import { documentOf } from '../../../results/document-of.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { NumberFormat } from '../package/styles.ts';
import type { Workbook } from '../package/workbook.ts';
import { WorkbookBuilder } from './builder.ts';
import { addCalculation, addLeastTables } from './calculation-sheets.ts';
import { formula, headers, text } from './cells.ts';
import { addCheck, type CheckedFigure } from './check-sheet.ts';
import { addDocument } from './document-workbook.ts';
import { countFormat, moneyFormat, priceFormat } from './formats.ts';
import { addInputs } from './inputs-sheet.ts';
import { addSources } from './list-sheets.ts';
import { LiveCells } from './live-cells.ts';

/** Each has formulas of its own; longer lists are a table of figures. */
const mostQuotes = 300;

/** What stands of a quote or of the API, live. */
const columns = [
  'effective_hourly',
  'least_monthly',
  'gpus',
  'monthly',
  'per_mtok',
  'floor_per_mtok',
] as const;
type Column = (typeof columns)[number];
type Figures = Partial<Readonly<Record<Column, { readonly node: Node; readonly value: Exact }>>>;

/**
 * Quotes as a workbook that computes: prices, terms and the workload to change, and what each quote costs as formulas of them.
 * Prices at which a quote would win are searched for; they stand as figures. Null for very many quotes.
 */
export function quotesWorkbook(result: QuotesResult, quoted: QuotesModel): Workbook | null {
  const { quotes, api, workload, currency } = result;
  if (quotes.length > mostQuotes) return null;
  const byId = new Map(quoted.workload.options.map((option) => [option.id, option]));
  const rows = [
    ...quotes.map((quote) => ({ quote, of: figuresOf(quote, quoted, byId.get(quote.id)) })),
    ...(api === null ? [] : [{ quote: null, of: apiFigures(api, byId.get(api.id)) }]),
  ];
  const workbook = new WorkbookBuilder();
  const sheet = workbook.sheet('Summary', [8, 34, 20, 26, 18, 18, 20, 10, 20, 20, 20, 44]);
  const reading = readSpreadsheet(rows.flatMap(({ of }) => Object.values(of).map(({ node }) => node)));
  const exact = new ExactReading();
  const live = new LiveCells(workbook, exact, reading);
  const formats = formatsOf(currency);
  addInputs(workbook, reading.inputs, quoted.model.structural);
  sheet.add(
    [text(`GPU quotes for ${workload.id}`, 'title')],
    [
      text(
        'Change a price, a term or the volume on the sheet Inputs: what each quote costs and its rank follow.',
        'muted',
      ),
    ],
    [],
    headers(
      'Rank', 'Vendor', 'GPU', 'Quoted', 'Term', `Effective, ${currency}/hour/GPU`, `Least, ${currency}/month`, 'GPUs',
      `Workload, ${currency}/month`, `${currency}/Mtok`, `Floor, ${currency}/Mtok`, 'Not ranked because',
    ),
  ); // prettier-ignore
  sheet.freeze();
  const ranked = quotes.filter(({ rank }) => rank !== null).length;
  const costs = `$I$${sheet.next + 1}:$I$${sheet.next + ranked}`;
  const checked: CheckedFigure[] = [];
  for (const { quote, of } of rows) {
    const option = quote?.id ?? api?.id ?? '';
    const cells = columns.map((what): SheetCell | null => {
      const figure = of[what];
      if (figure === undefined) return null;
      const { node, value } = figure;
      const { format } = formats[what];
      checked.push({
        workload: workload.id,
        option,
        what,
        live: live.reference(node),
        computed: value,
        ...formats[what],
      });
      return live.guarded(node, format);
    });
    const row = sheet.next + 1;
    const rank = quote?.rank ?? null;
    const style = rank === 1 ? 'chosen' : 'plain';
    sheet.add([
      rank === null ? null : formula(`RANK($I$${row},${costs},1)`, null, countFormat, style),
      ...(quote === null
        ? [text(api?.title ?? '', 'heading'), text('API'), text(''), text('')]
        : [text(quote.vendor, style), text(quote.gpu), text(quote.quoted), text(quote.term)]),
      ...cells,
      text(quote?.excludedBy.map(({ message }) => message).join('; ') ?? '', 'muted', true),
    ]);
  }
  addCalculation(workbook, live, exact);
  addLeastTables(workbook, reading);
  addDocument(workbook, documentOf(result));
  addSources(workbook, reading);
  addCheck(workbook, checked);
  return workbook.build(`GPU quotes for ${workload.id}`, `Prices of ${result.catalog.asOf}`);
}

function formatsOf(
  currency: string,
): Readonly<Record<Column, { readonly format: NumberFormat; readonly places: number }>> {
  const money = { format: moneyFormat(currency), places: 2 };
  const price = { format: priceFormat(currency), places: 6 };
  return {
    effective_hourly: price,
    least_monthly: money,
    gpus: { format: countFormat, places: 2 },
    monthly: money,
    per_mtok: price,
    floor_per_mtok: price,
  };
}

function figuresOf(quote: QuoteResult, { rents }: QuotesModel, option: OptionModel | undefined): Figures {
  const statement = option?.statement ?? null;
  const rent = rents.get(quote.id);
  const gpus = quote.capacity?.gpus;
  return known({
    effective_hourly: [rent?.hourly, quote.effectiveHourly],
    least_monthly: [rent?.leastMonthly, quote.leastMonthly],
    gpus: [statement?.capacity?.gpus, gpus === undefined ? null : new Exact(gpus)],
    monthly: [statement?.monthly, quote.monthly],
    per_mtok: [statement?.perMtok, quote.perMtok],
    floor_per_mtok: [statement?.floorPerMtok, quote.floorPerMtok],
  });
}

function apiFigures(api: NonNullable<QuotesResult['api']>, option: OptionModel | undefined): Figures {
  const statement = option?.statement ?? null;
  return known({ monthly: [statement?.monthly, api.monthly], per_mtok: [statement?.perMtok, api.perMtok] });
}

type Possible = readonly [node: Node | null | undefined, value: Exact | null | undefined];

/** Those that have a formula and a value. */
function known(figures: Partial<Readonly<Record<Column, Possible>>>): Figures {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([column, [node, value]]) =>
      node === null || node === undefined || value === null || value === undefined
        ? []
        : [[column, { node, value }]],
    ),
  );
}
