import { column, readCsv } from '../extracts.ts';
import { fact, numberAt, rowSource, slug, type FactEntry } from './fact.ts';
import { sources } from '../sources.ts';
import type { Exact } from '../../../src/formula/index.ts';

/** What each unit of the extract is here, and how many of ours one of it is. */
const units: readonly (readonly [name: RegExp, unit: string, per: number])[] = [
  [/^month(?: minimum)?$/u, '/month', 1],
  [/^seat-month$/u, '/user/month', 1],
  [/^hour$/u, '/hour', 1],
  [/^Gi?B/u, '/GB', 1],
  [/^(?:USD per )?million requests$/u, '/request', 1_000_000],
  [/^million tokens$/u, '/Mtok', 1],
];

/** Gateways, logs, vector stores, serverless requests: list prices by vendor, with what they include in the note. */
export function platformFacts(folder: string): readonly FactEntry[] {
  return readCsv(folder, 'field/e1-platform-prices.csv').flatMap((row): readonly FactEntry[] => {
    const price = leadingNumber(column(row, 'price'));
    const found = units.find(([name]) => name.test(column(row, 'unit')));
    if (price === undefined || found === undefined || price.isZero()) return [];
    const [, unit, per] = found;
    const [layer, vendor, plan] = [column(row, 'layer'), column(row, 'vendor'), column(row, 'plan')];
    const included = column(row, 'included');
    const notes = [included === '' ? '' : `includes ${included}`, column(row, 'overage')];
    return [
      fact({
        id: slugs(vendor, plan === '' ? layer : plan),
        subject: 'platform',
        label: [layer, vendor, plan].filter((each) => each !== '').join(', '),
        value: price.div(per),
        unit: `${column(row, 'currency')}${unit}`,
        source: rowSource(row, 'https://aws.amazon.com/ec2/pricing/on-demand/', notes.filter((each) => each !== '').join('; ')),
      }),
    ]; // prettier-ignore
  });
}

/** What a vendor's conditions multiply, and with which others they can be had; discounts for committing. */
export function serviceFacts(folder: string): readonly FactEntry[] {
  return readCsv(folder, 'field/d2-multipliers-commitments.csv').flatMap((row): readonly FactEntry[] => {
    const [vendor, mechanism, unit] = [column(row, 'vendor'), column(row, 'mechanism'), column(row, 'unit')];
    const value = leadingNumber(column(row, 'value').replace(/^up to /u, ''));
    if (value === undefined || vendor === 'any' || !/^(?:x |weight|discount)/u.test(unit)) return [];
    const stacks = column(row, 'stacks_with');
    const [low, high] = rangeIn(column(row, 'value'));
    return [
      fact({
        id: slugs(vendor, mechanism),
        subject: unit === 'discount' ? 'commitment' : 'service',
        label: `${mechanism}: ${column(row, 'applies_to') || 'all tokens'}, ${unit}`,
        value,
        low,
        high,
        unit: '1',
        source: rowSource(
          row,
          'https://openai.com/api/pricing/',
          [
            column(row, 'value').startsWith('up to') ? 'a ceiling' : '',
            stacks === '' ? '' : `stacking: ${stacks}`,
          ]
            .filter((each) => each !== '')
            .join('; '),
        ),
      }),
    ];
  });
}

/** How prices moved over the years, by what is bought: a fit through their history, with its scatter as the range. */
export function trendFacts(folder: string): readonly FactEntry[] {
  return readCsv(folder, 'field/g2-price-decline.csv').flatMap((row): readonly FactEntry[] => {
    const fit = /^([+-][\d.]+)%$/u.exec(column(row, 'yearly_change_fit'))?.[1];
    const value = fit === undefined ? undefined : numberOf(fit)?.div(100);
    if (value === undefined || !column(row, 'kind').startsWith('computed')) return [];
    const name = column(row, 'series').replace(/: price of the SKU in that slot$/u, '');
    const scatter = column(row, 'residual_log_sd');
    return [
      fact({
        id: `price-trend/${slug(name)}`,
        subject: 'price-trend',
        label: `yearly change of ${name}, ${column(row, 'points')} prices from ${column(row, 'first')} to ${column(row, 'last')}`,
        value,
        unit: '1/year',
        kind: 'estimated',
        source: rowSource(row, sources.vendorHistory.url, scatter === '' ? '' : `log-linear fit, scatter ${scatter}`),
      }),
    ]; // prettier-ignore
  });
}

function slugs(...names: readonly string[]): string {
  return names.map((name) => slug(name).slice(0, 48)).join('/');
}

function numberOf(text: string): Exact | undefined {
  return numberAt({ value: text }, 'value');
}

/** `2.0 (typical)` begins with its figure; `0.25-0.45` is a range, of which the low end stands for it. */
function leadingNumber(text: string): Exact | undefined {
  return numberOf(/^\d+(?:\.\d+)?(?=$|[ -])/u.exec(text)?.[0] ?? '');
}

function rangeIn(text: string): readonly [Exact | undefined, Exact | undefined] {
  const [, low = '', high = ''] = /^([\d.]+)-([\d.]+)$/u.exec(text) ?? [];
  return [numberOf(low), numberOf(high)];
}
