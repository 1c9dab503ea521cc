import { renderDiagnostics, type Diagnostic } from '../../src/diagnostics/index.ts';

/** Problems have a code, a message and can be shown; anything else would be a defect, whose description is returned. */
export function shown(diagnostics: readonly Diagnostic[], file: string, text: string): string | null {
  for (const { code, message } of diagnostics)
    if (!/^[a-z]+\/[a-z-]+$/u.test(code) || message === '')
      return `a problem without a code or a message: ${code}`;
  const printed = renderDiagnostics(diagnostics, new Map([[file, text]]));
  return hiddenIn(printed, 'a problem');
}

/** Whether a text holds what a terminal acts on, or what turns the direction of reading; `what` names the text. */
export function hiddenIn(text: string, what: string): string | null {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u.test(text)
    ? `${what} shows control characters`
    : null;
}
