import type { ColourLevel, Environment } from './environment.ts';

/** How wide results are where nothing says: they go to a file or a pipe. */
const widthWithoutTerminal = 100;
export const narrowest = 40;
export const widest = 1_000;

/** What a renderer is told of the place that its text is shown in. */
export interface Display {
  /** In characters. */
  readonly width: number;
  readonly colourLevel: ColourLevel;
}

interface Wishes {
  readonly width?: number | undefined;
  readonly color?: boolean | undefined;
  /** Whether results go to a file instead of stdout. */
  readonly toFile?: boolean | undefined;
}

/**
 * `--width`, else COLUMNS, else the terminal, else 100 (a file is the same whatever terminal it was made in); colours
 * only on a terminal, and not with NO_COLOR or `--no-color`.
 */
export function resolveDisplay(wishes: Wishes, environment: Environment): Display {
  const shown =
    wishes.toFile === true ? undefined : (columnsOf(environment.env['COLUMNS']) ?? environment.columns);
  const width = wishes.width ?? shown ?? widthWithoutTerminal;
  const isPlain =
    wishes.color === false ||
    wishes.toFile === true ||
    !environment.stdout.isTerminal ||
    (environment.env['NO_COLOR'] ?? '') !== '';
  return {
    width: Math.min(widest, Math.max(narrowest, width)),
    colourLevel: isPlain ? 0 : environment.colourLevel,
  };
}

function columnsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/u.test(text) ? Number(text) : undefined;
}
