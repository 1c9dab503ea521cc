/** A price list to read again: its source, and a file or address in place of the source's own feed. */
export interface Feed {
  readonly source: string;
  readonly from?: string;
}

/** Runs the program with words; its exit code and what it printed. */
export type Run = (
  words: readonly string[],
) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;

/** Keeps a copy of the folder as it is, and says under which name. */
export type Keep = (folder: string) => Promise<string>;

export interface Refreshed {
  /** What changed, by the list that changed it, as Markdown: the text of a pull request. */
  readonly report: string;
  /** Whether nothing failed and the catalog breaks no rule. */
  readonly sound: boolean;
}

/**
 * Brings a catalog folder up to date, one list after the other, so that each difference stands under the list that caused it.
 * A list that cannot be read is said and does not keep the others from being read.
 */
export async function refresh(
  folder: string,
  feeds: readonly Feed[],
  base: string,
  run: Run,
  keep: Keep,
): Promise<Refreshed> {
  const parts: string[] = [];
  let sound = true;
  for (const { source, from } of feeds) {
    const before = await keep(folder);
    const words = ['catalog', 'import', source, ...(from === undefined ? [] : [from]), '--into', folder];
    const isNew = before === '';
    const imported = await run(isNew ? [...words, '--extends', base] : words);
    if (imported.code !== 0) {
      sound = false;
      parts.push(`## ${source}\n\nNot read:\n\n${fenced(imported.stderr)}`);
      continue;
    }
    const compared = await run(['catalog', 'diff', isNew ? base : before, folder, '--format', 'markdown']);
    parts.push(`## ${source}\n\n${compared.stdout.trim() || fenced(compared.stderr)}`);
  }
  const checked = await run(['catalog', 'validate', folder, '--format', 'markdown']);
  sound &&= checked.code === 0;
  parts.push(`## Validation\n\n${checked.stdout.trim() || fenced(checked.stderr)}`);
  return { report: `${parts.join('\n\n')}\n`, sound };
}

function fenced(text: string): string {
  return ['```', text.trim().replaceAll('```', "'''"), '```'].join('\n');
}
