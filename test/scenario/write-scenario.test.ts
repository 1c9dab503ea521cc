import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario, scenarioFile, type Scenario } from '../../src/scenario/index.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { scenarioText } from '../../src/report/formats/html/scenario-text.ts';
import { modelOf, totalOf } from '../support/model.ts';
import { randomScenario } from '../support/random-scenario.ts';

function read(text: string, set: Readonly<Record<string, string>> = {}): Scenario {
  const overrides = Object.entries(set).map(([address, value]) => ({ address, text: value }));
  const scenario = parseScenario({ file: 'test.yaml', text, overrides });
  if (!scenario.ok) throw new Error(`${scenario.diagnostics.map(({ message }) => message).join()}\n${text}`);
  return scenario.value;
}

const folder = new URL('../../scenarios/', import.meta.url);
const scenarios = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

test.each(scenarios)('%s written as one file says the same', (name) => {
  const scenario = read(readFileSync(new URL(name, folder), 'utf8'));
  expect(read(scenarioText(scenarioFile(scenario), new Map())).digest).toBe(scenario.digest);
});

test('a random scenario written as one file says the same', () => {
  fc.assert(
    fc.property(randomScenario, (yaml) => {
      const scenario = read(`crossover: 1\n${yaml}`);
      expect(read(scenarioText(scenarioFile(scenario), new Map())).digest).toBe(scenario.digest);
    }),
    { numRuns: 50 },
  );
});

test('texts that YAML could take for something else stay what they are', () => {
  const texts = [
    'null',
    'yes: no',
    '# no comment',
    '- a',
    '"quoted"',
    "it's",
    'a\nb',
    '{a: 1}',
    ' spaced ',
    '*a',
    '&a',
    '=1',
    'é',
  ];
  for (const text of texts) {
    const scenario = read(`crossover: 1\nname: ${JSON.stringify(text)}\n${small}`);
    expect(read(scenarioText(scenarioFile(scenario), new Map())).name).toBe(text);
  }
});

// 10M tokens x 2 USD/Mtok = 20 USD a month.
const small = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 2 USD/Mtok } ]
workloads: { w: { volume: 10M tokens/month, ratio: "1:1", options: { api: { buy: acme/chat } } } }
`;

test('what a file sets holds as --set does, and what --set says comes before it', () => {
  const yaml = `${small}set: { workloads.w.volume: 30M tokens/month, prices.acme/chat.output: 4 USD/Mtok }\n`;
  // 15 x 2 + 15 x 4 = 90; with 10M tokens 5 x 2 + 5 x 4 = 30.
  expect(totalOf(modelOf(yaml), 'api').toFixed()).toBe('90');
  expect(totalOf(modelOf(yaml, { set: { 'workloads.w.volume': '10M tokens/month' } }), 'api').toFixed()).toBe(
    '30',
  );
  const written = scenarioText(
    scenarioFile(read(`crossover: 1\n${yaml}`)),
    new Map([['workloads.w.volume', '20M tokens/month']]),
  );
  expect(totalOf(modelOf(written.replace('crossover: 1\n', '')), 'api').toFixed()).toBe('60');
  expect(read(`crossover: 1\n${yaml}`).digest).toBe(
    read(`crossover: 1\n${small}`, {
      'workloads.w.volume': '30M tokens/month',
      'prices.acme/chat.output': '4 USD/Mtok',
    }).digest,
  );
});

test('what is set where nothing is is refused at its place', () => {
  const text = `crossover: 1\n${small}set:\n  workloads.w.volum: 1M tokens/month\n`;
  const [problem] = parseScenario({ file: 'test.yaml', text }).diagnostics;
  expect(problem?.message).toContain('the scenario has no such address');
  expect(problem?.hint).toContain('workloads.w.volume');
  expect(problem?.span).toMatchObject({ file: 'test.yaml', line: 5, column: 22 });
});
