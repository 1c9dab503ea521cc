import { describe as suite, expect, test } from 'vitest';
import { describe, directParts, Exact, Graph, inputsOf, showNumber } from '../../../src/formula/index.ts';

const graph = new Graph();
const of = (address: string, label: string, value: string, unit: string) =>
  graph.input({
    address,
    label,
    value: new Exact(value),
    unit,
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
  });
const gpus = graph.name(
  'gpus',
  'GPUs',
  graph.multiply(of('nodes', 'nodes', '2', 'node'), of('node', 'GPUs per node', '8', 'GPU/node')),
);
const hourly = of('hourly', 'GPU price per hour', '3.10', 'USD/GPU/hour');
const hours = of('hours', 'hours per month', '730', 'hour/month');

suite('prose', () => {
  test('says a formula in words and in numbers, down to what has a name', () => {
    const rent = graph.name('rent', 'GPU rent', graph.multiply(gpus, hourly, hours));
    expect(describe(rent)).toEqual({
      words: 'GPUs × GPU price per hour × hours per month',
      numbers: '16 GPU × 3.1 USD/hour/GPU × 730 hour/month',
    });
    expect(directParts(rent).map(({ node, value }) => [node.address, value.toString()])).toEqual([
      ['gpus', '16'],
      ['hourly', '3.1'],
      ['hours', '730'],
    ]);
    expect(inputsOf(rent).map(({ address }) => address)).toEqual(['nodes', 'node', 'hourly', 'hours']);
  });

  test('keeps the order of operations with brackets', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => of(name, name, '2', '1'));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three inputs');
    const words = (node: Parameters<typeof describe>[0]): string => describe(node).words;
    expect(words(graph.multiply(graph.add(a, b), c))).toBe('(a + b) × c');
    expect(words(graph.subtract(a, graph.subtract(b, c)))).toBe('a − (b − c)');
    expect(words(graph.divide(a, graph.multiply(b, c)))).toBe('a ÷ (b × c)');
    expect(words(graph.power(graph.add(a, b), c))).toBe('(a + b)^c');
    expect(words(graph.ceiling(graph.maximum(a, b)))).toBe('rounded up (the largest of (a, b))');
  });

  test.each([
    ['1234567.5', '1,234,567.5'],
    ['0.000012', '0.000012'],
    ['-1000', '-1,000'],
    ['28333333.3333333333333', '28,333,333.3333…'],
    ['NaN', 'undefined'],
  ])('%s is written %s', (value, text) => {
    expect(showNumber(new Exact(value))).toBe(text);
  });
});
