import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/index.ts';
import {
  exclusionsOf,
  figureAt,
  lineOf,
  linesOf,
  modelOf,
  modelProblems,
  statementOf,
  totalOf,
} from '../../support/model.ts';

/** 1M requests of 1000 and 500 tokens at 1 and 2: 2,000 USD of production tokens a month. */
function chat(workload = '', option = '', price = ''): string {
  return `prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok${price} }
  - { id: acme/new, input: 2 USD/Mtok, output: 6 USD/Mtok, token_multiplier: 1.1 }
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 500 }
    options: { api: { buy: acme/chat${option} } }
${workload.replaceAll(/^/gmu, '    ')}`;
}

describe('the hidden-cost lines', () => {
  it('have one line each, zero where nothing is wanted', () => {
    expect(linesOf(modelOf(chat()), 'api')).toEqual({
      tokens: '2000',
      experimentation: '0',
      retries: '0',
      optimization: '0',
      infrastructure: '0',
      observability: '0',
      failover: '0',
      commitment: '0',
    });
  });

  it('each follow their own equation', () => {
    const model = modelOf(
      chat(`retries: { failure_rate: 6%, max: 3 }
failover: { uplift: 30% }
overheads:
  experimentation: 15%
  ab_testing: { share: 10% }
  infrastructure: { per_request: 0.000012 USD, fixed: 150 USD/month }
  observability: { trace: 6 kB, storage: 2.30 USD/GB, fixed: 100 USD/month }`),
    );
    expect(linesOf(model, 'api')).toEqual({
      tokens: '2000',
      experimentation: '300',
      // 2,000 · 0.063816
      retries: '127.632',
      optimization: '200',
      // 10^6 · 1.063816 · 0.000012 + 150
      infrastructure: '162.765792',
      // 10^6 · 1.063816 · 6 kB = 6.382896 GB · 2.30, + 100
      observability: '114.6806608',
      // 0.3 · (2,000 + 300 + 127.632 + 200)
      failover: '788.2896',
      commitment: '0',
    });
    expect(totalOf(model, 'api').toFixed()).toBe('3693.3680528');
    expect(evaluate(statementOf(model, 'api').hiddenMultiple ?? expect.fail()).toFixed()).toBe(
      '1.8466840264',
    );
    // 1,500 Mtok
    expect(evaluate(statementOf(model, 'api').perMtok).toFixed(10)).toBe('2.4622453685');
  });

  it('an A/B challenger is billed at its own prices and in its own tokens', () => {
    const model = modelOf(chat('overheads: { ab_testing: { share: 10%, model: acme/new } }'));
    // A tenth of 1,000 · 2 + 500 · 6, times its token multiplier of 1.1.
    expect(lineOf(model, 'api', 'optimization')).toBe('550');
  });

  it('an A/B challenger runs the same share of batch as production', () => {
    const priced = (model: string): string =>
      chat(`overheads: { ab_testing: { share: 10%${model} } }`, ', batch: 50%', ', batch: 50%').replace(
        'token_multiplier: 1.1 }',
        'batch: 50% }\n  - { id: acme/same, input: 1 USD/Mtok, output: 2 USD/Mtok, batch: 50% }',
      );
    // Half of the traffic at half the price is three quarters: 1,500 of production, a tenth of it 150.
    const optimization = (model: string): string => lineOf(modelOf(priced(model)), 'api', 'optimization');
    expect(optimization('')).toBe('150');
    expect(optimization(', model: acme/chat')).toBe('150');
    expect(optimization(', model: acme/same')).toBe('150');
    // A tenth of 0.75 · (1,000 · 2 + 500 · 6).
    expect(optimization(', model: acme/new')).toBe('375');
  });

  it('an unknown challenger is an error', () => {
    const problems = modelProblems(chat('overheads: { ab_testing: { share: 10%, model: acme/none } }'));
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'model/unknown-name',
        "workloads.chat.overheads.ab_testing.model: there is no price entry 'acme/none' in the scenario or in catalog test",
      ],
    ]);
  });
});

describe('commitments', () => {
  const tiers = (mode: string, minimum = ''): string =>
    `, commitment: { mode: ${mode}${minimum}, tiers: [ { above: 500 USD/month, multiplier: 90% }, { above: 1500 USD/month, multiplier: 80% } ] }`;

  it('graduated tiers discount what lies in each', () => {
    const model = modelOf(chat('', '', tiers('graduated')));
    // 500 + 1,000 · 0.9 + 500 · 0.8 = 1,800
    expect(lineOf(model, 'api', 'commitment')).toBe('-200');
    expect(totalOf(model, 'api').toFixed()).toBe('1800');
  });

  it('all-units tiers discount the whole spend, from the threshold on', () => {
    expect(lineOf(modelOf(chat('', '', tiers('all_units'))), 'api', 'commitment')).toBe('-400');
    const at = modelOf(chat('', '', tiers('all_units')), {
      set: { 'workloads.chat.volume': '750k requests/month' },
    });
    // Spend of exactly 1,500 is in the second tier.
    expect(lineOf(at, 'api', 'commitment')).toBe('-300');
    const below = modelOf(chat('', '', tiers('all_units')), {
      set: { 'workloads.chat.volume': '749k requests/month' },
    });
    expect(lineOf(below, 'api', 'commitment')).toBe('-149.8');
  });

  it('a spend below the first tier is billed as it is', () => {
    // 100k requests cost 200, below the 500 from which the first discount holds: nothing is added or taken off.
    const model = modelOf(chat('', '', tiers('graduated')), {
      set: { 'workloads.chat.volume': '100k requests/month' },
    });
    expect(lineOf(model, 'api', 'commitment')).toBe('0');
    expect(totalOf(model, 'api').toFixed()).toBe('200');
  });

  it('the committed spend is paid where less is used', () => {
    const model = modelOf(chat('', '', tiers('graduated', ', minimum: 2500 USD/month')));
    expect(totalOf(model, 'api').toFixed()).toBe('2500');
  });

  it('cover failover but not the infrastructure of one’s own', () => {
    const model = modelOf(
      chat(
        'failover: { uplift: 50% }\noverheads: { infrastructure: { fixed: 700 USD/month } }',
        '',
        tiers('graduated'),
      ),
    );
    // Of 3,000: 500 + 900 + 1,200 = 2,600.
    expect(lineOf(model, 'api', 'commitment')).toBe('-400');
    expect(totalOf(model, 'api').toFixed()).toBe('3300');
  });

  it('a monthly minimum lifts the spend to it, and a region uplift raises it', () => {
    expect(lineOf(modelOf(chat('', ', monthly_minimum: 5k USD/month')), 'api', 'commitment')).toBe('3000');
    expect(lineOf(modelOf(chat('', ', monthly_minimum: 1k USD/month')), 'api', 'commitment')).toBe('0');
    expect(lineOf(modelOf(chat('', ', region_uplift: 10%')), 'api', 'commitment')).toBe('200');
  });
});

describe('provisioned capacity', () => {
  const terms =
    ', provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 3k tokens/minute, output_weight: 4, cached_weight: 0, minimum_units: 15 units, increment: 5 units }';
  const provisioned = (workload = '', option = ''): string =>
    chat(workload, `, mode: provisioned${option}`, terms);

  it('rounds the peak up to the increment, and replaces the token lines', () => {
    const model = modelOf(provisioned('load: { peak_to_average: 4 }'));
    // 10^6 · (1000 + 4 · 500) / (730 · 60) = 68,493.15 a minute, 4 times that 273,972.6, / 3,000 = 91.3.
    expect(figureAt(model, 'workloads.chat.options.api.units')).toBe('95');
    expect(linesOf(model, 'api')).toEqual({
      provisioned: '69350',
      infrastructure: '0',
      observability: '0',
      failover: '0',
      commitment: '0',
    });
    expect(statementOf(model, 'api').hiddenMultiple).toBeNull();
  });

  it('buys no less than the minimum', () => {
    const model = modelOf(provisioned(), { set: { 'workloads.chat.volume': '1k requests/month' } });
    expect(figureAt(model, 'workloads.chat.options.api.units')).toBe('15');
    expect(lineOf(model, 'api', 'provisioned')).toBe('10950');
  });

  it('adds headroom before rounding', () => {
    // 22.83 units, and 27.4 with a fifth more.
    expect(figureAt(modelOf(provisioned()), 'workloads.chat.options.api.units')).toBe('25');
    expect(figureAt(modelOf(provisioned('', ', headroom: 20%')), 'workloads.chat.options.api.units')).toBe(
      '30',
    );
  });

  it('weighs cached input, retries, experimentation and A/B traffic', () => {
    const cached = modelOf(
      provisioned('load: { peak_to_average: 4 }').replace('output: 500', 'output: 500, cached: 50%'),
    );
    // 91.32 · 2,500 / 3,000 = 76.1
    expect(figureAt(cached, 'workloads.chat.options.api.units')).toBe('80');
    const more = modelOf(
      provisioned(
        'load: { peak_to_average: 4 }\nretries: { failure_rate: 10%, max: 1 }\noverheads: { experimentation: 10%, ab_testing: { share: 10% } }',
      ),
    );
    // 91.32 · 1.1 · 1.2 = 120.5
    expect(figureAt(more, 'workloads.chat.options.api.units')).toBe('125');
  });

  it('runs in the active hours but is paid for all', () => {
    const model = modelOf(provisioned('load: { active: 365 hours/month }'));
    expect(figureAt(model, 'workloads.chat.options.api.units')).toBe('50');
    expect(lineOf(model, 'api', 'provisioned')).toBe('36500');
  });

  it('reserved units are paid at their rate whether used or not, what exceeds them by the hour', () => {
    const less = modelOf(provisioned('', ', reserved: { units: 40, rate: 0.50 USD/hour }'));
    expect(lineOf(less, 'api', 'provisioned')).toBe('14600');
    const more = modelOf(provisioned('', ', reserved: { units: 20, rate: 0.50 USD/hour }'));
    // 20 · 0.5 · 730 + 5 · 730
    expect(lineOf(more, 'api', 'provisioned')).toBe('10950');
  });

  it('is doubled by failover in proportion', () => {
    const model = modelOf(provisioned('failover: { uplift: 50% }'));
    expect(lineOf(model, 'api', 'failover')).toBe('9125');
  });

  it('is excluded where the entry has no such prices', () => {
    expect(exclusionsOf(modelOf(chat('', ', mode: provisioned')), 'api')).toEqual(['unknown-price']);
  });
});
