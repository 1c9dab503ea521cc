import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parsePolicy, type CheckSubject, type Policy } from '../policy/index.ts';
import { readSide, type ComparedSet, type ComparedSide, type Subject } from '../analysis/index.ts';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { readTextFile } from '../io/index.ts';
import type { Model } from '../model/index.ts';
import type { LoadOptions } from './load-options.ts';
import { findSubjectFiles, loadSubject, loadSubjects, stemOf } from './load-subjects.ts';

/** A policy with what it is held against, and the texts that problems point into. */
export interface LoadedCheck {
  readonly check: Result<{ readonly policy: Policy; readonly subjects: readonly CheckSubject[] }>;
  readonly texts: ReadonlyMap<string, string>;
}

/** Loads a policy, its baseline, and every file that it is to be held against. All problems of all files are reported. */
export async function loadCheck(
  files: readonly string[],
  policyFile: string,
  options: LoadOptions,
  cwd: string,
): Promise<LoadedCheck> {
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const policy = await readPolicy(policyFile, cwd, texts);
  diagnostics.push(...policy.diagnostics);
  const baseline = policy.ok ? await readBaseline(policy.value, options, cwd, texts) : ok(null);
  diagnostics.push(...baseline.diagnostics);
  const subjects: CheckSubject[] = [];
  for (const name of files) {
    const found = await findSubjectFiles(name, cwd);
    diagnostics.push(...found.diagnostics);
    for (const file of found.ok ? found.value.paths : []) {
      const subject = await loadSubject(file, options, cwd, texts);
      diagnostics.push(...subject.diagnostics);
      if (!subject.ok) continue;
      const isOnly = files.length === 1 && found.ok && !found.value.isFolder;
      const base = baseline.ok ? baseline.value : null;
      subjects.push(checkSubject(file, subject.value, base, isOnly));
    }
  }
  if (!policy.ok || !baseline.ok || hasErrors(diagnostics)) return { check: fail(...diagnostics), texts };
  return { check: ok({ policy: policy.value, subjects }, diagnostics), texts };
}

async function readPolicy(file: string, cwd: string, texts: Map<string, string>): Promise<Result<Policy>> {
  const text = await readTextFile(resolve(cwd, file), { name: file });
  if (!text.ok) return text;
  texts.set(file, text.value);
  return parsePolicy(text.value, file);
}

/** The baseline stands beside the policy, wherever the command runs. */
async function readBaseline(
  policy: Policy,
  options: LoadOptions,
  cwd: string,
  texts: Map<string, string>,
): Promise<Result<ComparedSet | null>> {
  const { baseline, file } = policy;
  if (baseline === null) return ok(null);
  const path = isAbsolute(baseline.value) ? baseline.value : join(dirname(file), baseline.value);
  const { set, texts: own } = await loadSubjects(path, options, cwd);
  for (const [name, text] of own) texts.set(name, text);
  if (!set.ok)
    return fail(
      ...set.diagnostics.map((each) => (each.span === undefined ? { ...each, span: baseline.span } : each)),
    );
  const computed = [...set.value.subjects.values()].some(({ form }) => form !== 'saved');
  return computed
    ? fail(
        problem('policy/baseline', 'baseline: expected a saved result, not a scenario', {
          span: baseline.span,
          hint: 'save one with: crossover run FILE --format json --out FILE.json',
        }),
      )
    : ok(set.value);
}

function checkSubject(
  file: string,
  subject: Subject,
  baseline: ComparedSet | null,
  isOnly: boolean,
): CheckSubject {
  const side = subject.form === 'saved' ? subject.result : readSide(subject.model);
  return {
    file,
    side,
    model: subject.form === 'model' ? subject.model : null,
    locate: subject.form === 'model' ? locateInModel(subject.model) : subject.locate,
    baseline: baselineOf(baseline, file, side.scenario.name, isOnly),
  };
}

/** Of a folder the file of the same name; a single one is of the same scenario, or of the only file there is. */
function baselineOf(
  baseline: ComparedSet | null,
  file: string,
  scenario: string,
  isOnly: boolean,
): ComparedSide | null {
  const single = baseline?.subjects.get('');
  const found = single ?? baseline?.subjects.get(stemOf(file));
  if (found?.form !== 'saved') return null;
  const isMeant = single === undefined || isOnly || found.result.scenario.name === scenario;
  return isMeant ? found.result : null;
}

/** The first workload stands for the whole; an option that `options: auto` made stands where its workload does. */
function locateInModel(model: Model): CheckSubject['locate'] {
  const workloads = new Map(model.workloads.map((each) => [each.id, each]));
  return (id, optionId) => {
    const workload = (id === null ? undefined : workloads.get(id)) ?? model.workloads[0];
    const option = id === null ? undefined : workload?.options.find((each) => each.id === optionId);
    return option?.option.span ?? workload?.workload.span ?? null;
  };
}
