import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

async function place(...words: readonly string[]) {
  const recorded = recordedEnvironment();
  const code = await runCli(['place', ...words], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

it('--emit writes the plan as a configuration, and says what that leaves out', async () => {
  const { code, stdout, stderr } = await place('shared-build', '--emit', 'litellm');
  expect(code).toBe(0);
  const { model_list: models } = parse(stdout) as {
    readonly model_list: readonly { readonly model_name: string }[];
  };
  expect(models.map(({ model_name: name }) => name)).toEqual(['support', 'search', 'summaries']);
  expect(stdout).toContain('# The plan of Each alone buys, together they build, 4920 USD a month');
  expect(stderr).toContain('warning[gateway/not-set-up]: litellm: no budget is set');
});

it('--emit takes --out and --quiet, and refuses --format, --export and an unknown gateway', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-emit-'));
  try {
    const file = join(folder, 'kong.yaml');
    expect(await place('shared-build', '--emit', 'kong', '--out', file, '--quiet')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(file, 'utf8')).toContain('_format_version');
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const words of [
    ['--emit', 'kong', '--format', 'json'],
    ['--emit', 'kong', '--export', 'plan.lp'],
    ['--emit', 'nginx'],
  ])
    expect((await place('shared-build', ...words)).code).toBe(2);
});
