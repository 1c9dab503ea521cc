import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { watchFiles } from '../../src/io/index.ts';
import { recordedEnvironment } from './frame-environment.ts';
import { catalogFiles, folderWith, scenarioText } from './ci-files.ts';

/** A world in which the test says when a file has changed and when Ctrl-C is pressed. */
function watched(cwd: string) {
  const recorded = recordedEnvironment({ cwd });
  const state = {
    paths: [] as readonly string[],
    change: () => undefined as void,
    interrupt: () => undefined as void,
    started: 0,
  };
  const environment = {
    ...recorded.environment,
    watchFiles: (paths: readonly string[], onChange: () => void) => {
      state.paths = paths;
      state.change = onChange;
      state.started += 1;
      return () => undefined;
    },
    onInterrupt: (handler: () => void) => {
      state.interrupt = handler;
      return () => undefined;
    },
  };
  return { environment, state, recorded };
}

test('run --watch renders on a change, says what changed, and ends on Ctrl-C', async () => {
  const cwd = await folderWith({
    ...catalogFiles,
    's.yaml': `extends: base.yaml\n${scenarioText()}`,
    'base.yaml': 'crossover: 1\nmargin: 4%\n',
  });
  const { environment, state, recorded } = watched(cwd);
  const done = runCli(['run', 's.yaml', '--watch'], environment);
  // The first watcher starts before the first rendering, and one after each.
  await vi.waitFor(() => expect(state.started).toBe(2), { timeout: 20_000 });
  expect(state.paths).toEqual(
    expect.arrayContaining(['s.yaml', 'base.yaml', 'prices/catalog.yaml'].map((name) => join(cwd, name))),
  );
  const first = recorded.stdout();
  expect(first).toContain('Next ');
  expect(first).not.toContain('before → now');

  await writeFile(join(cwd, 's.yaml'), `extends: base.yaml\n${scenarioText({ requests: '4M' })}`);
  state.change();
  await vi.waitFor(() => expect(state.started).toBe(3), { timeout: 20_000 });
  const second = recorded.stdout().slice(first.length);
  expect(second).toContain('Next ');
  expect(second).toContain('workloads.chat.volume');

  await writeFile(
    join(cwd, 's.yaml'),
    `extends: base.yaml\n# a comment\n${scenarioText({ requests: '4M' })}`,
  );
  state.change();
  await vi.waitFor(() => expect(state.started).toBe(4), { timeout: 20_000 });
  const third = recorded.stdout().slice(first.length + second.length);
  expect(third).toContain('Nothing changed');
  expect(third).not.toContain('Next ');

  await rm(join(cwd, 'base.yaml'));
  state.change();
  await vi.waitFor(() => expect(state.started).toBe(5), { timeout: 20_000 });
  expect(recorded.stderr()).toContain('error[');
  expect(state.paths).toContain(join(cwd, 's.yaml'));

  state.interrupt();
  expect(await done).toBe(0);
}, 90_000);

test('run --watch --format json needs a file', async () => {
  const { environment, recorded } = watched(await folderWith({}));
  expect(await runCli(['run', '--watch', '--format', 'json'], environment)).toBe(2);
  expect(recorded.stderr()).toContain('needs --out');
});

test('where nothing can be watched, that is said', async () => {
  const { environment, stderr } = recordedEnvironment();
  expect(await runCli(['run', '--watch'], environment)).toBe(2);
  expect(stderr()).toContain('cannot be watched');
});

test('watchFiles calls back after a change of a file, and after its replacement, but not after others', async () => {
  const folder = await folderWith({ 'a.yaml': '1', 'b.yaml': '1' });
  let calls = 0;
  const stop = watchFiles([join(folder, 'a.yaml')], () => {
    calls += 1;
  });
  await writeFile(join(folder, 'b.yaml'), '2');
  await writeFile(join(folder, 'a.yaml'), '2');
  await writeFile(join(folder, 'a.yaml'), '3');
  await vi.waitFor(() => expect(calls).toBe(1), { timeout: 5_000 });
  await rm(join(folder, 'a.yaml'));
  await vi.waitFor(() => expect(calls).toBe(2), { timeout: 5_000 });
  stop();
});
