import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'large-list-'));
afterAll(() => rmSync(folder, { recursive: true }));

const small = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'import', 'aws-prices.csv'), 'utf8');

async function importFile(file: string, into: string) {
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(['catalog', 'import', 'aws-prices', file, '--into', into], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

test('a price list larger than what is read of a file gives the same offers by its lines', async () => {
  const lines = small.split('\n');
  const plain = lines.find((line) => line.includes('"m5.large"')) ?? '';
  const many = `${plain}\n`.repeat(Math.ceil(21_000_000 / (plain.length + 1)));
  writeFileSync(join(folder, 'small.csv'), small);
  writeFileSync(join(folder, 'index.csv'), `${lines.slice(0, 6).join('\n')}\n${many}${lines.slice(6).join('\n')}`);
  const large = await importFile('index.csv', 'from-large');
  expect([large.code, large.stderr]).toEqual([0, '']);
  expect(large.stdout).toContain('5 in 5 entries out');
  expect((await importFile('small.csv', 'from-small')).code).toBe(0);
  const offers = (name: string): string => readFileSync(join(folder, name, 'gpus.yaml'), 'utf8');
  expect(offers('from-large')).toBe(offers('from-small'));
}); // prettier-ignore
