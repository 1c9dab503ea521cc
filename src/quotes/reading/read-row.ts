import { Exact } from '../../formula/index.ts';
import { withoutUnsafe } from '../../diagnostics/index.ts';
import { machineName, type GpuOffer } from '../../catalog/index.ts';
import { dayAfter, readDay } from './day.ts';
import { readGpu } from './gpu.ts';
import type { PriceColumn } from './header.ts';
import type { PriceUnit } from './price-unit.ts';
import type { Cell } from './records.ts';
import type { QuoteRow } from './row.ts';
import type { QuotedTerm } from './term.ts';
import type { Basis, Quote, QuoteReading } from './types.ts';

/** A quote without an id, which has to be unlike all others. */
export type UnnamedQuote = Omit<Quote, 'offer'> & { readonly offer: Omit<GpuOffer, 'id'> };

/** The quotes of a row, one for each term that it has a price for; none where something in it is wrong. */
export function readRow(row: QuoteRow, reading: QuoteReading): readonly UnnamedQuote[] {
  const { groups, unpriced } = row.pricesByTerm();
  const [anyCell] = row.cells;
  if (groups.length === 0 && anyCell !== undefined) {
    const [first] = unpriced;
    if (first === undefined) row.refuse(anyCell, 'the row has no price');
    else row.refuse(first, `expected one amount, found '${clean(first.text)}'`);
    return [];
  }
  const quotes = groups.map((prices) => readQuote(row, prices, reading));
  return row.problems.length > 0 ? [] : quotes.filter((quote) => quote !== null);
}

interface Price {
  /** Of one GPU, by the hour or the month. */
  readonly value: Exact;
  readonly period: 'hour' | 'month';
  readonly currency: string;
  readonly basis: Basis;
  readonly quoted: string;
}

type Priced = readonly { readonly column: PriceColumn; readonly cell: Cell }[];

function readQuote(row: QuoteRow, prices: Priced, reading: QuoteReading): UnnamedQuote | null {
  const [first] = prices;
  const name = row.cell('gpu') ?? row.cell('machine');
  if (first === undefined) return null;
  if (name === null) return row.refuse(first.cell, 'the row names no GPU');
  const gpu = readGpu(name.text, row.text('memory'), row.text('form'), reading);
  const notes: string[] = [];
  const machine = reading.machines.get(machineName(row.text('machine')));
  const isMachine = machine !== undefined || reading.machines.has(machineName(name.text));
  const node = nodeSize(row, name, gpu.count ?? (machine?.gpu === gpu.id ? machine.gpus : null), notes);
  const read = prices.map(({ column, cell }) =>
    readPrice(row, column, cell, node, isMachine, reading, notes),
  );
  const price = mainPrice(row, prices, read, notes);
  const stated = first.column.term ?? row.term();
  const minimumTerm = row.minimumTerm();
  const term = stated === null ? null : committed(stated, minimumTerm, notes);
  if (price === null || term === null) return null;
  const upfront = readUpfront(row, price, node, term, notes);
  const egress = readEgress(row, price.currency, notes);
  const interruption = readInterruption(row, term);
  const minimum = minimumGpus(row, node);
  const dates = readDates(row, notes);
  if (row.problems.length > 0) return null;
  const vendor = clean(row.text('vendor')) || 'quote';
  const { file, line } = first.cell.span;
  return {
    vendor,
    gpuName: clean(name.text),
    quoted: price.quoted,
    minimumTerm,
    egress,
    validUntil: dates.last,
    notes,
    span: first.cell.span,
    offer: {
      cloud: vendor,
      gpu: gpu.id,
      region: clean(row.text('region')) || null,
      residency: row
        .text('residency')
        .toLowerCase()
        .split(/[\s,;|/]+/u)
        .filter((each) => each !== '')
        .toSorted(),
      currency: price.currency,
      node: node ?? new Exact(1),
      ...(minimum === null ? {} : { minimum }),
      ...term,
      switchOff: term.term !== 'reserved',
      interruption,
      rows: [
        {
          from: null,
          to: dates.last === null ? null : dayAfter(dates.last),
          recorded: null,
          status: 'confirmed',
          kind: 'quote',
          source: { url: `${file}:${line}`, retrieved: dates.retrieved, place: { file, line } },
          hourly: price.period === 'hour' ? price.value : null,
          monthly: price.period === 'month' ? price.value : null,
          upfront,
          ownership: null,
        },
      ],
      span: first.cell.span,
    },
  };
}

/** A text of a file as it may be shown: without control characters, not long. */
function clean(text: string): string {
  return withoutUnsafe(text).replaceAll(/ +/gu, ' ').trim().slice(0, 100);
}

/** A quantity that does not say of what counts the nodes, where the name says how many GPUs one has. */
const bareQuantity = /^(?:count|qty|quantity)$/u;

function nodeSize(row: QuoteRow, name: Cell, inName: number | null, notes: string[]): Exact | null {
  const stated = row.count('node');
  if (inName === null || inName === 0) return stated;
  if (stated !== null && !stated.eq(inName) && bareQuantity.test(row.title('node'))) {
    notes.push(`a quantity of ${stated.toFixed()} is taken as nodes of ${inName} GPUs each`);
    return new Exact(inName);
  }
  if (stated !== null && !stated.eq(inName))
    return row.refuse(
      name,
      `names ${inName} GPUs, but its column says that the node has ${stated.toFixed()}`,
    );
  return new Exact(inName);
}

function readPrice(
  row: QuoteRow,
  column: PriceColumn,
  cell: Cell,
  node: Exact | null,
  isMachine: boolean,
  reading: QuoteReading,
  notes: string[],
): Price | null {
  const amount = row.amount(cell);
  if (amount === null) return null;
  const unit = row.unit(cell, amount, column.unit, true);
  if (unit === null) return null;
  if (unit.period === null)
    return row.refuse(
      cell,
      'unclear whether the price is per hour or per month',
      "add a column 'per', such as '$/GPU/hr'",
    );
  if (amount.value.isZero()) return row.refuse(cell, 'a price of 0 is not a quote');
  // Clouds sell their machines whole.
  const basis = isMachine && unit.basis === null ? 'node' : basisOf(row, cell, unit, node, reading);
  if (basis === null) return null;
  if (basis === 'node' && node === null)
    return row.refuse(
      cell,
      'the price is per node, but the number of GPUs in a node is missing',
      "add a column 'node'",
    );
  const currency = unit.currency ?? reading.currency;
  if (unit.currency === null) notes.push(`no currency is named: ${currency} is assumed`);
  const perGpu = basis === 'node' && node !== null ? amount.value.div(node) : amount.value;
  return {
    value: unit.period === 'year' ? perGpu.div(12) : perGpu,
    period: unit.period === 'hour' ? 'hour' : 'month',
    currency,
    basis,
    quoted: `${amount.value.toFixed()} ${currency}/${basis === 'gpu' ? 'GPU' : 'node'}/${unit.period}`,
  };
}

/** Of a node with one GPU it makes no difference; otherwise a factor that nobody may guess. */
function basisOf(
  row: QuoteRow,
  cell: Cell,
  unit: PriceUnit,
  node: Exact | null,
  reading: QuoteReading,
): Basis | null {
  if (unit.basis !== null) return unit.basis;
  if (node === null || node.eq(1)) return 'gpu';
  if (reading.basis !== null) return reading.basis;
  const message = `unclear whether the price is per GPU or per node of ${node.toFixed()}`;
  return row.refuse(
    cell,
    message,
    "name the column '$/GPU/hr' or '$/node/hr', or give --per gpu or --per node",
  );
}

/** Of several prices for one term the first counts; those for the same time have to agree with it within 1 %. */
function mainPrice(
  row: QuoteRow,
  prices: Priced,
  read: readonly (Price | null)[],
  notes: string[],
): Price | null {
  const [first, ...others] = read;
  if (first === undefined || first === null) return null;
  for (const [index, other] of others.entries()) {
    const at = prices[index + 1];
    if (at === undefined || other === null) continue;
    if (other.period !== first.period || other.currency !== first.currency) {
      notes.push(`'${at.column.title}' is not used: '${prices[0]?.column.title ?? ''}' counts`);
    } else if (other.value.minus(first.value).abs().gt(first.value.times('0.01'))) {
      return row.refuse(at.cell, `${other.quoted} is not the same as ${first.quoted}`);
    }
  }
  return first;
}

/** A rental that has to be paid for some months is reserved for them, whatever it is called. */
function committed(stated: QuotedTerm, minimum: Exact | null, notes: string[]): QuotedTerm {
  if (minimum === null || stated.termMonths?.gte(minimum) === true) return stated;
  notes.push(`the minimum term of ${minimum.toFixed()} months counts as its term`);
  return { term: 'reserved', termMonths: minimum };
}

function readUpfront(
  row: QuoteRow,
  price: Price,
  node: Exact | null,
  term: QuotedTerm,
  notes: string[],
): Exact | null {
  const cell = row.cell('upfront');
  const amount = cell === null ? null : row.amount(cell);
  if (cell === null || amount === null || amount.value.isZero()) return null;
  const unit = row.unit(cell, amount, row.unitOf('upfront'), false);
  if (unit === null) return null;
  if (unit.currency !== null && unit.currency !== price.currency)
    return row.refuse(cell, `it is in ${unit.currency}, the price in ${price.currency}`);
  if (unit.period !== null || unit.traffic !== null)
    return row.refuse(cell, 'an upfront payment is paid once, not per hour or month');
  if (term.termMonths === null) return row.refuse(cell, 'an upfront payment needs a term to be spread over');
  const basis = unit.basis ?? price.basis;
  if (unit.basis === null && node?.gt(1) === true)
    notes.push(`the upfront payment is taken per ${basis === 'gpu' ? 'GPU' : 'node'}, like the price`);
  return basis === 'node' && node !== null ? amount.value.div(node) : amount.value;
}

/** What traffic costs; where a price does not say of what, the quote stands without it and a note says so. */
function readEgress(row: QuoteRow, currency: string, notes: string[]): Quote['egress'] {
  const cell = row.cell('egress');
  if (cell === null || /^(?:free|included|incl\.?|unlimited|unmetered)$/iu.test(cell.text)) return null;
  const amount = row.amount(cell);
  if (amount === null || amount.value.isZero()) return null;
  const unit = row.unit(cell, amount, row.unitOf('egress'), false);
  if (unit === null) return null;
  if (unit.currency !== null && unit.currency !== currency)
    return row.refuse(cell, `it is in ${unit.currency}, the price in ${currency}`);
  if (unit.traffic !== null && unit.period === null)
    return { amount: unit.traffic === 'TB' ? amount.value.div(1000) : amount.value, per: 'GB' };
  if (unit.traffic === null && unit.period === 'month') return { amount: amount.value, per: 'month' };
  notes.push(
    `egress at '${clean(cell.text)}' is not counted: unclear whether per GB or per month; name the column 'egress $/GB' or 'egress $/month'`,
  );
  return null;
}

function readInterruption(row: QuoteRow, { term }: QuotedTerm): GpuOffer['interruption'] {
  const waste = row.share('waste');
  if (term !== 'spot') return null;
  if (waste !== null) return { waste, unavailable: new Exact(0), fallbackHourly: null };
  return null;
}

function minimumGpus(row: QuoteRow, node: Exact | null): Exact | null {
  const gpus = row.count('minimum_gpus');
  const nodes = row.count('minimum_nodes')?.times(node ?? 1) ?? null;
  return gpus === null || nodes === null ? (gpus ?? nodes) : Exact.max(gpus, nodes);
}

function readDates(
  row: QuoteRow,
  notes: string[],
): { readonly retrieved: string | null; readonly last: string | null } {
  const [seen, until] = [row.cell('date'), row.cell('valid_until')];
  const retrieved = seen === null ? null : readDay(seen.text);
  const last = until === null ? null : readDay(until.text);
  if (until !== null && last === null)
    row.refuse(until, `expected a date such as 2026-11-01, found '${until.text}'`);
  if (seen !== null && retrieved === null)
    notes.push(`'${clean(seen.text)}' is not a date such as 2026-11-01`);
  return { retrieved, last };
}
