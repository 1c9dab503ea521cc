import { describe, expect, it } from 'vitest';
import { exactAt, figureAt, lineOf, modelOf } from '../support/model.ts';

const unit = 'workloads.chat.options.ptu';

/**
 * gpt-5.2 Data Zone: 3,400 input tokens a minute of a unit, an output token counts for eight, cached ones for none, in steps of
 * 5 from 15. 1,000 requests a minute all month are 43.8 million. The rate is not part of the published example.
 */
function sizing(requests: string, cached: string, option = '') {
  return modelOf(`prices:
  - { id: azure/gpt-5.2, input: 1 USD/Mtok, output: 8 USD/Mtok, provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 3400 tokens/minute, output_weight: 8, cached_weight: 0, minimum_units: 15 units, increment: 5 units } }
workloads:
  chat:
    volume: ${requests} requests/month
    tokens: { input: 200, output: 20, cached: ${cached} }
    options: { ptu: { buy: azure/gpt-5.2, mode: provisioned${option} } }`);
}

describe('P05 PTU sizing', () => {
  // Microsoft Learn, Determine PTU sizing for a workload (ms.date 2026-05-21), worked example and summary table,
  // https://learn.microsoft.com/azure/foundry/openai/how-to/provisioned-throughput-sizing
  it.each([
    { cached: '0%', weighted: 360_000, raw: 105.88, rounded: '110' },
    { cached: '50%', weighted: 260_000, raw: 76.47, rounded: '80' },
  ])('with $cached of the prompt cached', ({ cached, weighted, raw, rounded }) => {
    const model = sizing('43.8M', cached);
    expect(exactAt(model, `${unit}.peak_tokens_per_minute`).toNumber()).toBeCloseTo(weighted, 6);
    expect(Math.abs(exactAt(model, `${unit}.units_needed`).toNumber() - raw)).toBeLessThanOrEqual(0.006);
    expect(figureAt(model, `${unit}.units`)).toBe(rounded);
  });

  it('one request a minute takes the minimum of 15 units', () => {
    expect(figureAt(sizing('43.8k', '0%'), `${unit}.units`)).toBe('15');
  });

  it('headroom is added before rounding: 105.88 and 3 % are 109.06, still 110; 5 % are 111.2, so 115', () => {
    expect(figureAt(sizing('43.8M', '0%', ', headroom: 3%'), `${unit}.units`)).toBe('110');
    expect(figureAt(sizing('43.8M', '0%', ', headroom: 5%'), `${unit}.units`)).toBe('115');
  });
});

describe('P06 a reservation of 500 PTUs with 300 in use', () => {
  // Microsoft Learn, Provisioned throughput billing (ms.date 2026-05-22), reservation overage example,
  // https://learn.microsoft.com/azure/foundry/openai/concepts/provisioned-throughput-billing
  // In requests: 300 units and each of the added hold 1,000 · 3,400/360 of a minute's requests.
  it.each([
    { added: 200, units: '500', requests: '206.83M', overage: '0' },
    { added: 300, units: '600', requests: '248.2M', overage: '100' },
  ])('$added more leave $overage by the hour', ({ units, requests, overage }) => {
    const model = sizing(requests, '0%', ', reserved: { units: 500, rate: 0.70 USD/hour }');
    expect(figureAt(model, `${unit}.units`)).toBe(units);
    expect(figureAt(model, `${unit}.overage_units`)).toBe(overage);
  });

  it('and are paid at the reserved rate and, beyond it, by the hour', () => {
    const line = (reserved: string, requests = '248.2M'): string =>
      lineOf(sizing(requests, '0%', `, reserved: { units: 500, rate: ${reserved} }`), 'ptu', 'provisioned');
    // (500 · 0.70 + 100 · 1) · 730
    expect(line('0.70 USD/hour')).toBe('328500');
    expect(line('0.70 USD/hour', '206.83M')).toBe('255500');
    // A reservation is paid whether it is used or not.
    expect(line('0.70 USD/hour', '43.8k')).toBe('255500');
    // By the month: 500 · 260 + 100 · 730
    expect(line('260 USD/unit/month')).toBe('203000');
  });
});
