import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { generated } from '../errors/generated.ts';
import { recordedEnvironment } from './frame-environment.ts';

// The wrong files of test/errors, through the whole command: an exit code, problems on stderr, nothing on stdout, no stack.

const folder = fileURLToPath(new URL('../errors/', import.meta.url));
const scenarios = readdirSync(join(folder, 'scenario')).filter((name) => name.endsWith('.yaml'));
const catalogs = readdirSync(join(folder, 'catalog'), { withFileTypes: true }).filter((each) =>
  each.isDirectory(),
);
let place = '';

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'crossover-wrong-'));
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

async function run(cwd: string, ...words: readonly string[]) {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd });
  const code = await runCli(['run', ...words], environment);
  return { code, stdout: stdout(), stderr: stderr() };
}

function expectClear(result: {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}): void {
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/error\[[a-z]+\/[a-z-]+\]: /u);
  expect(result.stderr).not.toMatch(/\n\s+at .*:\d+/u);
  expect(result.stderr).not.toContain('defect');
}

describe('wrong scenario files', () => {
  test.each(scenarios)('%s ends with exit code 2 or 3', async (name) => {
    const result = await run(join(folder, 'scenario'), name);
    expect([2, 3]).toContain(result.code);
    expectClear(result);
  });

  test('several files: the problems of each are shown', async () => {
    const result = await run(join(folder, 'scenario'), 'negative.yaml', 'empty.yaml');
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('negative.yaml:');
    expect(result.stderr).toContain('empty.yaml:');
  });
});

describe('wrong catalogs', () => {
  test.each(catalogs.map(({ name }) => name))('%s ends with exit code 2', async (name) => {
    writeFileSync(
      join(place, 'right.yaml'),
      'crossover: 1\nworkloads: { a: { volume: 1M tokens/month, ratio: "1:1", options: { x: { buy: a/b } } } }\n',
    );
    const result = await run(place, 'right.yaml', '--catalog', join(folder, 'catalog', name));
    expect(result.code).toBe(2);
    expectClear(result);
  });
});

describe('what is no readable file', () => {
  test('a folder', async () => {
    mkdirSync(join(place, 'folder.yaml'));
    const result = await run(place, 'folder.yaml');
    // A folder stands for the scenarios in it, and this one has none.
    expect(result.code).toBe(2);
    expectClear(result);
  });

  test('a file that is not there', async () => {
    const result = await run(place, 'nothing.yaml');
    expect(result.code).toBe(3);
    expectClear(result);
  });

  test('a link that leads nowhere', async () => {
    symlinkSync(join(place, 'gone'), join(place, 'link.yaml'));
    const result = await run(place, 'link.yaml');
    expect(result.code).toBe(3);
    expectClear(result);
  });

  test('a pipe', async () => {
    execFileSync('mkfifo', [join(place, 'pipe.yaml')]);
    const result = await run(place, 'pipe.yaml');
    expect(result.code).toBe(3);
    expectClear(result);
  });

  test('a file that extends one outside', async () => {
    mkdirSync(join(place, 'inner'));
    writeFileSync(join(place, 'inner', 'out.yaml'), 'crossover: 1\nextends: ../../../../../etc/passwd\n');
    const result = await run(join(place, 'inner'), 'out.yaml');
    expect([2, 3]).toContain(result.code);
    expectClear(result);
    expect(result.stderr).toContain('io/outside');
  });
});

describe('files that are made to hurt', () => {
  const command = fileURLToPath(new URL('../../bin/crossover.js', import.meta.url));

  test.each(Object.keys(generated))('%s is refused within 300 MB', (name) => {
    const file = join(place, `${name}.yaml`);
    writeFileSync(file, generated[name]?.() ?? '');
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--max-old-space-size=250', '--max-semi-space-size=16', command, 'run', file],
      { encoding: 'utf8', timeout: 60_000 },
    );
    expectClear({ code: status ?? -1, stdout, stderr });
    expect([2, 3]).toContain(status);
  });
});
