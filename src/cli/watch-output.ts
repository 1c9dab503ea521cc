import { exitCodes } from './exit-code.ts';

interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Ends the process with exit code 3 and one sentence where stdout or stderr cannot be written: the disk is full, the
 * reader of a pipe has gone. Returns whether that has happened: what would follow is then not written.
 */
export function watchOutput({ stdout, stderr }: Streams): () => boolean {
  let failed = false;
  stdout.on('error', (error: Error) => {
    if (!failed) void reportOutputFailure(error);
    failed = true;
  });
  // Nothing can be said anywhere of a failure of stderr.
  stderr.on('error', endWithFailure);
  return () => failed;
}

/** Says on stderr why stdout could not be written; the process ends with exit code 3. */
export async function reportOutputFailure(error: Error): Promise<void> {
  endWithFailure();
  const [{ failedFile }, { renderDiagnostics }] = await Promise.all([
    import('../io/index.ts'),
    import('../diagnostics/index.ts'),
  ]);
  process.stderr.write(`${renderDiagnostics(failedFile('stdout', error).diagnostics, new Map())}\n`);
}

/** A command sets its own exit code when it has finished: this one comes after it. */
function endWithFailure(): void {
  process.once('exit', () => (process.exitCode = exitCodes.notReadOrWritten));
}
