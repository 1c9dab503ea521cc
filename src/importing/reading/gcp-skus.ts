import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { unexpectedShape } from './file-dates.ts';
import { asList, asNumber, asObject, asText, readJson, type JsonObject, type JsonValue } from './json.ts';

/** A price of the Cloud Billing Catalog. */
export interface GcpSku {
  readonly description: string;
  /** `GPU`, `CPU`, `RAM`, `LocalSSD`, or something else. */
  readonly group: string;
  /** `OnDemand`, `Preemptible`, `Commit1Yr`, `Commit3Yr`. */
  readonly usage: string;
  readonly regions: readonly string[];
  readonly unit: string;
  /** Per unit; undefined where it is stepped by volume, or no number. */
  readonly price: Exact | undefined;
  readonly currency: string;
  readonly effective: string;
}

/** The SKUs of a page of `services/6F81-5844-456A/skus`, or of a list of pages. */
export function readGcpSkus(text: string, file: string): Result<readonly GcpSku[]> {
  const read = readJson(text, file);
  if (!read.ok) return read;
  const pages = Array.isArray(read.value) ? asList(read.value) : [read.value];
  const lists = pages.map((page) => asObject(page)?.get('skus'));
  if (lists.length === 0 || lists.some((list) => !Array.isArray(list)))
    return fail(unexpectedShape(file, "pages of SKUs of Google's Cloud Billing Catalog"));
  return ok(lists.flatMap((list) => asList(list).flatMap((each) => skuOf(asObject(each)))));
}

function skuOf(sku: JsonObject | undefined): readonly GcpSku[] {
  if (sku === undefined) return [];
  const category = asObject(sku.get('category'));
  const word = (of: JsonObject | undefined, name: string): string => asText(of?.get(name)) ?? '';
  const pricing = asList(sku.get('pricingInfo')).flatMap((each) => asObject(each) ?? []);
  // The newest counts, wherever it stands.
  const latest = pricing.toSorted((a, b) =>
    word(a, 'effectiveTime') < word(b, 'effectiveTime') ? 1 : -1,
  )[0];
  const expression = asObject(latest?.get('pricingExpression'));
  const [rate, ...more] = asList(expression?.get('tieredRates')).flatMap((each) => asObject(each) ?? []);
  const money = asObject(rate?.get('unitPrice'));
  const perUnit = asNumber(expression?.get('displayQuantity')) ?? new Exact(1);
  const amount = amountOf(money);
  const isPlain = more.length === 0 && perUnit.eq(1);
  return [
    {
      description: word(sku, 'description'),
      group: word(category, 'resourceGroup'),
      usage: word(category, 'usageType'),
      regions: asList(sku.get('serviceRegions')).flatMap((each) => asText(each) ?? []),
      unit: word(expression, 'usageUnit'),
      price: isPlain ? amount : undefined,
      currency: word(money, 'currencyCode') || 'USD',
      effective: word(latest, 'effectiveTime').slice(0, 10),
    },
  ];
}

/** Whole units as a text (or a number) and billionths as a number; either may be left out where it is zero. */
function amountOf(money: JsonObject | undefined): Exact | undefined {
  if (money === undefined) return undefined;
  const units = numberOf(money.get('units') ?? '0');
  const nanos = numberOf(money.get('nanos') ?? '0');
  return units === undefined || nanos === undefined ? undefined : units.plus(nanos.div(1_000_000_000));
}

function numberOf(value: JsonValue): Exact | undefined {
  const text = asNumber(value)?.toFixed() ?? asText(value) ?? '';
  return /^-?\d{1,15}$/u.test(text) ? new Exact(text) : undefined;
}
