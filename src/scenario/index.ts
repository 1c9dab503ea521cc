/**
 * Scenario files: their fields, quantities with units, positions for errors, and defaults. The texts of a scenario and of
 * what it extends enter; a workload with its options leaves, and problems with their places.
 */
export * from './types.ts';
export type { ScenarioEvent } from './fields/horizon.ts';
export type { Portability, PortabilityLine } from './fields/portability.ts';
export type { Roadmap, RoadmapPhase } from './fields/roadmap.ts';
export { parseScenario, readScenario, type ScenarioInput } from './parse-scenario.ts';
export type { ResolveFile, SourceFile } from './compose.ts';
export { overrideFile, type Override } from './overrides.ts';
export { scenarioFile, type ScenarioFile } from './write-scenario.ts';
export type { CatalogName, StatedNames } from './names.ts';
export { fieldLabel, fieldSpec, listFields, type FieldSpec } from './addresses.ts';
export { catalogTrend } from './catalog-trend.ts';
export { changed } from './digest.ts';
export { scenarioProblems, type ScenarioCode } from './problems.ts';
export { scenarioSchema } from './schema.ts';
export { scenarioReference } from './reference.ts';
