import type * as FileSystem from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseCatalog } from '../../src/catalog/index.ts';
import { runCli } from '../../src/cli/program.ts';
import { readFolder } from '../../src/io/index.ts';
import { recordedEnvironment } from './frame-environment.ts';

/** Steps on the disk that still work; after them the machine is as good as off. */
const power = vi.hoisted(() => ({ stepsLeft: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof FileSystem>();
  const step = (): void => {
    if (power.stepsLeft <= 0) throw Object.assign(new Error('the machine is off'), { code: 'EIO' });
    power.stepsLeft -= 1;
  };
  const failing = <Parameters extends unknown[], Value>(
    run: (...parameters: Parameters) => Promise<Value>,
  ): ((...parameters: Parameters) => Promise<Value>) => {
    return async (...parameters) => {
      step();
      return run(...parameters);
    };
  };
  return {
    ...real,
    mkdir: failing(real.mkdir),
    rename: failing(real.rename),
    rm: failing(real.rm),
    cp: failing(real.cp),
    open: async (...parameters: Parameters<typeof real.open>) => {
      step();
      const handle = await real.open(...parameters);
      const write = handle.writeFile.bind(handle);
      const sync = handle.sync.bind(handle);
      handle.writeFile = async (data, options) => {
        // A kill in the middle of a write leaves half of it.
        if (power.stepsLeft <= 0 && typeof data === 'string')
          await write(data.slice(0, data.length / 2), options);
        step();
        return write(data, options);
      };
      handle.sync = failing(sync);
      return handle;
    },
  };
});

const table = (price: string): string =>
  `id,input_per_mtok,output_per_mtok\nacme/chat,${price},2\nacme/more,3,4\n`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterEach(async () => {
  power.stepsLeft = Number.POSITIVE_INFINITY;
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(['catalog', 'import', ...argv], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

async function textsOf(name: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(join(folder, name))).filter((each) => !each.startsWith('.')).toSorted();
  return new Map(
    await Promise.all(
      names.map(async (each) => [each, await readFile(join(folder, name, each), 'utf8')] as const),
    ),
  );
}

describe('crossover catalog import', () => {
  test('makes a catalog, and says what became of every line', async () => {
    await writeFile(join(folder, 'list.csv'), `${table('1')}acme/free,0,0\n`);
    const { code, stdout, stderr } = await run(
      'csv',
      'list.csv',
      '--into',
      'mine',
      '--retrieved',
      '2026-10-01',
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('3 rows in, 3 prices: 2 in 2 entries out, 1 reported\n');
    expect(stdout).toContain(
      'mine: 2 added, 0 changed, 0 unchanged, 0 kept as they were; wrote tokens.yaml, catalog.yaml\n',
    );
    expect(stdout).toContain('  1  no token price: acme/free\n');
    const catalog = parseCatalog(await textsOf('mine'), 'mine');
    expect(catalog.ok && [...catalog.value.tokens.keys()]).toEqual(['acme/chat', 'acme/more']);
  });

  test('what it writes passes catalog validate, also above a bundled catalog looked up later', async () => {
    await writeFile(join(folder, 'list.csv'), table('1'));
    await writeFile(
      join(folder, 'gpus.csv'),
      'provider,gpu,price_per_gpu_hour,term\nacme,h100-sxm,2.10,on-demand\n',
    );
    const validated = async (name: string): Promise<readonly [number, string]> => {
      const recorded = recordedEnvironment({ cwd: folder });
      const code = await runCli(['catalog', 'validate', name], recorded.environment);
      return [code, recorded.stdout() + recorded.stderr()];
    };
    for (const extended of [[], ['--extends', '2026-11']]) {
      const into = extended.length === 0 ? './alone' : './above';
      expect(
        (await run('csv', 'list.csv', '--into', into, '--retrieved', '2026-11-01', ...extended)).code,
      ).toBe(0);
      expect((await run('csv', 'gpus.csv', '--into', into, '--retrieved', '2026-11-01')).code).toBe(0);
      const [code, shown] = await validated(into);
      expect([code, shown]).toEqual([0, expect.stringMatching(/^(?:No error|Sound:)/mu)]);
      expect(shown).toContain('3 entries');
    }
  });

  test('as JSON names everything; --only reports the rest; the second time nothing is written', async () => {
    await writeFile(join(folder, 'list.csv'), table('1'));
    const first = await run('csv', 'list.csv', '--into', 'mine', '--only', 'acme/c', '--format', 'json');
    expect(JSON.parse(first.stdout)).toMatchObject({
      schema: 'crossover/import/1',
      retrieved: '2026-11-23',
      rows: 2,
      listings: 2,
      price_rows: 1,
      into: { catalog: 'mine', added: 1, files: ['tokens.yaml', 'catalog.yaml'] },
      reported: [{ name: 'acme/more', rule: 'not asked for (--only)' }],
    });
    const second = await run('csv', 'list.csv', '--into', 'mine', '--only', 'acme/c', '--format', 'json');
    expect(JSON.parse(second.stdout)).toMatchObject({ into: { unchanged: 1, files: [] } });
  });

  test('extends a bundled catalog: a price of it that has changed gets a row of its own', async () => {
    const list = 'id,input_per_mtok,output_per_mtok\nopenai/gpt-4o-mini,0.1,0.4\n';
    await writeFile(join(folder, 'list.csv'), list);
    const { code, stdout } = await run('csv', 'list.csv', '--into', 'mine', '--extends', '2026-11');
    expect(code).toBe(0);
    expect(stdout).toContain('1 changed');
    expect(stdout).toContain('openai/gpt-4o-mini: 0.1/0.4 USD/Mtok');
    const texts = await textsOf('mine');
    expect(texts.get('catalog.yaml')).toContain('extends: 2026-11');
    expect(texts.get('tokens.yaml')).toMatch(
      /to: 2026-11-23, .*input: 0.15 USD[^]*from: 2026-11-23, .*input: 0.1 USD/u,
    );
  });

  test.each([
    ['a file that is not there', ['csv', 'none.csv', '--into', 'mine'], 3, 'io/missing'],
    ['a source that is not known', ['price-list', 'list.csv', '--into', 'mine'], 2, 'cli/'],
    ['no folder', ['csv', 'list.csv'], 2, '--into'],
    ['a list without a feed and a file', ['csv', '--into', 'mine'], 2, 'import/no-file'],
    ['a file of another source', ['litellm', 'list.csv', '--into', 'mine'], 2, 'document/syntax'],
    [
      'a day that is none',
      ['csv', 'list.csv', '--into', 'mine', '--retrieved', '2026-02-30'],
      2,
      'calendar date',
    ],
    ['a folder that cannot be made', ['csv', 'list.csv', '--into', 'no/such/folder'], 3, 'has to exist'],
    [
      'a catalog that is not bundled',
      ['csv', 'list.csv', '--into', 'mine', '--extends', '1999-01'],
      3,
      '1999-01',
    ],
    [
      'plain http from elsewhere',
      ['csv', 'http://prices.example/list.csv', '--into', 'mine'],
      3,
      'io/insecure-url',
    ],
  ])('%s is an error', async (_, argv, code, message) => {
    await writeFile(join(folder, 'list.csv'), table('1'));
    const result = await run(...argv);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toContain(message);
    expect(await readdir(folder)).toEqual(['list.csv']);
  });

  test('a catalog with a mistake is not written to', async () => {
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine', 'catalog.yaml'), 'crossover_catalog: 1\nversion: mine\n');
    await writeFile(join(folder, 'list.csv'), table('1'));
    const { code, stderr } = await run('csv', 'list.csv', '--into', 'mine');
    expect(code).toBe(2);
    expect(stderr).toContain("the key 'date' is missing");
    expect([...(await textsOf('mine')).keys()]).toEqual(['catalog.yaml']);
  });

  test('fetches from an address of this machine, and notes the digest but no key', async () => {
    const server = createServer((_, response) => response.end(table('1')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const { code } = await run('csv', `http://127.0.0.1:${port}/list.csv?key=secret`, '--into', 'mine');
      expect(code).toBe(0);
    } finally {
      server.close();
    }
    const text = [...(await textsOf('mine')).values()].join('');
    expect(text).toContain(`url: http://127.0.0.1:${port}/list.csv`);
    expect(text).toMatch(/sha256 [\da-f]{64}/u);
    expect(text).not.toContain('secret');
  });
});

test('an end at any step on the disk leaves the old catalog whole, or the new one', async () => {
  await writeFile(join(folder, 'old.csv'), table('1'));
  await writeFile(join(folder, 'new.csv'), table('9'));
  await run('csv', 'old.csv', '--into', 'mine', '--retrieved', '2026-10-01');
  await cp(join(folder, 'mine'), join(folder, 'kept'), { recursive: true });
  const old = await textsOf('mine');
  const importNew = async (): Promise<number> =>
    (await run('csv', 'new.csv', '--into', 'mine', '--retrieved', '2026-11-01')).code;
  await importNew();
  const renewed = await textsOf('mine');
  expect(renewed).not.toEqual(old);

  const outcomes = new Set<string>();
  for (let steps = 0; ; steps += 1) {
    for (const name of await readdir(folder)) {
      if (name.startsWith('.') || name === 'mine') await rm(join(folder, name), { recursive: true });
    }
    await cp(join(folder, 'kept'), join(folder, 'mine'), { recursive: true });
    power.stepsLeft = steps;
    const code = await importNew();
    const isOver = power.stepsLeft > 0;
    power.stepsLeft = Number.POSITIVE_INFINITY;
    // What any later command reads, and what the next import leaves.
    const read = await readFolder(join(folder, 'mine'), { extensions: ['.yaml'] });
    if (!read.ok) throw new Error(`nothing to read after ${steps} steps`);
    const now = read.value;
    const isNew = JSON.stringify([...now]) === JSON.stringify([...renewed]);
    if (!isNew) expect([...now]).toEqual([...old]);
    outcomes.add(`${isNew ? 'new' : 'old'} ${code}`);
    expect(await importNew()).toBe(0);
    expect([...(await textsOf('mine'))]).toEqual([...renewed]);
    if (isOver) break;
    expect(steps).toBeLessThan(200);
  }
  expect([...outcomes].toSorted()).toEqual(expect.arrayContaining(['new 0', 'old 3']));
}, 30_000);
