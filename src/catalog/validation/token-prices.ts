import { problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { allOwn, type IsOwn } from './own-entries.ts';
import type { TokenEntry, TokenPriceRow, TokenPrices } from '../types.ts';
import { findOutliers, type Compared, type Outlier } from './neighbours.ts';

/** The dearest model sold so far costs less, in USD; what is above came from a mistaken unit. */
const highest = new Exact(700);
/** The cheapest costs more, in USD; what is below is per token or per thousand of them. */
const lowest = new Exact('0.0005');
/** How many times dearer input may be than output, which costs more to make. */
const inverted = 10;

/** What cannot be right about token prices, or is not known of them. */
export function validateTokenPrices(
  entries: Iterable<TokenEntry>,
  isOwn: IsOwn = allOwn,
): readonly Diagnostic[] {
  const all = [...entries];
  const own = all.filter(isOwn);
  return [...own.flatMap(checkTokenEntry), ...checkNeighbours(all, own), ...checkThresholds(all, isOwn)];
}

/** What cannot be right about one entry, whatever its neighbours are. */
export function checkTokenEntry(entry: TokenEntry): readonly Diagnostic[] {
  return entry.rows.flatMap((row) => checkRow(entry, row));
}

function checkRow(entry: TokenEntry, row: TokenPriceRow): readonly Diagnostic[] {
  const { id, span } = entry;
  const where = `${id} from ${row.from}`;
  const found = [...checkPrices(entry, where, row)];
  for (const tier of row.tiers) {
    const above = `${where} above ${tier.above.toFixed()} tokens`;
    found.push(...checkPrices(entry, above, tier));
    if (tier.mode === 'unknown') {
      const message = `${above}: unclear whether the price applies to the whole request or only to the part above`;
      found.push(warning('catalog/tier-mode', message, { span }));
    }
    if (entry.context?.lte(tier.above) === true) {
      const message = `${above}: the context ends at ${entry.context.toFixed()}, so it is never reached`;
      found.push(warning('catalog/tier-beyond-context', message, { span }));
    }
    if (tier.input.lt(row.input) || tier.output.lt(row.output)) {
      found.push(warning('catalog/cheaper-tier', `${above}: cheaper than below it`, { span }));
    }
  }
  if (row.batch?.multiplier.gt(1) === true) {
    found.push(
      problem('catalog/batch', `${where}: batch costs more than the price it is a part of`, { span }),
    );
  }
  return found;
}

function checkPrices(entry: TokenEntry, where: string, prices: TokenPrices): readonly Diagnostic[] {
  const { span, currency } = entry;
  const { input, output, cached } = prices;
  const found: Diagnostic[] = [];
  const wrong = (code: Diagnostic['code'], message: string): number =>
    found.push(problem(code, `${where}: ${message}`, { span }));
  if (cached?.gt(input) === true) {
    wrong('catalog/cached-dearer', `cached input costs ${cached.toFixed()}, input ${input.toFixed()}`);
  }
  const dearest = Exact.max(input, output);
  if (currency === 'USD' && dearest.gt(highest)) {
    wrong('catalog/too-dear', `${dearest.toFixed()} USD/Mtok is above ${highest.toFixed()}, a mistaken unit`);
  }
  const cheapest = Exact.min(input, output);
  if (currency === 'USD' && !cheapest.isZero() && cheapest.lt(lowest)) {
    wrong(
      'catalog/too-cheap',
      `${cheapest.toFixed()} USD/Mtok is below ${lowest.toFixed()}, a mistaken unit`,
    );
  }
  if (output.times(inverted).lt(input)) {
    wrong(
      'catalog/inverted',
      `output costs ${output.toFixed()}, less than a tenth of input, ${input.toFixed()}`,
    );
  }
  if (input.isZero() || output.isZero()) {
    const message = `${where}: a price of zero; leave the entry out where the price is not known`;
    found.push(warning('catalog/zero-price', message, { span }));
  }
  return found;
}

/** The latest price of each entry, against those of the same model elsewhere and those of the same channel. */
function checkNeighbours(entries: readonly TokenEntry[], own: readonly TokenEntry[]): readonly Diagnostic[] {
  const spans = new Map(own.map(({ id, span }) => [id, span]));
  const outliers = findTokenOutliers(entries).filter(({ name }) => spans.has(name));
  return outliers.map(({ name, group, value, median, isMixed }) => {
    const message = `${name}: ${value.toFixed()} is 100 times away from comparable entries, the ${group}: ${median.toFixed()}`;
    const details = { span: spans.get(name) };
    return isMixed
      ? warning('catalog/outlier', message, details)
      : problem('catalog/outlier', message, details);
  });
}

/** The latest prices that are a hundred times off those of the same model elsewhere, or above those of the same channel. */
export function findTokenOutliers(entries: readonly TokenEntry[]): readonly Outlier[] {
  const compared = entries.flatMap((entry) =>
    (['input', 'output'] as const).flatMap((which): readonly Compared[] => {
      const price = entry.rows.findLast((row) => row.status === 'confirmed')?.[which];
      if (price === undefined) return [];
      const of = (what: string): string => `${which} prices in ${entry.currency} of ${what}`;
      return [
        {
          name: entry.id,
          value: price,
          groups: [of(modelOf(entry))],
          mixedGroups: [of(`the channel ${entry.channel}`)],
        },
      ];
    }),
  );
  return findOutliers(compared);
}

function modelOf(entry: TokenEntry): string {
  return entry.model ?? entry.id.split('/').at(-1) ?? entry.id;
}

/** Tiers of one model at one price that begin at another number of tokens than those of most sellers. */
function checkThresholds(entries: readonly TokenEntry[], isOwn: IsOwn): readonly Diagnostic[] {
  const alike = new Map<string, { readonly entry: TokenEntry; readonly above: string }[]>();
  for (const entry of entries) {
    const row = entry.rows.findLast(({ status }) => status === 'confirmed');
    for (const tier of row?.tiers ?? []) {
      const prices = [row?.input, tier.input, tier.output].map((each) => each?.toFixed() ?? '').join(' ');
      const key = `${modelOf(entry)} ${entry.currency} ${prices}`;
      alike.set(key, [...(alike.get(key) ?? []), { entry, above: tier.above.toFixed() }]);
    }
  }
  return [...alike.values()].flatMap((group) => {
    const counts = new Map<string, number>();
    for (const { above } of group) counts.set(above, (counts.get(above) ?? 0) + 1);
    const [usual] = [...counts].toSorted(([, a], [, b]) => b - a);
    if (usual === undefined || counts.size === 1 || usual[1] * 2 <= group.length) return [];
    return group
      .filter(({ entry, above }) => above !== usual[0] && isOwn(entry))
      .map(({ entry, above }) =>
        warning(
          'catalog/tier-threshold',
          `${entry.id}: the tier above ${above} tokens begins at ${usual[0]} with ${usual[1]} sellers of the same model and prices`,
          { span: entry.span },
        ),
      );
  });
}
