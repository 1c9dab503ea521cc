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
  const state = { isOver: false, isChanged: true, wake: (): void => undefined };
  const stopListening = onInterrupt(() => {
    state.isOver = true;
    state.wake();
  });
  const change = (): void => {
    state.isChanged = true;
    state.wake();
  };
  let stopWatching = await watchFiles(first, change);
  while (!state.isOver) {
    if (state.isChanged) {
      state.isChanged = false;
      const paths = await render();
      const files = paths.length === 1 ? '1 file' : `${paths.length} files`;
      session.environment.stderr.write(`\nWatching ${files} for changes. Press Ctrl-C to stop.\n`);
      const stopEarlier = stopWatching;
      stopWatching = await watchFiles(paths, change);
      stopEarlier();
    } else {
      await new Promise<void>((resolve) => {
        state.wake = resolve;
      });
    }
  }
  stopWatching();
  stopListening();
  return exitCodes.done;
}
