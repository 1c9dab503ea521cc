import { expect, test } from 'vitest';
import { lineOf, modelOf, modelProblems } from '../support/model.ts';

const chat = (volume: string, fixed = '0 USD/month', more = ''): string => `prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok }
workloads:
  chat:
    volume: ${volume}
    tokens: { input: 600, output: 400 }
    overheads: { infrastructure: { fixed: ${fixed} } }
    ${more}
    options: { api: { buy: acme/chat } }`;

// 1,000 tokens a request at 1 USD/Mtok: a thousandth of a dollar each. A month is 730 hours, a twelfth of 365 days.
test.each([
  ['1M requests/month', '1000'],
  ['12M requests/year', '1000'],
  // 24,000 a day are 1,000 an hour and 730,000 a month.
  ['24k requests/day', '730'],
  // 168,000 a week are 1,000 an hour.
  ['168k requests/week', '730'],
  ['1k requests/hour', '730'],
  // 10 a second are 36,000 an hour and 26.28M a month.
  ['10 requests/s', '26280'],
])('a volume of %s costs %s a month', (volume, expected) => {
  expect(lineOf(modelOf(chat(volume)), 'api', 'tokens')).toBe(expected);
});

test('running costs may be by the hour, the day or the year', () => {
  const fixed = (text: string): string =>
    lineOf(modelOf(chat('1M requests/month', text)), 'api', 'infrastructure');
  expect(fixed('0.5 USD/hour')).toBe('365');
  expect(fixed('24 USD/day')).toBe('730');
  expect(fixed('1200 USD/year')).toBe('100');
  const set = { 'workloads.chat.overheads.infrastructure.fixed': '2 USD/hour' };
  expect(lineOf(modelOf(chat('1M requests/month'), { set }), 'api', 'infrastructure')).toBe('1460');
});

test('a region is one in any case, and a country lies in it', () => {
  const excluded = (residency: string, stands: string): readonly string[] => {
    const file = chat('1M requests/month', '0 USD/month', `constraints: { residency: ${residency} }`);
    const model = modelOf(file.replace('output: 1 USD/Mtok', `output: 1 USD/Mtok, residency: ${stands}`));
    return (model.workloads[0]?.options[0]?.exclusions ?? []).map(({ by }) => by);
  };
  expect(excluded('EU', 'eu')).toEqual([]);
  expect(excluded('eu', 'EU')).toEqual([]);
  expect(excluded('eu', 'de')).toEqual([]);
  expect(excluded('Germany', 'de')).toEqual([]);
  expect(excluded('germany', 'eu')).toEqual(['residency']);
  expect(excluded('eu', 'us')).toEqual(['residency']);
  expect(() => excluded('europa', 'eu')).toThrow('expected a region such as eu');
});

test('names of the same thing are offered, whatever is nearer by letters', () => {
  const file = chat('1M requests/month').replace('buy: acme/chat', 'buy: chat');
  expect(modelProblems(file).map(({ hint }) => hint)).toEqual(["did you mean 'acme/chat'?"]);
});
