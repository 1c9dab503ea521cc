import fc from 'fast-check';
import { modelOf } from '../../../support/model.ts';
import { describe, expect, test } from 'vitest';
import { compare, type CompareResult, type ComparedSet } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import type { Model } from '../../../../src/model/index.ts';
import { documentOf } from '../../../../src/report/results/document-of.ts';
import type { Block, Table } from '../../../../src/report/document/document.ts';
import { showValue } from '../../../../src/report/numbers/show-cell.ts';
import { render } from '../../../../src/report/index.ts';
import { base, modelFor, variations } from '../../../analysis/attribution/pairs.ts';

function setOf(name: string, models: Readonly<Record<string, Model>>): ComparedSet {
  const subjects = Object.entries(models).map(([id, model]) => [id, { form: 'model', model }] as const);
  return { name, subjects: new Map(subjects) };
}

function compared(
  before: Readonly<Record<string, Model>>,
  after: Readonly<Record<string, Model>>,
): CompareResult {
  const result = compare(setOf('before', before), setOf('after', after));
  if (!result.ok) throw new Error('the scenarios could not be compared');
  return result.value;
}

function tablesOf(blocks: readonly Block[]): readonly Table[] {
  return blocks.flatMap((block) =>
    block.block === 'table' ? [block] : block.block === 'section' ? tablesOf(block.blocks) : [],
  );
}

/** What a reader adds up with a pocket calculator: the column as it is shown, without its total row. */
function shownSums(table: Table): readonly (readonly [sum: string, total: string])[] {
  const total = table.rows.find((row) => row.role === 'total');
  if (total === undefined) return [];
  const shown = (text: string): Exact => new Exact(text.replaceAll(/[+,]/gu, ''));
  return total.cells.flatMap((cell, column) => {
    if (!cell.type.startsWith('cents')) return [];
    const parts = table.rows.filter((row) => row !== total).map((row) => row.cells[column]);
    const sum = parts.reduce(
      (all, each) => all.plus(each === undefined ? 0 : shown(showValue(each))),
      new Exact(0),
    );
    return [[sum.toFixed(2), shown(showValue(cell)).toFixed(2)] as const];
  });
}

describe('a comparison as it is shown', () => {
  test('every column adds up to its total to the last digit, on random pairs', () => {
    let columns = 0;
    fc.assert(
      fc.property(variations, variations, (one, other) => {
        const { blocks } = documentOf(compared({ a: modelFor(one) }, { a: modelFor(other) }));
        for (const [sum, total] of tablesOf(blocks).flatMap(shownSums)) {
          expect(sum).toBe(total);
          columns += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(columns).toBeGreaterThan(100);
  });

  test('is one line where nothing changed', async () => {
    const result = compared({ a: modelFor(base) }, { a: modelFor(base) });
    expect(result.changed).toBe(false);
    const { body } = await render(result, { format: 'markdown' });
    expect(String(body).trim().split('\n\n')).toHaveLength(2);
    expect(body).toContain('Nothing changed');
  });

  test('flips come first', async () => {
    const result = compared({ a: modelFor(base) }, { a: modelFor({ ...base, price: 200 }) });
    expect(result.flips).toBe(1);
    const { body } = await render(result, { format: 'markdown' });
    const text = String(body);
    expect(text).toContain('**chat:** api (buy) → own (build)');
    expect(text.indexOf('Verdicts that flip')).toBeLessThan(text.indexOf('What caused it'));
  });

  test('scenarios of one side only are named', () => {
    const result = compared(
      { a: modelFor(base), gone: modelFor(base) },
      { a: modelFor(base), added: modelFor(base) },
    );
    expect(result).toMatchObject({ changed: true, onlyBefore: ['gone'], onlyAfter: ['added'] });
    const [total] = result.totals;
    const [same] = result.scenarios;
    // Two files on each side of the same cost: one of them in both, one new, one gone.
    expect(total?.before?.toFixed()).toBe(same?.monthly.before?.times(2).toFixed());
    expect(total?.change.toFixed()).toBe('0');
    expect(result.oneSided.map(({ name, side, monthly }) => [name, side, monthly?.toFixed()])).toEqual([
      ['gone', 'before', same?.monthly.before?.toFixed()],
      ['added', 'after', same?.monthly.after?.toFixed()],
    ]);
  });

  test('a model that is swapped is named with its cost', async () => {
    const bought = (entry: string) =>
      modelOf(`prices: [{ id: acme/small, input: 1 USD/Mtok, output: 2 USD/Mtok }, { id: acme/large, input: 2 USD/Mtok, output: 4 USD/Mtok }]
workloads:
  chat: { volume: 2M requests/month, tokens: { input: 1000, output: 100 }, options: { api: { buy: ${entry} } } }`);
    const result = compared({ a: bought('acme/small') }, { a: bought('acme/large') });
    expect(result).toMatchObject({ flips: 0, swaps: 1 });
    const { body } = await render(result, { format: 'markdown' });
    expect(body).toContain('1 chosen option is something else');
    expect(body).toContain('api was acme/small, is acme/large');
    expect(body).toContain('chat/api: acme/small → acme/large');
    expect(body).toContain('+2,400.00');
  });

  test('two currencies cannot be compared', () => {
    const model = modelFor(base);
    const other = { ...model, scenario: { ...model.scenario, currency: 'EUR' } };
    const result = compare(setOf('before', { a: model }), setOf('after', { a: other }));
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['compare/currency']);
  });
});
