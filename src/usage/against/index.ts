/**
 * What a log says beside what was expected. A profile enters with a scenario or a saved forecast; lines, causes that add up and
 * the recalibrated inputs leave. Costs are readings of the scenario's own formulas.
 */
export { heldAgainst, heldAgainstForecast, withScenario, type ExpectedScenario } from './make.ts';
export { expectedInMonth, type ExpectedMonth } from './month.ts';
export { againstCauses, type AgainstCause, type Recalibrated, type UsageAgainstResult } from './result.ts';
