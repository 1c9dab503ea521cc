import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packInto, unpackInto } from '../../scripts/check-package.ts';

// Every example of docs/library.md is run against the packed package, and its types are checked there. UPDATE_DOCS=1 writes
// what they print.

const root = join(import.meta.dirname, '..', '..');
const path = join(root, 'docs', 'library.md');
const block = /```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/gu;
const examples = [...readFileSync(path, 'utf8').matchAll(block)].map(([, code = '', output = '']) => ({
  code,
  output,
}));

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-library-'));
  unpackInto(folder, packInto(folder).tarball);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program prints in the folder in which the package is installed. */
function outputOf(code: string): string {
  const file = join(folder, 'example.js');
  writeFileSync(file, transformSync(code, { loader: 'ts', format: 'esm' }).code);
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
}

test('there are three examples', () => expect(examples).toHaveLength(3));

test.each(examples.map((each, index) => [index + 1, each] as const))(
  'example %i prints what the page shows',
  { timeout: 60_000 },
  (_, { code, output }) => {
    const printed = outputOf(code);
    if (process.env['UPDATE_DOCS'] === '1') {
      const text = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        text.replace(
          `${code}\`\`\`\n\n\`\`\`text\n${output}`,
          () => `${code}\`\`\`\n\n\`\`\`text\n${printed}`,
        ),
      );
      return;
    }
    expect(printed).toBe(output);
  },
);

/** What the compiler says of a file of a package that uses ours, with its strictest checks and with our declarations checked. */
function typeProblems(code: string): string {
  writeFileSync(
    join(folder, 'typed.ts'),
    `declare const console: { log(...values: readonly unknown[]): void };\n${code}`,
  );
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

test('the examples have no type errors, and a wrong one would have', { timeout: 120_000 }, () => {
  for (const { code } of examples) expect(typeProblems(`${code}\nexport {};\n`)).toBe('');
  const wrong = "import { readModel } from 'crossover';\nawait readModel(1);\n";
  expect(typeProblems(wrong)).toContain("'number' is not assignable to parameter of type 'string'");
});

test(
  'a package of its own adds a price source, and every command takes its catalog',
  { timeout: 60_000 },
  () => {
    cpSync(join(root, 'examples', 'plugin'), join(folder, 'plugin'), { recursive: true });
    const run = (...words: readonly string[]): string =>
      execFileSync(process.execPath, words, { cwd: join(folder, 'plugin'), encoding: 'utf8', stdio: 'pipe' });
    const crossover = join(folder, 'node_modules', 'crossover', 'bin', 'crossover.js');
    const readme = readFileSync(join(root, 'examples', 'plugin', 'README.md'), 'utf8');
    const [, typed = ''] = /```sh\n([^`]*)```/u.exec(readme) ?? [];
    writeFileSync(
      join(folder, 'plugin', 'support.yaml'),
      `crossover: 1
workloads: { chat: { volume: 2M requests/month, tokens: { input: 1000, output: 200 }, options: { acme: { buy: acme/acme-small }, list: { buy: openai/gpt-5.4-mini } } } }
`,
    );
    const printed = typed
      .trim()
      .split('\n')
      .map((line) => {
        const [program, ...words] = line.split(' ');
        return program === 'node' ? run(...words) : run(crossover, ...words);
      });
    expect(printed[0]).toMatch(
      /^2 entries in acme-prices, beside \d{3} bundled ones\nleft out: acme-voice: no price for tokens\n$/u,
    );
    expect(printed[1]).toContain('Sound: 2 entries');
    expect(printed[2]).toMatch(/input +0\.09 USD\/Mtok/u);
    // 2,000,000 requests × (1,000 × 0.09 + 200 × 0.36) USD / 10^6
    expect(printed[3]).toContain('acme (buy) at 324 USD/month');
  },
);
