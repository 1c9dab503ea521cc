import { fail, problem, type DiagnosticCode, type Result } from '../diagnostics/index.ts';

interface Explanation {
  readonly code: DiagnosticCode;
  readonly what: string;
  readonly hint?: string;
}

/** Node's own code of a path with a null character, which a scenario can name. */
const nullInPath = 'ERR_INVALID_ARG_VALUE';

const explanations: Readonly<Record<string, Explanation>> = {
  ENOENT: { code: 'io/missing', what: 'there is no such file or folder' },
  [nullInPath]: { code: 'io/missing', what: 'a path cannot hold a null character' },
  ENOTDIR: { code: 'io/missing', what: 'a part of the path is not a folder' },
  EACCES: { code: 'io/not-permitted', what: 'permission denied', hint: 'check who may read and write it' },
  EPERM: { code: 'io/not-permitted', what: 'the operation is not permitted' },
  EROFS: { code: 'io/not-permitted', what: 'the file system is read-only' },
  EISDIR: { code: 'io/is-folder', what: 'it is a folder, not a file' },
  ELOOP: { code: 'io/symbolic-link', what: 'symbolic links lead in a circle, or where none may be followed' },
  ENAMETOOLONG: { code: 'io/missing', what: 'the path is too long' },
  EPIPE: { code: 'io/closed', what: 'the program that reads it has ended' },
  ENOSPC: { code: 'io/no-space', what: 'there is no space left' },
  EDQUOT: { code: 'io/no-space', what: 'the quota is used up' },
  EMFILE: { code: 'io/busy', what: 'too many files are open' },
  ENOTEMPTY: {
    code: 'io/busy',
    what: 'another program is writing it',
    hint: 'try again when it has finished',
  },
  EEXIST: { code: 'io/busy', what: 'another program is writing it', hint: 'try again when it has finished' },
  EBUSY: { code: 'io/busy', what: 'another program is using it' },
};

/** An exception of a file operation as a diagnostic; one that is not of the operating system is a defect and thrown on. */
export function failedFile(name: string, error: unknown): Result<never> {
  const code = errorCode(error);
  if (code === undefined) throw error;
  const known = explanations[code] ?? { code: 'io/failed', what: `the operating system says ${code}` };
  return fail(problem(known.code, `${name}: ${known.what}`, { hint: known.hint }));
}

/** The operating system's code of an exception, such as ENOENT; undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('ERR_INVALID_ARG') && error.code !== nullInPath ? undefined : error.code;
}
