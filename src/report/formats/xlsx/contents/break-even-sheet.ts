import type { CrossoverResult, RunResult, WorkloadResult } from '../../../../analysis/index.ts';
import { Exact, varyingDoubles, type Node } from '../../../../formula/index.ts';
import type { Model, WorkloadModel } from '../../../../model/index.ts';
import type { SheetBuilder, WorkbookBuilder } from './builder.ts';
import { headers, number, text } from './cells.ts';
import { countFormat, moneyFormat } from './formats.ts';

const points = 40;
const mostLines = 5;
const chartRows = 22;
const chartFrom = 9;

/** Where buying and building change places, with a chart of each workload's options over its volume. */
export function addBreakEven(workbook: WorkbookBuilder, result: RunResult, model: Model): void {
  const sheet = workbook.sheet('Break-even', [26, 20, 20, 20, 20, 20, 4]);
  sheet.add(
    [text('Break-even', 'title')],
    [
      text(
        'As crossover computed it from the inputs as stated. Run it again after a change; this sheet does not follow the inputs.',
        'muted',
      ),
    ],
    [],
  );
  for (const [index, workload] of result.workloads.entries()) {
    const formulas = model.workloads[index];
    if (formulas !== undefined) addWorkload(sheet, result.currency, workload, formulas, model);
  }
}

function addWorkload(
  sheet: SheetBuilder,
  currency: string,
  workload: WorkloadResult,
  formulas: WorkloadModel,
  model: Model,
): void {
  const top = sheet.next;
  sheet.add([text(workload.id, 'heading')]);
  for (const crossover of workload.crossovers) addIntervals(sheet, crossover);
  if (workload.crossovers.length === 0) sheet.add([text('Nothing to compare over the volume.', 'muted')]);
  const lines = comparedOptions(workload, formulas);
  // What the volume decides besides amounts is not in these formulas.
  if (lines.length > 0 && !model.structural.has(formulas.demand.volume.address))
    addChart(sheet, currency, workload, formulas, lines, top);
  while (sheet.next < top + chartRows) sheet.add([]);
  sheet.add([]);
}

function addIntervals(sheet: SheetBuilder, crossover: CrossoverResult): void {
  const { intervals, neverBecause, buy, build, unit, completeness } = crossover;
  sheet.add(headers(`${buy} or ${build}`, `from, ${unit}`, `below, ${unit}`, 'cheapest'));
  for (const { from, to, cheapest } of intervals)
    sheet.add([
      text(completeness),
      number(from, countFormat),
      to === null ? text('no end') : number(to, countFormat),
      text(cheapest),
    ]);
  if (neverBecause !== null) sheet.add([text(neverBecause, 'muted')]);
}

interface ComparedOption {
  readonly id: string;
  readonly monthly: Node;
}

/** The cheapest of each kind, and then the others, that may be chosen. */
function comparedOptions(workload: WorkloadResult, formulas: WorkloadModel): readonly ComparedOption[] {
  const ranked = workload.options
    .filter(({ feasible, monthly }) => feasible && monthly !== null)
    .toSorted((a, b) => (a.monthly ?? new Exact(0)).comparedTo(b.monthly ?? new Exact(0)));
  const firsts = ranked.filter((each) => ranked.find(({ kind }) => kind === each.kind) === each);
  return [...new Set([...firsts, ...ranked])].slice(0, mostLines).flatMap(({ id }) => {
    const statement = formulas.options.find((each) => each.id === id)?.statement ?? null;
    return statement === null ? [] : [{ id, monthly: statement.monthly }];
  });
}

function addChart(
  sheet: SheetBuilder,
  currency: string,
  workload: WorkloadResult,
  { demand }: WorkloadModel,
  lines: readonly ComparedOption[],
  top: number,
): void {
  const curves = varyingDoubles(lines.map(({ monthly }) => monthly)).curves(demand.volume.address);
  const present = demand.volume.value.toNumber();
  if (curves === null || present === 0) return;
  const perVolume = workload.volume.tokens.toNumber() / present;
  const crossings = workload.crossovers.flatMap(({ firstBuild, alwaysBuildFrom }) => [
    firstBuild,
    alwaysBuildFrom,
  ]);
  const shown = crossings.flatMap((each) => (each === null ? [] : [each.toNumber() / perVolume]));
  const most = 1.5 * Math.max(present, ...shown.filter((each) => each < 100 * present));
  sheet.add([], headers('Tokens a month', ...lines.map(({ id }) => id)));
  const header = sheet.next - 1;
  for (let index = 0; index <= points; index += 1) {
    const volume = (most * index) / points;
    sheet.add([
      number(rounded(volume * perVolume), countFormat),
      ...curves(volume).map((each) => number(rounded(each), moneyFormat(currency))),
    ]);
  }
  const last = sheet.next - 1;
  const column = (at: number): string =>
    `${sheet.at(header + 1, at)}:${sheet.at(last, at).split('!').at(-1) ?? ''}`;
  sheet.chart({
    title: `${workload.id}: cost a month over the volume`,
    xTitle: 'tokens a month',
    yTitle: `${currency} a month`,
    series: lines.map((_, index) => ({
      name: sheet.at(header, index + 1),
      x: column(0),
      y: column(index + 1),
    })),
    from: { row: top, column: chartFrom },
    to: { row: top + chartRows, column: chartFrom + 9 },
  });
}

/** A figure of a chart, to the cent. */
function rounded(value: number): Exact {
  return new Exact(value).toDecimalPlaces(2);
}
