import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Exact } from '../../src/formula/index.ts';

const text = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8').replaceAll(/\s+/gu, ' ');
const at = (value: Exact, places: number): string =>
  value.toFixed(places).replace(/\B(?=(?:\d{3})+(?!\d))/u, ',');

// The worked numbers of the page, computed anew. Those of money over time are those of test/finance.

test('retries: 6 % failures and 3 retries', () => {
  const [f, retries] = [new Exact('0.06'), 3];
  const delivered = new Exact(1).minus(f.pow(retries + 1));
  const attempts = delivered.div(new Exact(1).minus(f));
  expect(text).toContain(
    `A = ${attempts.toFixed()}, S = ${delivered.toFixed()} and F = ${attempts.minus(delivered).toFixed()}`,
  );
});

test('the price of a request', () => {
  const [input, cached, output] = [new Exact('0.15'), new Exact('0.075'), new Exact('0.60')];
  const price = input.times(900).plus(cached.times(600)).plus(output.times(350)).div('1e6');
  expect(text).toContain(`= ${price.toFixed()} USD`);
});

test('provisioned units', () => {
  const weighted = new Exact(1000).times(200 + 20 * 8);
  const units = weighted.div(3400);
  expect(text).toContain(`${at(weighted, 0)} weighted tokens`);
  expect(text).toContain(`${units.toFixed(2)} units, and ${units.div(5).ceil().times(5).toFixed()} after`);
});

test('capacity', () => {
  const serving = new Exact('2.4').div('0.8').ceil();
  const nodes = serving.times(4).div(8).ceil();
  expect(text).toContain(
    `are ${serving.toFixed()} serving replicas; with 4 GPUs each in nodes of 8 these are ${nodes.toFixed()} nodes, ${nodes.times(8).toFixed()} GPUs`,
  );
});

test('crossings', () => {
  expect(text).toContain(
    `= ${new Exact(850)
      .div(30)
      .times('1e6')
      .toFixed(2)
      .replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/gu, ',')} tokens/month`,
  );
  expect(text).toContain(
    `at ${new Exact(850 + 14150)
      .div(30)
      .times('1e6')
      .toFixed()
      .replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')}`,
  );
  expect(text).toContain(
    `850/0.60 = ${at(new Exact(850).div('0.60'), 2)} and 850/0.15 = ${at(new Exact(850).div('0.15'), 2)} million`,
  );
});

test('latency', () => {
  const rate = new Exact(1).plus(new Exact(300 - 100).div(400 - 100).times(10 - 1));
  expect(text).toContain(
    `gives r = 1 + 200/300 × 9 = ${rate.toFixed()}; at a peak of 28 a second, ${new Exact(28).div(rate).ceil().toFixed()} replicas`,
  );
});
