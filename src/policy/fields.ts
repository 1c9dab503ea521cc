import {
  choiceField as choice,
  date,
  derived,
  figure,
  figureWithUnit,
  flag,
  mapOf,
  oneOrMore,
  optional,
  otherwise,
  plain,
  record,
  reportAt,
  singleKey,
  text,
  type Field,
} from '../document/index.ts';
import { currencyOfUnit } from '../formula/index.ts';
import {
  forbiddenKinds,
  policyRules,
  type Bound,
  type IncreaseBound,
  type MoneyBound,
  type PolicyRule,
  type WorkloadBudget,
} from './types.ts';

const version = '1';
const ruleNames = Object.keys(policyRules) as PolicyRule[];

/** The version of the format: another one may mean something else by the same keys. */
const versionField: Field<string> = {
  ...choice('version of the format', [version]),
  read: (node, address, reading, span) => {
    const stated = text(node, address, reading);
    if (stated === undefined || stated === version) return stated;
    const message = `expected version ${version} of the format, found '${stated.slice(0, 60)}'`;
    return reportAt(reading, 'version', address, message, { span });
  },
};

/** The value with the place where it stands. */
function bound<T>(field: Field<T>): Field<Bound<T>> {
  return derived(field, (value, _address, _reading, keySpan, node) => ({
    value,
    span: node?.span ?? keySpan,
  }));
}

/** An amount of any currency per something, above zero: nothing costs nothing. */
function money(label: string, per: 'month' | 'Mtok' | null, example: string): Field<MoneyBound> {
  const field = figureWithUnit(label, { units: [per === null ? '¤' : `¤/${per}`], above: 0, example });
  return derived(field, ({ value, unit }, _address, _reading, keySpan, node) => ({
    value,
    currency: currencyOfUnit(unit) ?? '',
    span: node?.span ?? keySpan,
  }));
}

/** A share of what it was, or an amount: a month, unless another unit is given. */
function increase(label: string, example: string, unit = '¤/month'): Field<IncreaseBound> {
  const field = figureWithUnit(label, { units: ['1', unit], keepsUnit: true, example });
  return derived(field, ({ value, unit }, _address, _reading, keySpan, node) => ({
    value,
    currency: currencyOfUnit(unit) ?? null,
    span: node?.span ?? keySpan,
  }));
}

const workloads = 'budgets.workloads';

const workloadBudget: Field<WorkloadBudget> = derived(
  record(
    'budget of one workload',
    {
      monthly: optional(money('most that it may cost a month', 'month', '8k USD/month')),
      per_mtok: optional(money('most that it may cost per Mtok', 'Mtok', '2 USD/Mtok')),
    },
    { ...singleKey('monthly', 'an amount a month'), figure: 'monthly' },
  ),
  ({ monthly, per_mtok: perMtok }, address, _reading, span) => ({
    workload: address.slice(workloads.length + 1),
    span,
    monthly,
    perMtok,
  }),
);

const multiple = { units: ['1'], example: '2.5' };

/** A policy file. */
export const policyFields = record(
  'a policy',
  {
    crossover_policy: versionField,
    budgets: optional(
      record('what may be paid', {
        total: optional(money('most that all workloads may cost a month', 'month', '50k USD/month')),
        all_files: optional(
          money('most that all files together may cost a month', 'month', '200k USD/month'),
        ),
        per_mtok: optional(money('most that any workload may cost per Mtok', 'Mtok', '2 USD/Mtok')),
        workloads: mapOf('budgets of single workloads, by id', 'workload', workloadBudget),
      }),
    ),
    forecast: optional(
      record(
        'what the months of a forecast may cost, all workloads of a scenario together',
        {
          total: optional(money('most cash over all months', null, '2M USD')),
          npv: optional(money('most that the present value may be', null, '1.8M USD')),
          month: optional(money('most cash in any one month', null, '120k USD')),
          years: otherwise(
            oneOrMore(
              'most cash in each year, the first first; the last one holds for the years after it',
              money('most cash in a year', null, '700k USD'),
            ),
            [],
            'none',
          ),
        },
        { needs: { oneOf: ['total', 'npv', 'month', 'years'], without: 'the forecast has no limits' } },
      ),
    ),
    baseline: optional(
      record(
        'what may change against a saved result',
        {
          result: bound(plain(text, 'a saved result, or a folder of them, from the folder of the policy')),
          increase: optional(increase('largest increase of the total, or of what it costs a month', '10%')),
          workload_increase: optional(
            increase('largest increase of a workload, or of what it costs a month', '25%'),
          ),
          keep_verdict: optional(bound(flag('whether the same option has to be chosen'))),
          forecast_increase: optional(
            increase('largest increase of cash over all months of the forecast', '5%', '¤'),
          ),
          keep_forecast: optional(
            bound(flag('whether the same option has to have the least present value over all months')),
          ),
          standing: otherwise(
            choice('what a violation does that the baseline has as well', ['fail', 'warn']),
            'fail',
            'fail',
          ),
        },
        {
          needs: {
            oneOf: ['increase', 'workload_increase', 'keep_verdict', 'forecast_increase', 'keep_forecast'],
            without: 'the baseline has no rules',
          },
        },
      ),
    ),
    margin: optional(
      bound(
        figure('least that the choice saves against the next option', {
          units: ['1'],
          most: 1,
          example: '5%',
        }),
      ),
    ),
    hidden_multiple: optional(
      record(
        'bounds of total tokens over production tokens',
        {
          least: optional(bound(figure('least total over production tokens', multiple))),
          most: optional(bound(figure('most total over production tokens', { ...multiple, above: 0 }))),
        },
        { needs: { oneOf: ['least', 'most'], without: 'it has no bound' } },
      ),
    ),
    price_age: optional(
      record('how old prices may be', {
        days: bound(
          figure('most days since retrieval', { units: ['1'], whole: true, most: 36_500, example: '90' }),
        ),
        on: optional(bound(plain(date, 'the day to which ages count; else --on', '2026-11-23'))),
      }),
    ),
    forbid_inputs: otherwise(
      oneOrMore(
        'kinds of inputs that decisions may not depend on',
        bound(choice('kind of input', forbiddenKinds)),
      ),
      [],
      'none',
    ),
    warn: otherwise(oneOrMore('rules that warn and do not fail', choice('rule', ruleNames)), [], 'none'),
  },
  {
    needs: {
      oneOf: ['budgets', 'forecast', 'baseline', 'margin', 'hidden_multiple', 'price_age', 'forbid_inputs'],
      without: 'the policy has no rules',
    },
  },
);
