/**
 * Policies: what a pipeline requires of results. The text of a policy and the results to check enter; one case for each
 * rule and workload leaves, with the line that breaks it.
 */
export { checkPolicy } from './check.ts';
export { hasForecastRules } from './forecasts.ts';
export { parsePolicy } from './parse-policy.ts';
export { policySchema } from './policy-schema.ts';
export {
  policyRules,
  type CheckCase,
  type CheckForecast,
  type CheckResult,
  type CheckSubject,
  type Policy,
  type PolicyRule,
} from './types.ts';
