import { forecastModel, type ForecastQuestion, type ForecastResult } from '../../../src/analysis/index.ts';
import type { Diagnostic } from '../../../src/diagnostics/index.ts';
import { buildModel } from '../../../src/model/index.ts';
import { parseScenario } from '../../../src/scenario/index.ts';
import { catalogOf } from '../../support/model.ts';

/** 240,000 USD of hardware against an API of 10,000 USD a month: see docs/model.md, time. */
export const workedCase = `crossover: 1
name: The worked case
as_of: 2026-11-01
horizon: { start: 2027-01, months: 36, discount_rate: 10%/year, api_price_trend: -30%/year }
prices: [ { id: acme/chat, input: 10 USD/Mtok, output: 10 USD/Mtok }, { id: acme/next, input: 5 USD/Mtok, output: 5 USD/Mtok } ]
offers:
  - id: own
    gpu: b200
    term: owned
    node: 1
    ownership: { price: 240000 USD, residual: 20%, depreciation: 36 months, maintenance: 0%/year, colocation: 3000 USD/month, power: 0 kW, pue: 1, power_price: 0 USD/kWh, idle: 0% }
clusters:
  own: { model: any, offer: own, gpus_per_replica: 1, throughput: { mixed: 10k tokens/s } }
workloads:
  chat:
    volume: 1B tokens/month
    ratio: 1:1
    growth: 3%/month
    options:
      api: { buy: acme/chat }
      own: { build: own }
`;

function asked(text: string, question: ForecastQuestion) {
  const scenario = parseScenario({ file: 'test.yaml', text });
  if (!scenario.ok) return scenario;
  const model = buildModel(scenario.value, catalogOf());
  return model.ok ? forecastModel(model.value, question) : model;
}

/** The forecast of a scenario's text; a problem of it is a defect of the test. */
export function forecastOf(text: string, question: ForecastQuestion = {}): ForecastResult {
  const result = asked(text, question);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

/** What is wrong with a scenario that has no forecast. */
export function problemsOf(text: string): readonly Diagnostic[] {
  const result = asked(text, {});
  if (result.ok) throw new Error('there is a forecast');
  return result.diagnostics;
}
