import type { Distribution } from '../distributions/distribution.ts';
import { problem, type Diagnostic, type Span } from '../../diagnostics/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { UncertaintyCode } from './problems.ts';

/**
 * What keeps a distribution from being sampled, each message with the address. Equal bounds are allowed: such a
 * distribution is a constant.
 */
export function checkDistribution(
  distribution: Distribution,
  address: string,
  span?: Span,
): readonly Diagnostic[] {
  const code: UncertaintyCode = 'uncertainty/distribution';
  const report = (text: string): Diagnostic =>
    problem(code, `${address}: ${distribution.shape} distribution: ${text}`, { span });
  const strange = parametersOf(distribution).find((each) => !Number.isFinite(each.toNumber()));
  if (strange !== undefined)
    return [report(`${strange.toExponential()} is not a number that can be sampled`)];
  return contradictions(distribution).map(report);
}

function parametersOf(distribution: Distribution): readonly Exact[] {
  switch (distribution.shape) {
    case 'uniform':
      return [distribution.low, distribution.high];
    case 'triangular':
    case 'pert':
      return [distribution.low, distribution.mode, distribution.high];
    case 'normal':
      return [distribution.mean, distribution.deviation];
    case 'lognormal':
      return [distribution.p10, distribution.p90];
    case 'observed':
      return distribution.values;
  }
}

function contradictions(distribution: Distribution): readonly string[] {
  const wrong: string[] = [];
  switch (distribution.shape) {
    case 'uniform':
    case 'triangular':
    case 'pert': {
      const { low, high } = distribution;
      if (low.gt(high)) wrong.push(`low (${low.toString()}) is above high (${high.toString()})`);
      else if (
        distribution.shape !== 'uniform' &&
        (distribution.mode.lt(low) || distribution.mode.gt(high))
      ) {
        wrong.push(
          `the mode (${distribution.mode.toString()}) is not between low (${low.toString()}) and high (${high.toString()})`,
        );
      }
      if (!Number.isFinite(high.toNumber() - low.toNumber()))
        wrong.push('its range is too wide to be sampled');
      return wrong;
    }
    case 'normal':
      if (distribution.deviation.lte(0)) {
        wrong.push(`the standard deviation (${distribution.deviation.toString()}) has to be more than 0`);
      }
      return wrong;
    case 'lognormal':
      if (distribution.p10.toNumber() <= 0)
        wrong.push(`p10 (${distribution.p10.toString()}) has to be more than 0`);
      else if (distribution.p10.gt(distribution.p90)) {
        wrong.push(`p10 (${distribution.p10.toString()}) is above p90 (${distribution.p90.toString()})`);
      }
      return wrong;
    case 'observed':
      if (distribution.values.length === 0) wrong.push('the list of observed values is empty');
      return wrong;
  }
}
