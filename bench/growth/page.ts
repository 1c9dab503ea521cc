import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runProgram } from '../process.ts';
import type { GrowthRow } from './index.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

/** Writes docs/performance.md: how every command grows, as it was just measured, with the machine that it ran on. */
export async function writePage(rows: readonly GrowthRow[], loadBefore: number): Promise<void> {
  const [cpu] = cpus();
  const commit = runProgram('git', ['rev-parse', '--short', 'HEAD']).stdout.toString().trim();
  const machine = `${cpus().length} cores of ${cpu?.model.trim()}, Node ${process.versions.node}`;
  const day = new Date().toISOString().slice(0, 10);
  const text = `# Performance

This page is written by \`npm run build && npm run bench -- growth --write\`, which doubles the input of every command four
times. \`npm run bench -- growth compare\` measures one command. \`npm run bench\` compares the engine with other ones.

Measured on ${day} at commit ${commit}: ${machine}; load ${loadBefore.toFixed(1)} at the start and ${(loadavg()[0] ?? 0).toFixed(1)} at the end.

- **Seconds** are processor time of the whole process, user and system, all threads, start included, one run of each size. Other
  programs on the machine make them longer.
- **Exponent of time**: the slope of the logarithm of time over that of size, by least squares, without the time that the
  command takes to print its help. 1 is linear, 2 quadratic. It is below 1 where compiling the program is a large part.
- **Exponent of counts**: the same slope, of how much each doubling adds to the number of times that functions and the blocks
  in them are run, as the engine of JavaScript counts it. It does not depend on the machine or on what else runs there.
- **MB** is the largest resident memory at the largest size.

| command | what is doubled | from | to | seconds, from the smallest to the largest | exponent of time | exponent of counts | MB |
|---|---|--:|--:|---|--:|--:|--:|
${rows.map(line).join('\n')}

A test, \`test/growth/commands.test.ts\`, counts in the same way on small inputs, and fails where one of them more than doubles with
twice the input. \`place\` is not among them: it asks for each workload what the best plan without its option would cost, which
is one mixed-integer program for each, and what solving one takes is not linear in its size. \`forecast\` is held to it from 12 to
48 months; over longer horizons an exponent above 1 in the table is what it takes today.
`;
  const options = (await resolveConfig(page)) ?? {};
  writeFileSync(page, await format(text, { ...options, filepath: page }));
}

function line(row: GrowthRow): string {
  const { command, what, sizes, seconds, exponent, countExponent, megabytes } = row;
  const cells = [
    `\`${command}\``,
    what,
    sizes[0]?.toLocaleString('en-US'),
    sizes.at(-1)?.toLocaleString('en-US'),
    seconds.map((each) => each.toFixed(2)).join(', '),
    exponent.toFixed(2),
    countExponent.toFixed(2),
    megabytes.at(-1)?.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}
