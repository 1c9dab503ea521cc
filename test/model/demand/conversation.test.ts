import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/index.ts';
import { exclusionsOf, figureAt, lineOf, modelOf, optionOf, statementOf } from '../../support/model.ts';

/** Inputs of the six turns: 1,100, 1,500, ... 3,100, 12,600 in all and 2,100 on average; 9,500 of them were carried before. */
function chat(conversation: string, entry = '', rest = ''): string {
  return `prices: [{ id: acme/chat, input: 1 USD/Mtok, cached: 0.1 USD/Mtok, output: 10 USD/Mtok${entry} }]
workloads:
  chat:
    volume: 1M requests/month
    conversation: { turns: 6, system: 1000, user: 100, answer: 300${conversation} }
    ${rest}
    options: { api: { buy: acme/chat } }`;
}

describe('a conversation by its turns', () => {
  it('carries what was said before', () => {
    const model = modelOf(chat(''));
    expect(Number(figureAt(model, 'workloads.chat.tokens_per_request'))).toBeCloseTo(2400, 9);
    // 1M · (2,100 · 1 + 300 · 10) / 1e6
    expect(Number(lineOf(model, 'api', 'tokens'))).toBeCloseTo(5100, 6);
  });

  it('reads from cache at most what the turn before carried', () => {
    const model = modelOf(chat(', cached: 100%'));
    expect(Number(figureAt(model, 'workloads.chat.conversation.cached_share'))).toBeCloseTo(
      9500 / 12_600,
      12,
    );
    // 2,100 · (1 − 0.753968) + 2,100 · 0.753968 · 0.1 = 516.667 + 158.333
    expect(Number(lineOf(model, 'api', 'tokens'))).toBeCloseTo(3675, 6);
    expect(Number(lineOf(modelOf(chat(', cached: 50%')), 'api', 'tokens'))).toBeCloseTo(4387.5, 6);
  });

  it('has each turn on its own context tier, and its last one within the context', () => {
    const tiered =
      ', tiers: [{ above: 2000 tokens, mode: whole_request, input: 2 USD/Mtok, output: 10 USD/Mtok }]';
    // Turns of 2,300, 2,700 and 3,100 tokens pay twice: 8,100 of 12,600.
    expect(Number(lineOf(modelOf(chat('', tiered)), 'api', 'tokens'))).toBeCloseTo(5100 + 8100 / 6, 6);
    // The last turn is of 3,100 and 300 tokens.
    expect(exclusionsOf(modelOf(chat('', ', context: 3400 tokens')), 'api')).toEqual([]);
    expect(exclusionsOf(modelOf(chat('', ', context: 3399 tokens')), 'api')).toEqual(['context']);
  });

  it('is one request with one turn, and of other lengths where its turns are set', () => {
    const set = (turns: string) => modelOf(chat(''), { set: { 'workloads.chat.conversation.turns': turns } });
    expect(lineOf(set('1'), 'api', 'tokens')).toBe('4100');
    expect(set('1').structural.get('workloads.chat.conversation.turns')).toBe(
      'how many requests a conversation has',
    );
  });

  it('takes the place of input and output', () => {
    expect(() => modelOf(chat('', '', 'tokens: { input: 1000 }'))).toThrow('conversation');
    expect(() => modelOf(chat('', '', 'tokens: { cached: 20% }'))).toThrow('conversation');
  });
});

describe('users', () => {
  const seats = chat('', '', 'users: 200 users')
    .replace(
      'prices: [',
      'prices: [{ id: acme/seat, input: 0 USD/Mtok, output: 0 USD/Mtok, per_seat: 30 USD/seat/month }, ',
    )
    .replace('options: {', 'options: { seats: { buy: acme/seat },');

  it('pay for their seats, and tokens of an entry without seats cost none', () => {
    const model = modelOf(seats);
    expect(lineOf(model, 'seats', 'seats')).toBe('6000'); // 200 · 30
    expect(optionOf(model, 'api').statement?.lines.map(({ id }) => id)).not.toContain('seats');
  });

  it('divide what is paid', () => {
    const model = modelOf(seats);
    const { perUser, perRequest } = statementOf(model, 'seats');
    expect(perUser === null ? null : evaluate(perUser).toFixed()).toBe('30');
    expect(perRequest === null ? null : evaluate(perRequest).toFixed()).toBe('0.006');
    expect(statementOf(modelOf(chat('')), 'api').perUser).toBeNull();
  });

  it('have to be stated where an entry charges by the seat', () => {
    expect(exclusionsOf(modelOf(seats.replace('users: 200 users', '')), 'seats')).toEqual(['needs']);
  });
});
