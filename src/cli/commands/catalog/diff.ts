import type { Command } from 'commander';
import { compare, type CompareResult, type Subject } from '../../../analysis/index.ts';
import { diffCatalogs } from '../../../catalog/index.ts';
import { fail, hasErrors, ok, problem, type Diagnostic, type Result } from '../../../diagnostics/index.ts';
import { formatsOf, type CatalogDiffResult } from '../../../report/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../../global-options.ts';
import { loadCatalog, loadModel, Sources } from '../../../loading/index.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { unusedOptions } from '../../unused-options.ts';

const examples = `
Examples:
  crossover catalog diff 2026-11 ./prices                      a bundled catalog and a folder
  crossover catalog diff 2026-11 2026-11 --as-of 2026-06-01    nothing: one catalog on one day
  crossover catalog diff old new --scenario support.yaml       which verdicts flip because of it`;

interface Flags {
  readonly scenario?: readonly string[];
}

/** `crossover catalog diff A B`: added, removed, up and down, and which verdicts flip because of it. */
export function addDiff(command: Command, session: Session): void {
  command
    .description(
      'Compare two catalogs: what was added and removed, which prices went up and down and by how much. Each is read as of its own date, unless --as-of says otherwise.',
    )
    .argument('<before>', 'a bundled catalog, or the path of a catalog folder')
    .argument('<after>', 'the same, as it is now')
    .option(
      '--scenario <file>',
      'a scenario that is run under both (repeatable)',
      (file: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), file],
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-diff/1'), [
    '--set',
    '--as-of',
    '--known-at',
  ]);
  command.action(
    session.action(async (before: string, after: string, flags: Flags) => {
      const unused = unusedOptions(command, [
        [['--set'], flags.scenario === undefined, 'without --scenario'],
      ]);
      if (unused.length > 0) return reportDiagnostics(session.environment, unused);
      return diff(session, readOptions(session.environment), { before, after }, flags);
    }),
  );
}

type Names = CatalogDiffResult['names'];

async function diff(
  session: Session,
  options: GlobalOptions,
  names: Names,
  { scenario: files = [] }: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const sources = new Sources();
  const shown = { sources: sources.texts, quiet: options.quiet };
  const before = await loadCatalog(names.before, environment.cwd, sources);
  const after = await loadCatalog(names.after, environment.cwd, sources);
  const loaded = reportDiagnostics(environment, [...before.diagnostics, ...after.diagnostics], shown);
  if (!before.ok || !after.ok) return loaded;
  const texts = new Map(sources.texts);
  const verdicts = files.length === 0 ? ok(null) : await compareScenarios(files, names, options, environment.cwd, texts); // prettier-ignore
  const code = reportDiagnostics(environment, verdicts.diagnostics, { sources: texts, quiet: options.quiet });
  if (!verdicts.ok) return code;
  const changes = diffCatalogs(before.value, after.value, {
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
  });
  const result: CatalogDiffResult = {
    schema: 'crossover/catalog-diff/1',
    names,
    ...changes,
    verdicts: verdicts.value,
  };
  return deliver(session, await renderResult(result, options), options.out);
}

/** Every scenario under both catalogs; each on the day that it states, or that catalog's own. */
async function compareScenarios(
  files: readonly string[],
  { before, after }: Names,
  options: GlobalOptions,
  cwd: string,
  texts: Map<string, string>,
): Promise<Result<CompareResult>> {
  const diagnostics: Diagnostic[] = [];
  const under = async (catalog: string): Promise<ReadonlyMap<string, Subject>> => {
    const subjects = new Map<string, Subject>();
    for (const file of files) {
      const { model, sources } = await loadModel(file, { ...options, catalog }, cwd);
      for (const [name, text] of sources.texts) texts.set(name, text);
      diagnostics.push(
        ...model.diagnostics.map((each) => ({ ...each, message: `under ${catalog}: ${each.message}` })),
      );
      if (model.ok) subjects.set(file, { form: 'model', model: model.value });
    }
    return subjects;
  };
  if (new Set(files).size < files.length) {
    return fail(problem('cli/same-scenario', 'a scenario is given twice'));
  }
  const [was, is] = [await under(before), await under(after)];
  if (hasErrors(diagnostics)) return fail(...diagnostics);
  const compared = compare({ name: before, subjects: was }, { name: after, subjects: is });
  return compared.ok ? ok(compared.value, diagnostics) : compared;
}
