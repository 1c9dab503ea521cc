import { derived, readDocument, readWhole, reportAt, type Field } from '../document/index.ts';
import { ok, type Result } from '../diagnostics/index.ts';
import { policyFields } from './fields.ts';
import type { Policy } from './types.ts';

const policyField: Field<Omit<Policy, 'file'>> = derived(policyFields, (values, _address, reading) => {
  const { budgets, baseline, hidden_multiple: hidden, price_age: age } = values;
  const [least, most] = [hidden?.least ?? null, hidden?.most ?? null];
  if (least !== null && most !== null && least.value.gt(most.value)) {
    const message = `no multiple is at least ${least.value.toString()} and at most ${most.value.toString()}`;
    return reportAt(reading, 'impossible', 'hidden_multiple', message, least);
  }
  return {
    total: budgets?.total ?? null,
    allFiles: budgets?.all_files ?? null,
    perMtok: budgets?.per_mtok ?? null,
    workloads: [...(budgets?.workloads.values() ?? [])],
    baseline: baseline?.result ?? null,
    increase: baseline?.increase ?? null,
    workloadIncrease: baseline?.workload_increase ?? null,
    keepVerdict: baseline?.keep_verdict ?? null,
    forecast: values.forecast,
    forecastIncrease: baseline?.forecast_increase ?? null,
    forecastVerdict: baseline?.keep_forecast ?? null,
    margin: values.margin,
    hiddenLeast: least,
    hiddenMost: most,
    priceDays: age?.days ?? null,
    priceDate: age?.on ?? null,
    forbidden: values.forbid_inputs,
    warnings: values.warn,
    standingWarns: baseline?.standing === 'warn',
  };
});

/** Reads a policy file. Fails with all its problems, each at its place: wrong keys, impossible bounds, nothing to check. */
export function parsePolicy(source: string, file: string): Result<Policy> {
  const document = readDocument(source, file);
  if (!document.ok) return document;
  const policy = readWhole(policyField, document.value, 'policy');
  return policy.ok ? ok({ file, ...policy.value }) : policy;
}
