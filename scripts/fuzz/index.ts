/**
 * `npm run fuzz -- [--count N] [--seed S] [--first PLACE] [--laws-every N] [--only READER]`: inputs that people, tools and attackers make, for
 * everything that reads a text, and random scenarios under the laws. Ends with 1 where anything broke; what broke is
 * repeated with its seed, `--first PLACE` and `--count 1`.
 */
import { parseArgs } from 'node:util';
import { runFuzz, type Broken } from './run-fuzz.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    'laws-every': { type: 'string', default: '100' },
    only: { type: 'string' },
  },
});
const [count, seed, first, lawsEvery] = [values.count, values.seed, values.first, values['laws-every']].map(
  Number,
);
if (![count, seed, first, lawsEvery].every((each) => Number.isSafeInteger(each)) || (lawsEvery ?? 0) < 1)
  throw new RangeError('count, seed, first and laws-every are whole numbers');

let told = 0;
/** What broke since it was shown last, of the first fifty. */
function show(broken: readonly Broken[]): void {
  for (const { place, target, why, text } of broken.slice(told, 50))
    process.stdout.write(
      `broken: seed ${seed}, place ${place}, ${target}: ${why}\n${text.slice(0, 3000)}\n\n`,
    );
  told = broken.length;
}

const start = performance.now();
const { counts, broken, slowest } = await runFuzz({
  count: count ?? 0,
  seed: seed ?? 1,
  first: first ?? 0,
  lawsEvery: lawsEvery ?? 100,
  ...(values.only === undefined ? {} : { only: values.only }),
  progress: (done, broken) => {
    if (done % (lawsEvery === 1 ? 100 : 5000) !== 0) return;
    process.stderr.write(`${done} inputs, ${broken.length} broken\n`);
    show(broken);
  },
});
show(broken);
const parts = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([target, of]) => `${of} ${target}`);
const seconds = Math.round((performance.now() - start) / 1000);
process.stdout.write(
  `fuzz: ${count} inputs with seed ${seed} (${parts.join(', ')}), ${broken.length} broken, ${seconds} s\n`,
);
process.stdout.write(
  `the slowest text took ${slowest.seconds.toFixed(2)} s: place ${slowest.place}, ${slowest.target}\n`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
