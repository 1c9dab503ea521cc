import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { forecastModel } from '../forecast/index.ts';
import type { Comparable, ComparedSet, Subject } from './compare.ts';
import type { ForecastSet, ForecastSubject } from './forecasts/index.ts';

/** Every scenario of the set forecast; a saved result of `run` has one month and no horizon: a problem. */
export function asForecasts({ name, subjects }: ComparedSet<Comparable>): Result<ForecastSet> {
  const forecasts = new Map<string, ForecastSubject>();
  for (const [file, subject] of subjects) {
    if (subject.form === 'saved') return fail(wrongKind(file || name, 'run', 'forecast'));
    // What is saved beside a result of the same name is called NAME.forecast.json.
    const id = file.replace(/\.forecast$/u, '');
    if (subject.form === 'forecast') {
      forecasts.set(id, { result: subject.result, model: null });
      continue;
    }
    const result = forecastModel(subject.model);
    if (!result.ok) return result;
    forecasts.set(id, { result: result.value, model: subject.model });
  }
  return ok({ name, subjects: forecasts });
}

/** The set without forecasts; a saved one where a month is asked for is a problem. */
export function asStatements({ name, subjects }: ComparedSet<Comparable>): Result<ComparedSet> {
  const statements = new Map<string, Subject>();
  for (const [id, subject] of subjects) {
    if (subject.form === 'forecast') return fail(wrongKind(id || name, 'forecast', 'run'));
    statements.set(id, subject);
  }
  return ok({ name, subjects: statements });
}

function wrongKind(file: string, is: string, meant: string) {
  return problem(
    'compare/kinds',
    `${file} is a saved result of ${is}, and a result of ${meant} is compared`,
    {
      hint: `save one with: crossover ${meant} FILE --format json --out FILE.json`,
    },
  );
}
