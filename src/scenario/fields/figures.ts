import { mapOf, quantityField as quantity, record, type QuantitySpec } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import { throughputSpread } from '../../catalog/index.ts';

/**
 * Figures that stand in no scenario file and have an address all the same, so that they can be set: how fast
 * a replica is beside what was measured.
 */
export const figureFields = record('figures of catalogs', {
  throughput: mapOf(
    'measured throughput',
    'measurement',
    quantity('throughput relative to the measurements', {
      units: ['1'],
      group: 'capacity',
      above: 0,
      example: '0.9',
      assume: throughputSpread,
    }),
  ),
});

/** How much of one currency another buys: `exchange.USD.EUR`, in EUR per USD. */
export function exchangeSpec(from: string, to: string): QuantitySpec {
  return {
    form: 'quantity',
    label: `${to} per ${from}`,
    units: [`${to}/${from}`, '1'],
    keepsUnit: false,
    group: 'exchange',
    lever: false,
    range: { above: new Exact(0), whole: false },
    example: '1.08',
  };
}
