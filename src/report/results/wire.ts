import type { RunResult } from '../../analysis/index.ts';
import {
  listCodec as list,
  recordCodec as record,
  wordCodec as word,
  type Codec,
  type JsonObject,
} from '../../document/index.ts';
import type { ReportableResult } from '../types.ts';
import { addressesWire } from './addresses/wire.ts';
import { backtestWire } from './backtest/wire.ts';
import { breakEvenWire } from './break-even/wire.ts';
import { diffWire, listWire, showWire, updateWire, validationWire } from './catalog/wire.ts';
import { claimsWire, hostsWire, summaryWire } from './catalog/survey-wire.ts';
import { checkWire } from './check/wire.ts';
import { compareWire } from './compare/wire.ts';
import { compareForecastsWire } from './compare-forecasts/wire.ts';
import { explainWire } from './explain/wire.ts';
import { forecastWire } from './forecast/wire.ts';
import { placeWire } from './place/wire.ts';
import { quotesWire } from './quotes/wire.ts';
import { runWire } from './run/wire.ts';
import { sensitivityWire } from './sensitivity/wire.ts';
import { simulationWire } from './simulation/wire.ts';
import { stressWire } from './stress/wire.ts';
import { sweepWire } from './sweep/wire.ts';
import { usageAgainstWire } from './usage-against/wire.ts';
import { usagePriceWire } from './usage-price/wire.ts';
import { usageWire } from './usage/wire.ts';

type SchemaId = ReportableResult['schema'];
type Wires = { readonly [S in SchemaId]: Codec<Extract<ReportableResult, { readonly schema: S }>> };

const wires: Wires = {
  'crossover/result/1': runWire,
  'crossover/breakeven/1': breakEvenWire,
  'crossover/check/1': checkWire,
  'crossover/compare/1': compareWire,
  'crossover/compare-forecasts/1': compareForecastsWire,
  'crossover/simulate/1': simulationWire,
  'crossover/sensitivity/1': sensitivityWire,
  'crossover/sweep/1': sweepWire,
  'crossover/forecast/1': forecastWire,
  'crossover/backtest/1': backtestWire,
  'crossover/place/1': placeWire,
  'crossover/stress/1': stressWire,
  'crossover/catalog-list/1': listWire,
  'crossover/catalog-show/1': showWire,
  'crossover/catalog-summary/1': summaryWire,
  'crossover/catalog-hosts/1': hostsWire,
  'crossover/catalog-claims/1': claimsWire,
  'crossover/catalog-diff/1': diffWire,
  'crossover/catalog-validation/1': validationWire,
  'crossover/catalog-update/1': updateWire,
  'crossover/quotes/1': quotesWire,
  'crossover/usage/1': usageWire,
  'crossover/usage-price/1': usagePriceWire,
  'crossover/usage-against/1': usageAgainstWire,
  'crossover/explain/1': explainWire,
  'crossover/addresses/1': addressesWire,
};

/** A result in the format that programs read: keys in snake_case, exact figures as text in plain decimal. */
export function writeResult(result: ReportableResult): JsonObject {
  const wire = wires[result.schema] as Codec<ReportableResult>;
  return wire.write(result) as JsonObject;
}

/** The same as an indented JSON text, in parts, which are computed as they are asked for. */
export function* resultTexts(result: ReportableResult): Generator<string> {
  const wire = wires[result.schema] as Codec<ReportableResult>;
  if (wire.texts === undefined) yield JSON.stringify(wire.write(result), null, 2);
  else yield* wire.texts(result, '');
}

/** What `run` writes of several scenarios or of a folder. */
const resultsWire = record<{
  readonly schema: 'crossover/results/1';
  readonly results: readonly RunResult[];
}>({
  schema: word('crossover/results/1'),
  results: list(runWire),
});

/** The JSON Schemas (2020-12) of all results, by the name of their file: `result`, `breakeven`, `catalog-list` ... */
export function resultSchemas(): ReadonlyMap<string, JsonObject> {
  return new Map(
    Object.entries({ ...wires, 'crossover/results/1': resultsWire }).map(([id, { schema }]) => [
      id.split('/')[1] ?? id,
      { $schema: 'https://json-schema.org/draft/2020-12/schema', title: id, ...schema },
    ]),
  );
}
