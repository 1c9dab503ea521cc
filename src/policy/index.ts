/** Policies: what a pipeline requires of results, and which lines break it. */
export { checkPolicy } from './check.ts';
export { parsePolicy } from './parse-policy.ts';
export { policySchema } from './policy-schema.ts';
export {
  policyRules,
  type CheckCase,
  type CheckResult,
  type CheckSubject,
  type Policy,
  type PolicyRule,
} from './types.ts';
