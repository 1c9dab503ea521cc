import { describe, expect, it } from 'vitest';
import { modelOf } from '../../support/model.ts';
import { verdictOf } from '../../support/results.ts';

/** Options of so much a month each, whatever the volume; `-` before a constraint key of the option. */
function chat(
  options: Readonly<Record<string, readonly [monthly: number, more?: string]>>,
  more = '',
  top = '',
): string {
  const entries = Object.entries(options);
  return `${top}
prices:
${entries.map(([id, [monthly]]) => `  - { id: acme/${id}, input: ${monthly} USD/Mtok, output: 0 USD/Mtok }`).join('\n')}
workloads:
  chat:
    volume: 1000 requests/month
    tokens: { input: 1000, output: 100 }
${more.replaceAll(/^/gmu, '    ')}
    options:
${entries.map(([id, [, text = '']]) => `      ${id}: { buy: acme/${id}${text} }`).join('\n')}`;
}

const place = (yaml: string) => verdictOf(modelOf(yaml)).placement;

describe('the verdict', () => {
  it('is the cheapest, with what it saves as a share of the next one', () => {
    expect(place(chat({ dear: [100], cheap: [60], middle: [80] }))).toMatchObject({
      option: 'cheap',
      kind: 'buy',
      verdict: 'clear',
      margin: '0.25',
      cost_of_constraints: '0',
      reason: 'cheap costs 25 % less than middle',
      alternatives: [
        { option: 'middle', monthly: '80', more: '20' },
        { option: 'dear', monthly: '100', more: '40' },
      ],
    });
  });

  it('is too close to call within the margin, the cheaper one named', () => {
    expect(place(chat({ a: [100], b: [95] }))).toMatchObject({
      option: 'b',
      verdict: 'too_close',
      margin: '0.05',
    });
    expect(place(chat({ a: [100], b: [94.9] }))).toMatchObject({ option: 'b', verdict: 'clear' });
    expect(place(chat({ a: [100], b: [94.9] }, '', 'margin: 6%'))).toMatchObject({ verdict: 'too_close' });
    expect(place(chat({ a: [100], b: [99.9] }, '', 'margin: 0%'))).toMatchObject({ verdict: 'clear' });
  });

  it('of equal costs is too close, also where both cost nothing', () => {
    expect(place(chat({ a: [100], b: [100] }))).toMatchObject({
      option: 'a',
      verdict: 'too_close',
      margin: '0',
    });
    expect(place(chat({ a: [7], b: [7] })).reason).toBe('a and b cost the same: too close to call');
    expect(place(chat({ a: [0], b: [0] }))).toMatchObject({ option: 'a', verdict: 'too_close', margin: '0' });
    expect(place(chat({ a: [0], b: [1] }))).toMatchObject({ option: 'a', verdict: 'clear', margin: '1' });
  });

  it('of one option is that one', () => {
    expect(place(chat({ only: [100] }))).toMatchObject({
      option: 'only',
      verdict: 'clear',
      margin: null,
      reason: 'only is the only option that can be chosen',
    });
  });
});

describe('constraints', () => {
  const regulated = 'constraints: { regulated: true }';

  it('cost the cheapest allowed minus the cheapest of all', () => {
    const found = place(
      chat({ cheap: [60], safe: [80, ', regulated: true'], dear: [90, ', regulated: true'] }, regulated),
    );
    expect(found).toMatchObject({
      option: 'safe',
      cost_of_constraints: '20',
      margin: '0.11111111111111111111',
    });
    expect(found.reason).toContain('cheap would cost less, and the constraints forbid it');
    expect(found.alternatives.map(({ option }) => option)).toEqual(['dear']);
  });

  it('cost nothing where the cheapest is allowed', () => {
    expect(place(chat({ cheap: [60, ', regulated: true'], dear: [90] }, regulated))).toMatchObject({
      option: 'cheap',
      cost_of_constraints: '0',
    });
  });

  it('that forbid everything leave no option, and say why', () => {
    const found = place(chat({ a: [60], b: [80] }, regulated));
    expect(found).toMatchObject({
      option: null,
      kind: null,
      verdict: 'none',
      margin: null,
      alternatives: [],
    });
    expect(found.reason).toMatch(
      /^no option of chat can be chosen: all 2 options are excluded, the first because: /u,
    );
  });

  it('a price that nobody knows is refused, not left out', () => {
    const scenario = chat({ a: [60], b: [80] }).replace('buy: acme/a', 'buy: acme/unknown');
    expect(() => place(scenario)).toThrow("there is no price entry 'acme/unknown'");
  });
});
