import { monthAfter, type IsoMonth } from '../../document/index.ts';
import { Exact, exactSum } from '../../formula/index.ts';
import { datedRates, internalRates, modifiedRate, payback, type InternalRates } from '../../finance/index.ts';
import type { Timeline } from '../../model/index.ts';
import { amount, figure } from '../run/figures.ts';
import type { Flows } from './option-result.ts';
import type { ComparedFlows } from './result.ts';

const zero = new Exact(0);
const day = 86_400_000;

/**
 * What an option saves against a reference, and at which rates: the flows are the reference's payments less the option's,
 * the first at the beginning of the first month, the others at the ends of the months.
 */
export function compareFlows(
  reference: { readonly id: string; readonly flows: Flows },
  flows: Flows,
  { discountRate, reinvestmentRate, months }: Timeline,
): ComparedFlows {
  const less = (of: keyof Flows): readonly Exact[] =>
    flows[of].map((flow, index) => (reference.flows[of][index] ?? zero).minus(flow));
  const [saved, discounted] = [less('paid'), less('discounted')];
  // Rates take longer than all other figures, and tables of many workloads do not show them.
  let known: InternalRates | undefined;
  const rates = (): InternalRates => (known ??= internalRates(saved));
  return {
    reference: reference.id,
    npv: amount(discounted.reduce(exactSum, zero)),
    payback: figure(payback(saved)),
    discountedPayback: figure(payback(discounted)),
    signChanges: signChanges(saved),
    get rates() {
      return rates().rates.map(amount);
    },
    get ratesAreComplete() {
      return rates().isComplete;
    },
    get yearlyRates() {
      return rates().rates.map((rate) => amount(rate.plus(1).pow(12).minus(1)));
    },
    get modifiedRate() {
      return figure(modifiedRate(saved, discountRate, reinvestmentRate));
    },
    get datedRates() {
      const first = months[0] ?? '';
      return datedRates(
        saved.map((flow, index) => ({ day: dayOf(monthAfter(first, index)), amount: flow })),
      ).rates.map(amount);
    },
  };
}

function signChanges(flows: readonly Exact[]): number {
  const signs = flows.filter((flow) => !flow.isZero()).map((flow) => flow.isNegative());
  return signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
}

/** Days since 1970 of the first of a month. */
function dayOf(month: IsoMonth): number {
  return Date.parse(`${month}-01T00:00:00Z`) / day;
}
