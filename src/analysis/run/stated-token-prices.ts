import { rowAt, type TokenEntry, type TokenPriceRow } from '../../catalog/index.ts';
import { Exact, showNumber } from '../../formula/index.ts';
import { convertedAmount, type Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';

/** Stated and listed prices that differ by more than this factor contradict each other. */
const contradiction = new Exact('1.01');
/** Of a price in another currency: rates move, and vendors round. */
const exchangedContradiction = new Exact('2');
/** A contract is below the list; one below it by more than this factor is more likely a slip of the decimal mark. */
const deepestDiscount = 10;

/** What the catalog lists, in the currency of the price that is held against it. */
interface Listed {
  readonly input: Exact;
  readonly output: Exact;
  readonly cached: Exact | null;
  readonly source: TokenPriceRow['source'];
  /** By more than this factor a price contradicts it. */
  readonly tolerance: Exact;
}

/** Token prices that the scenario states for an entry which the catalog prices otherwise. */
export function statedTokenPrices(model: Model): readonly Finding[] {
  return [...model.scenario.prices.values()].flatMap((stated) => {
    const ours = rowOn(model, stated);
    const theirs = listedFor(model, stated);
    if (ours === undefined || theirs === undefined) return [];
    const [cheapest, dearest] = [Exact.min(ours.input, ours.output), Exact.max(ours.input, ours.output)];
    const [lowest, highest] = [
      Exact.min(theirs.input, theirs.output),
      Exact.max(theirs.input, theirs.output),
    ];
    if (cheapest.lte(highest.times(theirs.tolerance)) && dearest.times(theirs.tolerance).gte(lowest))
      return eachAgainstList(stated, ours, theirs);
    const tooHigh = cheapest.gt(highest);
    const factor = tooHigh ? cheapest.div(highest) : lowest.div(dearest);
    const per = `${stated.currency}/Mtok`;
    const bound = tooHigh
      ? `no mix of these exceeds ${shown(highest)}`
      : `no mix of these is below ${shown(lowest)}`;
    const by = factor.isFinite() ? `${showNumber(factor.toDecimalPlaces(1))} times ` : '';
    return [
      {
        code: 'stated-price-contradicts-catalog',
        message: `the scenario prices ${stated.id} at ${range(cheapest, dearest)} ${per}, but the catalog lists ${shown(theirs.input)} in and ${shown(theirs.output)} out (${theirs.source.url}, ${theirs.source.retrieved}): ${bound} ${per}, so the stated price is ${by}too ${tooHigh ? 'high' : 'low'}`,
      },
    ];
  });
}

/** The prices of the entry of that name, exchanged where its currency is another one; undefined where nothing can be compared. */
function listedFor(model: Model, stated: TokenEntry): Listed | undefined {
  const listed = model.catalog.tokens.get(stated.id);
  const row = listed === undefined ? undefined : rowOn(model, listed);
  if (listed === undefined || row === undefined) return undefined;
  const own = (value: Exact): Exact | null => convertedAmount(model, value, listed.currency, stated.currency);
  const [input, output] = [own(row.input), own(row.output)];
  if (input === null || output === null) return undefined;
  const isSame = listed.currency === stated.currency;
  const cached = row.cached === null ? null : own(row.cached);
  const tolerance = isSame ? contradiction : exchangedContradiction;
  return { input, output, cached, source: row.source, tolerance };
}

/**
 * Where a mix of the listed prices could come to the stated ones, each price against its own list price. One price for input
 * and output is such a mix, and a contract below the list is what contracts are for.
 */
function eachAgainstList(stated: TokenEntry, ours: TokenPriceRow, theirs: Listed): readonly Finding[] {
  const isOnePrice = ours.input.eq(ours.output);
  return (['input', 'output', 'cached'] as const).flatMap((key) => {
    const [own, list] = [ours[key], theirs[key]];
    if (own === null || list === null || (isOnePrice && key !== 'cached')) return [];
    const isHigh = own.gt(list.times(theirs.tolerance));
    const low = ours.kind === 'contract' ? deepestDiscount : theirs.tolerance;
    if (!isHigh && own.times(low).gte(list)) return [];
    const per = `${stated.currency}/Mtok`;
    const [large, small] = isHigh ? [own, list] : [list, own];
    const factor = small.isZero()
      ? ''
      : `, ${showNumber(large.div(small).toDecimalPlaces(1))} times too ${isHigh ? 'high' : 'low'}`;
    const message = `the scenario prices ${key} of ${stated.id} at ${showNumber(own)} ${per}, but the catalog lists ${shown(list)} (${theirs.source.url}, ${theirs.source.retrieved})${factor}`;
    return [{ code: 'stated-price-contradicts-catalog', message }];
  });
}

/** Exchanged prices have more digits than a price has. */
function shown(value: Exact): string {
  return showNumber(value.toSignificantDigits(6));
}

function range(low: Exact, high: Exact): string {
  return low.eq(high) ? showNumber(low) : `${showNumber(low)} to ${showNumber(high)}`;
}

function rowOn(model: Model, entry: TokenEntry): TokenPriceRow | undefined {
  return rowAt(entry.rows, model.asOf, model.scenario.knownAt ?? '9999-12-31');
}
