import { resolve } from 'node:path';
import type { Command } from 'commander';
import { compare, runModel, type Subject } from '../../analysis/index.ts';
import { hasErrors, problem } from '../../diagnostics/index.ts';
import { listBundledScenarios } from '../../io/index.ts';
import type { Model } from '../../model/index.ts';
import { formatsOf, wholeOf, type Content, type FormatOf } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { loadModel, quickStart } from '../../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { renderOnChange } from '../watch.ts';

const examples = `
Examples:
  crossover run                                  the bundled quick-start
  crossover run support.yaml                     every workload of a file
  crossover run article-as-published             a bundled scenario, by its name
  crossover run support.yaml --set workloads.support-chat.volume="5M requests/month"
  crossover run support.yaml --as-of 2026-06-01  with the prices that held then
  crossover run support.yaml --format json --out result.json
  crossover run support.yaml --watch             again on every change, with what changed`;

/** `crossover run [FILE...]`: the main job. */
export function addRun(command: Command, session: Session): void {
  command
    .description(
      'For every workload of the files: what each option costs line by line, at which volume the answer flips, and which option to take.',
    )
    .argument('[files...]', 'scenario files, or names of bundled scenarios')
    .option('--watch', 'render again when a file changes, until Ctrl-C')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/result/1'));
  command.action(
    session.action(async (files: readonly string[], flags: { readonly watch?: boolean }) => {
      const options = readOptions(session.environment);
      if (flags.watch === true) return watch(session, options, files);
      const { code } = await run(session, options, files);
      if (files.length === 0) await nameOthers(session, options);
      return code;
    }),
  );
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
  options: GlobalOptions<FormatOf<'crossover/result/1'>>,
  files: readonly string[],
  isNews: (subjects: Ran['subjects']) => boolean = () => true,
): Promise<Ran> {
  const { environment } = session;
  const wanted = files.length === 0 ? [quickStart] : files;
  if (wanted.length > 1 && isOneFile(options.format)) {
    const message = `--format ${options.format} takes one scenario at a time, and there are ${wanted.length}`;
    return {
      code: reportDiagnostics(environment, [problem('cli/one-scenario', message)]),
      subjects: new Map(),
      paths: [],
    };
  }
  const models: Model[] = [];
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
    models.push(model.value);
  }
  const ran = { subjects, paths: [...paths] };
  if (failed !== exitCodes.done) return { ...ran, code: failed };
  if (!isNews(subjects)) return { ...ran, code: exitCodes.done };
  /** A workload without any figures has no answer, though the others have. */
  let unanswered: ExitCode = exitCodes.done;
  const bodies: Content[] = [];
  for (const model of models) {
    const result = runModel(model);
    if (!result.workloads.every(({ options: each }) => each.some(({ monthly }) => monthly !== null))) {
      unanswered = exitCodes.wrongInput;
    }
    bodies.push(await renderResult(result, options, model));
  }
  return { ...ran, code: await deliver(session, joined(bodies, options), options.out, unanswered) };
}

/** The first time all; then what is new, and what changed since the last time. */
async function watch(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/result/1'>>,
  files: readonly string[],
): Promise<ExitCode> {
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
  return format === 'xlsx';
}

/** Several results in one output: a JSON array, or one report after the other. */
function joined(bodies: readonly Content[], options: GlobalOptions<FormatOf<'crossover/result/1'>>): Content {
  const [only] = bodies;
  if (bodies.length === 1 && only !== undefined) return only;
  const texts = bodies.map((body) => String(wholeOf(body)));
  if (options.format === 'json') return `[\n${texts.map((text) => text.trimEnd()).join(',\n')}\n]\n`;
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
