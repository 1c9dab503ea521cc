import { describe, expect, test } from 'vitest';
import { evaluate, Exact, Graph, reachable, type InputNode } from '../../../src/formula/index.ts';
import { UnitError } from '../../../src/formula/graph/graph.ts';

function input(graph: Graph, address: string, value: string, unit: string): InputNode {
  return graph.input({
    address,
    label: address,
    value: new Exact(value),
    unit,
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
  });
}

describe('a graph', () => {
  test('multiplies units: USD/Mtok times Mtok/month is USD/month', () => {
    const graph = new Graph();
    const spend = graph.multiply(
      input(graph, 'price', '2.5', 'USD/Mtok'),
      input(graph, 'volume', '4', 'Mtok/month'),
    );
    expect(spend.unit.key).toBe('USD/month');
    expect(evaluate(spend).toString()).toBe('10');
  });

  test('refuses at once to add money and tokens', () => {
    const graph = new Graph();
    const money = input(graph, 'money', '1', 'USD/month');
    const tokens = input(graph, 'tokens', '1', 'token/month');
    for (const wrong of [
      () => graph.add(money, tokens),
      () => graph.subtract(money, tokens),
      () => graph.minimum(money, tokens),
      () => graph.maximum(money, graph.constant(1)),
      () => graph.power(graph.constant(2), money),
      () => graph.convert(money, 'token/month'),
      () =>
        graph.choose({
          by: tokens,
          otherwise: money,
          cases: [{ above: money, value: money }],
          inclusive: false,
        }),
      () =>
        graph.choose({
          by: tokens,
          otherwise: money,
          cases: [{ above: tokens, value: tokens }],
          inclusive: false,
        }),
      () => graph.add(),
    ]) {
      expect(wrong).toThrow(UnitError);
    }
  });

  test('has one node for the same operation on the same operands', () => {
    const graph = new Graph();
    const [a, b] = [input(graph, 'a', '1', '1'), input(graph, 'b', '2', '1')];
    expect(graph.add(a, b)).toBe(graph.add(a, b));
    expect(graph.add(a, b)).not.toBe(graph.add(b, a));
    expect(input(graph, 'a', '1', '1')).toBe(a);
  });

  test('refuses a second meaning of an address', () => {
    const graph = new Graph();
    const a = input(graph, 'a', '1', 'USD');
    expect(() => input(graph, 'a', '9', 'USD')).toThrow(
      'a has two definitions, which differ in value: 1 and 9',
    );
    expect(() => input(graph, 'a', '1', 'EUR')).toThrow('which differ in unit: USD and EUR');
    const bounded = { address: 'a', value: new Exact(1), unit: 'USD', provenance: a.provenance };
    expect(() => graph.input({ ...bounded, label: 'other' })).toThrow("label: 'a' and 'other'");
    expect(() => graph.input({ ...bounded, label: 'a', minimum: new Exact(0) })).toThrow('smallest value');
    expect(() => graph.input({ ...bounded, label: 'a', maximum: new Exact(2) })).toThrow('largest value');
    expect(() => graph.input({ ...bounded, label: 'a', whole: true })).toThrow('whether it is whole');
    expect(graph.inputs.get('a')).toBe(a);

    const named = graph.name('b', 'twice', graph.add(a, a));
    expect(graph.name('b', 'twice', graph.add(a, a))).toBe(named);
    expect(() => graph.name('b', 'twice', a)).toThrow('b is the name of two steps');
    expect(() => graph.name('b', 'double', graph.add(a, a))).toThrow('b is the name of two steps');
    expect(graph.named.get('b')).toBe(named);
  });

  test('says a plain number where a unit is one', () => {
    const graph = new Graph();
    const [plain, money] = [input(graph, 'a', '1', '1'), input(graph, 'b', '1', 'USD/month')];
    expect(() => graph.add(plain, money)).toThrow('add: a plain number does not go with USD/month');
  });

  test('gives operands before what uses them', () => {
    const graph = new Graph();
    const a = input(graph, 'a', '1', '1');
    const sum = graph.add(a, graph.multiply(a, graph.constant(3)));
    const ids = reachable([sum]).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((x, y) => x - y));
    expect(ids.at(-1)).toBe(sum.id);
  });

  test('converts by whole numbers only', () => {
    const graph = new Graph();
    const yearly = input(graph, 'cost', '190000', 'USD/year');
    const monthly = graph.convert(yearly, 'USD/month');
    expect(monthly.unit.key).toBe('USD/month');
    expect(evaluate(monthly).times(12).minus(190000).abs().lt('1e-50')).toBe(true);
  });
});

describe('the exact reading', () => {
  test('takes a whole number that is off by its representation as whole', () => {
    const graph = new Graph();
    const x = input(graph, 'x', '3', '1');
    const up = graph.ceiling(x);
    const at = (value: string): string => evaluate(up, new Map([['x', new Exact(value)]])).toString();
    expect(at('3')).toBe('3');
    expect(at('3.0000000001')).toBe('3');
    expect(at('3.000000003')).toBe('3');
    expect(at('3.0000000031')).toBe('4');
    expect(at('2.0001')).toBe('3');
    expect(at('0')).toBe('0');
    expect(at('1e-12')).toBe('1');
    expect(at('-2.5')).toBe('-2');
  });

  test('chooses by level, at the threshold as it says', () => {
    const graph = new Graph();
    const by = input(graph, 'by', '0', '1');
    const cases = [
      { above: graph.constant(10), value: graph.constant(2) },
      { above: graph.constant(20), value: graph.constant(3) },
    ];
    const read = (inclusive: boolean, value: number): number =>
      evaluate(
        graph.choose({ by, otherwise: graph.constant(1), cases, inclusive }),
        new Map([['by', new Exact(value)]]),
      ).toNumber();
    expect([9, 10, 11, 20, 21].map((value) => read(false, value))).toEqual([1, 1, 2, 2, 3]);
    expect([9, 10, 11, 20, 21].map((value) => read(true, value))).toEqual([1, 2, 2, 3, 3]);
  });

  test('is not finite where it divides by zero', () => {
    const graph = new Graph();
    const zero = input(graph, 'zero', '0', '1');
    expect(evaluate(graph.divide(graph.constant(1), zero)).isFinite()).toBe(false);
  });

  test('is exact: 1.063816 attempts at 6 % and three retries', () => {
    const graph = new Graph();
    const one = graph.constant(1);
    const rate = input(graph, 'f', '0.06', '1');
    const attempts = graph.divide(
      graph.subtract(one, graph.power(rate, graph.constant(4))),
      graph.subtract(one, rate),
    );
    expect(evaluate(attempts).toString()).toBe('1.063816');
  });
});

test('of many steps with one latest operand each is one node', () => {
  const graph = new Graph();
  const terms = Array.from({ length: 40 }, (_, index) => graph.constant(index + 2));
  const latest = graph.constant(1000);
  const made = terms.map((each) => graph.multiply(each, latest));
  expect(new Set(made).size).toBe(40);
  expect(terms.map((each) => graph.multiply(each, latest))).toEqual(made);
  for (const [index, each] of terms.entries()) {
    expect(graph.multiply(each, latest)).toBe(made[index]);
    expect(graph.add(each, latest)).not.toBe(made[index]);
    expect(graph.multiply(latest, each)).not.toBe(made[index]);
  }
});
