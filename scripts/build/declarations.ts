import { spawn } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';

/** Writes the library's type declarations. Types are checked by `npm run typecheck`, not here. */
export async function emitDeclarations(root: string, target: string): Promise<readonly string[]> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'scripts', 'build', 'tsconfig.declarations.json');
  const options = ['-p', project, '--outDir', join(target, 'types')];
  const child = spawn(process.execPath, [compiler, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
  ]);
  if (code !== 0) return [`type declarations: ${output.trim()}`];
  await keepReached(join(target, 'types'), entries);
  return [];
}

/** The files whose types are published, below the folder of declarations. */
const entries = ['library/index.d.ts', 'library/formula.d.ts', 'library/model.d.ts'];

/** The compiler writes a file for each that it reads; types reach only some of them. Those are indented by tabs, as it is shipped. */
async function keepReached(folder: string, from: readonly string[]): Promise<void> {
  const reached = new Set<string>();
  const open = [...from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const written = await readFile(join(folder, file), 'utf8');
    const text = written.replaceAll(/^(?: {4})+/gmu, (spaces) => '\t'.repeat(spaces.length / 4));
    await writeFile(join(folder, file), text);
    for (const [, path = ''] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/gu))
      open.push(normalize(join(file, '..', path.replace(/\.(?:ts|js)$/u, '.d.ts'))));
  }
  const written = await readdir(folder, { recursive: true });
  const unreached = written.filter((file) => file.endsWith('.d.ts') && !reached.has(normalize(file)));
  await Promise.all(unreached.map((file) => rm(join(folder, file))));
}
