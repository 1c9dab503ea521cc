import type { RunResult } from '../../analysis/index.ts';
import { fail, ok, problem, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import { findSyntaxError } from './find-syntax-error.ts';
import { locateValue, spanAt } from './locate-value.ts';
import { runSchema } from './run-schema.ts';

const deepest = 64;
const mostProblems = 20;
const expected: RunResult['schema'] = 'crossover/result/1';

/**
 * A result of `run` that was saved with `--format json`, to be reported again without computing. It is given back as it
 * was written, with keys that this version does not know. `file` names it in problems.
 */
export function loadSavedResult(saved: string, file: string): Result<RunResult> {
  const text = saved.replace(/^\ufeff/u, '');
  const parsed = parse(text, file);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (isDeeperThan(value, deepest)) {
    const message = `nested deeper than ${deepest} levels, which no result is`;
    return fail(problem('report/too-deep', message, { span: spanAt(text, file, 0) }));
  }
  const wrongSchema = checkSchema(value, text, file);
  if (wrongSchema !== null) return fail(wrongSchema);
  const checked = runSchema.safeParse(value);
  if (checked.success) return ok(value as RunResult);
  const { issues } = checked.error;
  return fail(
    ...issues.slice(0, mostProblems).map(({ path, message }) =>
      problem('report/wrong-result', `${path.map(String).join('.')}: ${message}`, {
        span: locateValue(text, file, path),
        hint: issues.length > mostProblems ? `${issues.length} places are wrong in all` : undefined,
      }),
    ),
  );
}

function parse(text: string, file: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail(
      problem('report/not-json', 'a saved result is JSON, and this is not', {
        span: spanAt(text, file, findSyntaxError(text), 1),
        hint: 'save one with: crossover run FILE --format json --out result.json',
      }),
    );
  }
}

function checkSchema(value: unknown, text: string, file: string): Diagnostic | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const schema =
    isObject && Object.hasOwn(value, 'schema') ? (value as { schema: unknown }).schema : undefined;
  if (schema === expected) return null;
  const span = locateValue(text, file, schema === undefined ? [] : ['schema']);
  const shown = { ...span, length: schema === undefined ? 1 : span.length };
  if (Array.isArray(value)) {
    const hint = 'save each scenario to a file of its own';
    return problem('report/several-results', 'this holds several results, and one is expected', {
      span: shown,
      hint,
    });
  }
  if (typeof schema !== 'string') {
    return problem('report/no-schema', `this is not a saved result: it has no schema, such as ${expected}`, {
      span: shown,
    });
  }
  return problem(
    'report/unknown-schema',
    `schema: expected ${expected}, but this is ${schema.slice(0, 100)}`,
    {
      span: shown,
      hint: schema.startsWith('crossover/result/')
        ? 'it was saved by another version of crossover: run the scenario again'
        : 'only results of `crossover run` can be loaded',
    },
  );
}

/** Without recursion: the text may be hostile. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= limit; depth += 1) {
    level = level.flatMap(childrenOf);
    if (level.length === 0) return false;
  }
  return true;
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
