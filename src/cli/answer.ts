import type { Result } from '../diagnostics/index.ts';
import type { Model } from '../model/index.ts';
import type { FormatOf, RenderOptions, ReportableResult } from '../report/index.ts';
import { deliver, renderResult } from './deliver.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { GlobalOptions } from './global-options.ts';
import { loadModel } from '../loading/index.ts';
import { wasEnded } from './long-work.ts';
import { reportDiagnostics, type Session } from './session.ts';

/**
 * What most commands do with one scenario file: load its model, ask it one question, hand over the answer in the format
 * that was asked for. `made` says what it was made of, for formats that compute it again. Problems on the way go to stderr, and decide the exit code.
 */
export async function answer<R extends ReportableResult>(
  session: Session,
  options: GlobalOptions<FormatOf<R['schema']>>,
  file: string,
  ask: (model: Model) => Result<R> | Promise<Result<R>>,
  made: (model: Model) => RenderOptions = () => ({}),
): Promise<ExitCode> {
  const { model, sources } = await loadModel(file, options, session.environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(session.environment, model.diagnostics, shown);
  if (!model.ok) return code;
  const result = await ask(model.value);
  if (wasEnded(result)) return exitCodes.interrupted;
  if (!result.ok) return reportDiagnostics(session.environment, result.diagnostics, shown);
  const body = await renderResult(result.value, options, made(model.value));
  return deliver(session, body, options.out, endOf(result.value));
}

/** The exit code of a result: one that was ended early has its own, whatever one that is whole calls for. */
export function endOf(result: ReportableResult, whole: ExitCode = exitCodes.done): ExitCode {
  return 'partial' in result && result.partial !== undefined ? exitCodes.interrupted : whole;
}
