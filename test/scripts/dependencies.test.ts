import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dependencyProblems, type LockedPackage } from '../../scripts/check-dependencies.ts';

const root = new URL('../../', import.meta.url).pathname;
const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const good: LockedPackage = { version: '1.0.0', license: 'MIT', integrity: `sha512-${'a'.repeat(86)}==` };

test('every package of the tree has an allowed license, a digest, and comes from the registry', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(50);
  expect(dependencyProblems(packages)).toEqual([]);
});

test.each<[string, LockedPackage, string]>([
  [
    'a license that is not allowed',
    { ...good, license: 'GPL-3.0' },
    'GPL-3.0 is not among the allowed licenses',
  ],
  ['a license that only development may have', { ...good, license: 'MPL-2.0' }, 'MPL-2.0 is not among'],
  ['no license', { version: '1.0.0', integrity: good.integrity ?? '' }, 'no license is not among'],
  ['a weak digest', { ...good, integrity: 'sha1-abc=' }, 'no SHA-512 digest'],
  [
    'another source',
    { ...good, resolved: 'git+ssh://example.com/a.git' },
    'it comes from git+ssh://example.com/a.git',
  ],
  ['a script on install', { ...good, hasInstallScript: true }, 'it runs a script on install'],
])('%s is found', (_, locked, message) => {
  const problems = dependencyProblems({ '': {}, 'node_modules/a': locked });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`node_modules/a: ${message}`);
});

test('the bill of materials names every package of the tree', { timeout: 60_000 }, () => {
  const output = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' });
  const bill = JSON.parse(output) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly version: string }[];
  };
  const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  const installed = Object.entries(packages)
    .filter(([path, each]) => path !== '' && !('optional' in each))
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version ?? ''}`);
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(installed.length).toBeGreaterThan(10);
  expect(installed.filter((each) => !listed.has(each))).toEqual([]);
});
