import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A program in a real terminal: a pane of tmux, whose keys are pressed and whose screen is read. */
export class Terminal {
  readonly #name: string;
  readonly #status: string;
  static #count = 0;

  constructor(folder: string, command: readonly string[]) {
    Terminal.#count += 1;
    this.#name = `crossover-${process.pid}-${Terminal.#count}`;
    this.#status = join(folder, '..', `${this.#name}.status`);
    const quoted = command.map((each) => `'${each.replaceAll("'", String.raw`'\''`)}'`).join(' ');
    const script = `cd '${folder}'; ${quoted}; printf %s $? > '${this.#status}'; exec sleep 600`;
    tmux('new-session', '-d', '-s', this.#name, '-x', '110', '-y', '50', 'sh', '-c', script);
    tmux('set-option', '-t', this.#name, 'history-limit', '5000');
  }

  press(...keys: readonly string[]): void {
    tmux('send-keys', '-t', this.#name, ...keys);
  }

  type(text: string): void {
    tmux('send-keys', '-t', this.#name, '-l', text);
  }

  /** All that was shown so far. */
  screen(): string {
    return tmux('capture-pane', '-p', '-J', '-S', '-', '-t', this.#name).trimEnd();
  }

  /** Waits until the screen matches; a program that ended first is an error. */
  async until(pattern: RegExp, seconds = 30): Promise<string> {
    for (let tries = 0; tries < seconds * 20; tries += 1) {
      const screen = this.screen();
      if (pattern.test(screen)) return screen;
      await pause();
    }
    throw new Error(`the terminal never showed ${String(pattern)}:\n${this.screen()}`);
  }

  /** Waits until the screen shows anything else, and no more for a moment. */
  async changed(before: string): Promise<void> {
    let last = before;
    for (let tries = 0; tries < 600; tries += 1) {
      await pause();
      const screen = this.screen();
      if (screen !== before && screen === last) return;
      last = screen;
    }
    throw new Error(`the terminal did not change:\n${before}`);
  }

  /** Waits until nothing on the screen changes any more: what a program does between two keys is done. */
  async still(): Promise<void> {
    let last = '';
    for (let same = 0; same < 6; same += 1) {
      const screen = this.screen();
      if (screen !== last) same = 0;
      last = screen;
      await pause();
    }
  }

  /** The exit code of the program, once it has ended. */
  async ended(): Promise<number> {
    for (let tries = 0; tries < 600; tries += 1) {
      try {
        const text = readFileSync(this.#status, 'utf8');
        if (text !== '') return Number(text);
      } catch {
        // not yet
      }
      await pause();
    }
    throw new Error(`the program did not end:\n${this.screen()}`);
  }

  close(): void {
    tmux('kill-session', '-t', this.#name);
    rmSync(this.#status, { force: true });
  }
}

function tmux(...args: readonly string[]): string {
  return execFileSync('tmux', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
