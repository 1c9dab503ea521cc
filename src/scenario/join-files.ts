import { valueAt, type LocatedField, type LocatedMap, type LocatedNode } from '../document/index.ts';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { contentOf } from './digest.ts';
import { withEntry } from './compose.ts';
import type { ScenarioCode } from './problems.ts';

/** A file that was read, with `defaults` laid below its workloads. */
export interface FileTree {
  readonly file: string;
  readonly root: LocatedMap;
}

/** What the files of a portfolio share where they name the same. */
const shared = ['teams', 'platforms', 'prices', 'offers', 'clusters'] as const;
/** What every amount depends on, with what holds where a file does not say. */
const settings = new Map([
  ['currency', 'USD'],
  ['hours_per_month', '730'],
  ['defaults', ''],
]);

/**
 * Several files as one portfolio: workloads side by side, and teams, clusters, platforms, prices and offers that go by the same
 * id are one thing, which all of them state alike. Other keys hold for all, and no two files may state them differently.
 */
export function joinFiles([first, ...others]: readonly FileTree[]): Result<LocatedMap> {
  if (first === undefined) throw new Error('no files to join');
  if (others.length === 0) return ok(first.root);
  const problems: Diagnostic[] = [];
  let joined = first.root;
  for (const { file, root } of others) {
    for (const [key, field] of root.entries) {
      const known = joined.entries.get(key);
      if (known === undefined) joined = withField(joined, field);
      else if (key === 'workloads') joined = withField(joined, merged(known, field, null, problems));
      else if (shared.some((each) => each === key))
        joined = withField(joined, merged(known, field, 'alike', problems));
      else if (
        key !== 'crossover' &&
        key !== 'name' &&
        !settings.has(key) &&
        !isSame(known.value, field.value)
      )
        problems.push(differs(key, field.value, known.value));
    }
    for (const [key, otherwise] of settings) {
      const [known, own] = [valueAt(first.root, key), valueAt(root, key)];
      const silent = known === undefined ? first.file : own === undefined ? file : null;
      if (textOf(known, otherwise) !== textOf(own, otherwise))
        problems.push(differs(key, own ?? known ?? first.root, known ?? root, silent));
    }
  }
  if (hasErrors(problems)) return fail(...problems);
  const names = [first, ...others].map(({ file, root }) => {
    const stated = valueAt(root, 'name');
    return stated?.type === 'scalar' ? stated.text : file.replace(/^.*[/\\]/u, '').replace(/\.ya?ml$/u, '');
  });
  const name: LocatedNode = { type: 'scalar', text: names.join(' + '), span: first.root.span, quoted: true };
  return ok(withEntry(joined, 'name', name));
}

function withField(map: LocatedMap, field: LocatedField): LocatedMap {
  return { ...map, entries: new Map([...map.entries, [field.key, field]]) };
}

/** Entries of both; those of one id have to be alike, or, where `same` is null, are an error. */
function merged(
  known: LocatedField,
  more: LocatedField,
  same: 'alike' | null,
  problems: Diagnostic[],
): LocatedField {
  const clash = (id: string, own: LocatedNode, other: LocatedNode): void => {
    if (same === 'alike' && isSame(own, other)) return;
    const hint =
      same === null
        ? 'give one of them another id'
        : 'state it alike in both files, or give one of them another id';
    const text =
      same === null
        ? `${more.key}.${id}: ${placeOf(other)} has a workload of that id too`
        : `${more.key}.${id}: ${placeOf(other)} states it differently`;
    problems.push(problem('scenario/conflict' satisfies ScenarioCode, text, { span: own.span, hint }));
  };
  if (known.value.type === 'map' && more.value.type === 'map') {
    const entries = new Map(known.value.entries);
    for (const [id, field] of more.value.entries) {
      const before = entries.get(id);
      if (before === undefined) entries.set(id, field);
      else clash(id, field.value, before.value);
    }
    return { ...known, value: { ...known.value, entries } };
  }
  if (known.value.type === 'list' && more.value.type === 'list') {
    const before = new Map(known.value.items.map((item) => [idOf(item), item] as const));
    const items = [...known.value.items];
    for (const item of more.value.items) {
      const id = idOf(item);
      const found = id === undefined ? undefined : before.get(id);
      if (found === undefined || id === undefined) items.push(item);
      else clash(id, item, found);
    }
    return { ...known, value: { ...known.value, items } };
  }
  if (!isSame(known.value, more.value)) problems.push(differs(more.key, more.value, known.value));
  return known;
}

function differs(
  key: string,
  own: LocatedNode,
  other: LocatedNode,
  silent: string | null = null,
): Diagnostic {
  const text =
    silent === null
      ? `${key}: ${placeOf(other)} states it differently`
      : `${key}: ${silent} does not state it, and files of one portfolio have to agree`;
  return problem('scenario/conflict' satisfies ScenarioCode, text, {
    span: own.span,
    hint: 'files of one portfolio state it alike',
  });
}

function placeOf({ span }: LocatedNode): string {
  return `${span.file}:${span.line}`;
}

function idOf(item: LocatedNode): string | undefined {
  const id = item.type === 'map' ? valueAt(item, 'id') : undefined;
  return id?.type === 'scalar' ? id.text : undefined;
}

function textOf(node: LocatedNode | undefined, otherwise: string): string {
  if (node === undefined) return JSON.stringify(otherwise);
  return JSON.stringify(
    node.type === 'scalar' ? node.text.replace(/\s*hours?(\/month)?$/u, '') : contentOf(node),
  );
}

function isSame(a: LocatedNode, b: LocatedNode): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}
