import { describe, expect, it } from 'vitest';
import {
  exclusionsOf,
  figureAt,
  lineOf,
  linesOf,
  modelOf,
  optionOf,
  statementOf,
} from '../../support/model.ts';
import { evaluate } from '../../../src/formula/index.ts';

const prices = 'prices:\n  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok }';

/** 1M requests of 1000 and 500 tokens: 1,000 USD of input and 1,000 USD of output a month. */
function chat(workload: string, more = prices): string {
  return `${more}
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 500 }
    options: { api: { buy: acme/chat } }
${workload.replaceAll(/^/gmu, '    ')}`;
}

describe('attempts and what they bill', () => {
  it('a failure rate of 6 % with 3 retries is 1.063816 attempts exactly', () => {
    const model = modelOf(chat('retries: { failure_rate: 6%, max: 3 }'));
    expect(figureAt(model, 'workloads.chat.attempts')).toBe('1.063816');
    expect(figureAt(model, 'workloads.chat.delivered')).toBe('0.99998704');
  });

  it('a failed attempt that bills everything makes the billed multiple equal to the attempts', () => {
    const model = modelOf(chat('retries: { failure_rate: 6%, max: 3 }'));
    expect(figureAt(model, 'workloads.chat.billed_input')).toBe('1.063816');
    expect(figureAt(model, 'workloads.chat.billed_output')).toBe('1.063816');
    expect(lineOf(model, 'api', 'retries')).toBe('127.632');
  });

  it('billed shares apply to the failed attempts F = 0.06382896 alone', () => {
    const model = modelOf(
      chat('retries: { failure_rate: 6%, max: 3, billed_input: 50%, billed_output: 0% }'),
    );
    // 0.99998704 + 0.5 · 0.06382896, and 0.99998704.
    expect(figureAt(model, 'workloads.chat.billed_input')).toBe('1.03190152');
    expect(figureAt(model, 'workloads.chat.billed_output')).toBe('0.99998704');
    // 1000 · 0.03190152 - 1000 · 0.00001296
    expect(lineOf(model, 'api', 'retries')).toBe('31.88856');
  });

  it('by cause: rejected bills nothing, timed out its input, bad output everything', () => {
    const model = modelOf(chat('retries: { rejected: 1%, timed_out: 2%, bad_output: 3%, max: 3 }'));
    expect(figureAt(model, 'workloads.chat.attempts')).toBe('1.063816');
    // 0.99998704 + (0.02 + 0.03) · 1.063816, and + 0.03 · 1.063816.
    expect(figureAt(model, 'workloads.chat.billed_input')).toBe('1.05317784');
    expect(figureAt(model, 'workloads.chat.billed_output')).toBe('1.03190152');
    expect(lineOf(model, 'api', 'retries')).toBe('85.07936');
  });

  it('by cause equals one rate with the weighted mean of the billed shares', () => {
    const causes = modelOf(chat('retries: { rejected: 2%, timed_out: 2%, bad_output: 4%, max: 2 }'));
    const one = modelOf(chat('retries: { failure_rate: 8%, billed_input: 75%, billed_output: 50%, max: 2 }'));
    expect(linesOf(causes, 'api')).toEqual(linesOf(one, 'api'));
  });

  it('no retries allowed: one attempt, and what fails is not delivered', () => {
    const model = modelOf(chat('retries: { failure_rate: 10%, max: 0 }'));
    expect(figureAt(model, 'workloads.chat.attempts')).toBe('1');
    expect(figureAt(model, 'workloads.chat.delivered')).toBe('0.9');
    expect(lineOf(model, 'api', 'retries')).toBe('0');
  });

  it('a fee per request is charged for every attempt', () => {
    const model = modelOf(
      chat(
        'retries: { failure_rate: 6%, max: 3, billed_input: 0%, billed_output: 0% }',
        'prices:\n  - { id: acme/chat, input: 0 USD/Mtok, output: 0 USD/Mtok, per_request: 0.01 USD }',
      ),
    );
    expect(lineOf(model, 'api', 'tokens')).toBe('10000');
    expect(lineOf(model, 'api', 'retries')).toBe('638.16');
  });
});

describe('request classes', () => {
  const classes = `${prices}
workloads:
  chat:
    volume: 1M requests/month
    classes:
      - { share: 90%, input: 1000, output: 100 }
      - { share: 10%, input: 8000, output: 2000 }
    options: { api: { buy: acme/chat } }`;

  it('are summed with their shares', () => {
    const model = modelOf(classes);
    // Input 0.9 · 1000 + 0.1 · 8000 = 1700 a request at 1; output 0.9 · 100 + 0.1 · 2000 = 290 at 2.
    expect(lineOf(model, 'api', 'tokens')).toBe('2280');
    expect(figureAt(model, 'workloads.chat.tokens_per_request')).toBe('1990');
  });
});

describe('a volume in tokens', () => {
  const tokens = (more: string): string => `prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok }
  - { id: acme/fee, input: 1 USD/Mtok, output: 2 USD/Mtok, per_request: 0.001 USD }
workloads:
  chat:
    volume: 40M tokens/month
    ratio: 3:1
${more}
    options: { api: { buy: acme/chat }, fee: { buy: acme/fee } }`;

  it('falls into input and output by the ratio', () => {
    const model = modelOf(tokens(''));
    expect(lineOf(model, 'api', 'tokens')).toBe('50');
    expect(evaluate(statementOf(model, 'api').perMtok).toFixed()).toBe('1.25');
  });

  it('is excluded with what to add where something is charged per request', () => {
    const model = modelOf(tokens(''));
    expect(exclusionsOf(model, 'fee')).toEqual(['needs']);
    expect(optionOf(model, 'fee').exclusions[0]?.message).toContain('tokens_per_request');
    expect(optionOf(model, 'fee').statement).toBeNull();
  });

  it('counts requests where their length is given', () => {
    const model = modelOf(tokens('    tokens_per_request: 2000'));
    // 40M / 2000 = 20,000 requests at 0.001 on top.
    expect(lineOf(model, 'fee', 'tokens')).toBe('70');
  });

  it('a trace per request asks for the length of a request too', () => {
    const model = modelOf(tokens('    overheads: { observability: { trace: 6 kB, storage: 2.30 USD/GB } }'));
    expect(exclusionsOf(model, 'api')).toEqual(['needs']);
    expect(model.warnings.map(({ code }) => code)).toEqual(['model/excluded', 'model/excluded']);
  });
});
