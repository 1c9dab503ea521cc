import { nearest, problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import type { Cell } from './records.ts';
import { unitOfWords, wordsOf, type PriceUnit } from './price-unit.ts';
import { readTerm, type QuotedTerm } from './term.ts';

/** What a column says. Prices are apart, since a file may have several. */
export type Role =
  | 'id'
  | 'vendor'
  | 'gpu'
  | 'machine'
  | 'memory'
  | 'form'
  | 'node'
  | 'per'
  | 'currency'
  | 'term'
  | 'minimum_term'
  | 'minimum_gpus'
  | 'minimum_nodes'
  | 'upfront'
  | 'egress'
  | 'region'
  | 'residency'
  | 'waste'
  | 'date'
  | 'valid_until'
  | 'note';

const names: Readonly<Record<Role, RegExp>> = {
  id: /^(?:id|quote|quote id|offer|offer id|ref|reference)$/u,
  vendor:
    /^(?:vendor|provider|cloud|supplier|seller|company|neocloud|lessor|reseller|operator|anbieter|lieferant)(?: name)?$/u,
  gpu: /^(?:gpu|accelerator|card|equipment|hardware|device|gpu (?:model|type|name|kind|description)|accelerator (?:model|type|name))$/u,
  machine:
    /^(?:instanz ?typ|instance|machine|vm|server|flavou?r|shape|sku)(?: (?:type|name|size|model|shape))?$/u,
  memory: /^(?:v ?ram|memory|gpu memory|gpu ram)(?: gb| gib)?$/u,
  form: /^(?:form|form factor|interconnect|socket)$/u,
  node: /^(?:node|node size|size|count|qty|quantity|gpus|(?:gpu|accelerator|card)s? (?:count|qty|quantity|number|num)|(?:of|(?:qty|quantity|count|number|num|no|nr|amount|total|anzahl)(?: of)?) (?:gpus?|accelerators?|cards?)|(?:gpu|accelerator|card)s?(?: per| a| in)? (?:node|instance|server|machine|host|system|box|vm))$/u,
  per: /^(?:per|unit|units|basis|price unit|price basis|price per|billing unit|billed per)$/u,
  currency: /^(?:currency|ccy|cur|currency code|währung)$/u,
  term: /^(?:term|commitment|commit|committed|commitment term|contract|contract length|contract term|term length|duration|laufzeit|vertragslaufzeit|pricing|pricing model|price type)(?: months?| years?| mo| yrs?)?$/u,
  minimum_term:
    /^(?:min|minimum) (?:term|commitment|commit|contract|duration|rental|period)(?: months?| years?| mo| yrs?)?$/u,
  minimum_gpus: /^(?:min|minimum)(?: number of| order)? (?:gpus?|quantity|qty|order)$/u,
  minimum_nodes: /^(?:min|minimum)(?: number of| order)? (?:nodes|instances|servers)$/u,
  upfront:
    /^(?:up ?front|prepay|prepayment|pre payment|prepaid|down payment|deposit|paid up ?front|anzahlung|vorauszahlung)\b/u,
  egress: /^(?:egress|data (?:egress|transfer|out)|bandwidth|outbound|traffic)\b/u,
  region: /^(?:region|location|zone|country|standort|data ?cent(?:er|re)|dc)$/u,
  residency: /^(?:residency|data residency|jurisdiction)$/u,
  waste: /^(?:waste|work lost|interruptions?|interruption rate)$/u,
  date: /^(?:date|quoted|quoted on|quote date|as of|seen|retrieved)$/u,
  valid_until:
    /^(?:(?:quote|offer|price) )?(?:(?:is )?valid (?:until|till|to|through)|expires(?: on)?|(?:expiry|expiration)(?: date)?|gültig bis)$/u,
  note: /^(?:notes?|comments?|remarks?|caveats?)$/u,
};

/** A column of prices, with what its header says of them. */
export interface PriceColumn {
  readonly index: number;
  readonly title: string;
  readonly unit: PriceUnit;
  /** Where the header has the term: `spot $/hr`. */
  readonly term: QuotedTerm | null;
}

export interface Header {
  readonly columns: ReadonlyMap<
    Role,
    { readonly index: number; readonly title: string; readonly unit: PriceUnit }
  >;
  readonly prices: readonly PriceColumn[];
  readonly problems: readonly Diagnostic[];
}

const priceWord =
  /^(?:price|rate|cost|hourly|monthly|annual|tariff|quote|quoted|list|net|netto|discounted|payments?|charges?|fees?|rent|rental|lease|preis|miete|mietpreis)$/u;

/** What the columns of a file are, and problems where the GPU or any price is missing or a role is there twice. */
export function readHeader(cells: readonly Cell[]): Header {
  const columns = new Map<Role, { index: number; title: string; unit: PriceUnit }>();
  const prices: PriceColumn[] = [];
  const problems: Diagnostic[] = [];
  const unread: Cell[] = [];
  for (const [index, cell] of cells.entries()) {
    const title = cell.text;
    const role = roleOf(title);
    const { unit } = unitOfWords(title);
    if (role !== null && columns.has(role)) {
      const message = `the columns '${columns.get(role)?.title ?? ''}' and '${title}' mean the same`;
      problems.push(problem('quotes/header', message, { span: cell.span, hint: 'remove one of them' }));
    } else if (role !== null) columns.set(role, { index, title, unit });
    else {
      const price = priceColumn(title, index);
      if (price !== null) prices.push(price);
      else if (title !== '') unread.push(cell);
    }
  }
  problems.push(...missing(columns, prices, cells), ...unread.map(unreadColumn));
  return { columns, prices, problems };
}

function roleOf(title: string): Role | null {
  const plain = wordsOf(title).join(' ');
  const bare = plain.replaceAll(/ (?:usd|eur|gbp)$/gu, '');
  const found = (Object.keys(names) as Role[]).find((role) => names[role].test(bare));
  return found ?? null;
}

/** A header that names a currency, a period or a price: `$/hr`, `USD per hour`, `price_per_gpu_hour`, `spot $/hr`. */
function priceColumn(title: string, index: number): PriceColumn | null {
  const { unit, others } = unitOfWords(title);
  if (isWithTax(title)) return null;
  const isPrice =
    unit.traffic === null &&
    (unit.currency !== null ||
      (unit.period !== null && wordsOf(title).length <= 8) ||
      wordsOf(title).some((word) => priceWord.test(word)));
  if (!isPrice) return null;
  const rest = others.filter((word) => !priceWord.test(word) && !beforeTax.test(word) && !taxWord.test(word));
  if (rest.length === 0) return { index, title, unit, term: null };
  // `1yr $/hr`: the length of the term is no period of the price.
  const timed = /(?:^|[^\p{L}\p{N}])(\d{1,2})[\s_-]*(y|yrs?|years?|mo|months?)(?![\p{L}])/iu.exec(title);
  const term = timed === null ? readTerm(rest.join(' '), null) : readTerm(`${timed[1]}${timed[2]}`, null);
  if (term === null) return null;
  const unitOfRest = timed === null ? unit : unitOfWords(title.replace(timed[0], ' ')).unit;
  return { index, title, unit: unitOfRest, term };
}

function missing(
  columns: Header['columns'],
  prices: readonly PriceColumn[],
  cells: readonly Cell[],
): readonly Diagnostic[] {
  const span = cells[0]?.span;
  const found = `the columns are ${cells
    .map(({ text }) => text)
    .join(', ')
    .slice(0, 300)}`;
  const lacking: Diagnostic[] = [];
  if (!columns.has('gpu') && !columns.has('machine'))
    lacking.push(
      problem('quotes/header', "no column names the GPU: expected a column 'gpu'", { span, hint: found }),
    );
  if (prices.length === 0) {
    const message =
      "no column has a price: expected 'price' with a column 'per', or a header that says both, such as '$/GPU/hr'";
    lacking.push(problem('quotes/header', message, { span, hint: found }));
  }
  return lacking;
}

const taxWord = /^(?:vat|mwst|ust|tax|taxes|gst|tva|iva)$/u;
const withTax = /^(?:gross|brutto|ttc)$/u;
const beforeTax = /^(?:excl|exclusive|excluding|ex|net|netto|without|before|zzgl|ht)$/u;

/** Whether a header says that amounts have a tax in them, or names one without saying that they are before it. */
function isWithTax(title: string): boolean {
  const words = wordsOf(title);
  const isBefore = words.some((word) => beforeTax.test(word));
  return words.some((word) => withTax.test(word)) || (words.some((word) => taxWord.test(word)) && !isBefore);
}

/** Of a header that is nearly a price: what about it is not understood. */
function whyNoPrice(title: string): string | undefined {
  if (isWithTax(title)) return compareWithoutTax;
  const { unit, others } = unitOfWords(title);
  if (unit.currency === null && unit.period === null) return undefined;
  const strange = others.filter((word) => !priceWord.test(word)).slice(0, 3);
  return strange.length === 0
    ? undefined
    : `it may be a price, but ${strange.map((word) => `'${word}'`).join(', ')} in its name is not understood`;
}

const compareWithoutTax =
  "quotes are compared before tax: give amounts before tax, in a column that says so, such as '$/GPU/hr net'; a column of tax rates changes no price";

function unreadColumn({ text, span }: Cell): Diagnostic {
  const meant = nearest(text.toLowerCase(), [...Object.keys(names), 'price', 'hourly']);
  const hint = meant === undefined ? whyNoPrice(text) : `did you mean '${meant}'?`;
  return warning(
    'quotes/unread-column',
    `the column '${text.slice(0, 100)}' is not recognized and is ignored`,
    {
      span,
      hint,
    },
  );
}
