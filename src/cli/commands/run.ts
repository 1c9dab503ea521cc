import { resolve } from 'node:path';
import type { Command } from 'commander';
import { compare, runModel, togetherWith, type Subject } from '../../analysis/index.ts';
import { hasErrors, problem } from '../../diagnostics/index.ts';
import { listBundledScenarios, solveProgram } from '../../io/index.ts';
import { buildPortfolio, type Model, type Portfolio } from '../../model/index.ts';
import { formatsOf, wholeOf, type Content, type FormatOf, type ScreenOptions } from '../../report/index.ts';
import { costRanges } from '../cost-ranges.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { loadModel, quickStart, scenarioFilesOf, standardInput } from '../../loading/index.ts';
import { openLongWork } from '../long-work.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { unusedOptions } from '../unused-options.ts';
import { renderOnChange } from '../watch.ts';

const examples = `
Examples:
  crossover run                                  the bundled quick-start
  crossover run support.yaml                     the answer of a file, on one screen
  crossover run support.yaml --details           all of it, line by line
  crossover run scenarios/                       every scenario of a folder
  generate | crossover run -                     a scenario from standard input
  crossover run article-as-published             a bundled scenario, by its name
  crossover run support.yaml --set workloads.support-chat.volume="5M requests/month"
  crossover run support.yaml --as-of 2026-06-01  with the prices that held then
  crossover run support.yaml --format json --out result.json
  crossover run support.yaml --watch             again on every change, with what changed`;

/** `crossover run [FILE...]`: the main job. */
export function addRun(command: Command, session: Session): void {
  command
    .description(
      'For every workload, show which option to choose, what each costs, and at which volume the answer flips.',
    )
    .argument(
      '[files...]',
      'scenario files, folders of them, names of bundled scenarios, or - for standard input',
    )
    .option('--details', 'show every section: cost lines, capacity, sensitivity, sources')
    .option('--brief', 'one line per workload')
    .option('--watch', 'run again whenever a file changes, until Ctrl-C')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/result/1'));
  command.action(
    session.action(async (named: readonly string[], flags: Flags) => {
      const { environment } = session;
      const options = readOptions(environment);
      if (flags.details === true && flags.brief === true) {
        const message =
          '--details and --brief exclude each other: one shows everything, the other one line a workload';
        return reportDiagnostics(environment, [problem('cli/conflict', message)]);
      }
      const unused = unusedOptions(command, [
        [
          ['--details', '--brief'],
          options.format !== 'table',
          `with --format ${options.format}, which has everything`,
        ],
      ]);
      if (unused.length > 0) return reportDiagnostics(environment, unused);
      // A redirected file is what was meant, not the bundled example.
      const files = named.length === 0 && environment.isInputFile?.() === true ? [standardInput] : named;
      const asked = { ...options, detail: detailOf(flags) };
      if (flags.watch === true) return watch(session, asked, files);
      const { code } = await run(session, asked, files);
      if (files.length === 0) await nameOthers(session, options);
      return code;
    }),
  );
}

interface Flags {
  readonly watch?: boolean;
  readonly details?: boolean;
  readonly brief?: boolean;
}

type Detail = NonNullable<ScreenOptions['detail']>;

interface RunOptions extends GlobalOptions<FormatOf<'crossover/result/1'>> {
  readonly detail: Detail;
}

function detailOf({ details, brief }: Flags): Detail {
  if (brief === true) return 'brief';
  return details === true ? 'full' : 'screen';
}

interface Ran {
  readonly code: ExitCode;
  /** The scenarios that could be computed, by the file as it was named. */
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Absolute paths of all that was read, and of what was to be. */
  readonly paths: readonly string[];
}

/** Computes and delivers, unless `isNews` says that there is nothing new. */
async function run(
  session: Session,
  options: RunOptions,
  files: readonly string[],
  isNews: (subjects: Ran['subjects']) => boolean = () => true,
): Promise<Ran> {
  const { environment } = session;
  const found = await Promise.all(
    (files.length === 0 ? [quickStart] : files).map((file) => scenarioFilesOf(file, environment.cwd)),
  );
  const problems = found.flatMap((each) => [...each.diagnostics]);
  const wanted = found.flatMap((each) => (each.ok ? each.value : []));
  if (hasErrors(problems)) {
    return {
      code: reportDiagnostics(environment, problems),
      subjects: new Map(),
      paths: files.map((file) => resolve(environment.cwd, file)),
    };
  }
  if (wanted.length > 1 && isOneFile(options.format)) {
    const message = `--format ${options.format} takes one scenario at a time, and there are ${wanted.length}`;
    return {
      code: reportDiagnostics(environment, [problem('cli/one-scenario', message)]),
      subjects: new Map(),
      paths: [],
    };
  }
  const models: { readonly file: string; readonly model: Model }[] = [];
  const subjects = new Map<string, Subject>();
  const paths = new Set<string>();
  let failed: ExitCode = exitCodes.done;
  for (const file of wanted) {
    const { model, sources } = await loadModel(file, options, environment.cwd);
    for (const path of [...sources.paths.values(), resolve(environment.cwd, file)]) {
      if (path !== '') paths.add(path);
    }
    const shown = { sources: sources.texts, quiet: options.quiet };
    const code = reportDiagnostics(environment, model.diagnostics, shown);
    if (!model.ok || hasErrors(model.diagnostics)) {
      failed = code > failed ? code : failed;
      continue;
    }
    subjects.set(file, { form: 'model', model: model.value });
    models.push({ file, model: model.value });
  }
  const ran = { subjects, paths: [...paths] };
  if (failed !== exitCodes.done) return { ...ran, code: failed };
  if (!isNews(subjects)) return { ...ran, code: exitCodes.done };
  /** A workload of which no option can be chosen has no answer, though the others have. */
  let unanswered: ExitCode = exitCodes.done;
  const bodies: Content[] = [];
  // One scenario is computed in one go, and Ctrl-C ends the process.
  const work =
    models.length < 2
      ? undefined
      : openLongWork(environment, { total: models.length, unit: 'scenarios' }, options.quiet);
  try {
    for (const { file, model } of models) {
      if (work !== undefined && !(await work.pause(bodies.length))) break;
      const result = await togetherWith(runModel(model), model, {
        build: portfolioOf,
        solve: async (program) => solveProgram(program, { nodes: mostNodes }),
      });
      if (result.workloads.some(({ placement }) => placement.option === null))
        unanswered = exitCodes.wrongInput;
      const isScreen = options.format === 'table' && options.detail === 'screen';
      const ranges = isScreen ? costRanges(model, result) : undefined;
      const asked = { detail: options.detail, file, model, ...(ranges === undefined ? {} : { ranges }) };
      bodies.push(await renderResult(result, options, asked));
    }
  } finally {
    work?.close();
  }
  const end = work?.signal.aborted === true ? exitCodes.interrupted : unanswered;
  if (bodies.length === 0 && end === exitCodes.interrupted) return { ...ran, code: end };
  return {
    ...ran,
    code: await deliver(session, joined(bodies, options, isOneScenario(files, wanted)), options.out, end),
  };
}

/** A search beside the answers is a short one; `place` has more. */
const mostNodes = 200;

function portfolioOf({ scenario, catalog }: Model): Portfolio | null {
  const portfolio = buildPortfolio(scenario, catalog);
  return portfolio.ok ? portfolio.value : null;
}

/** The first time all; then what is new, and what changed since the last time. */
async function watch(session: Session, options: RunOptions, files: readonly string[]): Promise<ExitCode> {
  const { environment } = session;
  const isText = options.format === 'table' || options.format === 'markdown';
  if (!isText && options.out === undefined) {
    const message = `--watch with --format ${options.format} needs --out: several results in a row are no ${options.format}`;
    return reportDiagnostics(environment, [problem('cli/watch', message)]);
  }
  let last: Ran['subjects'] | null = null;
  const first = files.map((file) => resolve(environment.cwd, file));
  return renderOnChange(session, first, async () => {
    const before = last;
    const changes = (now: Ran['subjects']) =>
      before === null ? null : compare({ name: 'before', subjects: before }, { name: 'now', subjects: now });
    const ran = await run(session, options, files, (now) => {
      const found = changes(now);
      return found === null || !found.ok || found.value.changed;
    });
    if (ran.subjects.size === Math.max(1, new Set(files).size)) {
      const found = changes(ran.subjects);
      if (found?.ok === true) {
        const shown = await renderResult(found.value, {
          ...options,
          format: isText ? options.format : 'table',
        });
        await deliver(session, shown, undefined);
      }
      last = ran.subjects;
    }
    return ran.paths;
  });
}

/** Formats of which several cannot stand in one output, one after the other. */
function isOneFile(format: GlobalOptions<FormatOf<'crossover/result/1'>>['format']): boolean {
  return format === 'xlsx' || format === 'html' || format === 'svg';
}

/** Whether one scenario was named, and no folder of them: the shape of JSON follows from the words, not from what is found. */
function isOneScenario(named: readonly string[], found: readonly string[]): boolean {
  return named.length === 0 || (named.length === 1 && found.length === 1 && named[0] === found[0]);
}

/** Several results in one output: one JSON object with a list of them, or one report after the other. */
function joined(
  bodies: readonly Content[],
  options: GlobalOptions<FormatOf<'crossover/result/1'>>,
  isOne: boolean,
): Content {
  const [only] = bodies;
  if (bodies.length === 1 && only !== undefined && (isOne || options.format !== 'json')) return only;
  const texts = bodies.map((body) => String(wholeOf(body)));
  if (options.format === 'json') {
    const list = texts.map((text) => text.trimEnd()).join(',\n');
    return `{\n"schema": "crossover/results/1",\n"results": [\n${list}\n]\n}\n`;
  }
  return options.format === 'csv' || options.format === 'focus'
    ? texts.map(withoutRepeatedHeader).join('')
    : texts.join('\n');
}

/** Rows of several results stand under one header. */
function withoutRepeatedHeader(text: string, index: number): string {
  return index === 0 ? text : text.slice(text.indexOf('\n') + 1);
}

async function nameOthers(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/result/1'>>,
): Promise<void> {
  const names = await listBundledScenarios();
  if (options.quiet || !names.ok) return;
  const others = names.value.filter((name) => name !== quickStart);
  session.environment.stderr.write(
    `\nThis was the bundled ${quickStart}. Others: ${others.join(', ')}\nRun one with: crossover run NAME\n`,
  );
}
