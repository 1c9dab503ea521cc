import { exitCodes } from './exit-code.ts';

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
export function endWithFailure(): void {
  process.once('exit', () => (process.exitCode = exitCodes.notReadOrWritten));
}
