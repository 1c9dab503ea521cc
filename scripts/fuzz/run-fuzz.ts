import { breakLaws } from './laws.ts';
import { Random } from './random.ts';
import { readers, slowReaders } from './readers.ts';

export interface Broken {
  readonly place: number;
  readonly target: string;
  readonly why: string;
  readonly text: string;
}

export interface FuzzReport {
  /** Inputs by what they were given to. */
  readonly counts: ReadonlyMap<string, number>;
  readonly broken: readonly Broken[];
  /** The input that took longest. */
  readonly slowest: { readonly place: number; readonly target: string; readonly seconds: number };
}

export interface FuzzQuestion {
  readonly count: number;
  readonly seed: number;
  /** The first input; one that broke is repeated by its place alone. */
  readonly first?: number;
  /** One input in how many is a whole scenario under all laws, which takes a hundred times as long. */
  readonly lawsEvery?: number;
  /** The one reader that all inputs are given to. */
  readonly only?: string;
  /** Told every hundred inputs. */
  readonly progress?: (done: number, broken: readonly Broken[]) => void;
}

/** The share of inputs that go to the slow readers. */
const slowShare = 1 / 200;

/** Gives inputs to everything that reads texts, and holds random scenarios against the laws, all in this process. */
export async function runFuzz({
  count,
  seed,
  first = 0,
  lawsEvery = 100,
  only,
  progress,
}: FuzzQuestion): Promise<FuzzReport> {
  const counts = new Map<string, number>();
  const broken: Broken[] = [];
  let slowest = { place: first, target: '', seconds: 0 };
  // The readers of small texts come more often: they are quick, and everything else goes through them.
  const often = ['quantity', 'quantity', 'quantity', 'quantity', 'setting', 'setting', 'scenario', 'catalog'];
  const names = [...Object.keys(readers), ...often];
  for (let place = first; place < first + count; place += 1) {
    const random = new Random(seed, place);
    const slow = Object.keys(slowReaders);
    const reader = only ?? random.pick(random.chance(slowShare) ? slow : names);
    const target = only === undefined && place % lawsEvery === 0 ? 'laws' : reader;
    counts.set(target, (counts.get(target) ?? 0) + 1);
    const start = performance.now();
    for (const [why, text] of target === 'laws' ? lawsOf(random) : await readerOf(target, random))
      broken.push({ place, target, why, text });
    const seconds = (performance.now() - start) / 1000;
    if (seconds > slowest.seconds && target !== 'laws') slowest = { place, target, seconds };
    if ((place - first + 1) % 100 === 0) progress?.(place - first + 1, broken);
  }
  return { counts, broken, slowest };
}

type Found = readonly (readonly [why: string, text: string])[];

function lawsOf(random: Random): Found {
  try {
    const { text, broken } = breakLaws(random);
    return broken.map((why) => [why, text]);
  } catch (error) {
    return [[`thrown: ${messageOf(error)}`, '']];
  }
}

async function readerOf(target: string, random: Random): Promise<Found> {
  const made = await (readers[target] ?? slowReaders[target])?.(random);
  if (made === undefined) return [];
  try {
    const why = await made.check();
    return why === null ? [] : [[why, made.text]];
  } catch (error) {
    return [[`thrown: ${messageOf(error)}`, made.text]];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ')
    : String(error);
}
