import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { unexpectedShape } from './file-dates.ts';
import { asList, asObject, asText, readJson, type JsonObject } from './json.ts';
import { readTable, type TableRow } from './table.ts';

/** One rate of a price list of AWS: a term has one by the hour, and may have one for what is paid at its start. */
export interface AwsRate {
  readonly line: number;
  /** SKU and term: what belongs together. */
  readonly term: string;
  readonly attributes: Attributes;
  readonly unit: string;
  readonly price: string;
  readonly currency: string;
}

/** What a rate is of, by our names. */
export type Attributes = Readonly<Record<keyof typeof names, string>>;

/** Our names, with those of the JSON files and of the CSV files. */
const names = {
  kind: ['', 'TermType'],
  length: ['LeaseContractLength', 'LeaseContractLength'],
  payment: ['PurchaseOption', 'PurchaseOption'],
  class: ['OfferingClass', 'OfferingClass'],
  family: ['productFamily', 'Product Family'],
  machine: ['instanceType', 'Instance Type'],
  region: ['regionCode', 'Region Code'],
  place: ['locationType', 'Location Type'],
  system: ['operatingSystem', 'Operating System'],
  tenancy: ['tenancy', 'Tenancy'],
  software: ['preInstalledSw', 'Pre Installed S/W'],
  licence: ['licenseModel', 'License Model'],
  capacity: ['capacitystatus', 'CapacityStatus'],
  market: ['marketoption', 'MarketOption'],
} as const;

export interface AwsOffers {
  readonly published: string;
  readonly rates: readonly AwsRate[];
}

const source = 'an EC2 price list of AWS';

/**
 * The rates of an offer file (`index.json`, `index.csv`) or of what `aws pricing get-products` prints, in which each product
 * is a text of JSON.
 */
export function readAwsOffers(text: string, file: string): Result<AwsOffers> {
  if (/^\ufeff?"FormatVersion"/u.test(text)) return fromCsv(text, file);
  const read = readJson(text, file);
  if (!read.ok) return read;
  const whole = asObject(read.value);
  if (whole === undefined) return fail(unexpectedShape(file, source));
  if (Array.isArray(whole.get('PriceList'))) return fromProducts(asList(whole.get('PriceList')), file);
  const [products, terms] = [asObject(whole.get('products')), asObject(whole.get('terms'))];
  if (products === undefined || terms === undefined) return fail(unexpectedShape(file, source));
  let line = 0;
  const rates = [...products].flatMap(([sku, product]) =>
    termsOf(asObject(product), terms, sku, () => (line += 1)),
  );
  return ok({ published: asText(whole.get('publicationDate')) ?? '', rates });
}

/** Each with its own terms, under no SKU. */
function fromProducts(list: readonly unknown[], file: string): Result<AwsOffers> {
  const rates: AwsRate[] = [];
  let published = '';
  for (const [index, item] of list.entries()) {
    const read = typeof item === 'string' ? readJson(item, file) : undefined;
    const each = read?.ok === true ? asObject(read.value) : undefined;
    const product = asObject(each?.get('product'));
    if (each === undefined || product === undefined) return fail(unexpectedShape(file, source));
    const day = asText(each.get('publicationDate')) ?? '';
    if (day > published) published = day;
    const sku = asText(product.get('sku')) ?? String(index);
    const terms = new Map(
      [...(asObject(each.get('terms')) ?? [])].map(([kind, offers]) => [
        kind,
        new Map([[sku, offers]]) as JsonObject,
      ]),
    );
    rates.push(...termsOf(product, terms, sku, () => index + 1));
  }
  return ok({ published, rates });
}

function termsOf(
  product: JsonObject | undefined,
  terms: JsonObject,
  sku: string,
  count: () => number,
): readonly AwsRate[] {
  const about = asObject(product?.get('attributes'));
  const family = asText(product?.get('productFamily')) ?? '';
  return [...terms].flatMap(([kind, bySku]) =>
    [...(asObject(asObject(bySku)?.get(sku)) ?? [])].flatMap(([term, offer]) => {
      const line = count();
      const of = asObject(asObject(offer)?.get('termAttributes'));
      const attributes = byName(([name]) => asText(about?.get(name)) ?? asText(of?.get(name)) ?? '');
      return [...(asObject(asObject(offer)?.get('priceDimensions')) ?? [])].flatMap(([, rate]) =>
        [...(asObject(asObject(rate)?.get('pricePerUnit')) ?? [])].map(([currency, price]) => ({
          line,
          term,
          attributes: { ...attributes, kind, family },
          unit: asText(asObject(rate)?.get('unit')) ?? '',
          price: asText(price) ?? '',
          currency,
        })),
      );
    }),
  );
}

/** Five lines about the file stand before the header. */
function fromCsv(text: string, file: string): Result<AwsOffers> {
  const published = /^"Publication Date","(\d{4}-\d{2}-\d{2})/mu.exec(text.slice(0, 5_000))?.[1] ?? '';
  const header = /^"SKU",/mu.exec(text.slice(0, 20_000))?.index;
  if (header === undefined) return fail(unexpectedShape(file, source));
  // As many empty lines, so that places stay those of the file.
  const before = text.slice(0, header).replaceAll(/[^\n]/gu, '');
  const table = readTable(before + text.slice(header), file);
  if (!table.ok) return table;
  const rateOf = (row: TableRow): AwsRate => ({
    line: row.line,
    term: `${row.cell('SKU')}.${row.cell('OfferTermCode')}`,
    attributes: byName(([, column]) => row.cell(column)),
    unit: row.cell('Unit'),
    price: row.cell('PricePerUnit'),
    currency: row.cell('Currency'),
  });
  return ok({ published, rates: table.value.rows.map(rateOf) });
}

function byName(valueOf: (columns: readonly [string, string]) => string): Attributes {
  return Object.fromEntries(
    Object.entries(names).map(([name, columns]) => [name, valueOf(columns)]),
  ) as Attributes;
}
