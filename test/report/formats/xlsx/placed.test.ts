import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { placePortfolio, type PlaceResult } from '../../../../src/analysis/index.ts';
import { Exact, evaluate, inputsOf } from '../../../../src/formula/index.ts';
import { solveProgram } from '../../../../src/io/index.ts';
import { loadPortfolio } from '../../../../src/loading/index.ts';
import { buildPortfolio, type Portfolio } from '../../../../src/model/index.ts';
import { render } from '../../../../src/report/index.ts';
import { choiceName, isChoice } from '../../../../src/report/formats/xlsx/contents/plan-choices.ts';
import { firstCase } from '../../../support/cases.ts';
import { hasSpreadsheet, recalculate, withoutValues } from '../../../support/spreadsheet.ts';

// The workbook of `place` for each bundled scenario, its values taken out, computed by LibreOffice: as it is, with three inputs
// changed while the plan is held, and with another option chosen. Expected is what the exact reading gives for the same.

const scenarios = readdirSync(new URL('../../../../scenarios/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

async function portfolioOf(name: string): Promise<Portfolio> {
  const first = firstCase(new URL(`../../../../scenarios/${name}.yaml`, import.meta.url));
  const { portfolio } = await loadPortfolio(
    [name],
    {
      set: first === null ? [] : [{ path: 'case', value: first }],
      catalog: undefined,
      asOf: undefined,
      knownAt: undefined,
      locked: false,
    },
    process.cwd(),
  );
  if (!portfolio.ok) throw new Error(portfolio.diagnostics.map(({ message }) => message).join('\n'));
  return portfolio.value;
}

function planOf({ portfolio: placed }: PlaceResult, { choices }: Portfolio): ReadonlyMap<string, Exact> {
  return new Map([
    ...choices.map((choice) => {
      const isTaken = placed.assignments.some((each) => isChoice(choice, each));
      return [choice.taken.address, new Exact(isTaken ? 1 : 0)] as const;
    }),
    ...placed.amounts.map(({ address, count }) => [address, count] as const),
  ]);
}

function changesOf(portfolio: Portfolio, plan: ReadonlyMap<string, Exact>): ReadonlyMap<string, Exact> {
  const inputs = inputsOf(portfolio.monthly).filter(
    ({ address, value }) => !plan.has(address) && !portfolio.model.structural.has(address) && !value.isZero(),
  );
  const wanted = [
    /\.volume$/u,
    /^prices\..*\.output$/u,
    /^offers\..*\.hourly$/u,
    /loaded_cost$/u,
    /utilization$/u,
  ];
  const factors = ['1.37', '1.15', '0.9', '0.95', '0.8'];
  return new Map(
    wanted
      .flatMap((pattern, index) => {
        const input = inputs.find(({ address }) => pattern.test(address));
        return input === undefined ? [] : [[input.address, input.value.times(factors[index] ?? 1)] as const];
      })
      .slice(0, 3),
  );
}

const expected = new Map<string, Exact>();
const workbooks = new Map<string, Uint8Array>();
let sheets: Awaited<ReturnType<typeof recalculate>> = new Map();

describe.runIf(hasSpreadsheet)('plans, recalculated by a spreadsheet program', () => {
  beforeAll(async () => {
    for (const name of scenarios) {
      const portfolio = await portfolioOf(name);
      const result = await placePortfolio(portfolio, async (program) =>
        solveProgram(program, { nodes: 200_000 }),
      );
      const { monthly, assignments } = result.portfolio;
      if (monthly === null) continue;
      const { body } = await render(result, { format: 'xlsx', portfolio });
      if (typeof body === 'string') throw new Error('a workbook is no text');
      const plan = planOf(result, portfolio);
      workbooks.set(name, withoutValues(body));
      expected.set(name, monthly);

      const changes = changesOf(portfolio, plan);
      if (changes.size === 0) throw new Error(`${name} has no input to change`);
      const { scenario, catalog } = portfolio.model;
      const again = buildPortfolio(scenario, catalog, changes);
      if (!again.ok) throw new Error('the changed scenario cannot be built');
      const cells = [...changes].map(
        ([address, value]) => [address.replaceAll(/[^\w.]/gu, '_'), value.toFixed()] as const,
      );
      workbooks.set(`${name}-changed`, withoutValues(body, new Map(cells)));
      const changed = evaluate(again.value.monthly, new Map([...plan, ...changes]));
      if (changed.eq(monthly)) throw new Error(`nothing changed in ${name}`);
      expected.set(`${name}-changed`, changed);

      const [first] = assignments;
      const other = portfolio.choices.find(
        ({ workload, option }) => workload === first?.workload && option.id !== first.option,
      );
      if (other === undefined) continue;
      const held = portfolio.choices.find((each) => first !== undefined && isChoice(each, first));
      workbooks.set(
        `${name}-chosen`,
        withoutValues(body, new Map(), new Map([['B8', choiceName(other.option.id, other.shares.replicas)]])),
      );
      const chosen = new Map([
        ...plan,
        [held?.taken.address ?? '', new Exact(0)],
        [other.taken.address, new Exact(1)],
      ] as const);
      expected.set(`${name}-chosen`, evaluate(portfolio.monthly, chosen));
    }
    sheets = await recalculate(workbooks);
  }, 240_000);

  test('all scenarios but those without a plan were computed, in three forms where there is a choice', () => {
    expect(workbooks.size).toBeGreaterThan(2 * scenarios.length);
    expect(sheets.size).toBe(workbooks.size);
  });

  test.each(scenarios.flatMap((name) => [name, `${name}-changed`, `${name}-chosen`]))(
    '%s costs what the exact reading gives, to the cent, without an error in any cell',
    (name) => {
      if (!expected.has(name)) return;
      const found = sheets.get(name);
      const errors = [...(found ?? [])].flatMap(([sheet, rows]) =>
        rows.flatMap((row) =>
          row.filter((cell) => /^(?:#[A-Z/0!?]+|Err:\d+)/u.test(cell)).map((cell) => `${sheet}: ${cell}`),
        ),
      );
      expect(errors).toEqual([]);
      const total = new Exact(found?.get('Plan')?.[3]?.[3] ?? Number.NaN);
      const difference = total.minus(expected.get(name) ?? 0).abs();
      expect(difference.lt('0.005'), `${total} not ${expected.get(name)}`).toBe(true);
    },
  );

  test.each(scenarios)('%s has no difference on its sheet Check', (name) => {
    if (!expected.has(name)) return;
    const rows = sheets.get(name)?.get('Check') ?? [];
    expect(rows[3]?.[1]).toBe('0');
    expect(rows[4]?.[1]).toBe('every figure agrees');
    expect(rows.length).toBeGreaterThan(7);
    if (expected.has(`${name}-chosen`) && !expected.get(`${name}-chosen`)?.eq(expected.get(name) ?? 0))
      expect(sheets.get(`${name}-chosen`)?.get('Check')?.[4]?.[1]).not.toBe('every figure agrees');
  });
});
