import { describe, expect, test } from 'vitest';
import { parseVary } from '../../../src/analysis/index.ts';
import { modelOf } from '../../support/model.ts';
import { closedForm } from '../../support/uncertain-scenarios.ts';

const model = modelOf(closedForm);
const valuesOf = (text: string): readonly string[] => {
  const read = parseVary(text, model);
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return read.value.values.map((value) => value.toString());
};

describe('values', () => {
  test.each([
    ['workloads.w.volume=10M..30M:3', ['10000000', '20000000', '30000000']],
    ['workloads.w.volume=10M..30M tokens/month:3', ['10000000', '20000000', '30000000']],
    ['workloads.w.volume=1..100:3:log', ['1', '10', '100']],
    ['workloads.w.volume=1M..100M:3:log', ['1000000', '10000000', '100000000']],
    ['clusters.c.utilization=20..80%:4', ['0.2', '0.4', '0.6', '0.8']],
    ['clusters.c.utilization=20%,0.5', ['0.2', '0.5']],
    ['clusters.c.min_replicas=1..3:9', ['1', '2', '3']],
    ['prices.acme/chat.input=1 USD/Mtok, 2, 2', ['1', '2']],
  ])('%s', (text, wanted) => {
    expect(valuesOf(text)).toEqual(wanted);
  });

  test('a range has eleven values where nothing is said', () => {
    expect(valuesOf('workloads.w.volume=0..10')).toEqual(
      Array.from({ length: 11 }, (_, value) => String(value)),
    );
  });
});

describe('problems name the address', () => {
  test.each([
    ['workloads.w.volume=3M..3M', 'workloads.w.volume', 'empty'],
    ['workloads.w.volume=3M..1M', 'workloads.w.volume', 'empty'],
    ['workloads.w.volume=', 'workloads.w.volume', 'no values'],
    ['workloads.w.volume', 'workloads.w.volume', 'no values'],
    ['workloads.w.volume=0..9:4:log', 'workloads.w.volume', 'above 0'],
    ['workloads.w.volume=0..9:1', 'workloads.w.volume', 'at least 2'],
    ['workloads.w.volume=0..9:100001', 'workloads.w.volume', 'more than 100000'],
    ['workloads.w.volume=0..9:999999999999999', 'workloads.w.volume', 'more than 100000'],
    ['clusters.c.utilization=20..180%', 'clusters.c.utilization', '1.8 is not within 0 to 1'],
    ['workloads.w.volume=-5..9', 'workloads.w.volume', '-5 is not within 0'],
    ['clusters.c.min_replicas=1.5', 'clusters.c.min_replicas', 'whole'],
    ['prices.acme/chat.input=1 EUR/Mtok', 'prices.acme/chat.input', 'USD/Mtok'],
    ['prices.acme/chat.input=1e400', 'prices.acme/chat.input', 'too large'],
    ['workloads.w.volume=..', 'workloads.w.volume', 'expected'],
    ['workloads.w.volum=1..2', 'workloads.w.volum', 'no input'],
    ['__proto__=1..2', '__proto__', 'no input'],
  ])('%s', (text, address, part) => {
    const read = parseVary(text, model);
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ message }) => message).join()).toContain(address);
    expect(read.diagnostics.map(({ message }) => message).join()).toContain(part);
  });

  test.each(['1M-100M', '1M to 100M'])('a range as %s gets its dots', (range) => {
    const [problem] = parseVary(`workloads.w.volume=${range}`, model).diagnostics;
    expect(problem?.hint).toBe('write it as workloads.w.volume=1M..100M');
  });

  test('an address that is not there, with the nearest', () => {
    const [problem] = parseVary('workloads.w.volum=1..2', model).diagnostics;
    expect(problem?.hint).toBe('did you mean workloads.w.volume?');
  });
});
