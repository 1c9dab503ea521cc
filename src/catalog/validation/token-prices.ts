import { problem, warning, type Diagnostic } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import type { TokenEntry, TokenPriceRow, TokenPrices } from '../types.ts';
import { findOutliers, type Compared } from './neighbours.ts';

/** The dearest model sold so far costs less, in USD; what is above came from a mistaken unit. */
const highest = new Exact(700);
/** How many times dearer input may be than output, which costs more to make. */
const inverted = 10;

/** What cannot be right about token prices, or is not known of them. */
export function validateTokenPrices(entries: Iterable<TokenEntry>): readonly Diagnostic[] {
  const all = [...entries];
  return [
    ...all.flatMap((entry) => entry.rows.flatMap((row) => checkRow(entry, row))),
    ...checkNeighbours(all),
  ];
}

function checkRow(entry: TokenEntry, row: TokenPriceRow): readonly Diagnostic[] {
  const { id, span } = entry;
  const where = `${id} from ${row.from}`;
  const found = [...checkPrices(entry, where, row)];
  for (const tier of row.tiers) {
    const above = `${where} above ${tier.above.toFixed()} tokens`;
    found.push(...checkPrices(entry, above, tier));
    if (tier.mode === 'unknown') {
      const message = `${above}: not known whether the price is that of the whole request or only of the part above`;
      found.push(warning('catalog/tier-mode', message, { span }));
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
function checkNeighbours(entries: readonly TokenEntry[]): readonly Diagnostic[] {
  const spans = new Map(entries.map(({ id, span }) => [id, span]));
  const compared = entries.flatMap((entry) =>
    (['input', 'output'] as const).flatMap((which): readonly Compared[] => {
      const price = entry.rows.findLast((row) => row.status === 'confirmed')?.[which];
      if (price === undefined) return [];
      const model = entry.model ?? entry.id.split('/').at(-1) ?? entry.id;
      const of = (what: string): string => `${which} prices in ${entry.currency} of ${what}`;
      return [
        {
          name: entry.id,
          value: price,
          groups: [of(model)],
          mixedGroups: [of(`the channel ${entry.channel}`)],
        },
      ];
    }),
  );
  return findOutliers(compared).map(({ name, group, value, median }) => {
    const message = `${name}: ${value.toFixed()} is a hundred times off its neighbours, the ${group}: ${median.toFixed()}`;
    return problem('catalog/outlier', message, { span: spans.get(name) });
  });
}
