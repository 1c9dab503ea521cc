import { resolve } from 'node:path';
import { writeFileAtomically } from '../io/index.ts';
import { renderInParts, type Content, type FormatOf, type ReportableResult } from '../report/index.ts';
import { problem } from '../diagnostics/index.ts';
import type { Model } from '../model/index.ts';
import type { Writer } from './environment.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { GlobalOptions } from './global-options.ts';
import { reportDiagnostics, type Session } from './session.ts';

/**
 * Hands over a finished result: to stdout, or whole to the file of `--out`. Text ends with a line break. Returns `code`,
 * or what a failed write calls for.
 */
export async function deliver(
  session: Session,
  content: Content,
  out: string | undefined,
  code: ExitCode = exitCodes.done,
): Promise<ExitCode> {
  const { environment } = session;
  const whole = typeof content === 'string' && !content.endsWith('\n') ? `${content}\n` : content;
  if (out === undefined) {
    if (content instanceof Uint8Array && environment.stdout.isTerminal) {
      const message = 'this format is not text, and a terminal cannot show it: write it to a file with --out';
      return reportDiagnostics(environment, [problem('cli/not-text', message)]);
    }
    await writeAll(environment.stdout, whole);
    return code;
  }
  const written = await writeFileAtomically(resolve(environment.cwd, out), whole, { name: out });
  return written.ok ? code : reportDiagnostics(environment, written.diagnostics);
}

/** Parts are written as fast as they are read, so that they do not pile up in memory. */
async function writeAll(to: Writer, content: Content): Promise<void> {
  if (typeof content === 'string' || content instanceof Uint8Array) return to.write(content);
  for (const part of content) {
    to.write(part);
    await to.taken?.();
  }
}

/** A result in the format that was asked for; of `run`, with the model that it was made of. */
export async function renderResult<R extends ReportableResult>(
  result: R,
  { format, display }: GlobalOptions<FormatOf<R['schema']>>,
  model?: Model,
): Promise<Content> {
  const { body } = await renderInParts(result, {
    format,
    ...display,
    ...(model === undefined ? {} : { model }),
  });
  return body;
}
