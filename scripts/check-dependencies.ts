/**
 * Holds package-lock.json to what we take from others: licenses of the whole tree, a digest of each package, no source but
 * the registry, no script that runs on install but those listed. `npm run sbom` lists what is installed, as CycloneDX.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

/** What is linked into the package, or installed with it. */
const licenses: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
]);
/** What only tests and builds run; it is never shipped. */
const developmentLicenses: ReadonlySet<string> = new Set([...licenses, 'MPL-2.0']);
/** Each puts the binary of this machine in place, and works without. */
const installScripts: ReadonlySet<string> = new Set(['node_modules/esbuild', 'node_modules/fsevents']);
const registry = 'https://registry.npmjs.org/';

/** What is wrong with the packages of a lock file, one line each. */
export function dependencyProblems(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  return Object.entries(packages).flatMap(([path, each]) => (path === '' ? [] : problemsOf(path, each)));
}

function problemsOf(path: string, each: LockedPackage): readonly string[] {
  const { license = 'no license', integrity = '', resolved = registry } = each;
  const allowed = each.dev === true ? developmentLicenses : licenses;
  const found: string[] = [];
  if (each.link === true) found.push('a link out of the tree');
  if (!allowed.has(license)) found.push(`${license} is not among the allowed licenses`);
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/u.test(integrity)) found.push('no SHA-512 digest');
  if (!resolved.startsWith(registry)) found.push(`it comes from ${resolved}`);
  if (each.hasInstallScript === true && !installScripts.has(path)) found.push('it runs a script on install');
  return found.map((what) => `${path}: ${what}`);
}

if (process.argv[1] === import.meta.filename) {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const problems = dependencyProblems(lock.packages);
  for (const each of problems) process.stdout.write(`${each}\n`);
  process.stdout.write(
    `dependencies: ${Object.keys(lock.packages).length - 1} packages, ${problems.length} problems\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
