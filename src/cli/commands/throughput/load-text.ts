import type { LoadCost, LoadCosts } from '../../../analysis/index.ts';
import { Exact, groupThousands } from '../../../formula/index.ts';
import type { ColdStarts } from '../../../model/index.ts';
import { rounded } from './estimate-text.ts';

/** Switching off when idle, with what was asked. */
export interface Idle {
  readonly workload: string;
  readonly idle: number;
  readonly startUp: number;
  readonly starts: ColdStarts;
}

/** A table of each option, and what switching off when idle brings. */
export function loadText(all: readonly LoadCosts[], idle: readonly Idle[]): string {
  return [...all.map(optionText), ...idle.map(idleText)].join('\n');
}

type Column = readonly [title: string, below: string, cell: (row: LoadCost) => string];

const byErlang: Column = [
  'Erlang C',
  'replicas',
  (row) => (row.byErlang === null ? '' : row.byErlang.toLocaleString('en-US')),
];
const inFlight: readonly Column[] = [
  ['In flight', 'requests', (row) => (row.inFlight === null ? '' : shown(row.inFlight))],
];

/** The rows of all options for another program: figures in full, times in milliseconds. */
export function loadCsv(all: readonly LoadCosts[]): string {
  const head =
    'workload,option,peak_rate,volume,volume_unit,by_utilization,by_latency,by_erlang,replicas,gpus,in_flight,ttft_ms,tpot_ms,monthly,per_mtok,currency';
  const lines = all.flatMap(({ workload, option, currency, unit, rows }) =>
    rows.map((row) =>
      [
        workload,
        option,
        ...[row.peakRate, row.volume].map(full),
        unit,
        ...[row.byUtilization, row.byLatency].map(full),
        row.byErlang === null ? '' : String(row.byErlang),
        ...[row.replicas, row.gpus, row.inFlight].map(full),
        ...[row.ttft, row.tpot, row.monthly, row.perMtok].map(full),
        currency,
      ].join(','),
    ),
  );
  return [head, ...lines, ''].join('\n');
}

function full(value: Exact | null): string {
  return value === null ? '' : value.toSignificantDigits(20).toFixed();
}

function optionText({ workload, option, currency, unit, share, rows }: LoadCosts): string {
  const known = rows.some(({ inFlight }) => inFlight !== null);
  const columns: readonly Column[] = [
    ['Peak', 'requests/s', (row) => shown(row.peakRate)],
    ['Volume', unit, (row) => shown(row.volume)],
    ['Utilization', 'replicas', (row) => shown(row.byUtilization)],
    ['Latency', 'replicas', (row) => shown(row.byLatency)],
    ...(known ? [byErlang] : []),
    ['In all', 'replicas', (row) => shown(row.replicas)],
    ['GPUs', '', (row) => shown(row.gpus)],
    ...(known ? inFlight : []),
    ['TTFT', 'ms', (row) => (row.ttft === null ? '' : shown(row.ttft))],
    ['TPOT', 'ms', (row) => (row.tpot === null ? '' : shown(row.tpot))],
    ['Cost', `${currency}/month`, (row) => groupThousands(row.monthly.toFixed(0))],
    ['Cost', `${currency}/Mtok`, (row) => shown(row.perMtok)],
  ];
  const cells = columns.map(([title, below, cell]) => [title, below, ...rows.map(cell)]);
  const widths = cells.map((column) => Math.max(...column.map((each) => each.length)));
  const lines = ['', '', ...rows].map((_, at) =>
    cells
      .map((column, index) => (column[at] ?? '').padStart(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = [
    `Replicas by utilization and by latency, and the times that ${percent(share)} of requests keep to at the peak.`,
    ...(known
      ? [
          `In flight: by the median time of a request (Little's law). Erlang C: the replicas at which no more than ${percent(Exact.sub(1, share))} of requests`,
          'would wait for a place if each replica took no more at once than it has in flight at the limit; for comparison, not part of "In all".',
        ]
      : []),
  ];
  return [`${workload}/${option}`, '', ...lines, '', ...notes, ''].join('\n');
}

function idleText({ workload, idle, startUp, starts }: Idle): string {
  return [
    `${workload}: one replica, switched off after ${idle} s without a request, ${startUp} s to start`,
    '',
    `${three(starts.starts)} cold starts a month delay ${three(starts.delayed)} requests, ${three(starts.share * 100)} % of all, by ${three(starts.wait)} s on average.`,
    `It runs ${three(starts.on * 100)} % of the hours in which requests come.`,
    '',
  ].join('\n');
}

function percent(share: Exact): string {
  return `${share.times(100).toFixed()} %`;
}

/** Three digits that count, with commas. */
function shown(value: Exact): string {
  const digits = value.gte(1000) ? Math.max(4, value.e + 1 - 3) : 3;
  return groupThousands(value.toSignificantDigits(digits).toFixed());
}

function three(value: number): string {
  return rounded(value).toLocaleString('en-US');
}
