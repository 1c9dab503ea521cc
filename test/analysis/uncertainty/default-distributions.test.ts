import { expect, test } from 'vitest';
import { gatherUncertainty } from '../../../src/analysis/uncertainty/index.ts';
import { listFields } from '../../../src/scenario/index.ts';
import { modelOf } from '../../support/model.ts';
import { closedForm } from '../../support/uncertain-scenarios.ts';

const totalsOf = (model: ReturnType<typeof modelOf>) =>
  model.workloads.flatMap(({ options }) => options.flatMap(({ statement }) => statement?.monthly ?? []));

test('every default has a source', () => {
  const assumed = listFields().flatMap(({ assume }) => assume ?? []);
  expect(assumed.length).toBeGreaterThan(5);
  for (const { source } of assumed) {
    expect(source.length).toBeGreaterThan(40);
    expect(source).toMatch(/\d/u);
  }
});

test('defaults are used only when asked, and never in place of what the scenario says', () => {
  const model = modelOf(
    closedForm.replace(
      'volume: 50M tokens/month',
      'volume: { uniform: [40M tokens/month, 60M tokens/month] }',
    ),
  );
  const [stated, assumed] = [false, true].map((assumeDefaults) =>
    gatherUncertainty(model, totalsOf(model), { assumeDefaults }),
  );
  if (stated?.ok !== true || assumed?.ok !== true) throw new Error('not gathered');
  expect(stated.value.parameters.map(({ input }) => input.address)).toEqual([
    'workloads.w.volume',
    'prices.acme/chat.input',
  ]);
  const origins = new Map(assumed.value.parameters.map(({ input, origin }) => [input.address, origin]));
  expect(origins.get('workloads.w.volume')).toBe('scenario');
  expect(origins.get('clusters.c.throughput.mixed')).toBe('default');
  expect(origins.get('clusters.c.utilization')).toBe('default');
  // Nothing is known of an hourly price of 0.
  expect(origins.has('offers.free.hourly')).toBe(false);
});

test('firm prices have no default, rented ones have', () => {
  const offers = `
  - { id: rented, gpu: h100-sxm, hourly: 2 USD/hour, node: 1 }
  - { id: kept, gpu: h100-sxm, hourly: 2 USD/hour, node: 1, term: 1 year }
clusters:
  k: { model: m, offer: kept, gpus_per_replica: 1, throughput: { mixed: 1M tokens/s } }
`;
  const model = modelOf(
    closedForm
      .replace('\n  - { id: free, gpu: h100-sxm, hourly: 0 USD/hour, node: 1 }\nclusters:\n', offers)
      .replace('offer: free', 'offer: rented')
      .replace('own: { build: c }', 'own: { build: c }\n      firm: { build: k }'),
  );
  const gathered = gatherUncertainty(model, totalsOf(model), { assumeDefaults: true });
  if (!gathered.ok) throw new Error('not gathered');
  const addresses = gathered.value.parameters.map(({ input }) => input.address);
  expect(addresses).toContain('offers.rented.hourly');
  expect(addresses).not.toContain('offers.kept.hourly');
});
