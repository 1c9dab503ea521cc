import { describe, expect, it } from 'vitest';
import { runModel } from '../../../src/analysis/index.ts';
import { modelOf } from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
const catalog = {
  'tokens.yaml': `- { id: acme/chat, channel: acme, currency: USD, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 1 USD/Mtok, output: 2 USD/Mtok, ${source} } ] }`,
  'gpus.yaml': ['2', '3']
    .map(
      (hourly) =>
        `- { id: cloud/h100-${hourly}, gpu: h100-sxm, currency: USD, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, hourly: ${hourly} USD/hour, ${source} } ] }\n`,
    )
    .join(''),
};

function codes(input: string, output: string, hourly = '2.5', throughput = '1k'): readonly string[] {
  const model = modelOf(
    `prices: [ { id: acme/chat, input: ${input} USD/Mtok, output: ${output} USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: ${hourly} USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: ${throughput} tokens/s } } }
workloads:
  chat:
    volume: 788.4M tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, own: { build: eu } }`,
    { catalog },
  );
  return runModel(model).warnings.map(({ code }) => code);
}

const contradicts = 'stated-price-contradicts-catalog';

describe('a stated token price', () => {
  it('contradicts the catalog from 1 % above its highest price', () => {
    // The catalog's highest is 2: 2.02 is 1.01 times that, and no contradiction; 2.03 is.
    expect(codes('2.02', '2.5')).not.toContain(contradicts);
    expect(codes('2.03', '2.5')).toContain(contradicts);
    expect(codes('2.8', '2.8')).toContain(contradicts);
  });

  it('contradicts the catalog from 1 % below its lowest price', () => {
    // The lowest is 1: 1 / 1.01 = 0.990099.
    expect(codes('0.9', '0.9901')).not.toContain(contradicts);
    expect(codes('0.9', '0.99')).toContain(contradicts);
  });

  it('between the catalog’s prices contradicts nothing', () => {
    expect(codes('1.5', '1.5')).not.toContain(contradicts);
  });
});

describe('a stated GPU price', () => {
  const outside = 'stated-gpu-price-outside-catalog';

  it.each([
    ['1.99', true],
    ['2', false],
    ['3', false],
    ['3.01', true],
  ])('of %s an hour, where the catalog has 2 and 3, lies outside: %s', (hourly, expected) => {
    expect(codes('1.5', '1.5', hourly).includes(outside)).toBe(expected);
  });
});

describe('a cluster', () => {
  it('is idle below 30 % of use', () => {
    // 788.4M tokens a month are 300 a second: 30 % of 1,000, and 29.97 % of 1,001.
    expect(codes('1.5', '1.5')).not.toContain('idle-cluster');
    expect(codes('1.5', '1.5', '2.5', '1001')).toContain('idle-cluster');
  });
});
