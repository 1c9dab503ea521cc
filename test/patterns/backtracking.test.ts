import { readdirSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { analyse, type Literal } from 'scslre';
import { describe, expect, test } from 'vitest';

// Files of strangers are matched against these: none may take more than linear time, whatever it is given.

const root = new URL('../../src/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function patternsOf(file: string): readonly (Literal & { readonly line: number })[] {
  const text = readFileSync(new URL(file, root), 'utf8');
  const found: (Literal & { readonly line: number })[] = [];
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const { pattern, flags } = node.regex;
      found.push({ source: pattern, flags, line: text.slice(0, node.start).split('\n').length });
    },
  }).visit(parseSync(file, text).program);
  return found;
}

/** What is wrong with a pattern; patterns that begin anywhere are judged from where they begin to match. */
function slowness(literal: Literal): readonly string[] {
  return analyse(literal, { reportTypes: { Move: false } }).reports.map(
    ({ type, exponential, character }) =>
      `${exponential ? 'exponential' : 'polynomial'} ${type} on '${character.pick}'`,
  );
}

describe('patterns', () => {
  test('of every file take linear time', () => {
    const slow = files.flatMap((file) =>
      patternsOf(file).flatMap((pattern) =>
        slowness(pattern).map(
          (what) => `src/${file}:${pattern.line}: /${pattern.source}/${pattern.flags}: ${what}`,
        ),
      ),
    );
    expect(slow).toEqual([]);
  });

  test('that would not are found', () => {
    expect(slowness({ source: String.raw`^(?:\s*(?:#.*)?\n?)*$`, flags: 'u' })).not.toEqual([]);
    expect(slowness({ source: '^(?:a+)*$', flags: 'u' })).not.toEqual([]);
    expect(slowness({ source: String.raw`^\s*a+\s*$`, flags: 'u' })).toEqual([]);
  });
});
