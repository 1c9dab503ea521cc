import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Comment {
  readonly id: number;
  body: string;
}

/** As much of GitHub's API as the action uses, on this machine. */
export interface FakeGithub {
  readonly url: string;
  readonly comments: Comment[];
  readonly statuses: { readonly sha: string; readonly state: string; readonly description: string }[];
  /** `GET issues/7/comments?per_page=100&page=1` ... */
  readonly requests: string[];
  /** What all requests that write are answered with, where not as usual. */
  refuse: number | null;
}

export async function fakeGithub(): Promise<FakeGithub> {
  const state: Omit<FakeGithub, 'url'> = { comments: [], statuses: [], requests: [], refuse: null };
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { status, body } = answer(state, request, text);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, { url: `http://127.0.0.1:${port}` });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(
  state: Omit<FakeGithub, 'url'>,
  { method = '', url = '', headers }: IncomingMessage,
  text: string,
): { readonly status: number; readonly body: unknown } {
  const path = url.replace('/repos/acme/costs/', '');
  state.requests.push(`${method} ${path}`);
  if (headers.authorization !== 'Bearer secret') return { status: 401, body: {} };
  if (method !== 'GET' && state.refuse !== null) return { status: state.refuse, body: {} };
  const sent = (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, string>>;
  const page = /^issues\/7\/comments\?per_page=(\d+)&page=(\d+)$/u.exec(path);
  if (method === 'GET' && page !== null) {
    const [size, number] = [Number(page[1]), Number(page[2])];
    return { status: 200, body: state.comments.slice(size * (number - 1), size * number) };
  }
  if (method === 'POST' && path === 'issues/7/comments') {
    const comment = { id: state.comments.length + 1, body: sent['body'] ?? '' };
    state.comments.push(comment);
    return { status: 201, body: comment };
  }
  const one = /^issues\/comments\/(\d+)$/u.exec(path);
  const comment = state.comments.find(({ id }) => id === Number(one?.[1]));
  if (method === 'PATCH' && comment !== undefined) {
    comment.body = sent['body'] ?? '';
    return { status: 200, body: comment };
  }
  const sha = /^statuses\/(\w+)$/u.exec(path)?.[1];
  if (method === 'POST' && sha !== undefined) {
    state.statuses.push({ sha, state: sent['state'] ?? '', description: sent['description'] ?? '' });
    return { status: 201, body: {} };
  }
  return { status: 404, body: {} };
}
