import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { smallCatalog } from '../catalog/small-catalog.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';
import { recordedEnvironment } from './frame-environment.ts';
import { closePublishersAfterwards, startPublisher, type Answer, type Publisher } from './publisher.ts';

const at = temporaryFolder();
closePublishersAfterwards();

const old: Readonly<Record<string, string>> = smallCatalog;
const dearer: Readonly<Record<string, string>> = {
  ...old,
  'catalog.yaml': (old['catalog.yaml'] ?? '').replace('version: test', 'version: test-2'),
  'tokens.yaml': (old['tokens.yaml'] ?? '').replace('input: 3 USD', 'input: 4.5 USD'),
};

async function update(folder: string, ...argv: readonly string[]) {
  const recorded = recordedEnvironment({ cwd: at() });
  const code = await runCli(['catalog', 'update', '--into', folder, ...argv], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

/** The texts of a folder's files, without what the update remembers. */
async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(at(folder))).filter((name) => name !== 'update.json');
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(at(folder, name), 'utf8')] as const)),
  );
}

/** A folder that holds the old catalog, and a publisher that has the new one. */
async function updatable(folder: string): Promise<Publisher> {
  const publisher = await startPublisher();
  publisher.publish(old, '"1"');
  expect(await update(folder, '--from', publisher.index)).toMatchObject({ code: 0, stderr: '' });
  publisher.publish(dearer, '"2"');
  publisher.asked.length = 0;
  return publisher;
}

describe('catalog update', () => {
  test('makes a catalog, asks again only for what has changed, and says what that is', async () => {
    const publisher = await updatable('prices');
    expect(await contentOf('prices')).toEqual(old);
    const updated = await update('prices');
    expect(updated).toMatchObject({ code: 0, stderr: '' });
    expect(updated.stdout.replaceAll(/:\d{4,5}/gu, ':PORT')).toMatchInlineSnapshot(`
      "prices: catalog test-2 of 2026-02-01

      1 up; 6 unchanged

      from     http://127.0.0.1:PORT/index.json
      fetched  catalog.yaml, tokens.yaml

      Up
      Entry      Figure  Before  After   Change  Unit
      ───────────────────────────────────────────────────
      acme/chat  input        3    4.5  +50.0 %  USD/Mtok

      Before: catalog test as of 2026-02-01; after: catalog test-2 as of 2026-02-01
      "
    `);
    expect(await contentOf('prices')).toEqual(dearer);
    expect(publisher.asked).toEqual(['index.json 200', 'catalog.yaml 200', 'tokens.yaml 200']);
    publisher.asked.length = 0;
    const again = await update('prices');
    expect(again).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Up to date') });
    expect(publisher.asked).toEqual(['index.json 304']);
    expect((await readdir(at())).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('takes away the files that are no longer published, and leaves others alone', async () => {
    const publisher = await updatable('fewer');
    await writeFile(at('fewer', 'notes.md'), 'mine');
    const { 'fx.yaml': _, ...fewer } = dearer;
    publisher.publish(fewer);
    expect(await update('fewer')).toMatchObject({ code: 0 });
    expect(await contentOf('fewer')).toEqual({ ...fewer, 'notes.md': 'mine' });
  });

  test('finds its address in catalog.yaml, and asks for one where nothing says it', async () => {
    const publisher = await startPublisher();
    publisher.publish(old);
    await mkdir(at('named'));
    await writeFile(at('named', 'catalog.yaml'), `${old['catalog.yaml']}update_from: ${publisher.index}\n`);
    expect(await update('named')).toMatchObject({ code: 0, stderr: '' });
    expect(await contentOf('named')).toEqual(old);
    const none = await update('nowhere');
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('error[catalog/no-address]');
  });

  test('overwrites neither a catalog of somebody nor a file that was edited', async () => {
    const publisher = await updatable('edited');
    await appendFile(at('edited', 'tokens.yaml'), '# mine\n');
    const edited = await update('edited');
    expect(edited).toMatchObject({ code: 2, stdout: '' });
    expect(edited.stderr).toContain('error[catalog/edited]: edited: tokens.yaml');
    expect(publisher.asked).toEqual([]);
    await rm(at('edited', 'tokens.yaml'));
    expect(await update('edited')).toMatchObject({ code: 0 });
    expect(await contentOf('edited')).toEqual(dearer);
    await mkdir(at('own'));
    await writeFile(at('own', 'catalog.yaml'), old['catalog.yaml'] ?? '');
    expect((await update('own', '--from', publisher.index)).stderr).toContain('error[catalog/not-published]');
  });

  test('has a file again that is gone, though the publisher has nothing new', async () => {
    const publisher = await updatable('gone');
    publisher.publish(old, '"1"');
    await rm(at('gone', 'gpus.yaml'));
    expect(await update('gone')).toMatchObject({ code: 0 });
    expect(await contentOf('gone')).toEqual(old);
  });

  test('refuses a catalog that breaks a rule of validation, or is none', async () => {
    const publisher = await updatable('unsound');
    publisher.publish({ ...dearer, 'tokens.yaml': (dearer['tokens.yaml'] ?? '').replace('input: 4.5 USD', 'input: 4500 USD') }); // prettier-ignore
    const unsound = await update('unsound');
    expect(unsound).toMatchObject({ code: 1, stdout: '' });
    expect(unsound.stderr).toContain('error[catalog/too-dear]: acme/chat');
    publisher.publish({ ...dearer, 'tokens.yaml': '- id: a/b\n' });
    const broken = await update('unsound');
    expect(broken).toMatchObject({ code: 2, stdout: '' });
    expect(broken.stderr).toContain('tokens.yaml:1:3: error[catalog/missing-key]');
    expect(await contentOf('unsound')).toEqual(old);
  });

  test('warns of a catalog that is older than the one before', async () => {
    const publisher = await updatable('older');
    publisher.publish({
      ...old,
      'catalog.yaml': (old['catalog.yaml'] ?? '').replace('2026-02-01', '2026-01-31'),
    });
    expect(await update('older')).toMatchObject({ code: 0, stderr: expect.stringContaining('warning[catalog/older]') }); // prettier-ignore
  });
});

const html: Answer = (_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>');
const cut: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': 5_000 });
  response.write('- id: acme/chat\n', () => response.destroy());
};
const shorter: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': 10, connection: 'close' });
  response.end((dearer['tokens.yaml'] ?? '').slice(0, 10));
};
const forever: Answer = (request, response) => response.writeHead(302, { location: `${request.url}` }).end();
const elsewhere: Answer = (_, response) =>
  response.writeHead(302, { location: 'http://example.org/tokens.yaml' }).end();
const endless: Answer = (_, response) => {
  const chunk = '#'.repeat(100_000);
  const more = (): void => void (response.destroyed || response.write(chunk, more));
  more();
};
const silent: Answer = () => undefined;
const slow: Answer = (_, response) => {
  const drip = setInterval(() => response.write('#'), 20);
  response.on('close', () => clearInterval(drip));
};
const broken: Answer = (_, response) => response.writeHead(503).end();
const other: Answer = (_, response) => response.end(`${dearer['tokens.yaml']}# published anew\n`);

describe('a publisher that cannot be trusted', () => {
  test.each<[string, Answer, string, string]>([
    ['answers with a web page', html, 'index.json', 'io/web-page'],
    ['answers with a web page', html, 'tokens.yaml', 'io/web-page'],
    ['ends before the content', cut, 'index.json', 'io/truncated'],
    ['ends before the content', cut, 'tokens.yaml', 'io/truncated'],
    ['states too small a length', shorter, 'tokens.yaml', 'io/wrong-digest'],
    ['redirects for ever', forever, 'index.json', 'io/too-many-redirects'],
    ['redirects for ever', forever, 'tokens.yaml', 'io/too-many-redirects'],
    ['redirects to plain http elsewhere', elsewhere, 'tokens.yaml', 'io/insecure-url'],
    ['never ends', endless, 'index.json', 'io/too-large'],
    ['never ends', endless, 'tokens.yaml', 'io/too-large'],
    ['does not answer', silent, 'index.json', 'io/timeout'],
    ['is slow', slow, 'tokens.yaml', 'io/timeout'],
    ['fails', broken, 'tokens.yaml', 'io/http-status'],
    ['changes between two requests', other, 'tokens.yaml', 'io/wrong-digest'],
  ])('%s: the old catalog stays whole', async (title, answer, path, code) => {
    const folder = `${title} ${path}`.replaceAll(/\W/gu, '-');
    const publisher = await updatable(folder);
    publisher.answer(path, answer);
    const failed = await update(folder, '--timeout', '1');
    expect(failed).toMatchObject({ code: 3, stdout: '' });
    expect(failed.stderr).toContain(`error[${code}]`);
    expect(await contentOf(folder)).toEqual(old);
    publisher.answer(path, null);
    expect(await update(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(await contentOf(folder)).toEqual(dearer);
  });

  test.each([
    ['http://example.org/index.json', 'io/insecure-url'],
    ['file:///etc/passwd', 'io/bad-url'],
    ['https://name:word@example.org/', 'io/bad-url'],
    ['nothing', 'io/bad-url'],
  ])('%s is not asked', async (from, code) => {
    const refused = await update('refused', '--from', from);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain(`error[${code}]`);
    expect(refused.stderr).not.toContain('name:word');
  });
});

describe('a signed index', () => {
  const own = generateKeyPairSync('ed25519');
  const other = generateKeyPairSync('ed25519');

  async function signed(name: string, by: KeyObject, change: (text: string) => string = (text) => text): Promise<Publisher> {
    const publisher = await startPublisher();
    publisher.publish(old);
    const index = await (await fetch(publisher.index)).text();
    const signature = sign(null, Buffer.from(index), by).toString('base64');
    publisher.answer('index.json.sig', (_, response) => response.end(`${change(signature)}\n`));
    await writeFile(at(`${name}.pub`), own.publicKey.export({ type: 'spki', format: 'pem' }));
    return publisher;
  }

  test('is taken where the key that was given signed it', async () => {
    const publisher = await signed('mine', own.privateKey);
    expect(await update('mine', '--from', publisher.index, '--key', 'mine.pub')).toMatchObject({ code: 0, stderr: '' });
    expect(await contentOf('mine')).toEqual(old);
  });

  test.each([
    ['another key', other.privateKey, (text: string) => text],
    ['a signature that is cut short', own.privateKey, (text: string) => text.slice(0, 40)],
    ['no signature', own.privateKey, () => ''],
  ] as const)('with %s nothing is taken', async (what, by, change) => {
    const name = what.replaceAll(' ', '-');
    const publisher = await signed(name, by, change);
    const { code, stderr } = await update(name, '--from', publisher.index, '--key', `${name}.pub`);
    expect([code, stderr]).toEqual([3, expect.stringContaining('error[io/wrong-signature]')]);
    expect(publisher.asked).not.toContain('catalog.yaml 200');
    await expect(readdir(at(name))).rejects.toThrow('ENOENT');
  });

  test('and a file without a signature beside it is a missing one, a key that is none is said', async () => {
    const publisher = await signed('plain', own.privateKey);
    publisher.answer('index.json.sig', null);
    expect((await update('plain', '--from', publisher.index, '--key', 'plain.pub')).code).toBe(3);
    await writeFile(at('none.pub'), 'ssh-ed25519 AAAA');
    const { code, stderr } = await update('plain', '--from', publisher.index, '--key', 'none.pub');
    expect([code, stderr]).toEqual([3, expect.stringContaining('none.pub: is no Ed25519 public key in PEM')]);
  });
}); // prettier-ignore
