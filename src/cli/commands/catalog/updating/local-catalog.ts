import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  catalogFiles,
  parseUpdateState,
  updateAddress,
  updateStateFile,
  type UpdateState,
} from '../../../../catalog/index.ts';
import { fail, ok, problem, type Diagnostic, type Result } from '../../../../diagnostics/index.ts';
import { readFileBytes, readTextFile, wholeFolder } from '../../../../io/index.ts';

/** What a folder holds before an update. */
export interface LocalCatalog {
  /** SHA-256 of each file of a catalog that is there, by name. */
  readonly digests: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** What the last update left; undefined where there was none. */
  readonly state: UpdateState | undefined;
  /** The address that `catalog.yaml` names; undefined where it names none. */
  readonly address: string | undefined;
}

/**
 * Reads the folder, which may not be there yet. It fails where an update would overwrite somebody's work: a catalog that no
 * update wrote and that names no `update_from`, or a file that was edited since the last update.
 */
export async function readLocalCatalog(path: string, name: string): Promise<Result<LocalCatalog>> {
  const folder = await wholeFolder(path);
  const texts = new Map<string, Uint8Array>();
  const problems: Diagnostic[] = [];
  for (const file of catalogFiles) {
    const bytes = await readFileBytes(join(folder, file), { name: join(name, file) });
    if (bytes.ok) texts.set(file, bytes.value);
    else problems.push(...bytes.diagnostics.filter(({ code }) => code !== 'io/missing'));
  }
  const stored = await readTextFile(join(folder, updateStateFile), { name: join(name, updateStateFile) });
  if (!stored.ok) problems.push(...stored.diagnostics.filter(({ code }) => code !== 'io/missing'));
  if (problems.length > 0) return fail(...problems);
  const state = stored.ok ? parseUpdateState(stored.value) : undefined;
  const digests = new Map([...texts].map(([file, bytes]) => [file, digestOf(bytes)]));
  const manifest = texts.get('catalog.yaml');
  const address = manifest === undefined ? undefined : updateAddress(Buffer.from(manifest).toString());
  const local = { digests, texts, state, address };
  const refusal = whyNotOverwritten(local, name);
  return refusal === undefined ? ok(local) : fail(refusal);
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function whyNotOverwritten({ digests, state, address }: LocalCatalog, name: string): Diagnostic | undefined {
  if (digests.size === 0) return undefined;
  if (state === undefined) {
    if (address !== undefined) return undefined;
    const hint =
      'take another folder, or name where it is published in its catalog.yaml: update_from: https://...';
    return problem('catalog/not-published', `${name}: is a catalog that no update wrote`, { hint });
  }
  const edited = state.files
    .filter((file) => digests.has(file.name) && digests.get(file.name) !== file.sha256)
    .map((file) => file.name);
  const own = [...digests.keys()].filter((file) => !state.files.some((each) => each.name === file));
  const found = [...edited, ...own];
  if (found.length === 0) return undefined;
  const hint =
    'keep prices of your own in a catalog that extends it, and remove the file to have the published one';
  return problem('catalog/edited', `${name}: ${found.join(', ')} changed here since the last update`, {
    hint,
  });
}
