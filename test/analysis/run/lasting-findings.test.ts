import { describe, expect, test } from 'vitest';
import { runModel } from '../../../src/analysis/index.ts';
import type { Catalog } from '../../../src/catalog/index.ts';
import { buildModel } from '../../../src/model/index.ts';
import { parseScenario } from '../../../src/scenario/index.ts';
import { bundledCatalog } from '../../catalog/bundled-catalog.ts';
import { readOrThrow, changed } from '../../catalog/small-catalog.ts';

function run(text: string, catalog: Catalog = bundledCatalog) {
  const parsed = parseScenario({ file: 'desk.yaml', text });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const model = buildModel(parsed.value, catalog);
  if (!model.ok) throw new Error(JSON.stringify(model.diagnostics));
  const result = runModel(model.value);
  return {
    said: (code: string) =>
      result.warnings.filter((each) => each.code === code).map(({ message }) => message),
    excluded: result.workloads[0]?.options.flatMap(({ id, excludedBy }) =>
      excludedBy.map(({ code }) => `${id} ${code}`),
    ),
    hints: model.diagnostics.map(({ hint }) => hint),
  };
}

const scenario = (model: string, more: string): string => `crossover: 1
as_of: 2026-11-25
offers: [ { id: rent, gpu: h100-sxm, hourly: 3 USD/hour } ]
clusters: { own: { model: ${model}, offer: rent, gpus_per_replica: 8, throughput: { mixed: 9k tokens/s } } }
workloads:
  desk:
    volume: 1M requests/month
    tokens: { input: 900, output: 100 }
    ${more}
    options: { api: { buy: openai/gpt-4o-mini }, own: { build: own } }
`;

describe('licences of weights', () => {
  test.each([
    ['llama-4-scout', 'constraints: { residency: eu }', 'gives no rights to companies in eu'],
    ['llama-4-scout', 'constraints: { residency: germany }', 'gives no rights to companies in eu'],
    ['llama-3.3-70b', 'users: 800M users', 'above 700000000 users a month'],
  ])('%s with %s', (model, more, message) => {
    const [found] = run(scenario(model, more)).said('licence');
    expect(found).toContain(`desk/own: ${model}`);
    expect(found).toContain(message);
  });

  test('of what they allow nothing is said', () => {
    expect(run(scenario('llama-4-scout', 'constraints: { residency: us }')).said('licence')).toEqual([]);
    expect(run(scenario('llama-3.3-70b', 'users: 600M users')).said('licence')).toEqual([]);
    expect(run(scenario('gpt-oss-120b', 'constraints: { residency: eu }')).said('licence')).toEqual([]);
  });

  test('are a constraint where it is asked for', () => {
    const asked = 'constraints: { licence: commercial }';
    const noncommercial = [...bundledCatalog.models.values()].find(
      ({ terms }) => terms?.commercial === false,
    );
    const unread = [...bundledCatalog.models.values()].find(({ terms }) => terms === undefined);
    expect(run(scenario(noncommercial?.id ?? '', asked)).excluded).toContain('own licence');
    expect(run(scenario(unread?.id ?? '', asked)).excluded).toContain('own licence');
    expect(run(scenario('gpt-oss-120b', asked)).excluded).not.toContain('own licence');
    expect(run(scenario(noncommercial?.id ?? '', '')).said('licence')[0]).toContain(
      'does not allow commercial use',
    );
  });
});

describe('prices that end', () => {
  const text = scenario('house-llm', '')
    .replace('openai/gpt-4o-mini', 'acme/chat')
    .replace('2026-11-25', '2026-01-15');
  const ending = (day: string): Catalog =>
    readOrThrow({
      ...changed('tokens.yaml', 'to: null, recorded', `to: ${day}, recorded`),
    });
  const more = (day: string): Catalog => {
    const catalog = ending(day);
    const chat = catalog.tokens.get('acme/chat');
    if (chat === undefined) throw new Error('acme/chat');
    return {
      ...catalog,
      tokens: new Map(catalog.tokens).set('acme/chat', { ...chat, successor: 'acme/small' }),
    };
  };

  test.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2027-01-01', true],
  ])('are a constraint: sold until %s or excluded', (day, isExcluded) => {
    const asked = text.replace('    \n', `    constraints: { available_until: ${day} }\n`);
    const found = run(asked, ending('2026-06-01'));
    expect(found.excluded?.includes('api retired')).toBe(isExcluded);
    expect(run(asked, ending('null')).excluded).not.toContain('api retired');
  });

  test('within the horizon are named with what is sold in their place', () => {
    expect(run(text, more('2026-12-31')).said('price-ends')).toEqual([
      'desk/api: acme/chat has no price from 2026-12-31 on; acme/small is sold in its place',
    ]);
    expect(
      run(text.replace('workloads:', 'horizon: { months: 6 months }\nworkloads:'), more('2026-12-31')).said(
        'price-ends',
      ),
    ).toEqual([]);
  });

  test('and have ended name it where the option has no figures', () => {
    expect(run(text, more('2026-01-10')).hints).toContain('acme/small is sold in its place');
  });

  test('the catalog knows the successors that vendors sell', () => {
    const next = (id: string) => bundledCatalog.tokens.get(id)?.successor;
    expect(next('anthropic/claude-3.5-sonnet')).toBe('anthropic/claude-sonnet-5');
    expect(next('openai/gpt-4o-mini')).toBe('openai/gpt-6-luna');
    expect(next('openai/gpt-6-luna')).toBeUndefined();
    for (const { successor } of bundledCatalog.tokens.values())
      if (successor !== undefined) expect(bundledCatalog.tokens.has(successor)).toBe(true);
  });
});

test('options: auto says what it looked at and left out', () => {
  const text = scenario('llama-3.3-70b', 'constraints: { residency: eu }').replace(
    /options: \{.*/u,
    'options: auto',
  );
  const [found] = run(text).said('auto-options');
  expect(found).toMatch(/^desk: options: auto looked at \d+ price entries and \d+ build options/u);
  const kept = /; (\d+) buy options and (\d+) build options compete/u.exec(found ?? '');
  expect(Number(kept?.[1])).toBeGreaterThan(0);
  expect(found).toMatch(/left out: .*\d+ processed outside the required region/u);
});
