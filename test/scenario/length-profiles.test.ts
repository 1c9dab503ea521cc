import { describe, expect, it } from 'vitest';
import { evaluate, Exact } from '../../src/formula/index.ts';
import { lengthClasses, lengthProfileNames } from '../../src/scenario/fields/length-profiles.ts';
import { modelOf } from '../support/model.ts';

const span = { file: 'f', line: 1, column: 1, length: 0 };

/** Means of the traces: rows of the published files. */
const means = {
  'azure-2023-conversation': [1154.7, 211.13],
  'azure-2023-code': [2047.85, 27.88],
  'mooncake-2025-conversation': [12_035.06, 342.62],
} as const;

describe('lengths that requests can have by name', () => {
  it.each(lengthProfileNames)('%s has shares that add up to 1 and the means of its trace', (name) => {
    const classes = lengthClasses(name, span);
    const sum = (of: (each: (typeof classes)[number]) => Exact): Exact =>
      classes.reduce((total, each) => total.plus(of(each)), new Exact(0));
    expect(sum(({ share }) => share.value).toFixed()).toBe('1');
    const [input, output] = means[name];
    expect(
      Math.abs(sum((each) => each.share.value.times(each.input.value)).toNumber() / input - 1),
    ).toBeLessThan(0.0005);
    expect(
      Math.abs(sum((each) => each.share.value.times(each.output.value)).toNumber() / output - 1),
    ).toBeLessThan(0.006);
  });

  const scenario = (
    workload: string,
  ): string => `prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 10 USD/Mtok } ]
workloads:
  chat:
${workload}
    options: { api: { buy: acme/chat } }`;

  it('cost what their classes cost', () => {
    const model = modelOf(
      scenario('    volume: 1M requests/month\n    tokens: { lengths: azure-2023-code }'),
    );
    const statement = model.workloads[0]?.options[0]?.statement;
    const tokens = statement?.lines.find(({ id }) => id === 'tokens');
    // 0.1606 x 120 + 0.1245 x 475 + 0.2093 x 1,062 + 0.2755 x 2,103 + 0.1438 x 3,931 + 0.0863 x 6,982 = 2,047.887 in at 1, 28 out at 10.
    expect(tokens === undefined ? null : evaluate(tokens.monthly).toFixed()).toBe('2327.887');
  });

  it.each([
    ['    volume: 1M requests/month\n    tokens: { lengths: azure-2023-code, input: 5 }', 'given by lengths'],
    [
      '    volume: 1M tokens/month\n    ratio: 4:1\n    tokens: { lengths: azure-2023-code }',
      'a volume in tokens',
    ],
    ['    volume: 1M requests/month\n    tokens: { lengths: azure-2023-cod }', 'azure-2023-code'],
  ])('are refused where something else says it', (workload, why) => {
    expect(() => modelOf(scenario(workload))).toThrow(why);
  });
});
