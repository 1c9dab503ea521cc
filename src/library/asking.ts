import {
  breakEven,
  parseVary,
  prepareSensitivity,
  prepareSimulation,
  simulationResult,
  sweepModel,
  type BreakEvenResult,
  type SensitivityAnalysis,
  type SimulateResult,
  type SweepResult,
} from '../analysis/index.ts';
import { fail, ok, type Result } from '../diagnostics/index.ts';
import { prepareEngine, runSensitivity, runSimulation } from '../io/index.ts';
import type { Model } from '../model/index.ts';

/** How uncertain inputs are drawn. */
export interface SamplingOptions {
  readonly samples?: number;
  /** The same seed gives the same result, to the bit; 1 by default. */
  readonly seed?: number;
  /** Whether inputs without a distribution get the usual one of their kind. */
  readonly assumeDefaults?: boolean;
  readonly signal?: AbortSignal;
}

/** Where the cheapest option changes with one input, such as `workloads.chat.volume`, over all its values. */
export function breakEvenOf(model: Model, address: string): Result<BreakEvenResult> {
  return breakEven(model, address);
}

/**
 * What each option costs while one or two inputs vary. Each is written as for `--vary`:
 * `workloads.chat.volume=1M..50M:20`, or with single values, `=1M,5M`.
 */
export async function sweepOf(
  model: Model,
  vary: readonly string[],
  options: readonly string[] = [],
): Promise<Result<SweepResult>> {
  const read = vary.map((text) => parseVary(text, model));
  const axes = read.flatMap((each) => (each.ok ? [each.value] : []));
  if (axes.length < read.length) return fail(...read.flatMap(({ diagnostics }) => diagnostics));
  return sweepModel(model, { axes, options, prepare: await prepareEngine() });
}

/** What each option costs under uncertainty, and how often it is the cheapest. 100,000 samples by default. */
export async function simulationOf(
  model: Model,
  { samples = 100_000, seed = 1, assumeDefaults = false, signal }: SamplingOptions = {},
): Promise<Result<SimulateResult>> {
  const prepared = prepareSimulation(model, { samples, seed, method: 'sobol', assumeDefaults });
  if (!prepared.ok) return prepared;
  const simulated = await runSimulation(prepared.value, signal === undefined ? {} : { signal });
  return ok(simulationResult(prepared.value, simulated), prepared.diagnostics);
}

/** Which uncertain inputs matter: tornado, Sobol indices, value of information. 8,192 samples by default. */
export async function sensitivityOf(
  model: Model,
  { samples = 8192, seed = 1, assumeDefaults = false }: Omit<SamplingOptions, 'signal'> = {},
): Promise<Result<SensitivityAnalysis>> {
  const question = { samples, seed, method: 'sobol', assumeDefaults, bounds: 'stated' } as const;
  const prepared = prepareSensitivity(model, question);
  return prepared.ok ? ok(await runSensitivity(prepared.value), prepared.diagnostics) : prepared;
}
