import { useKinds } from '../../catalog/index.ts';
import { readSql, type Node, type SqlReading } from '../../formula/index.ts';
import { buildModel, type Model, type OptionModel } from '../../model/index.ts';
import type { Result } from '../../diagnostics/index.ts';
import type { Scenario, Workload } from '../../scenario/index.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';
import { loggedScenario } from './logged-workload.ts';

/** An option whose tokens are paid by the request, and what a request costs, as formulas over one request. */
export interface PricedOption {
  readonly id: string;
  /** Input alone, for what timed out; all of it. */
  readonly input: Node;
  readonly whole: Node;
  /** A price is known where none of these is negative. */
  readonly slacks: readonly Node[];
}

/** The options of a workload that price each row of a log, with the columns that stand for inputs. */
export interface RowPrices {
  readonly options: readonly PricedOption[];
  readonly model: Model;
}

/**
 * The formulas of one logged request under every option that is paid by the token: the model of a workload whose volume,
 * lengths and cache are those of a row. What is kept by the hour is no part of a request.
 */
export function rowPrices(scenario: Scenario, workload: Workload, catalog: Catalog): Result<RowPrices> {
  const byTime = new Set<string>(useKinds.filter(({ use }) => use.byTime === true).map(({ name }) => name));
  const perRequest: Workload = {
    ...workload,
    uses: new Map([...workload.uses].filter(([name]) => !byTime.has(name))),
  };
  const model = buildModel(loggedScenario(scenario, perRequest), catalog);
  if (!model.ok) return model;
  const { graph, workloads } = model.value;
  const options = (workloads[0]?.options ?? []).flatMap((option): readonly PricedOption[] => {
    if (!isPaidByToken(option) || option.statement === null) return [];
    const at = `workloads.${workload.id}.options.${option.id}`;
    const [input, whole] = [graph.named.get(`${at}.input_spend`), graph.named.get(`${at}.list_spend`)];
    if (input === undefined || whole === undefined) return [];
    return [{ id: option.id, input, whole, slacks: option.conditions.slacks }];
  });
  return { ok: true, value: { options, model: model.value }, diagnostics: [] };
}

/** Whether all that an option costs for tokens is paid by the token. */
export function isPaidByToken({ option }: OptionModel): boolean {
  return option.kind === 'buy' && option.mode !== 'provisioned';
}

/** The columns of a judged row that stand for a workload's inputs, by address. */
function rowInputs(workload: Workload, sql: Dialect): ReadonlyMap<string, Sql> {
  const at = `workloads.${workload.id}`;
  const number = (column: string): Sql => sql.number(`coalesce(${column}, 0)`);
  const share = (column: string): Sql =>
    `coalesce(${number(column)} / nullif(${number('total_input')}, 0), 0)`;
  const common: readonly (readonly [string, Sql])[] = [
    [`${at}.tokens.cached`, share('cached')],
    [`${at}.tokens.cache_write`, share('cache_write')],
  ];
  if (workload.volume.by === 'tokens')
    return new Map([
      ...common,
      [`${at}.volume`, `(${number('total_input')} + ${number('output')})`],
      [`${at}.ratio.input`, number('total_input')],
      [`${at}.ratio.output`, number('output')],
    ]);
  const each = (column: string): Sql => `coalesce(${number(column)} / nullif(${number('requests')}, 0), 0)`;
  return new Map([
    ...common,
    [`${at}.volume`, number('requests')],
    [`${at}.tokens.input`, each('total_input')],
    [`${at}.tokens.output`, each('output')],
  ]);
}

/** The formulas of all options as SQL over columns named `in_0`, `in_1` and so on, and what these are of a judged row. */
export function readRowPrices(
  { options }: RowPrices,
  workload: Workload,
  sql: Dialect,
): { readonly columns: readonly (readonly [name: string, of: Sql])[]; readonly reading: SqlReading } {
  const inputs = [...rowInputs(workload, sql)].map(
    ([address, of], index) => [address, `in_${String(index)}`, of] as const,
  );
  const roots = options.flatMap(({ input, whole, slacks }) => [input, whole, ...slacks]);
  return {
    columns: inputs.map(([, name, of]) => [name, of]),
    reading: readSql(roots, new Map(inputs.map(([address, name]) => [address, name]))),
  };
}
