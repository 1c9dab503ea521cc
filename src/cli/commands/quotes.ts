import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import {
  modelOfQuotes,
  quotesSteps,
  standInDefaults,
  standInScenario,
  loadQuoteReader,
  loadWorkbookReader,
  workbookKind,
  mostQuoteRows,
  type Basis,
  type QuoteFile,
  type QuotesResult,
} from '../../quotes/index.ts';
import { machinesOf, type Catalog } from '../../catalog/index.ts';
import {
  fail,
  hasErrors,
  ok,
  problem,
  warning,
  type Diagnostic,
  type Result,
} from '../../diagnostics/index.ts';
import { parseQuantity, unit, type Exact } from '../../formula/index.ts';
import { decodeText, readFileBytes } from '../../io/index.ts';
import { formatsOf } from '../../report/index.ts';
import { endOf } from '../answer.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { datedBy, loadCatalog, loadInputs, Sources, type LoadedInputs } from '../../loading/index.ts';
import { inSteps, wasEnded } from '../long-work.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { unusedOptions } from '../unused-options.ts';

const examples = `
A file has a header and a row for each quote: vendor, gpu, node, a price ($/GPU/hr, $/node/hr, or price with per), and
where they apply currency, term, minimum term, upfront, egress, region. See docs/quotes.md for everything.

Examples:
  crossover quotes quotes.csv                                  for ${standInDefaults.volume} of ${standInDefaults.model}
  crossover quotes a.csv b.csv --model llama-3.1-8b --volume "20B tokens/month" --ratio 3:1
  crossover quotes quotes.csv --against anthropic/claude-haiku-4.5
  crossover quotes quotes.csv --scenario support.yaml --workload support-chat
  crossover quotes quotes.xlsx --one-page --format markdown    for a steering committee; --format xlsx as well
  crossover quotes quotes.csv --set exchange.EUR.USD=1.08      where the catalog has no rate`;

interface Flags {
  readonly scenario?: string;
  readonly workload?: string;
  readonly option?: string;
  readonly model?: string;
  readonly against?: string;
  readonly volume?: string;
  readonly ratio?: string;
  readonly currency?: string;
  readonly egress?: string;
  readonly per?: Basis;
  readonly decimal?: 'point' | 'comma';
  readonly onePage?: boolean;
}

/** `crossover quotes FILE...`: vendors' GPU quotes side by side. */
export function addQuotes(command: Command, session: Session): void {
  command
    .description(
      'Compare GPU quotes from CSV files and Excel workbooks: the effective cost of a GPU-hour and of a million tokens, the monthly cost of a workload, the volume from which a quote beats an API, and the price at which each quote would win.',
    )
    .argument('<files...>', 'CSV files and Excel workbooks (.xlsx) of quotes')
    .option('--scenario <file>', 'the scenario whose workload the quotes are for')
    .option('--workload <id>', 'the workload of the scenario; required if it has several')
    .option('--option <id>', 'build option whose cluster and team are used (default: the first)')
    .option(
      '--model <id>',
      `the model that the GPUs serve (default: the scenario's, or ${standInDefaults.model})`,
    )
    .option(
      '--against <id>',
      `the API to compare with: a price entry or a buy option (default: the cheapest, or ${standInDefaults.against})`,
    )
    .option('--volume <volume>', `volume, if there is no scenario (default: ${standInDefaults.volume})`)
    .option(
      '--ratio <in:out>',
      `ratio of input to output tokens, if there is no scenario (default: ${standInDefaults.ratio})`,
    )
    .option(
      '--currency <code>',
      `currency of the results, if there is no scenario (default: ${standInDefaults.currency})`,
    )
    .option('--egress <volume>', "egress traffic per month, such as '500 GB/month'")
    .option('--one-page', 'the answer, at most ten ranked quotes, their terms and caveats, on one page')
    .addOption(
      new Option('--per <what>', 'whether prices are per GPU or per node, if a file does not say').choices([
        'gpu',
        'node',
      ]),
    )
    .addOption(
      new Option('--decimal <mark>', 'decimal mark of all amounts, if a file does not show it').choices([
        'point',
        'comma',
      ]),
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/quotes/1'));
  command.action(
    session.action(async (files: readonly string[], flags: Flags) => {
      const options = readOptions(session.environment);
      const isFigures = options.format === 'json' || options.format === 'csv';
      const unused = unusedOptions(command, [
        [['--locked'], flags.scenario === undefined, 'without --scenario'],
        [['--one-page'], isFigures, `with --format ${options.format}, which has all figures`],
      ]);
      if (unused.length > 0) return reportDiagnostics(session.environment, unused);
      return quotes(session, options, files, flags);
    }),
  );
}

async function quotes(
  session: Session,
  options: GlobalOptions,
  files: readonly string[],
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const misused = misusedFlags(flags);
  const egress = readEgress(flags.egress);
  const { inputs, sources } =
    flags.scenario === undefined
      ? await standIn(flags, options, environment.cwd)
      : await loadInputs(flags.scenario, options, environment.cwd);
  const texts = new Map(sources.texts);
  const read = await readFiles(files, environment.cwd, texts);
  const shown = { sources: texts, quiet: options.quiet };
  const found = [...misused, ...egress.diagnostics, ...inputs.diagnostics, ...read.diagnostics];
  if (!inputs.ok || !read.ok || !egress.ok || hasErrors(found))
    return reportDiagnostics(environment, found, shown);
  const { scenario, catalog } = inputs.value;
  const { readQuotes } = await loadQuoteReader();
  const quoted = readQuotes(read.value, {
    basis: flags.per ?? null,
    decimal: flags.decimal ?? null,
    currency: scenario.currency,
    machines: machinesOf(catalog),
    gpus: new Set(catalog.gpus.keys()),
    taken: takenIds(inputs.value),
  });
  const { rejected, warnings } = quoted;
  if (quoted.quotes.length === 0) {
    const none = problem('quotes/none', 'no row of these files is a quote that can be read');
    return reportDiagnostics(environment, [...found, ...warnings, ...rejected, none], shown);
  }
  const question = {
    scenario,
    catalog,
    quotes: quoted.quotes,
    workload: flags.workload ?? null,
    option: flags.option ?? null,
    model: flags.model ?? null,
    against: flags.against ?? (flags.scenario === undefined ? usualRival(catalog) : null),
    egress: egress.value,
  };
  const asked = {
    unit: 'quotes',
    quiet: options.quiet,
    isNothing: (found: QuotesResult) => found.quotes.length === 0,
  };
  const steps = quotesSteps(question, rejected, flags.scenario === undefined);
  const result = await inSteps(environment, asked, steps);
  if (wasEnded(result)) return exitCodes.interrupted;
  // The good rows go on, so the bad ones are no failure.
  const bad = rejected.map(({ code, message, span, hint }) => warning(code, message, { span, hint }));
  const code = reportDiagnostics(environment, [...found, ...warnings, ...bad, ...result.diagnostics], shown);
  if (!result.ok) return code;
  // Prices side by side are no answer where none of them can be ranked.
  const isAnswered = result.value.quotes.some(({ rank }) => rank !== null);
  const end = endOf(result.value, isAnswered ? exitCodes.done : exitCodes.wrongInput);
  const detail = flags.onePage === true ? 'page' : 'full';
  // Only a workbook computes again.
  const formulas = options.format === 'xlsx' && flags.onePage !== true ? modelOfQuotes(question) : null;
  const made = formulas === null ? {} : { quoted: formulas };
  return deliver(session, await renderResult(result.value, options, { detail, ...made }), options.out, end);
}

/** What quotes are held against where nobody says, if the catalog has it. */
function usualRival({ tokens }: Catalog): string | null {
  return tokens.has(standInDefaults.against) ? standInDefaults.against : null;
}

function misusedFlags(flags: Flags): readonly Diagnostic[] {
  if (flags.scenario === undefined) {
    return (['workload', 'option'] as const)
      .filter((name) => flags[name] !== undefined)
      .map((name) =>
        problem('quotes/flags', `--${name} names a part of a scenario, and there is no --scenario`),
      );
  }
  return (['volume', 'ratio', 'currency'] as const)
    .filter((name) => flags[name] !== undefined)
    .map((name) =>
      problem('quotes/flags', `--${name} is for quotes without a scenario`, {
        hint: `with one, use --set ${name === 'currency' ? 'currency' : `workloads.ID.${name}`}=...`,
      }),
    );
}

function readEgress(text: string | undefined): Result<Exact | null> {
  if (text === undefined) return ok(null);
  const read = parseQuantity(text, [unit('GB/month'), unit('GB')]);
  if (!read.ok)
    return fail(problem('quotes/flags', `--egress: ${read.problem.message}`, { hint: read.problem.hint }));
  return read.measure.value.isNegative()
    ? fail(problem('quotes/flags', `--egress: expected at least 0, found '${text}'`))
    : ok(read.measure.value);
}

/** A scenario of what flags and defaults say, under the catalog of the flags. */
async function standIn(flags: Flags, options: GlobalOptions, cwd: string): Promise<LoadedInputs> {
  const sources = new Sources();
  const overrides = options.set.map(({ path, value }) => ({ address: path, text: value }));
  const { model, volume, ratio, currency } = { ...standInDefaults, ...flags };
  const scenario = standInScenario({ model, volume, ratio, currency }, overrides);
  const catalog = await loadCatalog(options.catalog ?? null, cwd, sources);
  const diagnostics = [...scenario.diagnostics, ...catalog.diagnostics];
  if (!scenario.ok || !catalog.ok) return { inputs: fail(...diagnostics), sources };
  return {
    inputs: ok({ scenario: datedBy(scenario.value, options), catalog: catalog.value }, diagnostics),
    sources,
  };
}

async function readFiles(
  files: readonly string[],
  cwd: string,
  texts: Map<string, string>,
): Promise<Result<readonly QuoteFile[]>> {
  const diagnostics: Diagnostic[] = [];
  const read: QuoteFile[] = [];
  for (const file of new Set(files)) {
    const bytes = await readFileBytes(resolve(cwd, file), { name: file });
    diagnostics.push(...bytes.diagnostics);
    if (!bytes.ok) continue;
    const found = await readFile(file, bytes.value);
    diagnostics.push(...found.diagnostics);
    if (!found.ok) continue;
    read.push(found.value);
    if ('text' in found.value) texts.set(file, found.value.text);
  }
  return hasErrors(diagnostics) ? fail(...diagnostics) : ok(read, diagnostics);
}

/** A workbook by what its bytes are, whatever its name; anything else as text. */
async function readFile(file: string, bytes: Uint8Array): Promise<Result<QuoteFile>> {
  const kind = workbookKind(bytes);
  if (kind === 'old') {
    const message = `${file}: it is an old Excel file (.xls), or a workbook protected by a password`;
    const hint = 'save it as an Excel workbook (.xlsx) without a password, or as CSV';
    return fail(problem('quotes/file', message, { hint }));
  }
  if (kind === null) {
    const text = decodeText(file, bytes);
    return text.ok ? ok({ file, text: text.value }, text.diagnostics) : text;
  }
  const { readWorkbook } = await loadWorkbookReader();
  const workbook = readWorkbook(bytes, mostQuoteRows + 40);
  if (workbook.ok) return ok({ file, sheets: workbook.sheets, hiddenSheets: workbook.hiddenSheets });
  return fail(problem('quotes/file', `${file}: ${workbook.message}`, { hint: workbook.hint }));
}

/** Ids of offers, clusters and options: a quote's own is unlike all of them. */
function takenIds({
  scenario,
  catalog,
}: Extract<LoadedInputs['inputs'], { ok: true }>['value']): ReadonlySet<string> {
  const options = [...scenario.workloads.values()].flatMap((each) =>
    each.options === 'auto' ? [] : each.options.map(({ id }) => id),
  );
  return new Set([
    ...catalog.offers.keys(),
    ...scenario.offers.keys(),
    ...scenario.clusters.keys(),
    ...options,
    ...catalog.tokens.keys(),
    ...scenario.prices.keys(),
  ]);
}
