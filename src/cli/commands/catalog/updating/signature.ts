import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fail, ok, problem, type Result } from '../../../../diagnostics/index.ts';
import { fetchBounded, readTextFile } from '../../../../io/index.ts';

/** A key is a few lines, a signature one. */
const limits = { key: 10_000, signature: 2_000 } as const;

/** An Ed25519 public key from a file in PEM. */
export async function readKey(path: string, name: string): Promise<Result<KeyObject>> {
  const text = await readTextFile(path, { name, sizeLimit: limits.key });
  if (!text.ok) return text;
  const hint = 'openssl pkey -in key.pem -pubout writes it';
  const refused = fail(problem('io/wrong-signature', `${name}: is no Ed25519 public key in PEM`, { hint }));
  if (!text.value.includes('BEGIN PUBLIC KEY')) return refused;
  try {
    const key = createPublicKey(text.value);
    return key.asymmetricKeyType === 'ed25519' ? ok(key) : refused;
  } catch {
    return refused;
  }
}

/** Whether the index is signed by the key: `index.json.sig` beside it has the signature of its bytes in base64. */
export async function checkSignature(
  index: string,
  bytes: Uint8Array,
  key: KeyObject,
  timeLimit: number,
): Promise<Result<null>> {
  const url = `${index}.sig`;
  const fetched = await fetchBounded(url, { timeLimit, sizeLimit: limits.signature });
  if (!fetched.ok) return fetched;
  if (fetched.value.status === 'unchanged') throw new Error('a signature is asked for without an ETag');
  const signature = Buffer.from(Buffer.from(fetched.value.bytes).toString('latin1').trim(), 'base64');
  if (verify(null, bytes, key, signature)) return ok(null);
  const hint = 'it is from somebody else, or was published anew just now: do not use it, and try again in a while';
  return fail(problem('io/wrong-signature', `${index}: is not signed by the key that was given`, { hint }));
} // prettier-ignore
