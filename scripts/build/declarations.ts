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
  const names = await publishedNames(folder, from);
  const reached = new Set<string>();
  const open = [...from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const written = await readFile(join(folder, file), 'utf8');
    const text = written.replaceAll(/^(?: {4})+/gmu, (spaces) => '\t'.repeat(spaces.length / 4));
    await writeFile(join(folder, file), from.includes(file) ? text : withoutInnerComments(text, names));
    for (const [, path = ''] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/gu))
      open.push(normalize(join(file, '..', path.replace(/\.(?:ts|js)$/u, '.d.ts'))));
  }
  const written = await readdir(folder, { recursive: true });
  const unreached = written.filter((file) => file.endsWith('.d.ts') && !reached.has(normalize(file)));
  await Promise.all(unreached.map((file) => rm(join(folder, file))));
}

/** What the entries name: everything else is seen only as a part of it. */
async function publishedNames(folder: string, entries: readonly string[]): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(entries.map((file) => readFile(join(folder, file), 'utf8')));
  const lists = texts.flatMap((each) => [...each.matchAll(/export (?:type )?\{([^}]*)\}/gu)]);
  return new Set(lists.flatMap(([, list = '']) => list.match(/[\w$]+/gu) ?? []));
}

/** Declarations without the comments on what is not published by its name: they take half the room, and nobody sees them. */
function withoutInnerComments(text: string, names: ReadonlySet<string>): string {
  let isPublished = false;
  let comment = '';
  let isComment = false;
  let kept = '';
  for (const line of text.split(/(?<=\n)/u)) {
    if (/^\s*\/\*\*/u.test(line)) isComment = true;
    if (isComment) {
      if (!line.startsWith('\t') || isPublished) comment += line;
      isComment = !line.includes('*/');
      continue;
    }
    if (/^[a-z]/u.test(line)) {
      const name = /\b(?:interface|type|class|function|const) ([\w$]+)/u.exec(line)?.[1];
      isPublished = name !== undefined && names.has(name);
    }
    kept += (isPublished ? comment : '') + line;
    comment = '';
  }
  return kept;
}
