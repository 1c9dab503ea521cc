import { resolve } from 'node:path';
import { readSide } from '../../../analysis/index.ts';
import { fail, ok, problem, type Result } from '../../../diagnostics/index.ts';
import { readTextFile } from '../../../io/index.ts';
import { loadInputs, savedSizeLimit, type LoadedInputs } from '../../../loading/index.ts';
import { buildModel } from '../../../model/index.ts';
import { isSavedForecast, loadSavedForecast } from '../../../report/index.ts';
import {
  heldAgainst,
  heldAgainstForecast,
  type UsageAgainstResult,
  type UsageResult,
} from '../../../usage/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import type { GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { workloadOf } from './workload-of.ts';

type Profile = Omit<UsageResult, 'scenario'>;

/** What a log is held against: a scenario or a saved forecast, and which of its workloads and options was used. */
export interface AgainstQuestion {
  readonly file: string;
  readonly workload: string | null;
  readonly option: string | null;
  /** Whether to write the scenario as it was used, and nothing else. */
  readonly patchAlone: boolean;
}

/** `crossover usage FILE... --against FILE`: expected beside actual. */
export async function heldAgainstFile(
  session: Session,
  options: GlobalOptions,
  profile: Result<Profile>,
  question: AgainstQuestion,
): Promise<ExitCode> {
  const { environment } = session;
  if (!profile.ok) return reportDiagnostics(environment, profile.diagnostics, { quiet: options.quiet });
  const isForecast = question.file.endsWith('.json');
  const { result, texts } = isForecast
    ? await againstForecast(profile.value, environment.cwd, question)
    : await againstScenario(profile.value, options, environment.cwd, question);
  const diagnostics = [...profile.diagnostics, ...result.diagnostics];
  const code = reportDiagnostics(environment, diagnostics, { sources: texts, quiet: options.quiet });
  if (!result.ok) return code;
  const { patch } = result.value;
  if (!question.patchAlone) return deliver(session, await renderResult(result.value, options), options.out);
  if (patch !== null) return deliver(session, patch, options.out);
  return reportDiagnostics(environment, [
    problem('usage/against', `${question.file} is a saved forecast, which has no inputs to recalibrate`, {
      hint: 'compare the log with the scenario of the forecast',
    }),
  ]);
}

interface Held {
  readonly result: Result<UsageAgainstResult>;
  readonly texts: ReadonlyMap<string, string>;
}

async function againstForecast(
  profile: Profile,
  cwd: string,
  { file, ...asked }: AgainstQuestion,
): Promise<Held> {
  const text = await readTextFile(resolve(cwd, file), { name: file, sizeLimit: savedSizeLimit });
  if (!text.ok) return { result: text, texts: new Map() };
  const texts = new Map([[file, text.value]]);
  if (!isSavedForecast(text.value)) {
    const hint = 'save one with: crossover forecast FILE --format json --out FILE.json';
    return { result: fail(problem('usage/against', `${file} is no saved forecast`, { hint })), texts };
  }
  const saved = loadSavedForecast(text.value, file);
  return { result: saved.ok ? heldAgainstForecast(profile, saved.value.result, asked) : saved, texts };
}

async function againstScenario(
  profile: Profile,
  options: GlobalOptions,
  cwd: string,
  { file, workload: named, option }: AgainstQuestion,
): Promise<Held> {
  const { inputs, sources } = await loadInputs(file, options, cwd);
  if (!inputs.ok) return { result: inputs, texts: sources.texts };
  const { scenario, catalog } = inputs.value;
  const held = async (): Promise<Result<UsageAgainstResult>> => {
    const workload = workloadOf(scenario, named ?? undefined);
    if (!workload.ok) return workload;
    const { id } = workload.value;
    const model = buildModel(scenario, catalog);
    if (!model.ok) return model;
    const side = readSide(model.value).workloads.find((each) => each.id === id);
    const chosen = option ?? side?.placement.option ?? null;
    const names = side?.options.map((each) => each.id) ?? [];
    if (chosen === null || !names.includes(chosen)) {
      const message =
        chosen === null ? `${id} has no option that can be chosen` : `${id} has no option '${chosen}'`;
      return fail(problem('usage/against', message, { hint: `--option with one of ${names.join(', ')}` }));
    }
    return heldAgainst(profile, {
      scenario,
      catalog,
      workload: id,
      option: chosen,
      file,
      withSet: async (settings) => {
        const set = settings.map(({ address, logged }) => ({ path: address, value: logged }));
        const { inputs: again }: LoadedInputs = await loadInputs(
          file,
          { ...options, set: [...options.set, ...set] },
          cwd,
        );
        return again.ok ? ok(again.value.scenario) : again;
      },
    });
  };
  const result = await held();
  return {
    result: { ...result, diagnostics: [...inputs.diagnostics, ...result.diagnostics] },
    texts: sources.texts,
  };
}
