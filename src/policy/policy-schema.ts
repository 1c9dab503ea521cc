import { forbiddenKinds } from './types.ts';

const number = { type: ['number', 'string'] } as const;
const share = (description: string, example: string) =>
  ({ ...number, description, examples: [example] }) as const;

/** The JSON Schema (2020-12) of policy files, for editors. The parser says more: units, currencies, bounds. */
export function policySchema(): object {
  const money = (description: string, example: string): object => ({
    type: 'string',
    description,
    examples: [example],
  });
  const monthly = money('most that may be paid a month', '8k USD/month');
  const perMtok = money('most that may be paid per Mtok', '2 USD/Mtok');
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'crossover policy',
    ...record(
      {
        crossover_policy: { enum: [1, '1'], description: 'version of the format' },
        budgets: record({
          total: money('most that all workloads may cost a month', '50k USD/month'),
          per_mtok: money('most that any workload may cost per Mtok', '2 USD/Mtok'),
          workloads: {
            type: 'object',
            description: 'budgets of single workloads, by id',
            additionalProperties: { anyOf: [monthly, record({ monthly, per_mtok: perMtok })] },
          },
        }),
        baseline: {
          ...record(
            {
              result: {
                type: 'string',
                description: 'a saved result, or a folder of them, from the folder of the policy',
              },
              increase: share('largest increase of the total', '10%'),
              workload_increase: share('largest increase of a workload', '25%'),
              keep_verdict: { type: 'boolean', description: 'whether the same option has to be chosen' },
            },
            ['result'],
          ),
          minProperties: 2,
        },
        margin: share('least that the choice saves against the next option', '5%'),
        hidden_multiple: {
          ...record({
            least: { ...number, description: 'least total over production tokens' },
            most: { ...number, description: 'most total over production tokens' },
          }),
          minProperties: 1,
        },
        price_age: record(
          {
            days: { type: ['integer', 'string'], minimum: 0, description: 'most days since retrieval' },
            on: { type: 'string', format: 'date', description: 'the day to which ages count; else --on' },
          },
          ['days'],
        ),
        forbid_inputs: {
          description: 'kinds of inputs that no decision may rest on',
          anyOf: [{ enum: [...forbiddenKinds] }, { type: 'array', items: { enum: [...forbiddenKinds] } }],
        },
      },
      ['crossover_policy'],
    ),
    minProperties: 2,
  };
}

function record(properties: Readonly<Record<string, object>>, required: readonly string[] = []): object {
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required: [...required] }),
    additionalProperties: false,
  };
}
