/** One deliberate fault: a text that stands once in a file, what takes its place, and the tests that should notice. */
export interface Mutation {
  readonly file: string;
  readonly text: string;
  readonly replacement: string;
  /** Test files or folders; few and fast, since they run once for every mutation. */
  readonly tests: readonly string[];
}

/** `[text, replacement, ...tests]` of one file; the tests default to those of the file. */
export function mutationsOf(
  file: string,
  tests: readonly string[],
  faults: readonly (readonly [text: string, replacement: string, ...tests: string[]])[],
): readonly Mutation[] {
  return faults.map(([text, replacement, ...own]) => ({
    file,
    text,
    replacement,
    tests: own.length > 0 ? own : tests,
  }));
}
