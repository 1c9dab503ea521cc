/**
 * `npm run bench`: what is measured, each in a process of its own, all in one run. `--json` prints ratios as data,
 * `--install` first installs rivals that are missing, from npm and Debian.
 * `npm run bench -- growth [COMMAND...]`: the input of every command doubled four times, and the exponent of what it takes;
 * `--write` makes docs/performance.md of that.
 * `npm run bench -- plans`: plans of 25 and of 200 workloads.
 */
import { engineTable } from './engine.ts';
import { loadavg } from 'node:os';
import { measureGrowth } from './growth/index.ts';
import { writePage } from './growth/page.ts';
import { installRivals } from './install.ts';
import { measurePlans } from './plans/index.ts';
import { measureSimulation } from './simulation/index.ts';
import { measureStartup } from './startup.ts';

const words = process.argv.slice(2);
const print = (line: string): void => void process.stderr.write(`${line}\n`);
const [first, ...others] = words.filter((word) => !word.startsWith('--'));
const rows = first === 'growth' ? await growth() : first === 'plans' ? measurePlans(print) : measureSpeed();
if (words.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);

async function growth(): Promise<readonly object[]> {
  const load = loadavg()[0] ?? 0;
  const measured = measureGrowth(others, print);
  if (words.includes('--write')) await writePage(measured, load);
  return measured;
}

function measureSpeed(): readonly object[] {
  if (words.includes('--install')) installRivals();
  const startup = measureStartup();
  for (const { subject, rival, ratio, ours, theirs, unit } of startup) {
    const times = (1 / ratio).toFixed(2);
    print(
      `${subject}: ${ours.toFixed(0)} ${unit}, ${times} times the ${theirs.toFixed(0)} ${unit} of ${rival}`,
    );
  }
  const worst = startup
    .filter(({ subject }) => subject.includes(' run '))
    .reduce((a, b) => (b.ratio < a.ratio ? b : a));
  print(
    `the slowest bundled scenario: ${worst.subject}, ${(1 / worst.ratio).toFixed(2)} times ${worst.rival}`,
  );
  return [...startup, ...measureSimulation(print), ...engineTable(print)];
}
