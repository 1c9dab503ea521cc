import type { CrossoverResult, OptionResult, RunResult, WorkloadResult } from '../../../analysis/index.ts';
import { varyingDoubles, type Exact, type InputNode, type Node } from '../../../formula/index.ts';
import type { Model, WorkloadModel } from '../../../model/index.ts';
import { capital } from './words.ts';
import { formatCompact, formatMoney, formatShare } from '../../numbers/format-number.ts';
import { viewWorkload, type WorkloadView } from '../../results/run/view.ts';
import type { LinePicture, Picture, RangePicture, StackPicture } from '../picture.ts';

const mostBars = 6;
const mostLines = 5;
const mostRanges = 8;
const points = 180;

/** The charts of `run`: what each option is made of, and with the model what it costs over the volume; then what moves the answer. */
export function runPictures(result: RunResult, model: Model | undefined): readonly Picture[] {
  return result.workloads.flatMap((workload, index) => {
    const view = viewWorkload(result, workload);
    const formulas = model?.workloads[index];
    return [
      ...costPicture(view),
      ...(formulas === undefined || model?.structural.has(formulas.demand.volume.address) === true
        ? []
        : volumePicture(view, formulas)),
      ...tornadoPicture(view),
    ];
  });
}

/** What each option's cost is made of. */
function costPicture(view: WorkloadView): readonly StackPicture[] {
  const { workload, currency } = view;
  const options = priced(view).slice(0, mostBars);
  if (options.length === 0) return [];
  return [
    {
      picture: 'stack',
      title: costTitle(view),
      subtitle: `Cost by line, ${currency} a month, ${workload.id}`,
      bars: options.map((option) => ({
        label: option.feasible ? option.id : `${option.id} (may not be chosen)`,
        isChosen: option === view.chosen,
        parts: option.lines.map(({ label, monthly }) => ({
          label: plainLine(label),
          value: monthly.toNumber(),
        })),
      })),
    },
  ];
}

/** `GPUs (build)` and `GPUs` are one color. */
function plainLine(label: string): string {
  return label.replace(/ \((?:buy|build)\)$/u, '');
}

function priced({ ranked }: WorkloadView): readonly OptionResult[] {
  return ranked.filter(({ monthly }) => monthly !== null);
}

function costTitle({ workload, chosen, currency }: WorkloadView): string {
  if (chosen?.monthly === undefined || chosen.monthly === null)
    return `${workload.id}: no option may be chosen`;
  const { alternatives, margin, verdict } = workload.placement;
  const [next] = alternatives;
  const cost = `${chosen.id} costs ${formatMoney(chosen.monthly)} ${currency} a month`;
  if (next === undefined || margin === null) return cost;
  return verdict === 'too_close'
    ? `${cost}, too close to ${next.option} to call`
    : `${cost}, ${formatShare(margin)} less than ${next.option}`;
}

/** What the options cost over the volume. */
function volumePicture(view: WorkloadView, formulas: WorkloadModel): readonly LinePicture[] {
  const { volume } = formulas.demand;
  const compared = linesOf(view, formulas);
  const drawn = volumeLines(compared, volume, view.workload, volume.value);
  if (drawn === null) return [];
  const { crossover, currency, workload } = view;
  const marks = crossover === null ? [] : crossingMarks(crossover);
  return [
    {
      picture: 'lines',
      title: crossover === null ? `${workload.id}: cost over the volume` : crossingTitle(crossover),
      subtitle: `Cost over the volume, ${currency} a month, ${workload.id}`,
      scale: 'linear',
      xUnit: 'tokens a month',
      ...drawn,
      marks: [{ at: workload.volume.tokens.toNumber(), label: 'now' }, ...marks],
    },
  ];
}

/** The options whose lines are drawn: the cheapest of each kind first. */
function linesOf(
  view: WorkloadView,
  formulas: WorkloadModel,
): readonly { readonly label: string; readonly monthly: Node }[] {
  const allowed = priced(view).filter(({ feasible }) => feasible);
  const firsts = allowed.filter((each) => allowed.find(({ kind }) => kind === each.kind) === each);
  return [...new Set([...firsts, ...allowed])].slice(0, mostLines).flatMap(({ id }) => {
    const statement = formulas.options.find((each) => each.id === id)?.statement ?? null;
    return statement === null ? [] : [{ label: id, monthly: statement.monthly }];
  });
}

/** The costs from no volume to beyond all that matters; null where the volume is nothing, or moves nothing. */
function volumeLines(
  compared: readonly { readonly label: string; readonly monthly: Node }[],
  volume: InputNode,
  workload: WorkloadResult,
  present: Exact,
): Pick<LinePicture, 'x' | 'lines'> | null {
  const curves = varyingDoubles(compared.map(({ monthly }) => monthly)).curves(volume.address);
  if (curves === null || present.isZero()) return null;
  const perVolume = workload.volume.tokens.toNumber() / present.toNumber();
  const now = present.toNumber();
  const crossings = workload.crossovers.flatMap(({ firstBuild, alwaysBuildFrom }) =>
    [firstBuild, alwaysBuildFrom].flatMap((each) => (each === null ? [] : [each.toNumber() / perVolume])),
  );
  const most = 1.5 * Math.max(now, ...crossings.filter((each) => each < 60 * now));
  const volumes = Array.from({ length: points + 1 }, (_, index) => (most * index) / points);
  const costs = volumes.map((each) => curves(each));
  return {
    x: volumes.map((each) => each * perVolume),
    lines: compared.map(({ label }, index) => ({
      label,
      y: costs.map((each) => {
        const cost = each[index] ?? Number.NaN;
        return Number.isFinite(cost) ? cost : null;
      }),
    })),
  };
}

function crossingMarks({ firstBuild, alwaysBuildFrom }: CrossoverResult): LinePicture['marks'] {
  const places = [firstBuild, alwaysBuildFrom].filter((each) => each !== null && !each.isZero());
  const distinct = places.filter((each, index) => index === 0 || each?.eq(places[0] ?? 0) === false);
  return distinct.flatMap((each) =>
    each === null ? [] : [{ at: each.toNumber(), label: formatCompact(each) }],
  );
}

function crossingTitle({ build, buy, firstBuild, alwaysBuildFrom, neverBecause }: CrossoverResult): string {
  if (neverBecause !== null) return `${build} never becomes cheaper than ${buy}`;
  if (firstBuild === null) return `${build} is never cheaper than ${buy} in the range that was searched`;
  if (firstBuild.isZero() && alwaysBuildFrom?.isZero() === true)
    return `${build} is cheaper than ${buy} at every volume`;
  const from = `${build} becomes cheaper than ${buy} from ${short(firstBuild)} tokens a month`;
  if (alwaysBuildFrom === null) return `${from}, but not for good`;
  return alwaysBuildFrom.eq(firstBuild) ? from : `${from}, and for good from ${short(alwaysBuildFrom)}`;
}

/** How far each input alone moves the cost of the answer. */
function tornadoPicture({ workload, chosen, currency }: WorkloadView): readonly RangePicture[] {
  const rows = workload.sensitivity
    .toSorted((a, b) => spread(b).cmp(spread(a)))
    .filter((each) => !spread(each).isZero())
    .slice(0, mostRanges);
  const [first] = rows;
  if (first === undefined || chosen === null) return [];
  return [
    {
      picture: 'ranges',
      title: `${capital(first.label)} moves the cost of ${chosen.id} most: from ${formatMoney(first.monthlyLow)} to ${formatMoney(first.monthlyHigh)} ${currency} a month`,
      subtitle: `Each input alone from its low to its high value, ${currency} a month, ${workload.id}`,
      base: chosen.monthly?.toNumber() ?? null,
      ranges: rows.map(({ label, unit, low, high, monthlyLow, monthlyHigh }) => ({
        label: capital(unit === '' ? label : `${label}, ${unit}`),
        from: monthlyLow.toNumber(),
        to: monthlyHigh.toNumber(),
        middle: null,
        fromLabel: short(low),
        toLabel: short(high),
      })),
    },
  ];
}

function spread(row: { readonly monthlyLow: Exact; readonly monthlyHigh: Exact }): Exact {
  return row.monthlyHigh.minus(row.monthlyLow).abs();
}

function short(value: Exact): string {
  return formatCompact(value.toSignificantDigits(3));
}
