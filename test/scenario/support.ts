import { fail, ok, problem, renderDiagnostics } from '../../src/diagnostics/index.ts';
import { parseScenario, type Override, type Scenario } from '../../src/scenario/index.ts';

/** Parses the first of the files; the others can be extended by their names. */
export function parseFiles(files: Readonly<Record<string, string>>, overrides: readonly Override[] = []) {
  const [[file, text] = ['', '']] = Object.entries(files);
  return parseScenario({
    file,
    text,
    overrides,
    resolve: (_, reference) => {
      const found = files[reference];
      return found === undefined
        ? fail(problem('scenario/extends', `there is no file ${reference}`))
        : ok({ file: reference, text: found });
    },
  });
}

/** The scenario of the files; throws with the problems, as a test should. */
export function scenarioOf(
  files: Readonly<Record<string, string>>,
  overrides: readonly Override[] = [],
): Scenario {
  const result = parseFiles(files, overrides);
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics, new Map(Object.entries(files))));
  return result.value;
}

/** `code: message` of each problem. */
export function problemsOf(
  files: Readonly<Record<string, string>>,
  overrides: readonly Override[] = [],
): readonly string[] {
  return parseFiles(files, overrides).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

/** A scenario with one workload whose other keys are given. */
export function minimal(workload = '', top = ''): string {
  return `crossover: 1
${top}
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 200 }
    options: { api: { buy: acme/chat } }
${workload.replaceAll(/^/gmu, '    ')}
`;
}
