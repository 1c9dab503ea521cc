import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { refresh, type Feed } from '../../scripts/refresh-prices/refresh.ts';
import { runCli } from '../../src/cli/program.ts';
import { importSources } from '../../src/importing/index.ts';
import { loadImporters } from '../../src/importing/index.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'refresh-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

let copies = 0;
async function refreshed(...feeds: readonly Feed[]) {
  return refresh(
    './prices',
    feeds,
    '2026-11',
    async (words) => {
      const recorded = recordedEnvironment({ cwd });
      const code = await runCli([...words], recorded.environment);
      return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
    },
    async (folder) => {
      const isThere = await stat(join(cwd, folder)).then(() => true, () => false);
      if (!isThere) return '';
      copies += 1;
      await cp(join(cwd, folder), join(cwd, `before-${copies}`), { recursive: true });
      return `./before-${copies}`;
    },
  ); // prettier-ignore
}

const list = async (name: string, price: string, day = '2026-11-20'): Promise<void> =>
  writeFile(join(cwd, name), `id,input_per_mtok,output_per_mtok,as_of\nacme/chat,${price},8,${day}\n`);

test('each difference stands under the list that caused it', async () => {
  await list('a.csv', '2');
  const first = await refreshed({ source: 'csv', from: 'a.csv' });
  expect(first.report).toContain('acme/chat');
  expect(first.sound).toBe(true);
  await list('b.csv', '3', '2026-11-22');
  const second = await refreshed({ source: 'csv', from: 'a.csv' }, { source: 'csv', from: 'b.csv' });
  const [, same = '', changed = '', validation = ''] = second.report.split(/^## /mu);
  expect(same).not.toContain('acme/chat');
  expect(changed).toContain('acme/chat');
  expect(changed).toMatch(/50(?:\.0+)? ?%/u);
  expect(validation).toContain('Validation');
});

test('a list that cannot be read is said, and the others are read', async () => {
  await list('a.csv', '2');
  const { report, sound } = await refreshed(
    { source: 'csv', from: 'gone.csv' },
    { source: 'csv', from: 'a.csv' },
  );
  expect(sound).toBe(false);
  expect(report).toMatch(/Not read:[\s\S]*gone\.csv/u);
  expect(report).toContain('acme/chat');
});

test('the workflow reads lists that have a feed of their own, and asks for no more than it needs', async () => {
  const file = join(import.meta.dirname, '..', '..', '.github', 'workflows', 'prices.yml');
  const workflow = parse(readFileSync(file, 'utf8')) as {
    readonly permissions: unknown;
    readonly jobs: { readonly refresh: { readonly steps: readonly { readonly run?: string }[] } };
  };
  expect(workflow.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  const command = workflow.jobs.refresh.steps.map(({ run = '' }) => run).find((run) => run.includes('refresh-prices')) ?? ''; // prettier-ignore
  const sources = /index\.ts ([a-z -]+?) --into/u.exec(command)?.[1]?.split(' ') ?? [];
  const { importers } = await loadImporters();
  expect(sources.length).toBeGreaterThan(2);
  for (const source of importSources)
    if (sources.includes(source)) expect(importers[source].feed).toMatch(/^https:/u);
  expect(sources.every((source) => importSources.some((known) => known === source))).toBe(true);
});
