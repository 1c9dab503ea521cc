import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll } from 'vitest';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A publisher of catalogs on this machine: what it answers can be changed between requests. */
export interface Publisher {
  readonly index: string;
  /** Every path that was asked for, with the status of the answer. */
  readonly asked: string[];
  publish(files: Readonly<Record<string, string>>, etag?: string): void;
  /** Another answer for a path; null takes the published one again. */
  answer(path: string, answer: Answer | null): void;
}

const servers: Server[] = [];

/** Closes its servers after the tests of the file. */
export async function startPublisher(): Promise<Publisher> {
  let contents = new Map<string, string>();
  let tag: string | undefined;
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    response.on('finish', () => asked.push(`${path} ${response.statusCode}`));
    const own = answers.get(path);
    const content = contents.get(path);
    if (own !== undefined) own(request, response);
    else if (content === undefined) response.writeHead(404).end();
    else if (path !== 'index.json' || tag === undefined) response.end(content);
    else if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else response.setHeader('etag', tag).end(content);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    index: `http://127.0.0.1:${address.port}/index.json`,
    asked,
    publish: (files, etag) => {
      tag = etag;
      contents = new Map([...Object.entries(files), ['index.json', indexOf(files)]]);
    },
    answer: (path, answer) => {
      if (answer === null) answers.delete(path);
      else answers.set(path, answer);
    },
  };
}

export function closePublishersAfterwards(): void {
  afterAll(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
}

function indexOf(files: Readonly<Record<string, string>>): string {
  return JSON.stringify({
    crossover_index: 1,
    files: Object.entries(files).map(([name, text]) => ({
      name,
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
  });
}
