/** What a profile of a large log takes beside a query written by hand for that very file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takenBy, takenByScript, type Taken } from '../growth/measure.ts';
import { circumstances, tableOf, writeSection } from '../page.ts';
import { bareQuery, containers, makeRows, type Container } from './bare.ts';

export interface UsageRow {
  readonly container: Container;
  readonly rows: number;
  readonly ours: Taken;
  readonly bare: Taken;
  /** Processor time of the whole process, ours over theirs, by round. */
  readonly ratios: readonly number[];
}

const script = join(import.meta.dirname, 'run-query.cjs');
const sizes = [10_000_000, 20_000_000] as const;
const rounds = 3;

/** Profiles ten and twenty million requests from each container. Both run in a process of their own, one after the other. */
export function measureUsage(print: (line: string) => void): readonly UsageRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-usage-'));
  try {
    return sizes.flatMap((rows) => {
      const fileOf = (container: Container): string => join(folder, `requests.${container}`);
      takenByScript(script, makeRows(rows, fileOf), folder);
      return containers.map((container) => {
        const row = measured(container, rows, fileOf(container), folder);
        print(cellsOf(row).join('  '));
        return row;
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(container: Container, rows: number, file: string, folder: string): UsageRow {
  const pairs = Array.from({ length: rounds }, () => ({
    ours: takenBy(['usage', file, '--format', 'json', '--out', join(folder, 'profile.json')], folder, false),
    bare: takenByScript(script, [bareQuery(container, file)], folder),
  }));
  const ratioOf = ({ ours, bare }: (typeof pairs)[number]): number => ours.seconds / bare.seconds;
  const middle = pairs.toSorted((a, b) => ratioOf(a) - ratioOf(b))[Math.floor(rounds / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return { container, rows, ...middle, ratios: pairs.map(ratioOf) };
}

function cellsOf({ container, rows, ours, bare, ratios }: UsageRow): readonly string[] {
  const range = [Math.min(...ratios), Math.max(...ratios)].map((each) => each.toFixed(2)).join(' to ');
  return [
    { parquet: 'Parquet', csv: 'CSV', jsonl: 'JSON lines' }[container],
    rows.toLocaleString('en-US'),
    ours.seconds.toFixed(1),
    bare.seconds.toFixed(1),
    (ours.seconds / bare.seconds).toFixed(2),
    range,
    ours.megabytes.toFixed(0),
    bare.megabytes.toFixed(0),
  ];
}

/** Writes what was measured into docs/usage.md, with the query that ours is compared with. */
export async function writeUsage(rows: readonly UsageRow[], loadBefore: number): Promise<void> {
  const heads = ['file', 'rows', 's', 's by hand', 'times', 'in each round', 'MB', 'MB by hand'];
  const queries = (['parquet', 'csv'] as const).map(
    (container) => `\`\`\`sql\n${bareQuery(container, `requests.${container}`)}\n\`\`\``,
  );
  await writeSection(
    'speed',
    [
      circumstances(loadBefore),
      tableOf(heads, rows.map(cellsOf), 1),
      'The query by hand, from Parquet and from CSV (that of JSON lines differs in its reader alone):',
      ...queries,
    ].join('\n\n'),
    'usage.md',
  );
}
