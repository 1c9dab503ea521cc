import { basename, dirname, join, resolve } from 'node:path';
import { fail, nearest, type Result } from '../diagnostics/index.ts';
import { listBundledScenarios, listFileNames } from '../io/index.ts';

/** The name of standard input on a command line. */
export const standardInput = '-';

/** The failure, with the file or the bundled scenario that was probably meant where there is no such file. */
export async function withNearestFile(
  failure: Result<never>,
  name: string,
  cwd: string,
): Promise<Result<never>> {
  if (!failure.diagnostics.some(({ code }) => code === 'io/missing')) return failure;
  const folder = dirname(resolve(cwd, name));
  const bundled = await listBundledScenarios();
  const meant = nearestFile(name, await listFileNames(folder), bundled.ok ? bundled.value : []);
  const hint =
    meant === undefined
      ? 'name a scenario file, a folder of them, or a bundled scenario'
      : `did you mean '${meant}'?`;
  return fail(
    ...failure.diagnostics.map((each) =>
      each.code === 'io/missing' && each.hint === undefined ? { ...each, hint } : each,
    ),
  );
}

function nearestFile(name: string, files: readonly string[], bundled: readonly string[]): string | undefined {
  const wanted = basename(name);
  const scenarios = files.filter((each) => /\.(?:ya?ml|json)$/u.test(each));
  const sameStem = scenarios.find((each) => stem(each) === stem(wanted));
  const file = sameStem ?? nearest(wanted, scenarios);
  if (file !== undefined) return dirname(name) === '.' ? file : join(dirname(name), file);
  return bundled.find((each) => bare(each) === bare(stem(wanted))) ?? nearest(stem(wanted), bundled);
}

function stem(file: string): string {
  return file.replace(/\.(?:ya?ml|json)$/u, '');
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}
