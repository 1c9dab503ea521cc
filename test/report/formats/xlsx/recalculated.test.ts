import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { runModel, type RunResult } from '../../../../src/analysis/index.ts';
import { Exact, inputsOf, type InputNode } from '../../../../src/formula/index.ts';
import { readModel } from '../../../../src/library/index.ts';
import type { Model } from '../../../../src/model/index.ts';
import { render } from '../../../../src/report/index.ts';
import { hasSpreadsheet, recalculate, withoutValues } from '../../../support/spreadsheet.ts';

// The workbook of each bundled scenario, its values taken out, computed by LibreOffice: once as it is, and once with three
// inputs changed in its cells, which has to be what `run --set` gives.

const scenarios = readdirSync(new URL('../../../../scenarios/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

async function modelOf(name: string): Promise<Model> {
  const model = await readModel(name);
  if (!model.ok) throw new Error(model.diagnostics.map(({ message }) => message).join('\n'));
  return model.value;
}

/** Up to three inputs of different kinds that no structure depends on, with other values. */
function changesOf(model: Model): readonly { readonly input: InputNode; readonly value: Exact }[] {
  const inputs = inputsOf(
    ...model.workloads.flatMap(({ options }) =>
      options.flatMap(({ statement }) => (statement === null ? [] : [statement.monthly])),
    ),
  );
  const wanted = [
    { pattern: /\.volume$/u, factor: '1.37' },
    { pattern: /^prices\..*\.output$/u, factor: '1.15' },
    { pattern: /^offers\..*\.hourly$/u, factor: '0.9' },
    { pattern: /\.tokens\.output$|\.ratio$/u, factor: '2' },
    { pattern: /loaded_cost$|\.fixed$|hours_per_month/u, factor: '0.95' },
  ];
  return wanted
    .flatMap(({ pattern, factor }) => {
      const input = inputs.find(
        (each) => pattern.test(each.address) && !model.structural.has(each.address) && !each.value.isZero(),
      );
      return input === undefined ? [] : [{ input, value: input.value.times(factor) }];
    })
    .slice(0, 3);
}

interface Case {
  readonly workbook: Uint8Array;
  readonly expected: RunResult;
}

const cases = new Map<string, Case>();
let sheets: Awaited<ReturnType<typeof recalculate>> = new Map();

describe.runIf(hasSpreadsheet)('recalculated by a spreadsheet program', () => {
  beforeAll(async () => {
    for (const name of scenarios) {
      const model = await modelOf(name);
      const result = runModel(model);
      const { body } = await render(result, { format: 'xlsx', model });
      if (typeof body === 'string') throw new Error('a workbook is no text');
      cases.set(name, { workbook: withoutValues(body), expected: result });
      const changes = changesOf(model);
      if (changes.length === 0) throw new Error(`${name} has no input to change`);
      const cells = new Map(
        changes.map(({ input, value }) => [input.address.replaceAll(/[^\w.]/gu, '_'), value.toFixed()]),
      );
      // What `--set` does, without reading the catalog again.
      const again = model.rebuilt(new Map(changes.map(({ input, value }) => [input.address, value])));
      if (!again.ok) throw new Error(again.diagnostics.map(({ message }) => message).join('\n'));
      const changed = runModel(again.value);
      const totals = ({ portfolio }: RunResult): string =>
        [portfolio.monthly, ...portfolio.cases.map(({ monthly }) => monthly)].join();
      if (totals(changed) === totals(result)) throw new Error(`nothing changed in ${name}`);
      cases.set(`${name}-changed`, { workbook: withoutValues(body, cells), expected: changed });
    }
    sheets = await recalculate(new Map([...cases].map(([name, { workbook }]) => [name, workbook])));
  }, 240_000);

  const names = scenarios.flatMap((name) => [name, `${name}-changed`]);

  test.each(names)('%s has no error in any cell', (name) => {
    const all = [...(sheets.get(name) ?? [])];
    expect(all.length).toBeGreaterThanOrEqual(7);
    const errors = all.flatMap(([sheet, rows]) =>
      rows.flatMap((row) =>
        row.filter((cell) => /^(?:#[A-Z/0!?]+|Err:\d+)/u.test(cell)).map((cell) => `${sheet}: ${cell}`),
      ),
    );
    expect(errors).toEqual([]);
  });

  test.each(names)('%s gives every amount of the result to the cent', (name) => {
    const { expected } = cases.get(name) ?? { expected: null };
    const rows = (sheets.get(name)?.get('Check') ?? []).slice(7);
    const live = new Map(
      rows.map(([workload, option, what, value]) => [`${workload} ${option} ${what}`, value]),
    );
    let compared = 0;
    for (const workload of expected?.workloads ?? [])
      for (const option of workload.options) {
        if (option.monthly === null) continue;
        for (const [what, amount] of [
          ...option.lines.map((line) => [`lines.${line.id}`, line.monthly] as const),
          ['monthly', option.monthly] as const,
        ]) {
          const computed = new Exact(live.get(`${workload.id} ${option.id} ${what}`) ?? Number.NaN);
          const difference = computed.minus(amount).abs();
          expect(
            difference.lt('0.005'),
            `${workload.id} ${option.id} ${what}: ${computed} not ${amount}`,
          ).toBe(true);
          compared += 1;
        }
      }
    expect(compared).toBe(
      rows.filter(([, , what]) => what === 'monthly' || what?.startsWith('lines.')).length,
    );
    expect(compared).toBeGreaterThan(0);
  });

  test.each(scenarios)('%s has no difference on its sheet Check', (name) => {
    const rows = sheets.get(name)?.get('Check') ?? [];
    expect(rows[3]?.[1]).toBe('0');
    expect(rows[4]?.[1]).toBe('every figure agrees');
    expect(rows.slice(7).every(([, , , , , difference]) => difference === '0')).toBe(true);
    // Another cost moves the sum, so a sheet that is all zero was computed.
    expect(sheets.get(`${name}-changed`)?.get('Check')?.[4]?.[1]).toBe(
      'inputs were changed, or a figure differs',
    );
  });

  test.each(names)('%s names the cheapest option and the total that run gives', (name) => {
    const { expected } = cases.get(name) ?? { expected: null };
    const summary = sheets.get(name)?.get('Summary') ?? [];
    for (const [index, workload] of (expected?.workloads ?? []).entries())
      expect(summary[4 + index]?.[1]).toBe(workload.placement.option ?? 'none');
    // Cases have a total each: they are not added up.
    const { monthly = null, cases: sides = [] } = expected?.portfolio ?? {};
    const totals = monthly === null ? sides.map((each) => each.monthly) : [monthly];
    expect(totals.length).toBeGreaterThan(0);
    for (const [index, total] of totals.entries()) {
      const cell = summary[4 + (expected?.workloads.length ?? 0) + index]?.[2] ?? '';
      expect(
        new Exact(cell)
          .minus(total ?? Number.NaN)
          .abs()
          .lt('0.005'),
      ).toBe(true);
    }
  });
});
