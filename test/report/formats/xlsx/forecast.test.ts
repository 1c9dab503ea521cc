import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { forecastModel, type ForecastResult } from '../../../../src/analysis/index.ts';
import { Exact, formatUnit } from '../../../../src/formula/index.ts';
import { readModel } from '../../../../src/library/index.ts';
import type { Model } from '../../../../src/model/index.ts';
import { render } from '../../../../src/report/index.ts';
import { hasSpreadsheet, recalculate, withoutValues } from '../../../support/spreadsheet.ts';

// The workbook of `forecast` for each bundled scenario, its values taken out, computed by LibreOffice: as it is, and with three
// inputs changed in the file. Expected is what the command gives for the same inputs.

const scenarios = readdirSync(new URL('../../../../scenarios/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

function forecastOf(model: Model): ForecastResult {
  const forecast = forecastModel(model);
  if (!forecast.ok) throw new Error(forecast.diagnostics.map(({ message }) => message).join());
  return forecast.value;
}

const wanted = [
  /\.volume$/u,
  /^prices\..*\.output$/u,
  /^offers\..*\.hourly$/u,
  /loaded_cost$/u,
  /utilization$/u,
];
const factors = ['1.37', '1.15', '0.9', '0.95', '0.8'];

/** Three inputs that a cell may change without other formulas being needed. */
function changesOf(model: Model): ReadonlyMap<string, { readonly value: string; readonly unit: string }> {
  const inputs = [...model.graph.inputs.values()].filter(
    ({ address, value }) => !model.structural.has(address) && !value.isZero(),
  );
  const found = wanted.flatMap((pattern, index) => {
    const input = inputs.find(({ address }) => pattern.test(address));
    if (input === undefined) return [];
    const value = input.value.times(factors[index] ?? 1).toFixed();
    return [[input.address, { value, unit: formatUnit(input.unit) }] as const];
  });
  return new Map(found.slice(0, 3));
}

const expected = new Map<string, ForecastResult>();

async function workbooksOf(name: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const model = await readModel(name);
  if (!model.ok) throw new Error(name);
  const result = forecastOf(model.value);
  const { body } = await render(result, { format: 'xlsx', forecast: { model: model.value } });
  if (typeof body === 'string') throw new Error('a workbook is no text');
  expected.set(name, result);

  const changes = changesOf(model.value);
  expect(changes.size).toBeGreaterThan(1);
  const set = [...changes].map(([address, { value, unit }]) => [address, `${value} ${unit}`]);
  const changed = await readModel(name, { set: Object.fromEntries(set) });
  if (!changed.ok) throw new Error('the changed scenario cannot be built');
  expected.set(`${name}-changed`, forecastOf(changed.value));
  const cells = [...changes].map(
    ([address, { value }]) => [address.replaceAll(/[^\w.]/gu, '_'), value] as const,
  );
  return new Map([
    [name, withoutValues(body)],
    [`${name}-changed`, withoutValues(body, new Map(cells))],
  ]);
}

/** The program takes two seconds to start, and one start for all would leave nothing to say which scenario is slow. */
const together = 5;
const groups = Array.from({ length: Math.ceil(scenarios.length / together) }, (_, group) =>
  scenarios.slice(group * together, (group + 1) * together),
);

describe.runIf(hasSpreadsheet).each(groups.map((names) => ({ names })))(
  '$names, their months recalculated by a spreadsheet program',
  ({ names }) => {
    let sheets: Awaited<ReturnType<typeof recalculate>> = new Map();
    beforeAll(async () => {
      const workbooks = new Map<string, Uint8Array>();
      for (const name of names) for (const [of, bytes] of await workbooksOf(name)) workbooks.set(of, bytes);
      sheets = await recalculate(workbooks);
    }, 400_000);

    test.each(names.flatMap((name) => [name, `${name}-changed`]))(
      '%s: every month of every option to the cent, and no cell with an error',
      (name) => {
        const found = sheets.get(name);
        const errors = [...(found ?? [])].flatMap(([sheet, rows]) =>
          rows.flatMap((row) =>
            row.filter((cell) => /^(?:#[A-Z/0!?]+|Err:\d+)/u.test(cell)).map((cell) => `${sheet}: ${cell}`),
          ),
        );
        expect(errors).toEqual([]);
        for (const { id, options } of expected.get(name)?.workloads ?? []) {
          // Names of sheets are no longer than 31 characters.
          const rows = found?.get(`Months ${id}`.slice(0, 31)) ?? [];
          for (const option of options) {
            if (option.npv === null) continue;
            const row = (label: string): readonly string[] =>
              rows.find(([first]) => first === `${option.id}: ${label}`) ?? [];
            const near = (cell: string | undefined, value: Exact, what: string): void =>
              expect(
                new Exact(cell || Number.NaN).minus(value).abs().lt('0.005'),
                `${id}/${option.id} ${what}: ${cell} not ${value}`,
              ).toBe(true);
            for (const [label, key] of [
              ['cash', 'cash'],
              ['CapEx', 'capex'],
              ['OpEx', 'opex'],
              ['expense', 'expense'],
              ['balance', 'balance'],
            ] as const)
              for (const [month, shown] of option.months.entries())
                near(row(label)[3 + month], shown[key], `${label} of ${shown.month}`);
            near(row('cash')[2], option.total, 'cash');
            near(row('expense')[2], option.totalExpense, 'expense');
            near(row('present value')[2], option.npv, 'present value');
          }
        }
      },
    );

    test.each(names)('%s has no difference on its sheet Check until an input is changed', (scenario) => {
      const check = sheets.get(scenario)?.get('Check') ?? [];
      expect(check[3]?.[1]).toBe('0');
      expect(check[4]?.[1]).toBe('every figure agrees');
      expect(check.length).toBeGreaterThan(40);
      expect(sheets.get(`${scenario}-changed`)?.get('Check')?.[4]?.[1]).not.toBe('every figure agrees');
    });
  },
);
