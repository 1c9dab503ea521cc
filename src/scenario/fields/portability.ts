import {
  derived,
  id as idReader,
  mapOf,
  nameOrFigure,
  optional,
  plain,
  quantityField as quantity,
  record,
  reportAt,
  type Quantity,
} from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';

/** What makes switching cheap: a platform of the catalog by name, or what it costs a month. */
export interface PortabilityLine {
  readonly id: string;
  readonly entry: string | null;
  readonly monthly: Quantity | null;
  readonly span?: Span;
}

/** Platforms that make a switch of model or option cheap, and what a switch costs with and without them. */
export interface Portability {
  readonly platforms: readonly PortabilityLine[];
  readonly switchWith: Quantity;
  /** Null takes what options and events say. */
  readonly switchWithout: Quantity | null;
  readonly span?: Span;
}

const lineField = derived(
  record(
    'a platform',
    {
      entry: optional(plain(idReader, 'platform of the catalog', 'portkey/production')),
      monthly: optional(
        quantity('what it costs a month', { units: ['¤/month'], group: 'price', example: '49 USD/month' }),
      ),
    },
    {
      ...nameOrFigure('entry', 'monthly', 'a platform of the catalog, or an amount a month'),
      figure: 'monthly',
      needs: { oneOf: ['entry', 'monthly'], without: 'it names no platform and no amount a month' },
    },
  ),
  ({ entry, monthly }, address, _reading, span): PortabilityLine => ({
    id: address.replace(/^portability\.platforms\./u, ''),
    entry,
    monthly,
    span,
  }),
);

const cost = { units: ['¤'], example: '5k USD' };

export const portabilityField = optional(
  derived(
    record('what being able to switch costs and is worth', {
      platforms: mapOf(
        'what makes switching cheap, by id: a gateway, a prompt registry, an evaluation harness',
        'platform',
        lineField,
      ),
      switch_with: quantity('cost of switching one workload with these platforms', cost),
      switch_without: optional(
        quantity('cost of switching one workload without them', { ...cost, example: '40k USD' }),
        'what options and events state',
      ),
    }),
    (value, address, reading, span): Portability | undefined =>
      value.platforms.size === 0
        ? reportAt(reading, 'missing-key', address, "the key 'platforms' is missing: name at least one", {
            span,
          })
        : {
            platforms: [...value.platforms.values()],
            switchWith: value.switch_with,
            switchWithout: value.switch_without,
            span,
          },
  ),
);
