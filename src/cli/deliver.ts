import { resolve } from 'node:path';
import { writeFileAtomically } from '../io/index.ts';
import { render, type FormatOf, type ReportableResult } from '../report/index.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { GlobalOptions } from './global-options.ts';
import { reportDiagnostics, type Session } from './session.ts';

/**
 * Hands over a finished result: to stdout, or whole to the file of `--out`. Text ends with a line break. Returns `code`,
 * or what a failed write calls for.
 */
export async function deliver(
  session: Session,
  content: string | Uint8Array,
  out: string | undefined,
  code: ExitCode = exitCodes.done,
): Promise<ExitCode> {
  const { environment } = session;
  const whole = typeof content === 'string' && !content.endsWith('\n') ? `${content}\n` : content;
  if (out === undefined) {
    environment.stdout.write(whole);
    return code;
  }
  const written = await writeFileAtomically(resolve(environment.cwd, out), whole, { name: out });
  return written.ok ? code : reportDiagnostics(environment, written.diagnostics);
}

/** A result in the format that was asked for. */
export async function renderResult<R extends ReportableResult>(
  result: R,
  { format, display }: GlobalOptions<FormatOf<R['schema']>>,
): Promise<string | Uint8Array> {
  const { body } = await render(result, { format, ...display });
  return body;
}
