import { fail, nearest, ok, problem, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import { isMonth, monthAfter } from '../../document/index.ts';
import { Exact, formatUnit, parseQuantity } from '../../formula/index.ts';
import type { Model, VolumeSeries } from '../../model/index.ts';

const columns = ['month', 'workload', 'volume'] as const;

interface VolumeRow {
  readonly line: number;
  readonly month: string;
  readonly volume: Exact;
}

/**
 * Volumes by month from a table of commas with the columns month, workload and volume, in any order; a volume without a unit is in
 * the workload's own. A workload that is in it has to have every month of the horizon, once.
 */
export function readVolumes(model: Model, text: string, file: string): Result<VolumeSeries> {
  const problems: Diagnostic[] = [];
  const refuse = (line: number, message: string, hint?: string): void => {
    problems.push(
      problem('forecast/volumes', message, {
        span: { file, line, column: 1, length: 1 },
        hint,
      }),
    );
  };
  const lines = text.split(/\r?\n/u).map((each) => each.split(',').map((cell) => cell.trim()));
  const head = (lines[0] ?? []).map((each) => each.toLowerCase());
  const places = columns.map((each) => head.indexOf(each));
  if (places.includes(-1)) {
    refuse(1, `expected the columns ${columns.join(', ')}, found ${head.join(', ').slice(0, 100)}`);
    return fail(...problems);
  }
  const rows = new Map<string, VolumeRow[]>();
  for (const [index, cells] of lines.entries()) {
    if (index === 0 || cells.every((cell) => cell === '')) continue;
    const line = index + 1;
    const [month = '', workload = '', volume = ''] = places.map((place) => cells[place] ?? '');
    const found = model.workloads.find(({ id }) => id === workload);
    if (found === undefined) {
      const meant = nearest(
        workload,
        model.workloads.map(({ id }) => id),
      );
      refuse(line, `there is no workload '${workload}'`, meant && `did you mean '${meant}'?`);
      continue;
    }
    if (!isMonth(month)) {
      refuse(line, `expected a month such as 2027-01, found '${month}'`);
      continue;
    }
    const { unit } = found.demand.volume;
    const read = parseQuantity(/[a-z]{3}/iu.test(volume) ? volume : `${volume} ${formatUnit(unit)}`, [unit]);
    if (!read.ok) refuse(line, `${workload}: ${read.problem.message}`, read.problem.hint);
    else if (read.measure.value.isNegative()) refuse(line, `${workload}: a volume is not negative`);
    else rows.set(workload, [...(rows.get(workload) ?? []), { line, month, volume: read.measure.value }]);
    if (problems.length > 20) return fail(...problems);
  }
  const series = new Map([...rows].map(([id, own]) => [id, seriesOf(model, id, own, refuse)]));
  return problems.length > 0 ? fail(...problems) : ok(series);
}

/** The months of the horizon in their order; a gap is reported where the next month stands. */
function seriesOf(
  { scenario, asOf }: Model,
  workload: string,
  rows: readonly VolumeRow[],
  refuse: (line: number, message: string) => void,
): readonly Exact[] {
  const start = scenario.horizon.start ?? asOf.slice(0, 7);
  const count = scenario.horizon.months.value.toNumber();
  const known = new Map<string, VolumeRow>();
  for (const row of rows) {
    const earlier = known.get(row.month);
    if (earlier !== undefined)
      refuse(row.line, `${workload}: ${row.month} is in line ${earlier.line} already`);
    known.set(row.month, row);
  }
  let missing = 0;
  return Array.from({ length: count }, (_, index) => {
    const month = monthAfter(start, index);
    const row = known.get(month);
    if (row !== undefined) return row.volume;
    missing += 1;
    const next = rows.find((each) => each.month > month) ?? rows.at(-1);
    if (missing === 1)
      refuse(
        next?.line ?? 1,
        `${workload}: ${month} is missing; a forecast needs every month from ${start} on`,
      );
    return new Exact(0);
  });
}
