// ClickHouse's engine behind the HTTP interface of its server, as far as one reader uses it.
// clickhouse-server.ts FOLDER-OF-CHDB DATA-FOLDER: prints its port; statements on standard input are run first.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

interface Engine {
  readonly Session: new (path: string) => { query(sql: string, format?: string): string };
}

const [, , engine = '', data = ''] = process.argv;
// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
const { Session } = createRequire(`${engine}/`)('chdb') as Engine;
const session = new Session(data);
for (const statement of readFileSync(0, 'utf8').split(';\n')) {
  if (statement.trim() !== '') session.query(statement, 'CSV');
}
// The server's own setting, which a query cannot take back.
session.query('SET readonly = 2');

const server = createServer((request, response) => {
  const settings = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const chunks: Buffer[] = [];
  const refuse = (code: string, words: string): void => {
    response.writeHead(code === '516' ? 403 : 500, { 'X-ClickHouse-Exception-Code': code });
    response.end(words);
  };
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { 'x-clickhouse-user': user, 'x-clickhouse-key': key } = request.headers;
    if (user !== 'reader' || key !== 'secret') {
      refuse('516', 'Code: 516. DB::Exception: reader: Authentication failed');
      return;
    }
    try {
      if (settings.get('readonly') !== '2') throw new Error('not asked read-only');
      session.query(`USE ${settings.get('database') ?? ''}`);
      const sql = Buffer.concat(chunks).toString('utf8');
      const answer = session.query(sql, settings.get('default_format') ?? undefined);
      response.writeHead(200);
      response.end(answer);
    } catch (error) {
      refuse('1', error instanceof Error ? error.message : String(error));
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${String(typeof address === 'object' ? address?.port : address)}\n`);
});
