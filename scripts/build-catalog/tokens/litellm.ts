import { decimal, percentage, type PriceSet, type Tier } from './prices.ts';

/** An entry of LiteLLM's price file; costs are per token. */
export type LitellmEntry = Readonly<Record<string, unknown>> & { readonly mode: string };

function cost(entry: LitellmEntry, field: string): number | undefined {
  const value = entry[field];
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function perMillion(entry: LitellmEntry, field: string): string | undefined {
  const value = cost(entry, field);
  return value === undefined ? undefined : decimal(value, 1_000_000);
}

/** The entry's price set; undefined where it has no price for input or output. */
export function readLitellm(entry: LitellmEntry): PriceSet | undefined {
  const input = perMillion(entry, 'input_cost_per_token');
  const output = perMillion(entry, 'output_cost_per_token');
  if (input === undefined || output === undefined) return undefined;
  return {
    from: null,
    input,
    output,
    cached: perMillion(entry, 'cache_read_input_token_cost'),
    cacheWrite: perMillion(entry, 'cache_creation_input_token_cost'),
    cacheWriteLong: perMillion(entry, 'cache_creation_input_token_cost_above_1hr'),
    tiers: tiers(entry),
    batch: multiplier(entry, '_batches')?.share,
    services: ['flex', 'priority'].flatMap((id) => {
      const found = multiplier(entry, `_${id}`);
      return found === undefined ? [] : [{ id, multiplier: found.share, withCache: found.withCache }];
    }),
  };
}

/** The tier fields say after which thousands of tokens they hold, not whether for the whole request. */
function tiers(entry: LitellmEntry): readonly Tier[] {
  const thresholds = Object.keys(entry).flatMap(
    (key) => /^input_cost_per_token_above_(\d+)k_tokens$/u.exec(key)?.[1] ?? [],
  );
  return thresholds.flatMap((threshold) => {
    const above = `_above_${threshold}k_tokens`;
    const input = perMillion(entry, `input_cost_per_token${above}`);
    const output = perMillion(entry, `output_cost_per_token${above}`);
    if (input === undefined || output === undefined) return [];
    return [
      {
        above: `${threshold}k tokens`,
        input,
        output,
        cached: perMillion(entry, `cache_read_input_token_cost${above}`),
        cacheWrite: perMillion(entry, `cache_creation_input_token_cost${above}`),
        cacheWriteLong: perMillion(entry, `cache_creation_input_token_cost_above_1hr${above}`),
      },
    ];
  });
}

/** What the prices of a service tier are to the plain ones, where it is one share for input and output. */
function multiplier(
  entry: LitellmEntry,
  suffix: string,
): { readonly share: string; readonly withCache: boolean } | undefined {
  const share = (field: string): string | undefined => {
    const plain = cost(entry, field);
    const tier = cost(entry, `${field}${suffix}`);
    return plain === undefined || tier === undefined ? undefined : percentage(tier, plain);
  };
  const input = share('input_cost_per_token');
  if (input === undefined || input === '100%' || input !== share('output_cost_per_token')) return undefined;
  return { share: input, withCache: share('cache_read_input_token_cost') === input };
}
