import { describe, expect, it } from 'vitest';
import { explain, type Explanation } from '../../../src/analysis/index.ts';
import { modelOf } from '../../support/model.ts';
import { written, type Written } from '../../support/written.ts';

const model = modelOf(`prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok } ]
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 500 }
    retries: { failure_rate: 6%, max: 3 }
    options: { api: { buy: acme/chat } }`);

function explanation(address: string): Written<Explanation> {
  const result = explain(model, address);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join());
  return written(result.value.explanation);
}

describe('explain', () => {
  it('says how attempts come about, down to their inputs', () => {
    const found = explanation('workloads.chat.attempts');
    expect(found).toMatchObject({
      label: 'attempts per request',
      value: '1.063816',
      origin: null,
      formula: { words: '(1 − failure rate^(retries allowed + 1)) ÷ (1 − failure rate)' },
    });
    expect(found.parts.map(({ address, value, origin }) => [address, value, origin])).toEqual([
      ['workloads.chat.retries.failure_rate', '0.06', { kind: 'stated', source: 'test.yaml:7' }],
      ['workloads.chat.retries.max', '3', { kind: 'stated', source: 'test.yaml:7' }],
    ]);
  });

  it.each(['chat', 'workloads.chat', 'chat/api', 'workloads.chat.options.api'])(
    'takes %s for its cost a month',
    (name) => {
      expect(explanation(name)).toMatchObject({
        address: 'workloads.chat.options.api.monthly',
        value: '2127.632',
      });
    },
  );

  it('adds the answers of all workloads up', () => {
    const found = explanation('portfolio');
    expect(found).toMatchObject({ address: 'portfolio.monthly', value: '2127.632', unit: 'USD/month' });
    expect(found.parts.map(({ address }) => address)).toEqual(['workloads.chat.options.api.monthly']);
  });

  it('says of an input what it is and where it stands', () => {
    expect(explanation('prices.acme/chat.input')).toMatchObject({
      label: 'input price',
      value: '1',
      unit: 'USD/Mtok',
      formula: null,
      origin: { kind: 'stated', source: 'test.yaml:2' },
      parts: [],
    });
  });

  it('explains a step that is used twice once', () => {
    const seen: string[] = [];
    const walk = (of: Written<Explanation>): void => {
      if (of.formula !== null && of.parts.length > 0) seen.push(of.address);
      of.parts.forEach(walk);
    };
    walk(explanation('workloads.chat.options.api.monthly'));
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('has the value of the part where the part is explained on its own', () => {
    const total = explanation('workloads.chat.options.api.monthly');
    for (const part of total.parts) expect(explanation(part.address).value).toBe(part.value);
    expect(total.value).toBe('2127.632');
  });

  it.each([
    ['workloads.chat.atempts', 'did you mean workloads.chat.attempts?'],
    ['attempts', 'did you mean workloads.chat.attempts?'],
    ['constructor', 'figures of this scenario start with'],
  ])('%s is no address, and says what may be meant', (address, hint) => {
    const result = explain(model, address);
    expect(result.ok).toBe(false);
    expect(result.diagnostics[0]).toMatchObject({ code: 'explain/unknown-address' });
    expect(result.diagnostics[0]?.hint).toContain(hint);
  });
});
