/**
 * How well the tests guard what they cover: every mutation is put into a temporary copy of the tree, and the tests named
 * beside it have to fail. `npm run mutate -- [AREA...] [--check] [--record]`; ends with 1 where an area kills less than 90 %, and with 2
 * where a mutation's text does not stand exactly once in its file. `--check` only looks for the texts, `--record` keeps the counts
 * for `npm run quality`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { analysisMutations } from './analysis.ts';
import { catalogMutations } from './catalog.ts';
import { formulaMutations } from './formula.ts';
import { modelMutations } from './model.ts';
import type { Mutation } from './mutation.ts';
import { record } from './record.ts';

const leastKilled = 0.9;
/** Milliseconds; a mutation may make a loop that never ends, and other work slows the machine. */
const longestTest = 300_000;
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

/** Tests of the copy, in one process, so that only what a mutation changes is read again. */
class Tests {
  readonly #vitest: Vitest;

  private constructor(vitest: Vitest) {
    this.#vitest = vitest;
  }

  static async in(copy: string): Promise<Tests> {
    const quiet = { reporters: [{}], watch: false, root: copy, bail: 1, testTimeout: longestTest };
    return new Tests(await createVitest('test', quiet));
  }

  /** A file of the copy is another now. */
  changed(path: string): void {
    this.#vitest.invalidateFile(path);
  }

  async pass(files: readonly string[]): Promise<boolean> {
    const found = await this.#vitest.globTestSpecifications([...files]);
    if (found.length === 0) throw new Error(`there are no tests in ${files.join(', ')}`);
    const { testModules, unhandledErrors } = await this.#vitest.runTestSpecifications(found);
    return unhandledErrors.length === 0 && testModules.every((each) => each.ok());
  }

  async close(): Promise<void> {
    await this.#vitest.close();
  }
}

async function isKilled(copy: string, tests: Tests, mutation: Mutation): Promise<boolean> {
  const path = join(copy, mutation.file);
  const source = readFileSync(path, 'utf8');
  const put = (text: string): void => {
    writeFileSync(path, text);
    tests.changed(path);
  };
  put(source.replace(mutation.text, () => mutation.replacement));
  try {
    return !(await tests.pass(mutation.tests));
  } finally {
    put(source);
  }
}

/** The share of an area's mutations that were killed. */
async function runArea(
  copy: string,
  name: string,
  mutations: readonly Mutation[],
  isRecorded: boolean,
): Promise<number> {
  const tests = await Tests.in(copy);
  try {
    const used = [...new Set(mutations.flatMap((each) => each.tests))];
    if (!(await tests.pass(used))) throw new Error(`${name}: the tests fail without a mutation`);
    let killed = 0;
    for (const mutation of mutations) {
      const { file, text, replacement } = mutation;
      if (await isKilled(copy, tests, mutation)) {
        killed += 1;
        process.stderr.write(`killed: ${file}: ${JSON.stringify(text)}\n`);
      } else say(`survived: ${file}: ${JSON.stringify(text)} -> ${JSON.stringify(replacement)}`);
    }
    say(`${name}: ${killed} of ${mutations.length} killed, ${mutations.length - killed} survived`);
    if (isRecorded) record(root, { area: name, killed, of: mutations.length });
    return killed / mutations.length;
  } finally {
    await tests.close();
  }
}

async function main(args: readonly string[]): Promise<number> {
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
    const shares: number[] = [];
    for (const [name, mutations] of chosen)
      shares.push(await runArea(copy, name, mutations, args.includes('--record')));
    return shares.every((share) => share >= leastKilled) ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
