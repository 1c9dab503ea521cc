/**
 * `npm run bench`: what is measured, each in a process of its own, all in one run. `--json` prints ratios as data,
 * `--install` first installs rivals that are missing, from npm and Debian.
 * `npm run bench -- growth [COMMAND...]`: the input of every command doubled four times, and the exponent of what it takes.
 * `npm run bench -- usage`: profiles of ten and twenty million requests, beside a query by hand; `--write` puts them into docs/usage.md.
 * `npm run bench -- plans`: plans of 25 and of 200 workloads.
 * `npm run bench -- start` and `npm run bench -- simulate` measure only that. With `--write`, either of the first two puts what it
 * measured into its section of docs/performance.md.
 */
import { engineTable } from './engine.ts';
import { loadavg } from 'node:os';
import { measureGrowth } from './growth/index.ts';
import { writeGrowth } from './growth/page.ts';
import { installRivals } from './install.ts';
import { measurePlans } from './plans/index.ts';
import { measureMemory, measureSimulation } from './simulation/index.ts';
import { writeSpeed, type Speed } from './speed-page.ts';
import { measureUsage, writeUsage } from './usage/index.ts';
import { measureStartup, type StartupRow } from './startup.ts';

const words = process.argv.slice(2);
const print = (line: string): void => void process.stderr.write(`${line}\n`);
const [first, ...others] = words.filter((word) => !word.startsWith('--'));
const measured =
  first === 'growth'
    ? await growth()
    : first === 'usage'
      ? await usage()
      : first === 'plans'
        ? measurePlans(print)
        : await measureSpeed();
if (words.includes('--json')) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);

async function growth(): Promise<readonly object[]> {
  const load = loadavg()[0] ?? 0;
  const rows = measureGrowth(others, print);
  if (words.includes('--write')) await writeGrowth(rows, load);
  return rows;
}

async function usage(): Promise<readonly object[]> {
  const load = loadavg()[0] ?? 0;
  const rows = measureUsage(print);
  if (words.includes('--write')) await writeUsage(rows, load);
  return rows;
}

async function measureSpeed(): Promise<readonly object[]> {
  if (words.includes('--install')) installRivals();
  const load = loadavg()[0] ?? 0;
  const asked = (part: string): boolean => first === undefined || first === part;
  const speed: Speed = {
    startup: asked('start') ? start() : [],
    simulation: asked('simulate') ? measureSimulation(print) : [],
    memory: asked('simulate') ? measureMemory(print) : [],
    engine: asked('engine') ? engineTable(print) : [],
  };
  if (words.includes('--write') && first === undefined) await writeSpeed(speed, load);
  return [...speed.startup, ...speed.simulation, ...speed.memory, ...speed.engine];
}

function start(): readonly StartupRow[] {
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
  return startup;
}
