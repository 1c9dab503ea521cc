import type { Catalog, ThroughputEntry } from '../../catalog/index.ts';
import { bytesPerParameter } from '../build/memory.ts';
import { peakFlops } from './peaks.ts';
import { largestBatch, type Geometry, type Replica } from './step.ts';

/** What is asked of a replica, or was measured of one. */
export interface Setting {
  readonly model: string;
  readonly gpu: string;
  readonly gpus: number;
  readonly precision: string;
  /** Tokens of a request. */
  readonly input: number;
  readonly output: number;
  /** Requests at once; null is as many as fit. */
  readonly concurrency: number | null;
}

/** A setting with the sizes that a roofline needs. */
export interface Point extends Setting {
  readonly geometry: Geometry;
  readonly replica: Replica;
  /** Sequences at once. */
  readonly batch: number;
  /** Tokens of context that a step of decoding has on average. */
  readonly context: number;
}

/** A point and the output tokens per second that were measured there. */
export interface MeasuredPoint extends Point {
  readonly rate: number;
  /** Models of one geometry are one: a model is held out together with those that only differ in their weights. */
  readonly family: string;
}

/** Share of memory that a server may fill. */
const usable = 0.9;
/** Engines schedule no more sequences than this at once, unless they are set otherwise. */
const mostSequences = 2048;

/** The sizes of a setting, or why they cannot be had. */
export function pointOf(
  catalog: Catalog,
  setting: Setting,
): { readonly point: Point } | { readonly refused: string } {
  const model = catalog.models.get(setting.model);
  const hardware = catalog.gpus.get(setting.gpu);
  const flops = peakFlops(setting.gpu, setting.precision);
  const cache = model?.cacheBytesPerToken ?? null;
  if (model === undefined) return { refused: `the sizes of ${setting.model} are not in the catalog` };
  if (hardware === undefined || flops === undefined)
    return { refused: `the memory and speed of ${setting.gpu} are not known` };
  if (cache === null) return { refused: `the cache of ${setting.model} is not in the catalog` };
  const bytes = bytesPerParameter(setting.precision).toNumber();
  const geometry = {
    parameters: model.parameters.toNumber(),
    active: (model.activeParameters ?? model.parameters).toNumber(),
    bytesPerParameter: bytes,
    cacheBytesPerToken: cache.toNumber() * (/fp[48]/iu.test(setting.precision) ? 0.5 : 1),
  };
  const replica = {
    bandwidth: setting.gpus * hardware.bandwidth.toNumber() * 1e9,
    flops: setting.gpus * flops,
    memory: setting.gpus * hardware.memoryGb.toNumber() * 1e9 * usable,
  };
  const context = setting.input + setting.output / 2;
  const most = largestBatch(geometry, replica, context);
  if (most < 1)
    return {
      refused: `${setting.model} in ${setting.precision} with a request of ${String(setting.input + setting.output)} tokens does not fit into ${String(setting.gpus)} × ${setting.gpu}`,
    };
  const batch = Math.min(most, setting.concurrency ?? mostSequences);
  return { point: { ...setting, geometry, replica, batch, context } };
}

/** The catalog's measurements whose sizes are all known. */
export function measuredPoints(catalog: Catalog): readonly MeasuredPoint[] {
  return catalog.throughput.flatMap((entry) => {
    const rate = entry.outputRate?.toNumber() ?? 0;
    const found = pointOf(catalog, settingOf(entry));
    if (rate <= 0 || !('point' in found)) return [];
    const { parameters, active } = found.point.geometry;
    const cache = catalog.models.get(entry.model)?.cacheBytesPerToken?.toString() ?? '';
    const family = `${Math.round(parameters / 1e9)} ${Math.round(active / 1e9)} ${cache}`;
    return [{ ...found.point, rate, family }];
  });
}

function settingOf(entry: ThroughputEntry): Setting {
  return {
    model: entry.model,
    gpu: entry.gpu,
    gpus: entry.gpusPerReplica,
    precision: entry.precision,
    input: entry.inputLength,
    output: entry.outputLength,
    concurrency: entry.concurrency,
  };
}
