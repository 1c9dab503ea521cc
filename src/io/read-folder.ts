import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fail, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { failedFile } from './failure.ts';
import { readTextFile } from './read-file.ts';
import { resolveInside } from './resolve-inside.ts';
import { wholeFolder } from './write-folder.ts';

export interface FolderLimits {
  /** The folder's name in messages; its path where none is given. */
  readonly name?: string;
  /** The endings that are read, such as `.yaml`. */
  readonly extensions: readonly string[];
  /** Bytes a file; 5 MB where none is given. */
  readonly sizeLimit?: number;
  /** Bytes of all files together; 200 MB where none is given. */
  readonly totalLimit?: number;
  /** How many files; 100 where none is given. */
  readonly countLimit?: number;
}

/**
 * The texts of a folder's own files (not those of folders in it) by file name, in the order of the names. Hidden files
 * are left out, links out of the folder refused. Where a kill interrupted `writeFolderAtomically`, this still reads the
 * whole folder. Every problem is reported, not only the first.
 */
export async function readFolder(
  path: string,
  limits: FolderLimits,
): Promise<Result<ReadonlyMap<string, string>>> {
  const { name = path, countLimit = 100, totalLimit = 200_000_000 } = limits;
  const folder = await wholeFolder(path);
  let entries: readonly string[];
  try {
    entries = (await readdir(folder))
      .filter((each) => !each.startsWith('.') && limits.extensions.includes(extname(each)))
      .sort();
  } catch (error) {
    return failedFile(name, error);
  }
  if (entries.length > countLimit) {
    return fail(
      problem(
        'io/too-many-files',
        `${name}: holds ${entries.length} files, more than the ${countLimit} that are read`,
      ),
    );
  }
  const texts = new Map<string, string>();
  const problems: Diagnostic[] = [];
  let size = 0;
  for (const entry of entries) {
    const inside = await resolveInside(folder, entry);
    const text = inside.ok
      ? await readTextFile(inside.value, {
          name: join(name, entry),
          ...(limits.sizeLimit === undefined ? {} : { sizeLimit: limits.sizeLimit }),
        })
      : inside;
    if (text.ok) {
      texts.set(entry, text.value);
      size += Buffer.byteLength(text.value);
      if (size > totalLimit) return fail(tooMuch(name, totalLimit));
    } else problems.push(...text.diagnostics);
  }
  return problems.length === 0 ? ok(texts) : fail(...problems);
}

function tooMuch(name: string, limit: number): Diagnostic {
  const megabytes = `${limit / 1_000_000} MB`;
  return problem('io/too-large', `${name}: its files hold more than the ${megabytes} that are read`, {
    hint: 'name the files one by one, or a folder of scenarios alone',
  });
}

/** The names in a folder, hidden ones left out; none where it cannot be read. For suggestions. */
export async function listFileNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((each) => !each.startsWith('.')).sort();
  } catch {
    return [];
  }
}
