import { expect, test } from 'vitest';
import { dependenceOf, inputsOf, pointReader, Rational, reduceFormulas } from '../../../src/formula/index.ts';
import { modelOf } from '../../support/model.ts';

/** Ceilings, a divisor that moves, a price by length, retries and an option that has none of it. */
const model = modelOf(`prices:
  - { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok }
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters:
  eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } }
workloads:
  w:
    volume: 600k requests/month
    tokens: { input: 900, output: 100 }
    retries: { failure_rate: 2%, max: 2 }
    options: { api: { buy: acme/chat }, own: { build: eu } }
`);

test('formulas of which only the moving steps are gone through are those of which all are', () => {
  const roots = (model.workloads[0]?.options ?? []).flatMap(({ statement }) => statement?.monthly ?? []);
  const dependence = dependenceOf(roots);
  const inputs = inputsOf(...roots);
  expect(inputs.length).toBeGreaterThan(20);
  for (const { address, value } of inputs) {
    const whole = reduceFormulas(roots, address);
    const moving = reduceFormulas(roots, address, new Map(), dependence);
    for (const factor of [0.3, 1, 2.7]) {
      const at = Rational.fromExact(value.times(factor)) as Rational;
      const [expected, found] = [whole, moving].map((forms) =>
        pointReader(forms)(at).map((each) => each?.toExact().toString() ?? null),
      );
      expect({ address, found }).toEqual({ address, found: expected });
    }
    expect(moving.map(({ terms }) => terms.length)).toEqual(whole.map(({ terms }) => terms.length));
  }
});
