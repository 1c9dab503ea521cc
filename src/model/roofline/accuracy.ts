import type { Catalog } from '../../catalog/index.ts';
import { coverage, heldOutErrors, medianError, type HeldOutError } from './held-out.ts';
import { rooflineOf } from './estimate.ts';

/** How far estimates are off for models that had no part in the fit. */
export interface RooflineAccuracy {
  readonly measurements: number;
  readonly families: number;
  readonly medianError: number;
  /** Share of held-out measurements within their 80 % interval. */
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
  readonly byModel: readonly PartAccuracy[];
  readonly byGpu: readonly PartAccuracy[];
}

/** Measurements of one model or GPU: their median error, and whether estimates lie above (over 1) or below. */
export interface PartAccuracy {
  readonly id: string;
  readonly measurements: number;
  readonly medianError: number;
  readonly medianFactor: number;
}

/** Accuracy on the measurements of a catalog, each model held out with all of its geometry. Takes seconds. */
export function rooflineAccuracy(catalog: Catalog): RooflineAccuracy {
  const { points, interval } = rooflineOf(catalog);
  const errors = heldOutErrors(points);
  return {
    measurements: points.length,
    families: new Set(points.map(({ family }) => family)).size,
    medianError: medianError(errors),
    coverage: coverage(points),
    ...interval,
    byModel: partsOf(errors, ({ point }) => point.model),
    byGpu: partsOf(errors, ({ point }) => point.gpu),
  };
}

function partsOf(
  errors: readonly HeldOutError[],
  keyOf: (error: HeldOutError) => string,
): readonly PartAccuracy[] {
  return [...new Set(errors.map(keyOf))].toSorted().map((id) => {
    const own = errors.filter((error) => keyOf(error) === id);
    const logs = own.map(({ log }) => -log).toSorted((a, b) => a - b);
    return {
      id,
      measurements: own.length,
      medianError: medianError(own),
      medianFactor: Math.exp(logs[Math.floor(logs.length / 2)] ?? 0),
    };
  });
}
