import { describe, expect, it } from 'vitest';
import {
  exclusionsOf,
  lineOf,
  linesOf,
  modelOf,
  modelProblems,
  optionOf,
  totalOf,
} from '../../support/model.ts';

/** 1M requests of the given tokens under one price entry and option. */
function chat(price: string, tokens = '{ input: 1000, output: 500 }', option = '{ buy: acme/chat }'): string {
  return `prices:
  - ${price}
workloads:
  chat:
    volume: 1M requests/month
    tokens: ${tokens}
    options: { api: ${option} }`;
}

const cached =
  '{ id: acme/chat, input: 1 USD/Mtok, cached: 0.10 USD/Mtok, cache_write: 1.25 USD/Mtok, cache_write_long: 2 USD/Mtok, output: 4 USD/Mtok, batch: 50% }';

describe('cached input', () => {
  it('blends plain, read and written input', () => {
    const model = modelOf(chat(cached, '{ input: 1000, output: 500, cached: 40%, cache_write: 10% }'));
    // 1,000 Mtok · (0.5 · 1 + 0.4 · 0.10 + 0.1 · 1.25) + 500 Mtok · 4
    expect(lineOf(model, 'api', 'tokens')).toBe('2665');
  });

  it('takes the price of long-lived writes where the cache is to live long', () => {
    const model = modelOf(
      chat(cached, '{ input: 1000, output: 500, cached: 40%, cache_write: 10%, cache_ttl: long }'),
    );
    expect(lineOf(model, 'api', 'tokens')).toBe('2740');
  });

  it('is billed as plain input where the vendor states no price for it, with a note', () => {
    const plain = '{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok }';
    const model = modelOf(chat(plain, '{ input: 1000, output: 500, cached: 40%, cache_write: 10% }'));
    expect(lineOf(model, 'api', 'tokens')).toBe('3000');
    expect(optionOf(model, 'api').notes).toEqual([
      'acme/chat states no price for cached input: billed as plain input',
      'acme/chat states no price for cache writes: billed as plain input',
    ]);
  });

  it('leaves no note where nothing is cached', () => {
    const plain = '{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok }';
    expect(optionOf(modelOf(chat(plain)), 'api').notes).toEqual([]);
  });
});

describe('batch', () => {
  const tokens = '{ input: 1000, output: 500, cached: 40% }';

  it('scales a share of the traffic, cache prices included where both combine', () => {
    const model = modelOf(chat(cached, tokens, '{ buy: acme/chat, batch: 20% }'));
    // Input 600 + 40, output 2,000, times 0.8 + 0.2 · 0.5.
    expect(lineOf(model, 'api', 'tokens')).toBe('2376');
  });

  it('pays plain input for the batch share where cache prices do not hold in it', () => {
    const apart = cached.replace('batch: 50%', 'batch: { multiplier: 50%, combines_with_cache: false }');
    const model = modelOf(chat(apart, tokens, '{ buy: acme/chat, batch: 20% }'));
    // Input 0.8 · 640 + 0.2 · 0.5 · 1,000; output 2,000 · 0.9.
    expect(lineOf(model, 'api', 'tokens')).toBe('2412');
  });

  it('bills as any other traffic where the vendor has no batch price, with a note', () => {
    const plain = '{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok }';
    const model = modelOf(chat(plain, undefined, '{ buy: acme/chat, batch: 20% }'));
    expect(lineOf(model, 'api', 'tokens')).toBe('3000');
    expect(optionOf(model, 'api').notes).toEqual([
      'acme/chat states no batch price: batch traffic is billed as any other',
    ]);
  });
});

describe('context tiers', () => {
  const tier = (mode: string, above = '800 tokens'): string =>
    `{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok, tiers: [ { above: ${above}, mode: ${mode}, input: 2 USD/Mtok, output: 6 USD/Mtok } ] }`;

  it('price the whole request', () => {
    expect(lineOf(modelOf(chat(tier('whole_request'))), 'api', 'tokens')).toBe('5000');
  });

  it('hold above the threshold, not at it', () => {
    expect(lineOf(modelOf(chat(tier('whole_request', '1000 tokens'))), 'api', 'tokens')).toBe('3000');
    expect(lineOf(modelOf(chat(tier('whole_request', '999 tokens'))), 'api', 'tokens')).toBe('5000');
  });

  it('price only the part above', () => {
    // Of 1,000 input tokens 200 lie above: a fifth of input at 2 and of output at 6.
    expect(lineOf(modelOf(chat(tier('part_above'))), 'api', 'tokens')).toBe('3400');
  });

  it('several parts above are each priced once', () => {
    const three =
      '{ id: acme/chat, input: 1 USD/Mtok, output: 0 USD/Mtok, tiers: [ { above: 200 tokens, mode: part_above, input: 2 USD/Mtok, output: 0 USD/Mtok }, { above: 700 tokens, mode: part_above, input: 5 USD/Mtok, output: 0 USD/Mtok } ] }';
    // 200 tokens at 1, 500 at 2, 300 at 5.
    expect(lineOf(modelOf(chat(three)), 'api', 'tokens')).toBe('2700');
  });

  it('a request without input tokens lies below every tier', () => {
    const model = modelOf(chat(tier('part_above'), '{ input: 0, output: 500 }'));
    expect(lineOf(model, 'api', 'tokens')).toBe('2000');
  });

  it('of unknown meaning exclude requests above them, and no others', () => {
    const above = modelOf(chat(tier('unknown')));
    expect(exclusionsOf(above, 'api')).toEqual(['unknown-price']);
    expect(optionOf(above, 'api').statement).toBeNull();
    const below = modelOf(chat(tier('unknown', '1000 tokens')));
    expect(lineOf(below, 'api', 'tokens')).toBe('3000');
  });

  it('are picked by each request class on its own', () => {
    const model = modelOf(`prices:
  - ${tier('whole_request', '2000 tokens')}
workloads:
  chat:
    volume: 1M requests/month
    classes: [ { share: 90%, input: 1000, output: 500 }, { share: 10%, input: 4000, output: 500 } ]
    options: { api: { buy: acme/chat } }`);
    // 900 · 1 + 450 · 4, and 400 · 2 + 50 · 6.
    expect(lineOf(model, 'api', 'tokens')).toBe('3800');
  });

  it('need the length of a request where volume is in tokens', () => {
    const model = modelOf(`prices:
  - ${tier('whole_request')}
workloads: { chat: { volume: 1M tokens/month, ratio: 1:1, options: { api: { buy: acme/chat } } } }`);
    expect(exclusionsOf(model, 'api')).toEqual(['needs']);
  });
});

describe('service tiers', () => {
  const services =
    '{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok, batch: 50%, services: [ { id: flex, multiplier: 60%, combines: [cache] }, { id: priority, multiplier: 175%, combines: [cache, batch] } ] }';

  it('multiply the prices', () => {
    const model = modelOf(chat(services, undefined, '{ buy: acme/chat, service: flex }'));
    expect(lineOf(model, 'api', 'tokens')).toBe('1800');
  });

  it('combine with batch where they say so', () => {
    const model = modelOf(chat(services, undefined, '{ buy: acme/chat, service: priority, batch: 20% }'));
    // 3,000 · 1.75 · 0.9
    expect(lineOf(model, 'api', 'tokens')).toBe('4725');
    const apart = modelOf(chat(services, undefined, '{ buy: acme/chat, service: flex, batch: 20% }'));
    expect(exclusionsOf(apart, 'api')).toEqual(['needs']);
  });

  it('that the entry does not have exclude the option', () => {
    const model = modelOf(chat(services, undefined, '{ buy: acme/chat, service: turbo }'));
    expect(exclusionsOf(model, 'api')).toEqual(['unknown-price']);
  });
});

describe('token multipliers', () => {
  it('of the entry and of the option scale what is billed; the option goes before the entry', () => {
    const price = '{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok, token_multiplier: 1.2 }';
    expect(lineOf(modelOf(chat(price)), 'api', 'tokens')).toBe('3600');
    const stated = modelOf(chat(price, undefined, '{ buy: acme/chat, token_multiplier: 1.5 }'));
    expect(lineOf(stated, 'api', 'tokens')).toBe('4500');
  });

  it('move a request across a context tier', () => {
    const price =
      '{ id: acme/chat, input: 1 USD/Mtok, output: 4 USD/Mtok, tiers: [ { above: 1200 tokens, mode: whole_request, input: 2 USD/Mtok, output: 6 USD/Mtok } ] }';
    expect(lineOf(modelOf(chat(price)), 'api', 'tokens')).toBe('3000');
    const stated = modelOf(chat(price, undefined, '{ buy: acme/chat, token_multiplier: 1.5 }'));
    // 1,500 · 2 + 750 · 6
    expect(lineOf(stated, 'api', 'tokens')).toBe('7500');
  });
});

describe('unknown prices', () => {
  it('are an error, with what is known', () => {
    const problems = modelProblems(chat('{ id: other/chat, input: 1 USD/Mtok, output: 4 USD/Mtok }'));
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'model/unknown-name',
        "workloads.chat.options.api.buy: there is no price entry 'acme/chat' in the scenario or in catalog test",
      ],
    ]);
  });

  it('a price of zero is known', () => {
    const model = modelOf(chat('{ id: acme/chat, input: 0 USD/Mtok, output: 0 USD/Mtok }'));
    expect(totalOf(model, 'api').toFixed()).toBe('0');
    expect(linesOf(model, 'api')['tokens']).toBe('0');
  });
});
