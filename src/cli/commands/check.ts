import { Option, type Command } from 'commander';
import { checkPolicy } from '../../policy/index.ts';
import { formatsOf, type FormatOf } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, loadFlags, parseDate, type GlobalOptions } from '../global-options.ts';
import { loadCheck } from '../../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { unusedOptions } from '../unused-options.ts';

const examples = `
Examples:
  crossover check support.yaml --policy policy.yaml
  crossover check scenarios/ --policy policy.yaml --format sarif --out crossover.sarif
  crossover check plan.json --policy policy.yaml     a saved forecast
  crossover check result.json --policy policy.yaml --on 2026-11-23   price age as of this day`;

interface Flags {
  readonly policy: string;
  readonly on?: string;
}

/** `crossover check FILE... --policy FILE`: exit 1 where a policy is broken. */
export function addCheck(command: Command, session: Session): void {
  command
    .description(
      'Check scenarios and saved results against a policy: budgets of a month and of a forecast, increases, verdicts, margins, hidden costs, price age and input quality. Exits with 1 and shows each violation at the line that causes it.',
    )
    .argument('<files...>', 'scenario files, names of bundled ones, saved results, or folders of them')
    .requiredOption('--policy <file>', 'the policy file')
    .addOption(new Option('--on <date>', 'the reference date for price age').argParser(parseDate))
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/check/1'));
  command.action(
    session.action(async (files: readonly string[], flags: Flags) =>
      check(session, command, readOptions(session.environment), files, flags),
    ),
  );
}

async function check(
  session: Session,
  command: Command,
  options: GlobalOptions<FormatOf<'crossover/check/1'>>,
  files: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const loaded = await loadCheck(files, flags.policy, options, environment.cwd);
  const shown = { sources: loaded.texts, quiet: options.quiet };
  const code = reportDiagnostics(environment, loaded.check.diagnostics, shown);
  if (!loaded.check.ok) return code;
  const { policy, subjects, forecasts } = loaded.check.value;
  const unused = unusedOptions(command, [
    [
      loadFlags,
      subjects.every(({ model }) => model === null),
      'to saved results: they are not computed again',
    ],
  ]);
  if (unused.length > 0) return reportDiagnostics(environment, unused);
  const result = checkPolicy(policy, subjects, flags.on ?? null, forecasts);
  if (!result.ok) return reportDiagnostics(environment, result.diagnostics, shown);
  const end = result.value.passed ? exitCodes.done : exitCodes.checkFailed;
  return deliver(session, await renderResult(result.value, options), options.out, end);
}
