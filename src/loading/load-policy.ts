import { dirname, isAbsolute, join, resolve } from 'node:path';
import {
  hasForecastRules,
  parsePolicy,
  type CheckForecast,
  type CheckSubject,
  type Policy,
} from '../policy/index.ts';
import {
  forecastModel,
  readSide,
  type Comparable,
  type ComparedSet,
  type ComparedSide,
  type ForecastResult,
  type Subject,
} from '../analysis/index.ts';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { readTextFile } from '../io/index.ts';
import type { Model } from '../model/index.ts';
import type { LoadOptions } from './load-options.ts';
import { findSubjectFiles, loadSubject, loadSubjects, stemOf } from './load-subjects.ts';

/** A policy with what it is held against, and the texts that problems point into. */
export interface LoadedCheck {
  readonly check: Result<{
    readonly policy: Policy;
    readonly subjects: readonly CheckSubject[];
    /** Of scenarios, where the policy is about forecasts, and of saved forecasts. */
    readonly forecasts: readonly CheckForecast[];
  }>;
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
  const forecasts: CheckForecast[] = [];
  for (const name of files) {
    const found = await findSubjectFiles(name, cwd);
    diagnostics.push(...found.diagnostics);
    for (const file of found.ok ? found.value.paths : []) {
      const subject = await loadSubject(file, options, cwd, texts);
      diagnostics.push(...subject.diagnostics);
      if (!subject.ok) continue;
      const isOnly = files.length === 1 && found.ok && !found.value.isFolder;
      const base = baseline.ok ? baseline.value : null;
      if (subject.value.form !== 'forecast') subjects.push(checkSubject(file, subject.value, base, isOnly));
      const forecast = policy.ok ? forecastFor(policy.value, subject.value) : null;
      if (forecast === null) continue;
      diagnostics.push(...forecast.diagnostics);
      if (forecast.ok) forecasts.push(checkForecast(file, forecast.value, base, isOnly));
    }
  }
  if (!policy.ok || !baseline.ok || hasErrors(diagnostics)) return { check: fail(...diagnostics), texts };
  return { check: ok({ policy: policy.value, subjects, forecasts }, diagnostics), texts };
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
): Promise<Result<ComparedSet<Comparable> | null>> {
  const { baseline, file } = policy;
  if (baseline === null) return ok(null);
  const path = isAbsolute(baseline.value) ? baseline.value : join(dirname(file), baseline.value);
  const { set, texts: own } = await loadSubjects(path, options, cwd);
  for (const [name, text] of own) texts.set(name, text);
  if (!set.ok)
    return fail(
      ...set.diagnostics.map((each) => (each.span === undefined ? { ...each, span: baseline.span } : each)),
    );
  const computed = [...set.value.subjects.values()].some(({ form }) => form === 'model');
  return computed
    ? fail(
        problem('policy/baseline', 'baseline: expected a saved result, not a scenario', {
          span: baseline.span,
          hint: 'save one with: crossover run FILE --format json --out FILE.json, or with crossover forecast',
        }),
      )
    : ok(set.value);
}

type Located = Pick<CheckForecast, 'locate'> & { readonly result: ForecastResult };

/** The forecast of what is checked; null where it has none, or the policy asks for none. */
function forecastFor(policy: Policy, subject: Comparable): Result<Located> | null {
  if (subject.form === 'forecast') return ok(subject);
  if (subject.form === 'saved' || !hasForecastRules(policy)) return null;
  const result = forecastModel(subject.model);
  return result.ok ? ok({ result: result.value, locate: locateInModel(subject.model) }) : result;
}

/** In a folder of baselines a forecast is beside a result of the same name, or is called `NAME.forecast.json`. */
function checkForecast(
  file: string,
  { result, locate }: Located,
  baseline: ComparedSet<Comparable> | null,
  isOnly: boolean,
): CheckForecast {
  const name = stemOf(file);
  const single = baseline?.subjects.get('');
  const own = [single, baseline?.subjects.get(name), baseline?.subjects.get(`${name}.forecast`)];
  const found = own.find((each) => each?.form === 'forecast');
  const isMeant =
    found?.form === 'forecast' &&
    (found !== single || isOnly || found.result.scenario.name === result.scenario.name);
  return { file, side: result, locate, baseline: isMeant ? found.result : null };
}

function checkSubject(
  file: string,
  subject: Subject,
  baseline: ComparedSet<Comparable> | null,
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
  baseline: ComparedSet<Comparable> | null,
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
