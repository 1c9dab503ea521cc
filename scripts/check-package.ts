/**
 * Packs this package as `npm publish` would, and installs it into an empty folder. By itself it then runs the command and
 * the library there: `npm run check-package -- NODE...` with any number of Node binaries (that of this process by default).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

export interface Packed {
  readonly tarball: string;
  /** Bytes of the tarball, and of the files in it. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly string[];
}

/** Builds what is older than its sources, and packs it into a folder. */
export function packInto(folder: string): Packed {
  const built = [
    join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
    join(root, 'scripts', 'build.ts'),
    '--if-stale',
  ];
  execFileSync(process.execPath, built, { stdio: 'pipe' });
  const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const [packed] = JSON.parse(output) as readonly {
    readonly filename: string;
    readonly size: number;
    readonly unpackedSize: number;
    readonly files: readonly { readonly path: string }[];
  }[];
  if (packed === undefined) throw new Error('npm pack made nothing');
  const { filename, size, unpackedSize, files } = packed;
  return { tarball: join(folder, filename), size, unpackedSize, files: files.map(({ path }) => path) };
}

/** Installs a tarball without the network: its files, and of the packages of this checkout those alone that it depends on. */
export function unpackInto(folder: string, tarball: string): void {
  const target = join(folder, 'node_modules', 'crossover');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
}

const libraryCall = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readModel } from 'crossover';
import { evaluate } from 'crossover/formula';
import { buildModel } from 'crossover/model';
const require = createRequire(import.meta.url);
const found = ['package.json', 'schema/scenario.schema.json', 'scenarios/quick-start.yaml', 'pricing/2026-12.jsonl'].map(
  (each) => readFileSync(require.resolve('crossover/' + each), 'utf8').length > 100,
);
console.log(JSON.stringify({ found, functions: { evaluate: typeof evaluate, readModel: typeof readModel, buildModel: typeof buildModel } }));
`;

/** What the command and the library of an installed package print, by one Node. */
export function runInstalled(
  folder: string,
  node = process.execPath,
): { readonly version: string; readonly run: string; readonly library: unknown } {
  writeFileSync(join(folder, 'use.mjs'), libraryCall);
  const { NODE_OPTIONS: _, ...env } = process.env;
  const print = (...argv: readonly string[]): string =>
    execFileSync(node, argv, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const command = join('node_modules', 'crossover', 'bin', 'crossover.js');
  return {
    version: print(command, '--version').trim(),
    run: print(command, 'run', '--format', 'json'),
    library: JSON.parse(print('use.mjs')) as unknown,
  };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-package-'));
  try {
    const { tarball, size, unpackedSize } = packInto(folder);
    const install = ['install', '--no-audit', '--no-fund', '--prefix', folder, tarball];
    execFileSync('npm', install, { cwd: folder, stdio: 'inherit' });
    const nodes = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];
    const outputs = nodes.map((node) => ({ node, ...runInstalled(folder, node) }));
    for (const { node, version, library } of outputs)
      process.stdout.write(`${node}: crossover ${version}, library ${JSON.stringify(library)}\n`);
    process.stdout.write(`${size} bytes packed, ${unpackedSize} unpacked\n`);
    const isSame = outputs.every(({ run }) => run === outputs[0]?.run);
    if (!isSame) process.stderr.write('the Nodes print different results\n');
    process.exitCode = isSame ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
