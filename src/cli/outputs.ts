import { fstatSync, writeSync } from 'node:fs';
import type { Writer } from './environment.ts';

/** What a pipe takes at once on Linux. */
const mostAtOnce = 65_536;

/** stdout or stderr of this process. */
export interface Output {
  readonly writer: Writer;
  /** The stream, where it may be a terminal. */
  readonly terminal: NodeJS.WriteStream | undefined;
}

/**
 * An output that writes short texts to files and pipes itself. To open one of Node's streams loads all that it has for streams and
 * sockets, which takes longer than many an answer; a terminal, and what is longer, is left to them. `onFailure` is told why
 * something could not be written: what follows is then not written.
 */
export function openOutput(fd: 1 | 2, onFailure: (error: Error) => void): Output {
  const isShort = isFileOrPipe(fd);
  let left = isShort ? mostAtOnce : 0;
  let failed = false;
  const fail = (error: unknown): void => {
    if (!failed && error instanceof Error) onFailure(error);
    failed = true;
  };
  let opened: NodeJS.WriteStream | undefined;
  const open = (): NodeJS.WriteStream => {
    if (opened === undefined) {
      opened = fd === 1 ? process.stdout : process.stderr;
      opened.on('error', fail);
      left = 0;
    }
    return opened;
  };
  const terminal = isShort ? undefined : open();
  return {
    terminal,
    writer: {
      isTerminal: terminal?.isTTY === true,
      write(content) {
        if (failed) return;
        const bytes = left > 0 ? Buffer.from(content) : content;
        if (bytes.length > left) {
          open().write(content);
          return;
        }
        left -= bytes.length;
        try {
          const written = bytes.length === 0 ? 0 : writeSync(fd, bytes as Buffer);
          if (written < bytes.length) open().write(bytes.slice(written));
        } catch (error) {
          // Whoever started us wants no waiting: the stream waits beside.
          if (isBusy(error)) open().write(content);
          else fail(error);
        }
      },
      async taken() {
        if (failed || opened?.writableNeedDrain !== true) return;
        const stream = opened;
        await new Promise<void>((resolve) => {
          const done = (): void => {
            for (const event of ['drain', 'close', 'error']) stream.off(event, done);
            resolve();
          };
          for (const event of ['drain', 'close', 'error']) stream.on(event, done);
        });
      },
    },
  };
}

/** On Windows, pipes are written in the way that Node knows. */
function isFileOrPipe(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const about = fstatSync(fd);
    return about.isFile() || about.isFIFO() || about.isSocket();
  } catch {
    return false; // closed
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
