import { readFileSync, writeFileSync } from 'node:fs';

/** What a page tells its reader to do: to save a file, or to type a command and see what it prints. */
export type Step =
  | { readonly kind: 'save'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly line: string; readonly shown: string; readonly at: number };

const save = /Save\s+this\s+as\s+`([\w./-]+)`[^\n]*:\n\n```\w+\n([\s\S]*?)```/gu;
const consoleBlock = /```console\n([\s\S]*?)```/gu;
/** Lines that a new block, which holds only `...`, is filled with. */
const firstScreen = 24;

/** The steps of a page in the order in which they stand in it. */
export function stepsOf(page: string): readonly Step[] {
  const saved = [...page.matchAll(save)].map(({ index, 1: name = '', 2: text = '' }) => ({
    at: index,
    step: { kind: 'save', name, text } as const,
  }));
  const typed = [...page.matchAll(consoleBlock)].flatMap(({ index, 1: block = '' }) =>
    [...block.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gmu)].map((match) => {
      const at = index + '```console\n'.length + match.index;
      return { at, step: { kind: 'command', line: match[1] ?? '', shown: match[2] ?? '', at } as const };
    }),
  );
  return [...saved, ...typed].sort((one, other) => one.at - other.at).map(({ step }) => step);
}

/** What a page shows of an output: as much of it as stands there now, where it ends with `...`, else all. */
export function shownOf(printed: string, shown: string): string {
  const lines = printed
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
  if (!shown.endsWith('...\n')) return lines.join('\n') === '' ? '' : `${lines.join('\n')}\n`;
  const count = shown.split('\n').length - 2;
  const kept = count === 0 ? firstScreen : count;
  return lines.length <= kept ? `${lines.join('\n')}\n` : `${lines.slice(0, kept).join('\n')}\n...\n`;
}

/** Writes what commands print into the page, each at the place of the step that shows it. */
export function rewrite(
  path: string,
  printed: readonly { readonly step: Step; readonly text: string }[],
): void {
  let page = readFileSync(path, 'utf8');
  for (const { step, text } of printed.toReversed()) {
    if (step.kind !== 'command') continue;
    const from = step.at + `$ ${step.line}\n`.length;
    page = page.slice(0, from) + shownOf(text, step.shown) + page.slice(from + step.shown.length);
  }
  writeFileSync(path, page);
}

/** The words of a command line, as a shell divides them, with quotation marks of both kinds. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/((?:[^\s"']+|"[^"]*"|'[^']*')+)/gu)].map(([, word = '']) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/gu, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const needed = /"node": ">=([\d.]+)"/u.exec(manifest)?.[1];

const code = /```[\s\S]*?```|^\d+\. |`[^`]*`|\]\([^)]*\)|https?:\/\/\S+/gmu;
const figure = /(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?:M|B|k)?(?![\w-])/gu;

/**
 * Figures of a page's own sentences that stand in none of its blocks, so that nothing holds them. Whole numbers up to 12,
 * years, numbers of list items and the version of Node that is needed are not asked for.
 */
export function unheldFigures(page: string): readonly string[] {
  const blocks = [...page.matchAll(/```[\s\S]*?```/gu)].map(([block]) => block).join('\n');
  const held = new Set([...blocks.matchAll(figure)].map(([text]) => text.replace(/,$/u, '')));
  return [...page.replaceAll(code, ' ').matchAll(figure)]
    .map(([text]) => text.replace(/,$/u, ''))
    .filter(
      (text) =>
        !held.has(text) &&
        text !== needed &&
        !(/^\d+$/u.test(text) && (Number(text) <= 12 || /^20\d\d$/u.test(text))),
    );
}
