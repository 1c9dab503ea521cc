import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { nameless } from './same-rows.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'crossover-remote-'));
const log = readFileSync(new URL('../../docs/usage.csv', import.meta.url));
const before = process.env['TMPDIR'];
let server: Server;
let address = '';

beforeAll(async () => {
  process.env['TMPDIR'] = folder;
  server = createServer((request, response) => {
    const path = request.url?.replace(/\?.*$/u, '');
    if (path === '/slow.csv') return;
    if (path === '/huge.csv') response.setHeader('content-length', '200000001');
    response.end(path === '/usage.csv.gz' ? gzipSync(log) : path === '/huge.csv' ? undefined : log);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function usage(...words: readonly string[]) {
  const recorded = recordedEnvironment({ cwd: new URL('../../docs/', import.meta.url).pathname });
  const code = await runCli(['usage', ...words, '--format', 'json'], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

it('a log on the web has the profile of the file, the digest of its bytes, and no key of its address', async () => {
  const local = await usage('usage.csv');
  for (const [path, bytes] of [
    ['/usage.csv?key=hunter2', log],
    ['/usage.csv.gz?key=hunter2', gzipSync(log)],
    ['/export?key=hunter2', log],
  ] as const) {
    const found = await usage(address + path);
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(nameless(found.stdout)).toEqual(nameless(local.stdout));
    expect(found.stdout).toContain(`sha256 ${createHash('sha256').update(bytes).digest('hex')}`);
    expect(found.stdout).not.toContain('hunter2');
  }
  // Nothing of it stays.
  expect(readdirSync(folder)).toEqual([]);
});

it('size and time are bounded, and a password in an address is refused and not shown', async () => {
  const huge = await usage(`${address}/huge.csv`);
  expect(huge.stderr).toContain('error[io/too-large]');
  const slow = await usage(`${address}/slow.csv`, '--time-limit', '1');
  expect(slow.stderr).toContain('error[io/timeout]');
  const named = await usage('https://reader:hunter2@logs.example.com/a.csv');
  expect(named.stderr).toContain('error[io/bad-url]');
  const plain = await usage('http://logs.example.com/a.csv?key=hunter2');
  expect(plain.stderr).toContain('error[io/insecure-url]');
  for (const { code, stdout, stderr } of [huge, slow, named, plain]) {
    expect([code === 0, stdout]).toEqual([false, '']);
    expect(stderr).not.toContain('hunter2');
  }
  expect(readdirSync(folder)).toEqual([]);
});
