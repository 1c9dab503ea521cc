import { afterEach, expect, test, vi } from 'vitest';
import { runModel } from '../../src/analysis/index.ts';
import { Exact } from '../../src/formula/index.ts';
import { runScreen } from '../../src/report/results/run/screen.ts';
import { modelOf } from '../support/model.ts';

const scenario = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
  chat: { volume: 600k requests/month, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat }, own: { build: eu } } }
`;

afterEach(() => void vi.restoreAllMocks());

test('what flips the answer is computed when it is asked for, once', () => {
  const model = modelOf(scenario);
  let operations = 0;
  for (const name of ['plus', 'minus', 'times', 'div'] as const) {
    // oxlint-disable-next-line typescript/unbound-method -- called with its own number below
    const operation = Exact.prototype[name];
    vi.spyOn(Exact.prototype, name).mockImplementation(function counted(this: Exact, other) {
      operations += 1;
      return operation.call(this, other as Exact);
    });
  }
  const [workload] = runModel(model).workloads;
  const withoutFlips = operations;
  expect(workload?.placement.flips.length).toBeGreaterThan(0);
  const withFlips = operations;
  expect(withFlips).toBeGreaterThan(2 * withoutFlips);
  expect(workload?.sensitivity.length).toBeGreaterThan(0);
  expect(operations).toBe(withFlips);
});

test('a table of many workloads compares those it shows over volume, and no others', () => {
  const [head = '', workload = ''] = scenario.split('workloads:\n');
  const many = Array.from({ length: 30 }, (_, index) => workload.replace('chat:', `chat-${index}:`)).join('');
  const result = runModel(modelOf(`${head}workloads:\n${many}`));
  const compared = new Set<string>();
  for (const each of result.workloads) {
    const own = Object.getOwnPropertyDescriptor(each, 'crossovers')?.get;
    Object.defineProperty(each, 'crossovers', {
      get: (): unknown => {
        compared.add(each.id);
        return own?.call(each);
      },
    });
  }
  runScreen(result, {});
  // 25 rows, and a line that says how many more there are.
  expect([...compared]).toEqual(result.workloads.slice(0, 25).map(({ id }) => id));
});
