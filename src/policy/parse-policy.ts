import {
  boolean,
  choice,
  date,
  list,
  quantity,
  readDocument,
  readFields,
  readMap,
  reportAt,
  text,
  type Fields,
  type LocatedNode,
  type Report,
  type ValueReader,
} from '../document/index.ts';
import { fail, ok, type Result, type Span } from '../diagnostics/index.ts';
import { forbiddenKinds, type Bound, type MoneyBound, type Policy, type WorkloadBudget } from './types.ts';

const version = '1';

/** Reads a policy file. Fails with all its problems, each at its place: wrong keys, impossible bounds, nothing to check. */
export function parsePolicy(source: string, file: string): Result<Policy> {
  const document = readDocument(source, file);
  if (!document.ok) return document;
  const report: Report = { area: 'policy', diagnostics: [] };
  const policy = readPolicy(document.value, file, report);
  return policy === undefined || report.diagnostics.length > 0 ? fail(...report.diagnostics) : ok(policy);
}

function readPolicy(node: LocatedNode, file: string, report: Report): Policy | undefined {
  const fields = readFields(node, '', report, {
    required: ['crossover_policy'],
    optional: ['budgets', 'baseline', 'margin', 'hidden_multiple', 'price_age', 'forbid_inputs'],
  });
  if (fields === undefined) return undefined;
  const stated = fields.required('crossover_policy', text);
  if (stated !== undefined && stated !== version) {
    const message = `expected version ${version} of the format, found '${stated.slice(0, 60)}'`;
    reportAt(report, 'version', 'crossover_policy', message, { span: fields.spanOf('crossover_policy') });
  }
  const policy = {
    file,
    ...readBudgets(inner(fields, 'budgets', report, ['total', 'per_mtok', 'workloads']), report),
    ...readBaseline(fields, report),
    margin: fields.optional('margin', bound(quantity('1', { most: 1 }))),
    ...readHiddenMultiple(fields, report),
    ...readPriceAge(fields, report),
    forbidden: fields.optional('forbid_inputs', list(bound(choice(forbiddenKinds)))) ?? [],
  };
  const keys = ['budgets', 'baseline', 'margin', 'hidden_multiple', 'price_age', 'forbid_inputs'];
  if (report.diagnostics.length === 0 && !keys.some((key) => fields.has(key))) {
    const hint = `add one of ${keys.join(', ')}`;
    reportAt(report, 'empty', '', 'the policy asks for nothing', { span: fields.span, hint });
  }
  return policy;
}

function inner(
  fields: Fields,
  key: string,
  report: Report,
  optional: readonly string[],
  required: readonly string[] = [],
): Fields | undefined {
  const node = fields.node(key);
  return node === undefined ? undefined : readFields(node, key, report, { required, optional });
}

function readBudgets(
  fields: Fields | undefined,
  report: Report,
): Pick<Policy, 'total' | 'perMtok' | 'workloads'> {
  const workloads = fields?.node('workloads');
  const map = workloads === undefined ? undefined : readMap(workloads, 'budgets.workloads', report);
  return {
    total: fields?.optional('total', money('/month')) ?? null,
    perMtok: fields?.optional('per_mtok', money('/Mtok')) ?? null,
    workloads: [...(map?.entries.values() ?? [])].flatMap(({ key, keySpan, value }) => {
      const read = readWorkloadBudget(value, key, keySpan, report);
      return read === undefined ? [] : [read];
    }),
  };
}

function readWorkloadBudget(
  node: LocatedNode,
  workload: string,
  span: Span,
  report: Report,
): WorkloadBudget | undefined {
  const address = `budgets.workloads.${workload}`;
  if (node.type === 'scalar') {
    const monthly = money('/month')(node, address, report);
    return monthly && { workload, span, monthly, perMtok: null };
  }
  const fields = readFields(node, address, report, { optional: ['monthly', 'per_mtok'] });
  return (
    fields && {
      workload,
      span,
      monthly: fields.optional('monthly', money('/month')),
      perMtok: fields.optional('per_mtok', money('/Mtok')),
    }
  );
}

function readBaseline(
  outer: Fields,
  report: Report,
): Pick<Policy, 'baseline' | 'increase' | 'workloadIncrease' | 'keepVerdict'> {
  const rules = ['increase', 'workload_increase', 'keep_verdict'];
  const fields = inner(outer, 'baseline', report, rules, ['result']);
  if (fields !== undefined && !rules.some((key) => fields.has(key))) {
    const hint = `add one of ${rules.join(', ')}`;
    reportAt(report, 'empty', 'baseline', 'nothing is asked of the baseline', { span: fields.span, hint });
  }
  return {
    baseline: fields?.optional('result', bound(text)) ?? null,
    increase: fields?.optional('increase', bound(quantity('1'))) ?? null,
    workloadIncrease: fields?.optional('workload_increase', bound(quantity('1'))) ?? null,
    keepVerdict: fields?.optional('keep_verdict', bound(boolean)) ?? null,
  };
}

function readHiddenMultiple(outer: Fields, report: Report): Pick<Policy, 'hiddenLeast' | 'hiddenMost'> {
  const fields = inner(outer, 'hidden_multiple', report, ['least', 'most']);
  const hiddenLeast = fields?.optional('least', bound(quantity('1'))) ?? null;
  const hiddenMost = fields?.optional('most', bound(quantity('1', { above: 0 }))) ?? null;
  if (hiddenLeast !== null && hiddenMost !== null && hiddenLeast.value.gt(hiddenMost.value)) {
    const message = `no multiple is at least ${hiddenLeast.value.toString()} and at most ${hiddenMost.value.toString()}`;
    reportAt(report, 'impossible', 'hidden_multiple', message, hiddenLeast);
  }
  if (fields !== undefined && !fields.has('least') && !fields.has('most')) {
    const message = 'expected least, most or both';
    reportAt(report, 'missing-key', 'hidden_multiple', message, { span: fields.span });
  }
  return { hiddenLeast, hiddenMost };
}

function readPriceAge(outer: Fields, report: Report): Pick<Policy, 'priceDays' | 'priceDate'> {
  const fields = inner(outer, 'price_age', report, ['on'], ['days']);
  return {
    priceDays: fields?.optional('days', bound(quantity('1', { whole: true, most: 36_500 }))) ?? null,
    priceDate: fields?.optional('on', bound(date)) ?? null,
  };
}

function bound<T>(reader: ValueReader<T>): ValueReader<Bound<T>> {
  return (node, address, report) => {
    const value = reader(node, address, report);
    return value === undefined ? undefined : { value, span: node.span };
  };
}

/** An amount of any currency per something, above zero: nothing costs nothing. */
function money(per: '/month' | '/Mtok'): ValueReader<MoneyBound> {
  return (node, address, report) => {
    const currency = node.type === 'scalar' ? (/\b[A-Z]{3}\b/u.exec(node.text)?.[0] ?? 'USD') : 'USD';
    const value = quantity(`${currency}${per}`, { above: 0 })(node, address, report);
    return value === undefined ? undefined : { value, currency, span: node.span };
  };
}
