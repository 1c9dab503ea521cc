import {
  type LocatedMap,
  isCurrency,
  nearestCurrency,
  collected,
  report,
  startReading,
  valueAt,
  type FileReading,
} from '../document/index.ts';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { applyCases, overCases, type WithCases } from './cases.ts';
import { applyDefaults, composeFiles, type ResolveFile, type SourceFile } from './compose.ts';
import { scenarioDigest } from './digest.ts';
import { scenarioFields, type ScenarioValues } from './fields/scenario.ts';
import { joinFiles, type FileTree } from './join-files.ts';
import { sourcedDefaults, withLeftTeams } from './left-to-catalog.ts';
import { namesIn, statedNames, type StatedNames } from './names.ts';
import { applyOverrides, takeSet, type Override } from './overrides.ts';
import { checkReferences } from './references.ts';
import type { Scenario } from './types.ts';

export interface ScenarioInput extends SourceFile {
  /** Further files of the same portfolio. */
  readonly beside?: readonly SourceFile[];
  /** Finds the files that `extends` names; without it there are none. */
  readonly resolve?: ResolveFile;
  /** What `--set` sets, in order. */
  readonly overrides?: readonly Override[];
}

/**
 * Reads a scenario file with the files that it extends. Fails with all problems found, each at its place; names of
 * prices, offers and models are not checked here, since the catalog has them.
 */
export function parseScenario(input: ScenarioInput): Result<Scenario> {
  return readScenario(input).scenario;
}

/** As `parseScenario`, with the names that it has where something in it is wrong; null where its files are no scenario. */
export function readScenario(input: ScenarioInput): {
  readonly scenario: Result<Scenario>;
  readonly stated: StatedNames | null;
} {
  const { file, resolve = noFiles, overrides: asked = [] } = input;
  const composed = composeAll(input, resolve);
  if (!composed.ok) return { scenario: fail(...collected(composed.diagnostics)), stated: null };
  const reading = startReading(currencyOf(composed.value, asked), 'scenario', scenarioFields.spec);
  reading.diagnostics.push(...composed.diagnostics);
  const { root: stated, set } = takeSet(composed.value, reading);
  // What is asked for comes after, and so before, what the file sets.
  const overrides = [...set, ...asked];
  const cases = applyCases(stated, overrides, reading);
  const { root: given, priceOverrides } = applyOverrides(cases.root, overCases(overrides, cases), reading);
  const { root, teams } = withLeftTeams(given);
  checkCurrency(root, reading);
  checkReferences(root, reading, [...cases.standing.keys()]);
  const values = scenarioFields.read(root, '', reading, root.span);
  if (values !== undefined) checkHours(values, reading);
  if (values === undefined || hasErrors(reading.diagnostics)) {
    return { scenario: fail(...collected(reading.diagnostics)), stated: statedNames(root) };
  }
  const outside = overrides.filter(({ address }) => priceOverrides.has(address));
  let digest: string | undefined;
  const sourced = sourcedDefaults(values, root, teams);
  const scenario = {
    ...toScenario(values, file, cases),
    sourced,
    // No screen shows it, and hashing is a library of its own.
    get digest(): string {
      return (digest ??= scenarioDigest(given, outside));
    },
    priceOverrides,
    names: namesIn(root),
    content: {
      root: stated,
      set: overrides.map(({ address, text: value, node }) => [address, node ?? value] as const),
    },
  };
  return { scenario: ok(scenario, collected(reading.diagnostics)), stated: statedNames(root) };
}

/** All files of the portfolio in one, each with its own defaults. */
function composeAll({ file, text, beside = [] }: ScenarioInput, resolve: ResolveFile): Result<LocatedMap> {
  const diagnostics: Diagnostic[] = [];
  const trees: FileTree[] = [];
  for (const source of [{ file, text }, ...beside]) {
    const composed = composeFiles(source, resolve);
    diagnostics.push(...composed.diagnostics);
    if (composed.ok) trees.push({ file: source.file, root: applyDefaults(composed.value) });
  }
  if (trees.length <= beside.length) return fail(...diagnostics);
  const joined = joinFiles(trees);
  return joined.ok ? ok(joined.value, diagnostics) : fail(...diagnostics, ...joined.diagnostics);
}

const noFiles: ResolveFile = () =>
  fail(problem('scenario/extends', 'extends: there are no other files here'));

const defaultCurrency = 'USD';

/** Needed before anything else is read: amounts without a file's word on them are in it. */
function currencyOf(root: LocatedMap, overrides: readonly Override[]): string {
  const set = overrides.findLast(({ address }) => address === 'currency')?.text.trim();
  const stated = valueAt(root, 'currency');
  const text = set ?? (stated?.type === 'scalar' ? stated.text : undefined);
  return text !== undefined && isCurrency(text) ? text : defaultCurrency;
}

function checkCurrency(root: LocatedMap, reading: FileReading): void {
  const stated = valueAt(root, 'currency');
  if (stated?.type !== 'scalar' || !/^[A-Z]{3}$/u.test(stated.text) || isCurrency(stated.text)) return;
  const meant = nearestCurrency(stated.text);
  const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
  report(reading, 'scenario/wrong-value', 'currency', `'${stated.text}' is not an ISO 4217 currency`, {
    span: stated.span,
    hint,
  });
}

function checkHours(values: ScenarioValues, reading: FileReading): void {
  for (const { id, activeHours } of values.workloads.values()) {
    if (activeHours === null || activeHours.value.lte(values.hours_per_month.value)) continue;
    const text = `more than the ${values.hours_per_month.value.toString()} hours of a month`;
    report(reading, 'scenario/out-of-range', `workloads.${id}.load.active`, text, { span: activeHours.span });
  }
}

function toScenario(
  values: ScenarioValues,
  file: string,
  { cases, chosen }: WithCases,
): Omit<Scenario, 'digest' | 'priceOverrides' | 'names' | 'sourced' | 'content'> {
  const { horizon, prices, offers } = values;
  const name = values.name ?? file.replace(/^.*[/\\]/u, '').replace(/\.ya?ml$/u, '');
  return {
    name: chosen === null ? name : `${name}, case ${chosen}`,
    cases,
    catalog: values.catalog,
    asOf: values.as_of,
    knownAt: values.known_at,
    currency: values.currency,
    hoursPerMonth: values.hours_per_month,
    margin: values.margin,
    horizon: {
      start: horizon.start,
      months: horizon.months,
      discountRate: horizon.discount_rate,
      apiPriceTrend: horizon.api_price_trend,
      gpuPriceTrend: horizon.gpu_price_trend,
      purchasePriceTrend: horizon.purchase_price_trend,
      wageTrend: horizon.wage_trend,
      powerPriceTrend: horizon.power_price_trend,
      budget: horizon.budget,
      taxRate: horizon.tax_rate,
      reinvestmentRate: horizon.reinvestment_rate,
    },
    events: values.events,
    roadmap: values.roadmap,
    portability: values.portability,
    rates: values.rates,
    teams: values.teams,
    platforms: values.platforms,
    prices: prices.entries,
    offers: offers.entries,
    clusters: values.clusters,
    workloads: values.workloads,
    plan: values.plan,
    stress: values.stress,
    correlations: values.correlations,
    priceDistributions: new Map([...prices.distributions, ...offers.distributions]),
  };
}
