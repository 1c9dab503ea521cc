import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { commands } from '../../src/cli/registry.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

// The words of docs/glossary.md: each term once, and none of the retired words in anything that people read.

const root = join(import.meta.dirname, '..', '..');
const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
const [terms = '', retiredPart = ''] = glossary.split('## Words that are not used');
const rowsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^\| ([^|]+?) \| ?([^|]*?) ?\|$/gmu)]
    .map(([, first = '']) => first)
    .filter((first) => !['term', 'retired'].includes(first));
const retired = rowsOf(retiredPart);
const pattern = new RegExp(
  `\\b(?:${retired.map((each) => each.replaceAll(' ', String.raw`\s+`)).join('|')})s?\\b`,
  'iu',
);

/** Where a retired word stands in a text, with some of what is around it. */
function found(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(pattern.source, 'giu'))].map(({ index }) =>
    text.slice(Math.max(0, index - 30), index + 40).replaceAll(/\s+/gu, ' '),
  );
}

function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => ending.test(name));
}

/** The texts of a source that can be printed: what stands in quotation marks and has several words. */
function printable(path: string): readonly string[] {
  const texts: string[] = [];
  const add = (text: string): void => {
    if (/\p{L}\s+\p{L}/u.test(text)) texts.push(text);
  };
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') add(value);
    },
    TemplateElement: ({ value }) => {
      add(value.cooked ?? '');
    },
  }).visit(parseSync(path, readFileSync(join(root, path), 'utf8')).program);
  return texts;
}

describe('the glossary', () => {
  it('has each term once, and every word that is retired', () => {
    const all = rowsOf(terms).flatMap((each) => each.split(', '));
    expect(all.length).toBeGreaterThan(70);
    expect(all.filter((term, at) => all.indexOf(term) !== at)).toEqual([]);
    expect(retired.length).toBeGreaterThan(40);
    for (const word of retired) expect(found(`so ${word} it`)).toHaveLength(1);
  });

  it('is linked from the README and the pages about the model and errors', () => {
    for (const page of ['README.md', 'docs/model.md', 'docs/scenario-reference.md'])
      expect(readFileSync(join(root, page), 'utf8')).toContain('glossary.md');
  });
});

describe('no retired word', () => {
  it('is in a message, a label or a help text of the sources', () => {
    const said = filesBelow('src', /\.ts$/u)
      .filter((path) => !path.endsWith('.d.ts'))
      .flatMap((path) => printable(path).flatMap((text) => found(text).map((where) => `${path}: ${where}`)));
    expect(said).toEqual([]);
  });

  it('is in a document, a schema, an expected output or a bundled scenario', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'action.yml',
      ...filesBelow('examples', /\.(?:md|js|json)$/u),
      ...filesBelow('docs', /\.md$/u).filter(
        (path) => path !== 'docs/glossary.md' && !path.startsWith('docs/site/'),
      ),
      ...filesBelow('schema', /\.json$/u),
      ...filesBelow('scenarios', /\.yaml$/u),
      ...filesBelow('test/golden', /\.(?:txt|md|markdown|table|json|csv)$/u),
      ...filesBelow('test/errors', /\.txt$/u),
    ];
    const said = pages.flatMap((path) =>
      found(readFileSync(join(root, path), 'utf8')).map((where) => `${path}: ${where}`),
    );
    expect(said).toEqual([]);
  });

  it('is in the help of a command, or in a page', async () => {
    const print = async (words: readonly string[]): Promise<string> => {
      const { environment, stdout } = recordedEnvironment({ cwd: root });
      await runCli(words, environment);
      return stdout();
    };
    const pages = ['run quick-start', 'place shared-build', 'forecast three-years', 'quotes docs/quotes.csv'];
    const texts = await Promise.all([
      ...Object.keys(commands).map(async (name) => [name, await print([name, '--help'])] as const),
      ...pages.map(async (line) => [line, await print([...line.split(' '), '--format', 'html'])] as const),
    ]);
    for (const [, text] of texts) expect(text.length).toBeGreaterThan(200);
    const said = texts.flatMap(([name, text]) =>
      found(text.replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<[^>]*>/gu, ' ')).map(
        (where) => `${name}: ${where}`,
      ),
    );
    expect(said).toEqual([]);
  }, 30_000);
});
