import { ok, type Result } from '../diagnostics/index.ts';
import { findSubjectFiles } from './load-subjects.ts';
import { standardInput } from './name-files.ts';

/** The scenario files that a name on the command line stands for: itself, or those of the folder that it is. */
export async function scenarioFilesOf(name: string, cwd: string): Promise<Result<readonly string[]>> {
  if (name === standardInput) return ok([name]);
  const found = await findSubjectFiles(name, cwd);
  if (found.ok) {
    const files = found.value.paths.filter((each) => !found.value.isFolder || !each.endsWith('.json'));
    return ok(files);
  }
  // What is wrong with a file is said where it is read.
  return found.diagnostics.some(({ code }) => code.startsWith('io/')) ? ok([name]) : found;
}
