import type { Environment } from './environment.ts';

interface Terminal {
  readonly env: Environment['env'];
  /** Height of the terminal, in lines. */
  readonly rows: number;
}

/**
 * Shows a text that is taller than the terminal in $PAGER, or in less, and resolves when that is closed. Returns whether
 * it was shown: not where it fits, where PAGER is empty or cat, or where there is no such program.
 */
export async function showInPager(text: string, { env, rows }: Terminal): Promise<boolean> {
  const wished = env['PAGER']?.trim();
  if (wished === '' || wished === 'cat' || env['TERM'] === 'dumb' || !isTaller(text, rows)) return false;
  const { spawn } = await import('node:child_process');
  // Keep the text on the screen afterwards, show colours, end at once where it fits after all.
  const settings = { ...process.env, LESS: env['LESS'] ?? 'FRX' };
  const options = { env: settings, stdio: ['pipe', 'inherit', 'inherit'] as ['pipe', 'inherit', 'inherit'] };
  const pager =
    wished === undefined ? spawn('less', [], options) : spawn(wished, { ...options, shell: true });
  // Ctrl-C is for the pager, which ends by itself.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    return await new Promise<boolean>((resolve) => {
      pager.once('error', () => {
        resolve(false);
      });
      pager.once('close', (code) => {
        resolve(code !== 127);
      });
      // Whoever has read enough closes the pager before all is written.
      pager.stdin.on('error', ignore);
      pager.stdin.end(text);
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}

function isTaller(text: string, rows: number): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines >= rows) return true;
  }
  return false;
}
