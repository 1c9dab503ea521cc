import type { Command } from 'commander';
import {
  asForecasts,
  asStatements,
  compareForecasts,
  compareSteps,
  type Comparable,
  type ComparedSet,
  type CompareResult,
} from '../../analysis/index.ts';
import { problem, type Result } from '../../diagnostics/index.ts';
import type { Model } from '../../model/index.ts';
import { formatsOf, type ReportableResult } from '../../report/index.ts';
import { endOf } from '../answer.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, loadFlags, type GlobalOptions } from '../global-options.ts';
import { loadSubjects } from '../../loading/index.ts';
import { inSteps, wasEnded } from '../long-work.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { unusedOptions } from '../unused-options.ts';

const examples = `
Examples:
  crossover compare main.json support.yaml            a saved result with the scenario as it is now
  crossover compare before.yaml after.yaml            two scenarios: also what caused the change
  crossover compare main/ scenarios/ --format markdown  folders, file by file, for a pull request
  crossover compare plan.json support.yaml            a saved forecast with the forecast as it is now
  crossover compare before.yaml after.yaml --forecast   the forecasts of two scenarios
  crossover compare quick-start --catalog ./new-prices --against 2026-11  one scenario under two catalogs`;

interface Flags {
  readonly forecast?: true;
  readonly against?: string;
  readonly beforeName?: string;
  readonly afterName?: string;
}

/** `crossover compare A B`: what changed, which verdicts flip, and why. */
export function addCompare(command: Command, session: Session): void {
  command
    .description(
      'Show what changed between two states: verdicts that flip, cost by line, and the causes, split into price, volume, mix, capacity, people, exchange rate and assumptions so that the effects add up. Of forecasts: cash, present value, the largest month and years.',
    )
    .argument('<before>', 'a scenario file, the name of a bundled one, a saved result, or a folder of them')
    .argument('[after]', 'the same, as it is now; not used with --against')
    .option('--forecast', 'compare forecasts of the scenarios; a saved forecast is always compared with one')
    .option('--against <catalog>', 'compare one scenario under --catalog with the same under this catalog')
    .option('--before-name <text>', 'what the report calls the first, such as a branch')
    .option('--after-name <text>', 'what it calls the second')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/compare/1'));
  command.action(
    session.action(async (before: string, after: string | undefined, flags: Flags) =>
      run(session, command, readOptions(session.environment), [before, after], flags),
    ),
  );
}

async function run(
  session: Session,
  command: Command,
  options: GlobalOptions,
  [first, second]: readonly [string, string | undefined],
  flags: Flags,
): Promise<ExitCode> {
  const { against } = flags;
  if ((second === undefined) === (against === undefined)) {
    const message = 'compare takes two scenarios, or one with --against CATALOG';
    return reportDiagnostics(session.environment, [problem('cli/compare', message)]);
  }
  const before = await load(
    session,
    first,
    against === undefined ? options : { ...options, catalog: against },
  );
  const after = await load(session, second ?? first, options);
  if (typeof before === 'number' || typeof after === 'number') {
    return typeof before === 'number' ? before : typeof after === 'number' ? after : exitCodes.done;
  }
  const subjects = [...before.subjects.values(), ...after.subjects.values()];
  const unused = unusedOptions(command, [
    [
      loadFlags,
      subjects.every(({ form }) => form !== 'model'),
      'to saved results: they are not computed again',
    ],
  ]);
  if (unused.length > 0) return reportDiagnostics(session.environment, unused);
  const [was, is] = named(before, after, against, options);
  const [one, other] = [
    { ...was, name: flags.beforeName ?? was.name },
    { ...is, name: flags.afterName ?? is.name },
  ];
  const ofForecasts = flags.forecast === true || subjects.some(({ form }) => form === 'forecast');
  const result = ofForecasts
    ? comparedForecasts(one, other)
    : await comparedStatements(session, options, one, other);
  if (wasEnded(result)) return exitCodes.interrupted;
  if (!result.ok) return reportDiagnostics(session.environment, result.diagnostics);
  const [modelBefore, modelAfter] = [onlyModel(one), onlyModel(other)];
  const made =
    modelBefore === null || modelAfter === null
      ? {}
      : { compared: { before: modelBefore, after: modelAfter } };
  const body = await renderResult(result.value, options, made);
  return deliver(session, body, options.out, endOf(result.value));
}

/** The model of a set that has one scenario and no more, and is no saved result. */
function onlyModel({ subjects }: ComparedSet<Comparable>): Model | null {
  const [subject] = subjects.values();
  return subjects.size === 1 && subject?.form === 'model' ? subject.model : null;
}

type Sets = readonly [before: ComparedSet<Comparable>, after: ComparedSet<Comparable>];

function comparedForecasts(...[before, after]: Sets): Result<ReportableResult> {
  const [was, is] = [asForecasts(before), asForecasts(after)];
  if (!was.ok) return was;
  return is.ok ? compareForecasts(was.value, is.value) : is;
}

async function comparedStatements(
  { environment }: Session,
  { quiet }: GlobalOptions,
  ...[before, after]: Sets
): Promise<Result<ReportableResult>> {
  const [was, is] = [asStatements(before), asStatements(after)];
  if (!was.ok) return was;
  if (!is.ok) return is;
  const isNothing = ({ scenarios }: CompareResult): boolean => scenarios.length === 0;
  return inSteps(environment, { unit: 'workloads', quiet, isNothing }, compareSteps(was.value, is.value));
}

/** The set, or the exit code that its problems call for. */
async function load(
  session: Session,
  name: string,
  options: GlobalOptions,
): Promise<ComparedSet<Comparable> | ExitCode> {
  const { set, texts } = await loadSubjects(name, options, session.environment.cwd);
  const shown = { sources: texts, quiet: options.quiet };
  const code = reportDiagnostics(session.environment, set.diagnostics, shown);
  return set.ok ? set.value : code;
}

function named(
  before: ComparedSet<Comparable>,
  after: ComparedSet<Comparable>,
  against: string | undefined,
  options: GlobalOptions,
): Sets {
  const [was, is] =
    against === undefined
      ? [before, after]
      : [
          { ...before, name: `${before.name} under ${against}` },
          { ...after, name: `${after.name} under ${options.catalog ?? 'its own catalog'}` },
        ];
  const isSingle = [was, is].every(({ subjects }) => subjects.size === 1 && subjects.has(''));
  return isSingle ? [renamed(was, nameOf(is)), renamed(is, nameOf(is))] : [was, is];
}

function nameOf({ subjects, name }: ComparedSet<Comparable>): string {
  const [subject] = subjects.values();
  if (subject === undefined) return name;
  return subject.form === 'model' ? subject.model.scenario.name : subject.result.scenario.name;
}

/** Two single scenarios are compared whatever they are called. */
function renamed({ name, subjects }: ComparedSet<Comparable>, to: string): ComparedSet<Comparable> {
  return { name, subjects: new Map([...subjects.values()].map((subject) => [to, subject])) };
}
