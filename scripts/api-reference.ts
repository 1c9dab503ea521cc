/**
 * The reference of the library, docs/api.md: every exported name of the three entry points with its declaration and doc comment,
 * read with oxc-parser. `npm run api` writes it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';

const root = join(import.meta.dirname, '..');

interface Declared {
  readonly name: string;
  readonly text: string;
  readonly comment: string;
  readonly from: string;
}

const entries = [
  ['crossover', 'src/library/index.ts'],
  ['crossover/formula', 'src/library/formula.ts'],
  ['crossover/model', 'src/library/model.ts'],
] as const;

/** The declarations that a file exports, by name, through whatever files it passes them on from. */
function exportsOf(path: string): ReadonlyMap<string, Declared> {
  const source = readFileSync(path, 'utf8');
  const { program, comments } = parseSync(path, source);
  const found = new Map<string, Declared>();
  const fileOf = (from: string): string => join(dirname(path), from);
  for (const node of program.body) {
    if (node.type === 'ExportAllDeclaration') {
      for (const [name, declared] of exportsOf(fileOf(node.source.value))) found.set(name, declared);
    }
    if (node.type !== 'ExportNamedDeclaration') continue;
    if (node.source !== null) {
      const there = exportsOf(fileOf(node.source.value));
      for (const { local, exported } of node.specifiers) {
        const declared = local.type === 'Identifier' ? there.get(local.name) : undefined;
        if (declared !== undefined && exported.type === 'Identifier')
          found.set(exported.name, { ...declared, name: exported.name });
      }
    }
    const { declaration } = node;
    if (declaration === null) continue;
    const comment = comments.findLast(
      ({ type, end }) => type === 'Block' && end <= node.start && source.slice(end, node.start).trim() === '',
    );
    const add = (name: string, end: number): void => {
      const text = source
        .slice(node.start, end)
        .trim()
        .replace(/^export /u, '')
        .replace(/\s*\{?$/u, '');
      found.set(name, { name, text, comment: comment?.value ?? '', from: relative(root, path) });
    };
    if (declaration.type === 'FunctionDeclaration' && declaration.id !== null)
      add(declaration.id.name, declaration.body?.start ?? node.end);
    else if (declaration.type === 'ClassDeclaration' && declaration.id !== null)
      add(declaration.id.name, declaration.body.start);
    else if (declaration.type === 'TSInterfaceDeclaration' || declaration.type === 'TSTypeAliasDeclaration')
      found.set(declaration.id.name, {
        name: declaration.id.name,
        text: source.slice(node.start, node.end).replace(/^export /u, ''),
        comment: comment?.value ?? '',
        from: relative(root, path),
      });
    else if (declaration.type === 'VariableDeclaration')
      for (const { id } of declaration.declarations) if (id.type === 'Identifier') add(id.name, id.end);
  }
  return found;
}

const words = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*+ ?/u, '').trim())
    .join(' ')
    .trim()
    .replaceAll('<', '&lt;');

/** The text of docs/api.md. */
export function apiReference(): string {
  const shown = new Set<string>();
  const parts = [...entries].reverse().map(([entry, path]) => {
    const own = [...exportsOf(join(root, path)).values()]
      .filter(({ name }) => !shown.has(name))
      .toSorted((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
    for (const { name } of own) shown.add(name);
    const each = own.map(
      ({ name, text, comment, from }) =>
        `### \`${name}\`\n\n${words(comment) === '' ? `Declared in ${from}.` : words(comment)}\n\n\`\`\`ts\n${text}\n\`\`\`\n`,
    );
    return `## ${entry}\n\n${each.join('\n')}`;
  });
  return `# Library reference\n\nGenerated from the sources: \`npm run api\`. [library.md](library.md) has worked examples. What \`crossover/formula\` and\n\`crossover/model\` export is exported by \`crossover\` as well.\n\n${parts.reverse().join('\n')}`;
}

if (process.argv[1] === import.meta.filename) {
  const path = join(root, 'docs', 'api.md');
  const isNew = !existsSync(path);
  writeFileSync(path, apiReference());
  process.stdout.write(`${isNew ? 'wrote' : 'renewed'} docs/api.md\n`);
}
