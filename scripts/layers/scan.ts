import { parseSync, Visitor, type MemberExpression } from 'oxc-parser';
import { outwardGlobals, outwardMethods } from './rules.ts';

interface Found {
  readonly line: number;
  readonly what: string;
}

/** What a source file says that the layer rules are about. */
export interface Scan {
  readonly imports: readonly {
    readonly line: number;
    readonly specifier: string;
  }[];
  readonly defaultExports: readonly Found[];
  /** Uses of the clock, of chance, of the process, of the machine's locale. */
  readonly outward: readonly Found[];
}

/** Parses one TypeScript file. A file that does not parse is a defect of the caller's input, so it throws. */
export function scanSource(file: string, text: string): Scan {
  const parsed = parseSync(file, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const { module } = parsed;
  const imports = [
    ...module.staticImports.map((each) => ({
      at: each.start,
      specifier: each.moduleRequest.value,
    })),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap(({ moduleRequest }) =>
        moduleRequest === null ? [] : [{ at: each.start, specifier: moduleRequest.value }],
      ),
    ),
    ...module.dynamicImports.map((each) => ({
      at: each.start,
      specifier: literalOf(text.slice(each.moduleRequest.start, each.moduleRequest.end)),
    })),
    ...findImportTypes(parsed.program),
  ];
  return {
    imports: imports.map(({ at, specifier }) => ({ line: lineOf(at), specifier })),
    defaultExports: findDefaultExports(parsed.program, lineOf),
    outward: findOutward(parsed.program, lineOf),
  };
}

/** The text of a literal; an import of anything computed is not something that rules can be held against. */
function literalOf(source: string): string {
  return /^(['"`])([^'"`$]+)\1$/u.exec(source)?.[2] ?? source;
}

/** Types that are named by `import('./file.ts').Name`. */
function findImportTypes(program: Program): readonly { readonly at: number; readonly specifier: string }[] {
  const found: { readonly at: number; readonly specifier: string }[] = [];
  new Visitor({
    TSImportType: ({ start, source }) => void found.push({ at: start, specifier: source.value }),
  }).visit(program);
  return found;
}

type Program = ReturnType<typeof parseSync>['program'];

function findDefaultExports(program: Program, lineOf: (offset: number) => number): readonly Found[] {
  const found: Found[] = [];
  const note = (at: number): void => void found.push({ line: lineOf(at), what: 'a default export' });
  new Visitor({
    ExportDefaultDeclaration: (node) => note(node.start),
    ExportSpecifier(node) {
      if (node.exported.type === 'Identifier' && node.exported.name === 'default') note(node.start);
    },
  }).visit(program);
  return found;
}

function findOutward(program: Program, lineOf: (offset: number) => number): readonly Found[] {
  const found: Found[] = [];
  /** By offset: the name in `{ process }` is met as key and as value. */
  const names = new Map<number, string>();
  const ignored = new Set<number>();
  const note = (at: number, what: string): void => void found.push({ line: lineOf(at), what });
  new Visitor({
    MemberExpression(node) {
      if (!node.computed) ignored.add(node.property.start);
      const method = outwardMethod(node);
      if (method !== undefined) note(node.start, method);
    },
    Property(node) {
      if (!node.computed && !node.shorthand) ignored.add(node.key.start);
    },
    MethodDefinition(node) {
      if (!node.computed) ignored.add(node.key.start);
    },
    PropertyDefinition(node) {
      if (!node.computed) ignored.add(node.key.start);
    },
    TSPropertySignature(node) {
      if (!node.computed) ignored.add(node.key.start);
    },
    TSMethodSignature(node) {
      if (!node.computed) ignored.add(node.key.start);
    },
    NewExpression(node) {
      const isNow = node.arguments.length === 0;
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && isNow)
        note(node.start, 'new Date()');
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date') note(node.start, 'Date()');
    },
    Identifier(node) {
      if (outwardGlobals.includes(node.name)) names.set(node.start, node.name);
    },
  }).visit(program);
  for (const [at, name] of names) if (!ignored.has(at)) note(at, name);
  return found.toSorted((a, b) => a.line - b.line);
}

function outwardMethod(node: MemberExpression): string | undefined {
  const { object, property } = node;
  const method =
    property.type === 'Identifier' && !node.computed
      ? property.name
      : property.type === 'Literal' && typeof property.value === 'string'
        ? property.value
        : undefined;
  const name = object.type === 'Identifier' ? object.name : undefined;
  const hit = outwardMethods.find(([wanted, each]) => each === method && (wanted === '*' || wanted === name));
  return hit === undefined ? undefined : `${name ?? '...'}.${hit[1]}`;
}
