import { problem } from '../diagnostics/index.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { reportDiagnostics, type Session } from './session.ts';

/** One rendering: the absolute paths of what it read. */
export type Render = () => Promise<readonly string[]>;

/**
 * Renders, and again whenever a file that was read changes, until Ctrl-C. A change during a rendering, of what was read
 * before or of `first`, causes one more.
 */
export async function renderOnChange(
  session: Session,
  first: readonly string[],
  render: Render,
): Promise<ExitCode> {
  const { watchFiles, onInterrupt } = session.environment;
  if (watchFiles === undefined || onInterrupt === undefined) {
    return reportDiagnostics(session.environment, [problem('cli/watch', 'files cannot be watched here')]);
  }
  let isOver = false;
  let isChanged = true;
  let wake: () => void = () => undefined;
  const stopListening = onInterrupt(() => {
    isOver = true;
    wake();
  });
  const change = (): void => {
    isChanged = true;
    wake();
  };
  let stopWatching = watchFiles(first, change);
  while (!isOver) {
    if (isChanged) {
      isChanged = false;
      const paths = await render();
      const stopEarlier = stopWatching;
      stopWatching = watchFiles(paths, change);
      stopEarlier();
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  stopWatching();
  stopListening();
  return exitCodes.done;
}
