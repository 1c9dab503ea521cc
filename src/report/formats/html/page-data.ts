import type { RunResult } from '../../../analysis/index.ts';
import {
  serializeFormulas,
  type Exact,
  type InputNode,
  type Node,
  type SerializedFormulas,
} from '../../../formula/index.ts';
import { formatUnit } from '../../../formula/index.ts';
import type { Model } from '../../../model/index.ts';
import { scenarioFile, type ScenarioFile } from '../../../scenario/index.ts';

/** What the page computes with: the formulas, where the figures of each option are among them, and what can be moved. */
export interface PageData {
  readonly currency: string;
  /** Within this share of each other two options are too close to call. */
  readonly margin: string;
  readonly formulas: SerializedFormulas;
  readonly workloads: readonly PageWorkload[];
  readonly controls: readonly PageControl[];
  /** The scenario, to be taken along. */
  readonly scenario: ScenarioFile;
}

interface PageWorkload {
  readonly id: string;
  readonly options: readonly PageOption[];
  /** The address of the volume, for the chart over it; null where it decides more than amounts. */
  readonly volume: string | null;
  /** Places among the roots. */
  readonly tokens: number;
}

interface PageOption {
  readonly id: string;
  readonly kind: string;
  readonly feasible: boolean;
  readonly monthly: number;
  readonly perMtok: number;
  readonly lines: readonly { readonly label: string; readonly root: number }[];
}

/** An input that can be moved, from where to where. */
export interface PageControl {
  readonly address: string;
  readonly label: string;
  readonly workload: string;
  readonly unit: string;
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly whole: boolean;
}

const mostControls = 14;
const mostPerWorkload = 6;
const mostOptions = 12;

export function pageDataOf(result: RunResult, model: Model): PageData {
  const roots: Node[] = [];
  const root = (node: Node): number => roots.push(node) - 1;
  const workloads = model.workloads.map(({ id, options, demand }, index): PageWorkload => {
    const shown = new Set(ranked(result.workloads[index]?.options ?? []));
    return {
      id,
      volume: model.structural.has(demand.volume.address) ? null : demand.volume.address,
      tokens: root(demand.tokens),
      options: options.flatMap((option) => {
        const { statement } = option;
        if (statement === null || !shown.has(option.id)) return [];
        return [
          {
            id: option.id,
            kind: option.kind,
            feasible: option.exclusions.length === 0,
            monthly: root(statement.monthly),
            perMtok: root(statement.perMtok),
            lines: statement.lines.map(({ label, monthly }) => ({ label, root: root(monthly) })),
          },
        ];
      }),
    };
  });
  return {
    currency: result.currency,
    margin: model.scenario.margin.value.toFixed(),
    formulas: serializeFormulas(roots),
    workloads,
    controls: controlsOf(result, model),
    scenario: scenarioFile(model.scenario, datesOf(result, model)),
  };
}

/** What the figures depend on besides the file: its catalog, and the days that were asked for. */
function datesOf({ catalog }: RunResult, { scenario }: Model): readonly (readonly [string, string])[] {
  return [
    ...(scenario.catalog === null ? [['catalog', catalog.version] as const] : []),
    ['as_of', catalog.asOf],
    ...(scenario.knownAt === null ? [] : [['known_at', scenario.knownAt] as const]),
  ];
}

/** With hundreds of options, those far behind decide nothing. */
function ranked(options: RunResult['workloads'][number]['options']): readonly string[] {
  return options
    .filter(({ monthly }) => monthly !== null)
    .toSorted(
      (a, b) => Number(b.feasible) - Number(a.feasible) || (a.monthly as Exact).cmp(b.monthly as Exact),
    )
    .slice(0, mostOptions)
    .map(({ id }) => id);
}

/** The inputs that matter: each workload's volume, then what moves its cost most. What decides which options there are stays. */
function controlsOf(result: RunResult, model: Model): readonly PageControl[] {
  const controls = new Map<string, PageControl>();
  const each = Math.max(
    2,
    Math.min(mostPerWorkload, Math.floor(mostControls / Math.max(1, model.workloads.length))),
  );
  for (const [index, { id, demand }] of model.workloads.entries()) {
    const rows = (result.workloads[index]?.sensitivity ?? []).toSorted((a, b) =>
      b.monthlyHigh.minus(b.monthlyLow).abs().cmp(a.monthlyHigh.minus(a.monthlyLow).abs()),
    );
    const addresses = [demand.volume.address, ...rows.map(({ path }) => path)];
    for (const address of [...new Set(addresses)]
      .filter((one) => !model.structural.has(one))
      .slice(0, each)) {
      const input = model.graph.inputs.get(address);
      if (input !== undefined && !controls.has(address)) controls.set(address, controlOf(input, id));
    }
  }
  return [...controls.values()].slice(0, Math.max(mostControls, model.workloads.length));
}

function controlOf(input: InputNode, workload: string): PageControl {
  const { address, label, unit, value, minimum, maximum, whole = false } = input;
  const isShare = unit.factors.length === 0 && maximum?.eq(1) === true;
  const low = isShare ? value.times(0) : value.div(10);
  const high = isShare ? value.times(0).plus(1) : value.isZero() ? value.plus(100) : value.times(10);
  const lowest = minimum !== undefined && minimum.gt(low) ? minimum : low;
  const highest = maximum !== undefined && maximum.lt(high) ? maximum : high;
  return {
    address, label, workload, unit: formatUnit(unit), value: value.toFixed(),
    low: lowest.toFixed(), high: highest.toFixed(),
    minimum: minimum?.toFixed() ?? null, maximum: maximum?.toFixed() ?? null, whole,
  }; // prettier-ignore
}
