import { describe, expect, test } from 'vitest';
import { minimal, parseFiles, problemsOf, scenarioOf } from './support.ts';

const base = minimal(
  'growth: 3%/month\nload: { peak_to_average: 4, active: 100 hours/month }',
  'currency: EUR\nname: Base',
);

describe('extends', () => {
  test('maps are merged, everything else is replaced', () => {
    const scenario = scenarioOf({
      'a.yaml':
        'crossover: 1\nextends: base.yaml\nname: Mine\nworkloads: { chat: { load: { peak_to_average: 6 } }, more: { volume: 5 tokens/month, ratio: 1:1, options: auto } }',
      'base.yaml': base,
    });
    const chat = scenario.workloads.get('chat');
    expect([scenario.name, scenario.currency]).toEqual(['Mine', 'EUR']);
    expect([...scenario.workloads.keys()]).toEqual(['chat', 'more']);
    expect(chat?.peakToAverage.value.toFixed()).toBe('6');
    expect(chat?.peakToAverage.origin).toEqual({ type: 'file', file: 'a.yaml', line: 4 });
    expect(chat?.activeHours?.value.toFixed()).toBe('100');
    expect(chat?.activeHours?.origin).toMatchObject({ type: 'file', file: 'base.yaml' });
  });

  test('a key without a value takes the inherited one away', () => {
    const text = 'crossover: 1\nextends: base.yaml\nworkloads: { chat: { load: null } }';
    const chat = scenarioOf({ 'a.yaml': text, 'base.yaml': base }).workloads.get('chat');
    expect(chat?.activeHours).toBeNull();
    expect(chat?.peakToAverage.kind).toBe('default');
  });

  test('a distribution replaces another one', () => {
    const over =
      'crossover: 1\nextends: base.yaml\nworkloads: { chat: { growth: { pert: [1%/month, 2%/month, 4%/month] } } }';
    const uniform = minimal('growth: { uniform: [1%/month, 2%/month] }');
    const chat = scenarioOf({ 'a.yaml': over, 'base.yaml': uniform }).workloads.get('chat');
    expect(chat?.growth.distribution?.shape).toBe('pert');
  });

  test('lists are replaced', () => {
    const prices = (ids: readonly string[]) =>
      `prices: [${ids.map((id) => `{ id: ${id}, input: 1 USD/Mtok, output: 2 USD/Mtok }`).join(', ')}]`;
    const files = {
      'a.yaml': `crossover: 1\nextends: base.yaml\n${prices(['c'])}`,
      'base.yaml': minimal('', prices(['a', 'b'])),
    };
    expect([...scenarioOf(files).prices.keys()]).toEqual(['c']);
  });

  test('problems of a base are at their place in the base', () => {
    const result = parseFiles({
      'a.yaml': 'crossover: 1\nextends: base.yaml',
      'base.yaml': base.replace('3%/month', '3 USD'),
    });
    expect(result.diagnostics.map(({ span }) => span?.file)).toEqual(['base.yaml']);
  });

  test('circles and long chains are refused', () => {
    const link = (to: string) => `crossover: 1\nextends: ${to}`;
    expect(problemsOf({ 'a.yaml': link('b.yaml'), 'b.yaml': link('a.yaml') })).toEqual([
      'scenario/cycle: extends: the files extend each other: a.yaml → b.yaml → a.yaml',
    ]);
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`${at}.yaml`, link(`${at + 1}.yaml`)]),
    );
    expect(problemsOf(chain)).toEqual(['scenario/extends: extends: more than 16 files extend each other']);
  });
});

describe('defaults', () => {
  test('hold for every workload, below its own keys', () => {
    const text = `crossover: 1
defaults: { growth: 2%/month, retries: { failure_rate: 6%, max: 2 }, options: auto }
workloads:
  a: { volume: 5M tokens/month, ratio: 4:1 }
  b: { volume: 5M tokens/month, ratio: 4:1, retries: { max: 5 }, growth: 1%/month }`;
    const { workloads } = scenarioOf({ 'a.yaml': text });
    const of = (id: string) => {
      const found = workloads.get(id);
      return [found?.growth, found?.retries.maximum].map((each) => each?.value.toFixed());
    };
    expect(of('a')).toEqual(['0.02', '2']);
    expect(of('b')).toEqual(['0.01', '5']);
  });

  test('a mistake in them is told once', () => {
    const text = `crossover: 1
defaults: { growth: banana, options: auto }
workloads:
  a: { volume: 5M tokens/month, ratio: 4:1 }
  b: { volume: 5M tokens/month, ratio: 4:1 }`;
    expect(problemsOf({ 'a.yaml': text })).toHaveLength(1);
  });
});

test('one mistake in the defaults of very many workloads does not hide the others', () => {
  const workloads = Array.from(
    { length: 400 },
    (_, at) => `  w${at}: { volume: 5M tokens/month, ratio: 4:1 }`,
  );
  const text = `crossover: 1
defaults: { growth: banana, options: auto }
workloads:
${workloads.join('\n')}
  last: { volume: 5M tokens/month, ratio: 4:1, growht: 1 }`;
  expect(problemsOf({ 'a.yaml': text })).toHaveLength(2);
});
