import {
  id as idReader,
  derived,
  listOf,
  mapOf,
  optional,
  plain,
  quantityField as quantity,
  record,
  shareField as share,
  within,
  type Field,
} from '../../document/index.ts';
import type { Plan } from '../types.ts';

const workloadName = plain(idReader, 'a workload', 'support-chat');

/** What one plan for all workloads has to meet. Absent is nothing. */
export const planField: Field<Plan> = derived(
  within(
    { lever: false },
    record('what one plan for all workloads has to meet', {
      budget: optional(
        quantity('monthly budget', { units: ['¤/month'], above: 0, example: '50k USD/month' }),
      ),
      outlay: optional(quantity('highest upfront payment', { units: ['¤'], example: '200k USD' })),
      vendors: optional(quantity('maximum vendors', { units: ['1'], least: 1, whole: true, example: '2' })),
      largest_share: optional(
        share('largest share of what vendors are paid that one of them may have', {
          above: 0,
          example: '60%',
        }),
      ),
      two_vendors: optional(
        listOf(
          'workloads whose option names another one, of another vendor, to fail over to',
          workloadName,
          1,
        ),
        'none',
      ),
      quotas: mapOf(
        'most GPUs of an offer, by its id',
        'offer',
        quantity('maximum GPUs', { units: ['GPU', '1'], whole: true, example: '16 GPU' }),
      ),
      headcount: mapOf(
        'most people of a team, by its id',
        'team',
        quantity('maximum people', { units: ['FTE', '1'], example: '2 FTE' }),
      ),
    }),
  ),
  (value, _address, _reading, span): Plan => ({
    budget: value.budget,
    outlay: value.outlay,
    vendors: value.vendors,
    largestShare: value.largest_share,
    twoVendors: value.two_vendors ?? [],
    quotas: value.quotas,
    headcount: value.headcount,
    span,
  }),
);
