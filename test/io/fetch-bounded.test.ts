import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchBounded } from '../../src/io/index.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server on this machine, and returns its address. */
async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/prices.json`;
}

const failedWith = (code: string) => ({ ok: false, diagnostics: [{ code, severity: 'error' }] });
const content = '{"gpt-4o-mini": 0.15}';
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

describe('fetchBounded', () => {
  it('gives the bytes, their digest and the ETag', async () => {
    const url = await serve((_, response) => response.setHeader('etag', '"1"').end(content));
    const fetched = await fetchBounded(url);
    expect(fetched).toMatchObject({
      ok: true,
      value: { status: 'fetched', digest: digestOf(content), etag: '"1"', url },
    });
    expect(fetched.ok && fetched.value.status === 'fetched' ? String(fetched.value.bytes) : '').toBe(content);
  });

  it('asks only for what has changed', async () => {
    let version = 1;
    const url = await serve((request, response) => {
      const etag = `"${version}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.setHeader('etag', etag).end(`content ${version}`);
    });
    expect(await fetchBounded(url, { etag: '"1"' })).toEqual({
      ok: true,
      value: { status: 'unchanged' },
      diagnostics: [],
    });
    version = 2;
    expect(await fetchBounded(url, { etag: '"1"' })).toMatchObject({
      value: { status: 'fetched', etag: '"2"', digest: digestOf('content 2') },
    });
  });

  it('refuses an answer that nothing has changed where nothing was there before', async () => {
    const url = await serve((_, response) => response.writeHead(304).end());
    expect(await fetchBounded(url)).toMatchObject(failedWith('io/http-status'));
  });

  it('ends at the time limit, before the answer and within the content', async () => {
    const silent = await serve(() => undefined);
    expect(await fetchBounded(silent, { timeLimit: 100 })).toMatchObject(failedWith('io/timeout'));
    const slow = await serve((_, response) => {
      response.write('{');
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect(await fetchBounded(slow, { timeLimit: 150 })).toMatchObject(failedWith('io/timeout'));
  });

  it('ends at the size limit, stated or not', async () => {
    const stated = await serve((_, response) =>
      response.setHeader('content-length', 1_000).end('x'.repeat(1_000)),
    );
    expect(await fetchBounded(stated, { sizeLimit: 999 })).toMatchObject(failedWith('io/too-large'));
    expect(await fetchBounded(stated, { sizeLimit: 1_000 })).toMatchObject({ ok: true });
    const endless = await serve((_, response) => {
      const pour = () => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await fetchBounded(endless, { sizeLimit: 100_000 })).toMatchObject(failedWith('io/too-large'));
  });

  it('refuses content that is cut short of its stated length', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":', () => response.destroy());
    });
    expect(await fetchBounded(url)).toMatchObject(failedWith('io/truncated'));
  });

  it('refuses content that is cut short without a stated length', async () => {
    const url = await serve((_, response) => response.write('{"half":', () => response.destroy()));
    expect(await fetchBounded(url)).toMatchObject(failedWith('io/truncated'));
  });

  it('asks for uncompressed content, and takes no other', async () => {
    let asked: string | undefined;
    const url = await serve((request, response) => {
      asked = request.headers['accept-encoding'];
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000)));
    });
    expect(await fetchBounded(url)).toMatchObject(failedWith('io/compressed'));
    expect(asked).toBe('identity');
  });

  it('takes no more than a length that is stated too small', async () => {
    const url = await serve((request) => {
      request.socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${content}`);
    });
    const fetched = await fetchBounded(url);
    expect(fetched).toMatchObject({ value: { status: 'fetched', digest: digestOf(content.slice(0, 5)) } });
  });

  it('follows redirects up to a limit', async () => {
    let hops = 0;
    const url = await serve((request, response) => {
      hops += 1;
      const left = Number(request.url?.split('?')[1] ?? 3);
      if (left === 0) response.end(content);
      else response.writeHead(302, { location: `/prices.json?${left - 1}` }).end('moved');
    });
    expect(await fetchBounded(url, { redirects: 3 })).toMatchObject({ value: { url: `${url}?0` } });
    expect(await fetchBounded(url, { redirects: 2 })).toMatchObject(failedWith('io/too-many-redirects'));
    const circle = await serve((_, response) => response.writeHead(301, { location: '/prices.json' }).end());
    expect(await fetchBounded(circle)).toMatchObject(failedWith('io/too-many-redirects'));
    expect(hops).toBe(4 + 3);
  });

  it('is not redirected to plain http elsewhere, or to another protocol', async () => {
    const plain = await serve((_, response) =>
      response.writeHead(302, { location: 'http://192.0.2.1/x' }).end(),
    );
    expect(await fetchBounded(plain)).toMatchObject(failedWith('io/insecure-url'));
    const file = await serve((_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    expect(await fetchBounded(file)).toMatchObject(failedWith('io/bad-url'));
  });

  it('uses plain http only on this machine, and shows no password', async () => {
    for (const url of ['http://192.0.2.1/x', 'http://localhost.example/', 'http://127.0.0.1.example/']) {
      expect(await fetchBounded(url)).toMatchObject(failedWith('io/insecure-url'));
    }
    for (const url of [
      'ftp://127.0.0.1/x',
      'file:///etc/passwd',
      'not a url',
      '',
      'https://me:secret@example.com/',
    ]) {
      const refused = await fetchBounded(url);
      expect(refused).toMatchObject(failedWith('io/bad-url'));
      expect(JSON.stringify(refused)).not.toContain('secret');
    }
  });

  it('refuses a web page, called one or not', async () => {
    const page = '\n<!DOCTYPE html><html><body>Sign in</body></html>';
    const called = await serve((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end('x'),
    );
    expect(await fetchBounded(called)).toMatchObject(failedWith('io/web-page'));
    const disguised = await serve((_, response) =>
      response.setHeader('content-type', 'application/json').end(page),
    );
    expect(await fetchBounded(disguised)).toMatchObject(failedWith('io/web-page'));
  });

  it('says what the server answered, or that none did', async () => {
    const missing = await serve((_, response) => response.writeHead(404).end('gone'));
    expect(await fetchBounded(missing)).toEqual({
      ok: false,
      diagnostics: [
        { code: 'io/http-status', severity: 'error', message: `${missing}: the server answered 404` },
      ],
    });
    const cutOff = await serve((request) => request.socket.destroy());
    expect(await fetchBounded(cutOff)).toMatchObject(failedWith('io/not-reached'));
    const nonsense = await serve((request) => request.socket.end('this is not HTTP\r\n\r\n'));
    expect(await fetchBounded(nonsense)).toMatchObject(failedWith('io/not-reached'));
  });
});
