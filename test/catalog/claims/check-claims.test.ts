import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkClaims, parseCatalog, type JudgedClaim } from '../../../src/catalog/index.ts';
import { bundledCatalog } from '../bundled-catalog.ts';
import { smallCatalog } from '../small-catalog.ts';

const check = (text: string, asOf = bundledCatalog.date): readonly JudgedClaim[] =>
  checkClaims(bundledCatalog, { asOf, knownAt: null }, 'article.txt', text).claims;

const brief = ({ words, verdict, agreeing, elsewhere }: JudgedClaim): string =>
  [words, verdict, agreeing[0]?.id ?? `elsewhere ${elsewhere[0]?.id ?? 'none'}`].join(': ');

describe("an article's prices against the bundled catalog", () => {
  // Prices that a published comparison of APIs and GPUs states, in sentences of our own.
  test.each([
    ['GPT-4o mini costs $0.15 / $0.60 per million tokens.', [
      '$0.15: right: openai/gpt-4o-mini', '$0.60: right: openai/gpt-4o-mini']],
    // Retired by its maker on 2026-03-11; its price never changed.
    ['Claude 3.5 Sonnet costs $3 / $15 per million tokens.', [
      '$3: outdated: anthropic/claude-3.5-sonnet', '$15: outdated: anthropic/claude-3.5-sonnet']],
    ['GPT-5.2 Pro goes up to $168 per million output tokens.', ['$168: right: openai/gpt-5.2-pro']],
    ['An H200 at Azure rents for $13.78 an hour on demand.', [
      '$13.78: right: azure/nd96isr-h200-v5/germanywestcentral/on-demand']],
    // Nebius asks 5.40; others asked 3.50 until August.
    ['An H200 rents for $3.50 an hour at Nebius.', [
      '$3.50: no-offer: elsewhere hyperstack/h200-sxm/on-demand']],
    ['A B200 is $14.24 an hour on demand.', ['$14.24: right: aws/p6-b200.48xlarge/us-east-1/on-demand']],
    // The least that anybody asks for a commitment is twice that.
    ['A B200 is $2.25 an hour reserved.', ['$2.25: no-offer: elsewhere none']],
    // One confidential-computing size in one region: 1.64472.
    ['An H100 on spot is about $1.65 an hour.', ['$1.65: right: azure/ncc40ads-h100-v5/westeurope/spot']],
  ])('%s', (text, expected) => {
    expect(check(text).map(brief)).toEqual(expected);
  }); // prettier-ignore

  test('states what the day has instead: H200, B200 and spot H100 as they are asked for', () => {
    const [h200, b200] = check('An H200 at Nebius is $3.50 an hour on demand. A B200 reserved is $2.25 an hour.');
    expect(h200?.now?.lowest.price.toFixed()).toBe('5.4');
    // No term of a B200 is offered below 4.245.
    expect(b200?.now?.lowest).toMatchObject({ id: 'market/b200/reserved-24m' });
    expect(b200?.now?.lowest.price.toFixed()).toBe('4.245');
  }); // prettier-ignore

  test('of another day are those of that day', () => {
    const text = 'Claude 3.5 Sonnet costs $3 / $15 per million tokens.';
    expect(check(text, '2026-01-01').map(({ verdict }) => verdict)).toEqual(['right', 'right']);
    expect(check('An AWS H100 costs $12.29 an hour on demand.', '2025-06-01').map(brief)).toEqual([
      '$12.29: right: aws/p5.48xlarge/us-east-1/on-demand',
    ]);
    expect(check('An AWS H100 costs $12.29 an hour on demand.')[0]?.verdict).toBe('outdated');
  });
});

describe('prices of a scenario', () => {
  const measured = (text: string) => check(text).map(({ measure, price, verdict }) => `${measure} ${price.toFixed()} ${verdict}`);

  test('are told apart by their keys, and not by their order', () => {
    expect(measured('- { id: openai/gpt-4o-mini, output: 0.60 USD/Mtok, input: 0.15 USD/Mtok }')).toEqual([
      'output 0.6 right',
      'input 0.15 right',
    ]);
  });

  test('by the month are compared by the month, and a node of one GPU is no node of eight', () => {
    // 5.4 USD an hour at Nebius, times 730 hours.
    expect(measured('- { id: own, gpu: h200-sxm, monthly: 3942 USD/month, node: 1 }')).toEqual(['gpu-month 3942 right']);
    expect(measured('An H200 at Nebius is $3,942 a month.')).toEqual(['gpu-month 3942 right']);
    expect(measured('- { id: own, gpu: h200-sxm, hourly: 5.4 USD/hour, node: 8 }')).toEqual(['gpu-hour 5.4 right']);
  });
}); // prettier-ignore

describe('how a text is read', () => {
  const parsed = parseCatalog(new Map(Object.entries(smallCatalog)), 'small');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const small = parsed.value;
  const of = (text: string) => checkClaims(small, { asOf: small.date, knownAt: null }, 'a', text);

  test('without a subject nothing is claimed, and the line is named', () => {
    expect(of('Coffee is $3 a cup.')).toMatchObject({ claims: [], unread: [{ line: 1 }] });
    expect(of('No price at all.')).toMatchObject({ claims: [], unread: [] });
  });

  test.each([
    ['An L4 is 0.80 USD an hour', 'gpu-hour', '0.8', null],
    ['L4, on demand: $0.80', 'gpu-hour', '0.8', 'on-demand'],
    ['An L4 costs USD 1,200.50 an hour spot', 'gpu-hour', '1200.5', 'spot'],
  ])('%s', (text, measure, price, term) => {
    const [claim] = of(text.replace('L4', small.offers.values().next().value?.gpu ?? '')).claims;
    expect([claim?.measure, claim?.price.toFixed(), claim?.term]).toEqual([measure, price, term]);
  });

  test('no text takes long or throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '1', '.', '/', ' ', 'h200', 'to', '\n', '-', ',') , maxLength: 400 }), (text) => {
        expect(checkClaims(bundledCatalog, { asOf: bundledCatalog.date, knownAt: null }, 'a', text).claims.length).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 100 },
    );
  }); // prettier-ignore
});
