import { circumstances, tableOf, writeSection } from '../page.ts';
import type { GrowthRow } from './index.ts';

/** Writes how every command grows into docs/performance.md, as it was just measured, with the machine that it ran on. */
export async function writeGrowth(rows: readonly GrowthRow[], loadBefore: number): Promise<void> {
  const heads = [
    'command',
    'what is doubled',
    'from',
    'to',
    'seconds, from the smallest to the largest',
    'exponent of time',
    'exponent of counts',
    'MB',
  ];
  await writeSection('growth', `${circumstances(loadBefore)}\n\n${tableOf(heads, rows.map(cellsOf), 2)}`);
}

function cellsOf(row: GrowthRow): readonly string[] {
  const { command, what, sizes, seconds, exponent, countExponent, megabytes } = row;
  const count = (value: number | undefined): string => (value ?? 0).toLocaleString('en-US');
  return [
    `\`${command}\``,
    what,
    count(sizes[0]),
    count(sizes.at(-1)),
    seconds.map((each) => each.toFixed(2)).join(', '),
    exponent.toFixed(2),
    countExponent.toFixed(2),
    (megabytes.at(-1) ?? 0).toFixed(0),
  ];
}
