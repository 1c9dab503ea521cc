import { isShape } from '../statistics/index.ts';
import {
  describeNode,
  readDocument,
  type LocatedField,
  type LocatedMap,
  type LocatedNode,
} from '../document/index.ts';
import { fail, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import type { ScenarioCode } from './problems.ts';

/** A file by its name, as messages show it, with its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Finds the file that `extends: reference` in `fromFile` means. Two ways to one file have to give one name. */
export type ResolveFile = (fromFile: string, reference: string) => Result<SourceFile>;

const mostFiles = 16;
const formatVersion = '1';

/**
 * Diagnostics of a result that is `ok` are errors all the same: they only do not keep the rest from being checked.
 * The file with those that it extends merged below it: maps key by key, lists and all else replaced as a whole; a key
 * without a value (`retries: null`) takes the inherited one away. Every value keeps its place in its own file.
 */
export function composeFiles(source: SourceFile, resolve: ResolveFile): Result<LocatedMap> {
  const problems: Diagnostic[] = [];
  const composed = composeBelow(source, resolve, [], problems);
  return composed.ok ? ok(composed.value, problems) : fail(...problems, ...composed.diagnostics);
}

/** `problems` takes what does not keep the rest of the files from being read. */
function composeBelow(
  source: SourceFile,
  resolve: ResolveFile,
  above: readonly string[],
  problems: Diagnostic[],
): Result<LocatedMap> {
  const read = readDocument(source.text, source.file);
  if (!read.ok) return read;
  const root = read.value;
  const refuse = (code: ScenarioCode, message: string, node: LocatedNode, hint?: string): Result<never> =>
    fail(problem(code, message, { span: node.span, hint }));

  if (root.type !== 'map') {
    const text = `expected a scenario, a map that begins with 'crossover: 1', found ${describeNode(root)}`;
    return refuse('scenario/wrong-type', root.type === 'null' ? 'the file is empty' : text, root);
  }
  const version = root.entries.get('crossover');
  if (version === undefined) {
    const hint = "begin the file with 'crossover: 1'";
    const text = "the key 'crossover' is missing: is this a scenario file?";
    problems.push(problem('scenario/version', text, { span: root.span, hint }));
  } else if (version.value.type !== 'scalar' || version.value.text !== formatVersion) {
    const text = `crossover: expected the format version 1, found ${describeNode(version.value)}`;
    return refuse('scenario/version', text, version.value);
  }
  const own = withEntry(without(root, 'extends'), 'crossover', versionNode(root));
  const reference = root.entries.get('extends')?.value;
  if (reference === undefined) return ok(own);
  if (reference.type !== 'scalar') {
    return refuse(
      'scenario/extends',
      `extends: expected a file, found ${describeNode(reference)}`,
      reference,
    );
  }
  const files = [...above, source.file];
  if (files.length >= mostFiles) {
    return refuse('scenario/extends', `extends: more than ${mostFiles} files extend each other`, reference);
  }
  const found = resolve(source.file, reference.text);
  if (!found.ok) {
    return fail(...found.diagnostics.map((each) => (each.span ? each : { ...each, span: reference.span })));
  }
  if (files.includes(found.value.file)) {
    const circle = [...files.slice(files.indexOf(found.value.file)), found.value.file].join(' → ');
    return refuse('scenario/cycle', `extends: the files extend each other: ${circle}`, reference);
  }
  const base = composeBelow(found.value, resolve, files, problems);
  return base.ok ? ok(mergeMaps(base.value, own)) : base;
}

function versionNode(root: LocatedMap): LocatedNode {
  return { type: 'scalar', span: root.span, text: formatVersion, quoted: false };
}

/** `over` merged onto `base`: maps key by key, everything else replaced; a null in `over` takes the key of `base` away. */
export function mergeMaps(base: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map(base.entries);
  for (const [key, field] of over.entries) {
    const inherited = entries.get(key);
    if (inherited === undefined) entries.set(key, field);
    else if (field.value.type === 'null') entries.delete(key);
    else entries.set(key, mergeFields(inherited, field));
  }
  return { ...over, entries };
}

function mergeFields(base: LocatedField, over: LocatedField): LocatedField {
  if (base.value.type !== 'map' || over.value.type !== 'map') return over;
  // A distribution is a value: one shape does not merge with another.
  if (isDistribution(base.value) || isDistribution(over.value)) return over;
  return { ...over, value: mergeMaps(base.value, over.value) };
}

function isDistribution(node: LocatedMap): boolean {
  const [key] = node.entries.keys();
  return node.entries.size === 1 && key !== undefined && isShape(key);
}

/** The map without a key. */
function without(map: LocatedMap, key: string): LocatedMap {
  const entries = new Map(map.entries);
  entries.delete(key);
  return { ...map, entries };
}

/** The map with a key set to a value. */
export function withEntry(map: LocatedMap, key: string, value: LocatedNode): LocatedMap {
  const entries = new Map(map.entries);
  entries.set(key, { key, keySpan: entries.get(key)?.keySpan ?? value.span, value });
  return { ...map, entries };
}

/** `defaults:` merged below every workload, and then taken away; its `from: sourced` stays, as `defaults: sourced`. */
export function applyDefaults(root: LocatedMap): LocatedMap {
  const given = root.entries.get('defaults')?.value;
  const workloads = root.entries.get('workloads');
  if (given?.type !== 'map' || workloads?.value.type !== 'map') return root;
  const from = given.entries.get('from')?.value;
  const defaults = without(given, 'from');
  const below = from === undefined ? without(root, 'defaults') : withEntry(root, 'defaults', from);
  const entries = new Map<string, LocatedField>();
  for (const [id, field] of workloads.value.entries) {
    const value = field.value.type === 'map' ? mergeMaps(defaults, field.value) : field.value;
    entries.set(id, { ...field, value });
  }
  return withEntry(below, 'workloads', { ...workloads.value, entries });
}
