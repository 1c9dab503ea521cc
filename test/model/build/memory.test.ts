import { describe, expect, it } from 'vitest';
import { figureAt, modelOf } from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';

/** GPUs of one replica of a model of so many parameters on GPUs of 80 GB, of which 90 % can be filled: 72 GB. */
function gpusFor(parameters: string, more = '', cluster = ''): string {
  const catalog = {
    'models.yaml': `- { id: llm, parameters: ${parameters}, licence: open${more}, ${source} }`,
    'hardware.yaml': `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
  };
  const model = modelOf(
    `offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: llm, offer: rent, throughput: { mixed: 1k tokens/s }${cluster} } }
workloads:
  chat:
    volume: 1000 requests/month
    tokens: { input: 9000, output: 1000 }
    options: { own: { build: eu } }`,
    { catalog },
  );
  return figureAt(model, 'workloads.chat.options.own.gpus');
}

describe('the GPUs that a model needs', () => {
  it('are those whose memory holds the weights with a tenth left free', () => {
    // Two bytes a parameter: 36B are 72 GB and just fit; 36.1B are 72.2 GB, though less than 80 GB, and do not.
    expect(gpusFor('36B')).toBe('1');
    expect(gpusFor('36.1B')).toBe('2');
    // 144 GB on two, and from 144.2 GB on four: powers of two.
    expect(gpusFor('72B')).toBe('2');
    expect(gpusFor('72.1B')).toBe('4');
  });

  it('hold the cache of the longest request as well', () => {
    // 10,000 tokens of 100 kB are 1 GB: 35.5B parameters are 71 GB and fit, 35.6B are 71.2 GB and do not.
    const cache = ', cache_bytes_per_token: 100000';
    expect(gpusFor('35.5B', cache)).toBe('1');
    expect(gpusFor('35.6B', cache)).toBe('2');
  });

  it('are fewer at a lower precision', () => {
    // 72B parameters are 72 GB at one byte and 36 GB at half a byte each.
    expect(gpusFor('72B', '', ', precision: fp8')).toBe('1');
    expect(gpusFor('72.1B', '', ', precision: fp8')).toBe('2');
    expect(gpusFor('144B', '', ', precision: int4')).toBe('1');
    expect(gpusFor('144.1B', '', ', precision: int4')).toBe('2');
  });
});
