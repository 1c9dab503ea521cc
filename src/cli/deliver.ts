import { dirname, resolve } from 'node:path';
import { problem, type Diagnostic } from '../diagnostics/index.ts';
import { readPageScript, writeFileAtomically } from '../io/index.ts';
import {
  renderInParts,
  wholeOf,
  type Content,
  type FormatOf,
  type ReportableResult,
  type RenderOptions,
  type ReportFormat,
} from '../report/index.ts';
import type { Environment, Writer } from './environment.ts';
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
    await (mayPage(session)
      ? page(environment, String(wholeOf(whole)))
      : writeAll(environment.stdout, whole));
    return code;
  }
  const written = await writeFileAtomically(resolve(environment.cwd, out), whole, { name: out });
  if (written.ok) return code;
  return reportDiagnostics(
    environment,
    written.diagnostics.map((each) => (each.code === 'io/missing' ? ofMissingFolder(each, out) : each)),
  );
}

function mayPage({ environment, ...session }: Session): boolean {
  return environment.page !== undefined && environment.stdout.isTerminal && session.mayPage?.() === true;
}

/** In a pager where it is taller than the terminal. */
async function page({ page: show, stdout }: Environment, text: string): Promise<void> {
  if ((await show?.(text)) !== true) stdout.write(text);
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
  asked: RenderOptions = {},
): Promise<Content> {
  const { body } = await renderInParts(result, {
    format,
    ...display,
    ...asked,
    ...(asked.model === undefined ? {} : await programFor(format)),
  });
  return body;
}

/** What a page that computes has to hold besides figures. */
async function programFor(format: ReportFormat): Promise<Pick<RenderOptions, 'pageScript'>> {
  const pageScript = format === 'html' ? await readPageScript() : undefined;
  return pageScript === undefined ? {} : { pageScript };
}

/** Where a result is to be written, the file need not be there, but its folder has to be. */
function ofMissingFolder(problem: Diagnostic, out: string): Diagnostic {
  const folder = dirname(out);
  return {
    ...problem,
    message: `--out ${out}: the folder ${folder} does not exist`,
    hint: `create it with \`mkdir -p ${folder}\`, or name a file in a folder that exists`,
  };
}
