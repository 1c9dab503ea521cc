/**
 * How well the tests guard what they cover: every mutation is put into a temporary copy of the tree, and the tests named
 * beside it have to fail. `npm run mutate -- [AREA...] [--check]`; ends with 1 where an area kills less than 90 %, and with 2
 * where a mutation's text does not stand exactly once in its file. `--check` only looks for the texts.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysisMutations } from './analysis.ts';
import { catalogMutations } from './catalog.ts';
import { formulaMutations } from './formula.ts';
import { modelMutations } from './model.ts';
import type { Mutation } from './mutation.ts';

const leastKilled = 0.9;
const longestRun = 180_000;
const areas: Readonly<Record<string, readonly Mutation[]>> = {
  formula: formulaMutations,
  model: modelMutations,
  analysis: analysisMutations,
  catalog: catalogMutations,
};
const root = join(import.meta.dirname, '..', '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What is wrong with where the mutations should go. */
function misplaced(mutations: readonly Mutation[]): readonly string[] {
  return mutations.flatMap(({ file, text }) => {
    const found = readFileSync(join(root, file), 'utf8').split(text).length - 1;
    return found === 1 ? [] : [`${file}: '${text}' stands ${found} times in it, not once`];
  });
}

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'crossover-mutate-'));
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  for (const file of listed.stdout.split('\0'))
    if (file !== '') cpSync(join(root, file), join(copy, file), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Whether the tests pass in the copy; one that does not end counts as failed. */
function passes(copy: string, tests: readonly string[]): boolean {
  const vitest = join(copy, 'node_modules', 'vitest', 'vitest.mjs');
  // What was transformed for one mutation is kept for the next; it is found by content, so that a mutation counts.
  const cache = [
    '--experimental.fsModuleCache',
    `--experimental.fsModuleCachePath=${join(copy, '.transformed')}`,
  ];
  const args = [vitest, 'run', '--bail=1', '--reporter=dot', ...cache, ...tests];
  const run = spawnSync(process.execPath, args, { cwd: copy, timeout: longestRun, stdio: 'ignore' });
  return run.status === 0;
}

function isKilled(copy: string, { file, text, replacement, tests }: Mutation): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace(text, () => replacement),
  );
  try {
    return !passes(copy, tests);
  } finally {
    writeFileSync(path, source);
  }
}

/** The share of an area's mutations that were killed. */
function runArea(copy: string, name: string, mutations: readonly Mutation[]): number {
  const tests = [...new Set(mutations.flatMap((each) => each.tests))];
  if (!passes(copy, tests)) throw new Error(`${name}: the tests fail without a mutation`);
  const survivors = mutations.filter((each) => !isKilled(copy, each));
  for (const { file, text, replacement } of survivors)
    say(`survived: ${file}: ${JSON.stringify(text)} -> ${JSON.stringify(replacement)}`);
  const killed = mutations.length - survivors.length;
  say(`${name}: ${killed} of ${mutations.length} killed, ${survivors.length} survived`);
  return killed / mutations.length;
}

function main(args: readonly string[]): number {
  const asked = args.filter((each) => !each.startsWith('--'));
  const unknown = asked.filter((each) => areas[each] === undefined);
  if (unknown.length > 0) {
    say(`no such area: ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}`);
    return 2;
  }
  const chosen = Object.entries(areas).filter(([name]) => asked.length === 0 || asked.includes(name));
  const wrong = misplaced(chosen.flatMap(([, mutations]) => mutations));
  for (const each of wrong) say(each);
  if (wrong.length > 0) return 2;
  if (args.includes('--check')) return 0;
  const copy = copyTree();
  try {
    const shares = chosen.map(([name, mutations]) => runArea(copy, name, mutations));
    return shares.every((share) => share >= leastKilled) ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

process.exitCode = main(process.argv.slice(2));
