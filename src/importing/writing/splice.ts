/** An entry of a file as it is to be, and the line at which it stands now; null where it is new. */
export interface Replacement {
  readonly line: number | null;
  readonly text: string;
}

/**
 * The text of a list of entries with some replaced and some added at the end. The others stay as they are, with their
 * comments. Undefined where the file is not written one `- ` after the other from the margin on.
 */
export function spliceEntries(
  text: string,
  starts: readonly number[],
  replacements: readonly Replacement[],
): string | undefined {
  const lines = text.split(/\r?\n/u);
  if (lines.at(-1) === '') lines.pop();
  const sorted = starts.toSorted((a, b) => a - b);
  const isBlock = sorted.every(
    (line, index) => lines[line - 1]?.startsWith('- ') === true && line !== sorted[index + 1],
  );
  const marks = lines.filter((line) => line.startsWith('-')).length;
  if (!isBlock || marks !== sorted.length || hasOther(lines, sorted)) return undefined;
  const byLine = new Map(replacements.flatMap(({ line, text: own }) => (line === null ? [] : [[line, own]])));
  const head = lines.slice(0, (sorted[0] ?? lines.length + 1) - 1);
  const blocks = sorted.map((line, index) => {
    const block = lines.slice(line - 1, (sorted[index + 1] ?? lines.length + 1) - 1);
    const own = byLine.get(line);
    return own === undefined ? block : [...own.trimEnd().split('\n'), ...tailOf(block)];
  });
  const added = replacements.filter(({ line }) => line === null).map((each) => each.text.trimEnd());
  return `${[...head, ...blocks.flat(), ...added].join('\n')}\n`;
}

/** Whether something other than comments stands before the first entry. */
function hasOther(lines: readonly string[], starts: readonly number[]): boolean {
  return lines.slice(0, (starts[0] ?? lines.length + 1) - 1).some((line) => !/^\s*(?:#.*)?$/u.test(line));
}

/** Comments and empty lines at the end of an entry, from the margin on: they are about the next one. */
function tailOf(block: readonly string[]): readonly string[] {
  const at = block.findLastIndex((line) => !/^(?:#.*|\s*)$/u.test(line));
  return block.slice(at + 1);
}
