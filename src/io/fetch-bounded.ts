import { createHash } from 'node:crypto';
import { fail, ok, problem, type DiagnosticCode, type Result } from '../diagnostics/index.ts';

export interface FetchOptions {
  /** For everything together, in milliseconds. */
  readonly timeLimit?: number;
  /** In bytes. */
  readonly sizeLimit?: number;
  /** How many redirects are followed. */
  readonly redirects?: number;
  /** The ETag of the content that the caller has: asks for it only where it has changed. */
  readonly etag?: string;
}

/** What the server answered: that the caller's content still holds, or new content. */
export type Fetched =
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'fetched';
      readonly bytes: Uint8Array;
      /** SHA-256 of the bytes, in hexadecimal. */
      readonly digest: string;
      readonly etag: string | null;
      /** Where it came from after redirects. */
      readonly url: string;
    };

const defaults = { timeLimit: 30_000, sizeLimit: 20_000_000, redirects: 5 };

/**
 * Gets a data file over TLS (plain http only from this machine itself), whole or not at all. Time, size and redirects
 * are bounded; a web page in place of data, a body that is cut short and every status but success are failures, `io/...`.
 * A server that states too small a length is only found out by what the content is checked for afterwards.
 */
export async function fetchBounded(url: string, options: FetchOptions = {}): Promise<Result<Fetched>> {
  const limits = { ...defaults, ...options };
  const signal = AbortSignal.timeout(limits.timeLimit);
  let current = parseUrl(url);
  const isLocal = current !== undefined && isLoopback(current);
  try {
    for (let hops = 0; hops <= limits.redirects; hops += 1) {
      if (current === undefined) return failure('io/bad-url', url, 'it is not a valid http address');
      if (current.protocol !== 'https:' && !(isLocal && isLoopback(current))) {
        return failure(
          'io/insecure-url',
          current.href,
          'plain http is only used on this machine itself',
          'use https',
        );
      }
      const response = await fetch(current, {
        redirect: 'manual',
        signal,
        headers: {
          // Compressed content that is cut short would be taken for whole.
          'accept-encoding': 'identity',
          ...(options.etag === undefined ? {} : { 'if-none-match': options.etag }),
        },
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || response.status === 304 || location === null) {
        return await readResponse(response, current.href, limits);
      }
      await response.body?.cancel();
      current = parseUrl(location, current);
    }
    return failure('io/too-many-redirects', url, `it redirects more than ${limits.redirects} times`);
  } catch (error) {
    return failedFetch(error, url, limits.timeLimit);
  }
}

async function readResponse(
  response: Response,
  url: string,
  limits: { readonly sizeLimit: number; readonly etag?: string },
): Promise<Result<Fetched>> {
  if (response.status === 304 && limits.etag !== undefined) return ok({ status: 'unchanged' });
  const refuse = async (code: DiagnosticCode, what: string): Promise<Result<never>> => {
    await response.body?.cancel();
    return failure(code, url, what);
  };
  if (response.status !== 200) return refuse('io/http-status', `the server answered ${response.status}`);
  if ((response.headers.get('content-encoding') ?? 'identity') !== 'identity') {
    return refuse('io/compressed', 'the server compressed the content, which it was asked not to');
  }
  const tooLarge = `it is larger than ${limits.sizeLimit} bytes, the limit`;
  if (Number(response.headers.get('content-length') ?? 0) > limits.sizeLimit) {
    return refuse('io/too-large', tooLarge);
  }
  if (/\bhtml\b/iu.test(response.headers.get('content-type') ?? '')) return refuse('io/web-page', webPage);
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limits.sizeLimit) return failure('io/too-large', url, tooLarge);
    hash.update(chunk);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (/^\s*<(?:!doctype\s+html|html)\b/iu.test(bytes.toString('latin1', 0, 200))) {
    return failure('io/web-page', url, webPage);
  }
  const etag = response.headers.get('etag');
  return ok({ status: 'fetched', bytes, digest: hash.digest('hex'), etag, url });
}

const webPage = 'the server answered with a web page, expected a data file';

function failedFetch(error: unknown, url: string, timeLimit: number): Result<never> {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return failure('io/timeout', url, `it took longer than ${timeLimit} ms`);
  // What fetch throws for the network's sake is a TypeError with the reason as its cause; anything else is a defect.
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) throw error;
  const { cause } = error;
  if (error.message === 'terminated')
    return failure('io/truncated', url, 'the connection ended before the content');
  const reason = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return failure('io/not-reached', url, `no answer (${reason})`);
}

function failure(code: DiagnosticCode, url: string, what: string, hint?: string): Result<never> {
  // A query may hold a key.
  const shown = parseUrl(url)?.href.replace(/[?#].*$/u, '') ?? 'the address';
  return fail(problem(code, `${shown.slice(0, 300)}: ${what}`, { hint }));
}

/** Addresses with a name and password are refused, and so never shown. */
function parseUrl(text: string, base?: URL): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined;
  const url = new URL(text, base);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && url.username === '' && url.password === '' ? url : undefined;
}

function isLoopback(url: URL): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(url.hostname);
}
