import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Measurement } from './measure.ts';
import { runProgram } from './process.ts';
import { baseFlags, compiledC, missingC, rivals } from './rivals/index.ts';

/** A comparison; `ratio` above 1 is in our favour. */
export interface Row {
  readonly subject: string;
  readonly rival: string;
  readonly ratio: number;
  /** The ratio in the round where it was least, and where it was largest. */
  readonly lowest: number;
  readonly highest: number;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
}

const subjects = {
  block: 'evaluate, block in cache',
  table: 'evaluate, 2^20 rows in memory',
  stream: 'sample and evaluate',
} as const;
const growth = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
/** Evaluations of our stream against a rival's. */
const streamed = 4e6;
/** How far a rival's figures may be from ours, relative. */
const tolerance = 1e-12;

/** Measures the engines against all rivals. Every line of the table goes to `print` as soon as it is known. */
export function engineTable(print: (line: string) => void): readonly Row[] {
  const rows: Row[] = [];
  const add: AddRow = (row, memory) => {
    rows.push(row);
    const cells = [
      pad(row.subject, 31),
      pad(row.rival, 34),
      rate(row.ours),
      rate(row.theirs),
      formatRatio(row.ratio).padStart(9),
      `${formatRatio(row.lowest)} to ${formatRatio(row.highest)}`.padStart(18),
    ];
    print([...cells, ...memory.map((bytes) => `${Math.round(bytes / 1e6)} MB`.padStart(8))].join(' '));
  };
  print(machine());
  for (const line of legend) print(line);
  const heads = ['    ours', '  theirs', '    ratio', 'in each round'.padStart(18), '    ours', '  theirs'];
  print([pad('subject', 31), pad('rival', 34), ...heads].join(' '));
  for (const { id, against, rival } of rivals) {
    const subject = subjects[against];
    const missing = rival.missing();
    if (missing !== undefined) {
      print(`${pad(subject, 31)} ${pad(rival.name, 34)} missing: ${missing}`);
      continue;
    }
    const taken = alternate(against, id);
    const { theirs } = taken;
    if (theirs.difference === null || theirs.difference > tolerance) {
      print(
        `${pad(subject, 31)} ${pad(rival.name, 34)} not timed: its figures differ from ours by ${theirs.difference}`,
      );
      continue;
    }
    add(compare(subject, rival.name, taken), [taken.ours.memory, theirs.memory]);
  }
  measureGrowth(add, print);
  print(`load at the end ${loadavg()[0]?.toFixed(1) ?? ''}`);
  return rows;
}

/** How cost grows with the number of evaluations, in constant memory; ours from the compilation of the graph on. */
function measureGrowth(add: AddRow, print: (line: string) => void): void {
  const rival = compiledC;
  const missing = missingC();
  for (const evaluations of growth) {
    const subject = `sample and evaluate, ${evaluations.toExponential(0)}`;
    const ours = child('stream', evaluations) as Stream;
    if (missing !== undefined) {
      print(`${pad(subject, 31)} ${pad(rival, 34)} ${rate(evaluations / ours.seconds)} missing: ${missing}`);
      continue;
    }
    const theirs = child('c-stream', evaluations) as Stream;
    const equal = ours.means.every((mean, index) => {
      const difference = Math.abs(mean - (theirs.means[index] ?? Number.NaN));
      return difference <= 1e-9 * Math.abs(mean);
    });
    if (equal)
      add(compare(subject, rival, { ours, theirs, rounds: [{ ours, theirs }] }), [
        ours.memory,
        theirs.memory,
      ]);
    else
      print(
        `${pad(subject, 31)} ${pad(rival, 34)} not timed: the means differ: ${ours.means.join(' ')} and ${theirs.means.join(' ')}`,
      );
  }
}

/** What has to be said of the figures. */
export const legend = [
  'each in a process of its own; evaluations a second, ratio above 1 in our favour, peak memory',
  `gcc is always ${baseFlags.join(' ')}; "our own plan in C" is the same steps as ours, so it is the limit`,
  'our compilation is in "sample and evaluate" alone; that of C and numba is in none, and numpy and Squiggle have none',
  'Squiggle is not given whole sample sets, which it is quicker at, and it takes quantiles, which ours does not here',
];

/** What a figure depends on: it is worth nothing without it. */
function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${model}, ${availableParallelism()} threads, Node ${process.versions.node}, load at the start ${loadavg()[0]?.toFixed(1) ?? ''}`;
}

type AddRow = (row: Row, memory: readonly [ours: number, theirs: number]) => void;
type Stream = Measurement & { readonly means: readonly number[] };
/** `difference` is null where it is infinite, which JSON has no way to say. */
type Compared = Measurement & { readonly difference: number | null };

interface Taken<Theirs extends Measurement = Measurement> {
  readonly ours: Measurement;
  readonly theirs: Theirs;
  readonly rounds: readonly { readonly ours: Measurement; readonly theirs: Measurement }[];
}

/** Ours and theirs in turn, three times, and the best of each: what else the machine does then falls on both. */
function alternate(us: string, them: string): Taken<Compared> {
  const rounds = [1, 2, 3].map(() => ({
    ours: child(us, streamed),
    theirs: child(them) as Compared,
  }));
  return {
    rounds,
    ours: rounds.map((round) => round.ours).reduce(faster),
    theirs: rounds.map((round) => round.theirs).reduce(faster),
  };
}

function faster<M extends Measurement>(a: M, b: M): M {
  return b.seconds < a.seconds ? b : a;
}

function compare(subject: string, rival: string, { ours, theirs, rounds }: Taken): Row {
  const perSecond = (each: Measurement): number => each.evaluations / each.seconds;
  const [left, right] = [perSecond(ours), perSecond(theirs)];
  const ratios = rounds.map((round) => perSecond(round.ours) / perSecond(round.theirs));
  return {
    subject,
    rival,
    ratio: left / right,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    ours: left,
    theirs: right,
    unit: 'evaluations/s',
  };
}

function child(what: string, amount = 0): Measurement {
  const script = new URL('./child.ts', import.meta.url).pathname;
  const { stdout } = runProgram(process.execPath, [...process.execArgv, script, what, String(amount)]);
  return JSON.parse(stdout.toString()) as Measurement;
}

function pad(text: string, width: number): string {
  return text.padEnd(width);
}

function rate(perSecond: number): string {
  const [divisor, unit] = perSecond >= 1e6 ? [1e6, 'M'] : perSecond >= 1e3 ? [1e3, 'k'] : [1, ' '];
  return `${(perSecond / divisor).toFixed(perSecond / divisor < 10 ? 2 : 1)} ${unit}`.padStart(8);
}

function formatRatio(ratio: number): string {
  return ratio >= 100 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(2);
}
