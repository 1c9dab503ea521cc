/** Where text goes. Writing never throws: a reader that has gone away ends the run quietly. */
export interface Writer {
  readonly isTerminal: boolean;
  write(content: string | Uint8Array): void;
  /** Resolves when enough of what was written has been taken that more can follow, or nothing will be taken any more. */
  taken?(): Promise<void>;
}

export type ColourLevel = 0 | 1 | 2 | 3;

/** What a person did with a question: answered it, went back to the one before, or left with Ctrl-C. */
export type Reply =
  | { readonly is: 'answer'; readonly value: string }
  | { readonly is: 'back' }
  | { readonly is: 'interrupted' };

export interface PromptChoice {
  readonly value: string;
  readonly title: string;
}

/** Ways to ask one question. */
export interface Prompts {
  choose(message: string, choices: readonly PromptChoice[], suggested: string): Promise<Reply>;
  /** As `choose`, by typing a part of the title. */
  search(message: string, choices: readonly PromptChoice[], suggested: string): Promise<Reply>;
  /** A text; `check` returns what is wrong with it, or null. */
  enter(message: string, suggested: string, check: (text: string) => string | null): Promise<Reply>;
}

/** All that a command may know of the world around it, so that tests run commands in-process with another one. */
export interface Environment {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard input is a file that was redirected (`< file`). */
  readonly isInputFile?: () => boolean;
  /** Results. */
  readonly stdout: Writer;
  /** Everything else: problems, warnings, progress. */
  readonly stderr: Writer;
  /** The width of the terminal that results go to, in characters; undefined where they don't go to one. */
  readonly columns: number | undefined;
  /** What the terminal that results go to can show: 1 for 16 colors, 2 for 256, 3 for all; 0 where there is none. */
  readonly colourLevel: ColourLevel;
  /** Today's date, `2026-11-01`: only for saying when something was retrieved, never for picking a price. */
  today(): string;
  /** Calls the handler once on Ctrl-C instead of ending the process; what it returns undoes that. Absent where nobody interrupts. */
  readonly onInterrupt?: (handler: () => void) => () => void;
  /** Shows a text in a pager where it is too tall for the terminal, and says whether it did. Absent where nobody reads it there. */
  readonly page?: (text: string) => Promise<boolean>;
  /** Whether somebody sits at the terminal that input comes from and results go to. */
  readonly isInteractive?: boolean;
  /** Asks questions in another way than in the terminal of this process. */
  readonly openPrompts?: () => Promise<Prompts>;
  /** Calls back after any of the files changed; what it returns ends that. Absent where files cannot be watched. */
  readonly watchFiles?: (
    paths: readonly string[],
    onChange: () => void,
  ) => (() => void) | Promise<() => void>;
}
