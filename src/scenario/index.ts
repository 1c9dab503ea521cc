/** Scenario files: their schema, quantities with units, positions for errors, and defaults. Text in, values and diagnostics out. */
export * from './types.ts';
export { parseScenario, type ScenarioInput } from './parse-scenario.ts';
export type { ResolveFile, SourceFile } from './compose.ts';
export { overrideFile, type Override } from './overrides.ts';
export { fieldLabel, fieldSpec, listFields, type FieldSpec } from './addresses.ts';
export { catalogTrend } from './catalog-trend.ts';
export { middleOf } from '../document/index.ts';
export { scenarioProblems, type ScenarioCode } from './problems.ts';
export { scenarioSchema } from './schema.ts';
export { scenarioReference } from './reference.ts';
