import { resolve } from 'node:path';
import { readSide } from '../../../analysis/index.ts';
import { fail, ok, problem, type Result } from '../../../diagnostics/index.ts';
import { readTextFile } from '../../../io/index.ts';
import { loadInputs, savedSizeLimit, type LoadedInputs } from '../../../loading/index.ts';
import { buildModel } from '../../../model/index.ts';
import type { Scenario } from '../../../scenario/index.ts';
import { isSavedForecast, loadSavedForecast } from '../../../report/index.ts';
import {
  expectedInMonth,
  heldAgainst,
  heldAgainstForecast,
  withScenario,
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
  /** The scenario of a saved forecast. */
  readonly assumptions: string | null;
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
    ? await againstForecast(profile.value, options, environment.cwd, question)
    : await againstScenario(profile.value, options, environment.cwd, question);
  const diagnostics = [...profile.diagnostics, ...result.diagnostics];
  const code = reportDiagnostics(environment, diagnostics, { sources: texts, quiet: options.quiet });
  if (!result.ok) return code;
  const { patch } = result.value;
  if (!question.patchAlone) return deliver(session, await renderResult(result.value, options), options.out);
  if (patch !== null) return deliver(session, patch, options.out);
  return reportDiagnostics(environment, [
    problem('usage/against', `${question.file} is a saved forecast, which has no inputs to recalibrate`, {
      hint: withScenario,
    }),
  ]);
}

interface Held {
  readonly result: Result<UsageAgainstResult>;
  readonly texts: ReadonlyMap<string, string>;
}

async function againstForecast(
  profile: Profile,
  options: GlobalOptions,
  cwd: string,
  question: AgainstQuestion,
): Promise<Held> {
  const { file, assumptions } = question;
  const text = await readTextFile(resolve(cwd, file), { name: file, sizeLimit: savedSizeLimit });
  if (!text.ok) return { result: text, texts: new Map() };
  const texts = new Map([[file, text.value]]);
  if (!isSavedForecast(text.value)) {
    const hint = 'save one with: crossover forecast FILE --format json --out FILE.json';
    return { result: fail(problem('usage/against', `${file} is no saved forecast`, { hint })), texts };
  }
  const saved = loadSavedForecast(text.value, file);
  if (!saved.ok) return { result: saved, texts };
  const forecast = saved.value.result;
  if (assumptions === null) return { result: heldAgainstForecast(profile, forecast, question), texts };
  const of = { digest: forecast.scenario.digest, file };
  return againstScenario(profile, options, cwd, { ...question, file: assumptions }, of);
}

async function againstScenario(
  profile: Profile,
  options: GlobalOptions,
  cwd: string,
  { file, workload: named, option }: AgainstQuestion,
  forecast: { readonly digest: string; readonly file: string } | null = null,
): Promise<Held> {
  const { inputs, sources } = await loadInputs(file, options, cwd);
  if (!inputs.ok) return { result: inputs, texts: sources.texts };
  const { scenario, catalog } = inputs.value;
  if (forecast !== null && forecast.digest !== scenario.digest)
    return {
      result: fail(
        problem('usage/against', `${forecast.file} was not made of ${file} as it is now`, {
          hint: `save the forecast again, or compare with --against ${file}`,
        }),
      ),
      texts: sources.texts,
    };
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
    const inMonth = expectedInMonth(model.value, id, chosen, profile.period);
    if (!inMonth.ok) return inMonth;
    const read = async (
      set: readonly { readonly path: string; readonly value: string }[],
    ): Promise<Result<Scenario>> => {
      const moved = inMonth.value.settings.flatMap(({ address, value }) =>
        set.some(({ path }) => path === address) ? [] : [{ path: address, value }],
      );
      const again = { ...options, set: [...options.set, ...moved, ...set] };
      const { inputs: loaded }: LoadedInputs = await loadInputs(file, again, cwd);
      return loaded.ok ? ok(loaded.value.scenario) : loaded;
    };
    const expected = inMonth.value.settings.length === 0 ? ok(scenario) : await read([]);
    if (!expected.ok) return expected;
    return heldAgainst(profile, {
      scenario: expected.value,
      catalog,
      inMonth: inMonth.value,
      workload: id,
      option: chosen,
      file,
      withSet: (settings) => read(settings.map(({ address, logged }) => ({ path: address, value: logged }))),
    });
  };
  const result = await held();
  return {
    result: { ...result, diagnostics: [...inputs.diagnostics, ...result.diagnostics] },
    texts: sources.texts,
  };
}
