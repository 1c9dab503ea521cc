import type { ForecastResult, PlaceResult, RunResult } from '../../analysis/index.ts';
import { fail, ok, problem, type Diagnostic, type Result, type Span } from '../../diagnostics/index.ts';
import type { Codec, Json, LocatedNode, Report } from '../../document/index.ts';
import { forecastWire } from '../results/forecast/wire.ts';
import { placeWire } from '../results/place/wire.ts';
import { runWire } from '../results/run/wire.ts';
import { depthOf, jsonTree, syntaxErrorIn } from './json-tree.ts';

const deepest = 64;
const mostProblems = 20;
const expected: RunResult['schema'] = 'crossover/result/1';

/** A saved result, with the places of its workloads and options for what is found out about them. */
export interface SavedResult<R = RunResult> {
  readonly result: R;
  readonly locate: (workload: string | null, option: string | null) => Span | null;
}

/**
 * A result of `run` that was saved with `--format json`, to be reported again without computing. Keys that this version
 * does not know are kept. `file` names it in problems.
 */
export function loadSavedResult(saved: string, file: string): Result<SavedResult> {
  return loadSavedAs(saved, file, { wire: runWire, schema: expected });
}

/** The same of `forecast`. */
export function loadSavedForecast(saved: string, file: string): Result<SavedResult<ForecastResult>> {
  return loadSavedAs(saved, file, { wire: forecastWire, schema: 'crossover/forecast/1' });
}

/** The same of `place`. */
export function loadSavedPlan(saved: string, file: string): Result<SavedResult<PlaceResult>> {
  return loadSavedAs(saved, file, { wire: placeWire, schema: 'crossover/place/1' });
}

/** Whether a text says near its beginning that it is a forecast: of what is none, a result of `run` is expected. */
export function isSavedForecast(saved: string): boolean {
  return /"schema"\s*:\s*"crossover\/forecast\//u.test(saved.slice(0, 1_000));
}

interface Kind<R> {
  readonly wire: Codec<R>;
  readonly schema: string;
}

function loadSavedAs<R>(saved: string, file: string, kind: Kind<R>): Result<SavedResult<R>> {
  const text = saved.replace(/^\ufeff/u, '');
  const json = parsed(text);
  const result = json === undefined ? undefined : kind.wire.decode(json);
  if (result !== undefined) return ok({ result, locate: locator(text, file) });
  // Only what is no result is looked at for how deep it nests: places are found by going down.
  if (depthOf(text) > deepest) {
    const message = `nested deeper than ${deepest} levels, which no result is`;
    return fail(problem('report/too-deep', message, { span: { file, line: 1, column: 1, length: 0 } }));
  }
  return json === undefined ? fail(notJson(text, file)) : fail(...problemsOf(text, file, kind));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** What keeps a text that is JSON from being a result, each with its place. */
function problemsOf<R>(text: string, file: string, { wire, schema }: Kind<R>): readonly Diagnostic[] {
  const root = jsonTree(text, file);
  const wrongSchema = checkSchema(root, schema);
  if (wrongSchema !== null) return [wrongSchema];
  const report: Report = { area: 'report', diagnostics: [] };
  wire.read(root, '', report);
  const { diagnostics } = report;
  if (diagnostics.length <= mostProblems) return diagnostics;
  const hint = `${diagnostics.length} places are wrong in all`;
  return diagnostics.slice(0, mostProblems).map((each) => ({ ...each, hint }));
}

function notJson(text: string, file: string): Diagnostic {
  const before = text.slice(0, syntaxErrorIn(text)).split('\n');
  const span = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, length: 1 };
  return problem('report/not-json', 'a saved result is JSON, and this is not', {
    span,
    hint: 'save one with: crossover run FILE --format json --out result.json',
  });
}

/** The command whose results have a schema. */
function commandOf(schema: string): string {
  const name = schema.split('/')[1] ?? '';
  return name === 'result' ? 'run' : name;
}

function checkSchema(root: LocatedNode, meant: string): Diagnostic | null {
  const node = valueOf(root, 'schema');
  const schema = node?.type === 'scalar' && node.quoted ? node.text : undefined;
  if (schema === meant) return null;
  const shown = node === undefined ? { ...root.span, length: 1 } : node.span;
  if (root.type === 'list' || schema === 'crossover/results/1') {
    const hint = 'save each scenario to a file of its own';
    return problem('report/several-results', 'this holds several results, and one is expected', {
      span: shown,
      hint,
    });
  }
  if (schema === undefined) {
    return problem('report/no-schema', `this is not a saved result: it has no schema, such as ${meant}`, {
      span: shown,
    });
  }
  return problem('report/unknown-schema', `schema: expected ${meant}, but this is ${schema.slice(0, 100)}`, {
    span: shown,
    hint: schema.startsWith(meant.replace(/\d+$/u, ''))
      ? 'it was saved by another version of crossover: run the scenario again'
      : `only results of \`crossover ${commandOf(meant)}\` can be loaded`,
  });
}

/** How deep the id of an option stands: in the whole, its workloads, one of them, its options, one of them. */
const depthOfOptions = 5;

/** Places by workload and option, found in one pass over the text when the first is asked for. */
function locator(text: string, file: string): SavedResult['locate'] {
  let places: ReturnType<typeof placesIn> | undefined;
  return (workload, option) => {
    places ??= placesIn(jsonTree(text, file, depthOfOptions));
    const found = places.workloads.get(workload ?? '');
    return found === undefined ? places.whole : (found.options.get(option ?? '') ?? found.span);
  };
}

function placesIn(root: LocatedNode): {
  readonly whole: Span;
  readonly workloads: ReadonlyMap<
    string,
    { readonly span: Span; readonly options: ReadonlyMap<string, Span> }
  >;
} {
  const whole = valueOf(valueOf(root, 'portfolio'), 'monthly')?.span ?? root.span;
  const workloads = new Map(
    itemsOf(root, 'workloads').map((workload) => {
      const options = new Map(itemsOf(workload, 'options').map((option) => idOf(option)));
      const [id, span] = idOf(workload);
      return [id, { span, options }];
    }),
  );
  return { whole, workloads };
}

function idOf(node: LocatedNode): readonly [id: string, span: Span] {
  const id = valueOf(node, 'id');
  return id?.type === 'scalar' ? [id.text, id.span] : ['', node.span];
}

function itemsOf(node: LocatedNode, key: string): readonly LocatedNode[] {
  const value = valueOf(node, key);
  return value?.type === 'list' ? value.items : [];
}

function valueOf(node: LocatedNode | undefined, key: string): LocatedNode | undefined {
  return node?.type === 'map' ? node.entries.get(key)?.value : undefined;
}
