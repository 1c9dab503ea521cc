import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { clickhouseServer } from './clickhouse-server.ts';
import { postgresServer } from './postgres-server.ts';
import { isWebAddress } from './remote-log.ts';
import type { Server, ServerLimits, ServerVariables } from './server-types.ts';

/** Whether a name is the address of a database, and not that of a file or of one on the web. */
export function isServerAddress(name: string): boolean {
  return /^[a-z][a-z0-9+]+:\/\//iu.test(name) && !isWebAddress(name);
}

/** A server by its address: `postgres://reader@host/database` or `clickhouse://reader@host:8443/database`. */
export function openServer(
  address: string,
  limits: ServerLimits,
  variables: ServerVariables,
): Result<Server> {
  const scheme = address.slice(0, address.indexOf(':')).toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') return ok(postgresServer(address, limits, variables));
  if (scheme.startsWith('clickhouse')) return clickhouseServer(address, limits, variables);
  return fail(
    problem('io/server', `${scheme}:// is not a database that can be read`, {
      hint: 'use postgres://reader@host/database or clickhouse://reader@host:8443/database; for others, usage TABLE --sql prints the query',
    }),
  );
}
