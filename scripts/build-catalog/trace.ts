import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCatalog } from './build.ts';
import { catalogVersion } from './sources.ts';
import { drawRows, traceRow } from './trace-row.ts';

/** Draws rows of pricing/<version> at random and looks each up in the row of the extract that it was read in. */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    rows: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const { from } = values;
if (from === undefined)
  throw new Error('usage: tsx scripts/build-catalog/trace.ts --from FOLDER [--rows N] [--seed N]');
const built = buildCatalog(from);
const folder = join(import.meta.dirname, '..', '..', 'pricing', catalogVersion);
for (const [name, text] of built.files)
  if (readFileSync(join(folder, name), 'utf8') !== text)
    throw new Error(`${name} is not what these extracts give: build the catalog first`);

const traces = drawRows(built.traced, Number(values.rows), Number(values.seed)).map((row) =>
  traceRow(from, row),
);
let missed = 0;
for (const { part, name, record, figures } of traces) {
  const isFound = figures.length > 0 && figures.every(({ found }) => found !== null);
  if (!isFound) missed += 1;
  const words = figures.map(({ name: figure, value, found }) =>
    found === null
      ? `${figure} ${value} NOT THERE`
      : `${figure} ${value} = ${found.column} ${found.value.toSignificantDigits(12).toFixed()}`,
  );
  console.log(
    `${isFound ? 'ok' : 'NO'}  ${part} ${name}  ${words.join(', ')}  ${record.replaceAll('\n', ' and ')}`,
  );
}
const untraced = built.traced.filter(({ record }) => record === undefined).length;
console.log(
  `${traces.length - missed} of ${traces.length} rows found in their sources (seed ${values.seed}); ${built.traced.length} rows in all, ${untraced} of them from no extract`,
);
if (missed > 0) process.exitCode = 1;
