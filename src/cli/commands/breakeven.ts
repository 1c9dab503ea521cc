import type { Command } from 'commander';
import { breakEven, type AskedRange } from '../../analysis/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { parseQuantity, type InputNode } from '../../formula/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, readGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { loadModel } from '../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Examples:
  crossover breakeven quick-start --solve workloads.support-chat.volume
  crossover breakeven support.yaml --solve offers.quote-a.hourly
  crossover breakeven support.yaml --solve clusters.eu-inference.utilization --range 20%..95%`;

interface Flags {
  readonly solve: string;
  readonly range?: string;
}

/** `crossover breakeven FILE --solve PATH`: all crossings in one parameter. */
export function addBreakeven(program: Command, session: Session): void {
  const command = program
    .command('breakeven')
    .summary('all crossings in one parameter, and the intervals between them')
    .description(
      'For one input: every value at which another option becomes the cheapest, and which one is between them.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .requiredOption('--solve <path>', 'the address of the input that is varied')
    .option('--range <low..high>', 'only these values; without it, all that the input can have')
    .addHelpText('after', examples);
  addGlobalOptions(command, ['table', 'markdown', 'json', 'csv']);
  command.action(
    session.action(async (file: string, flags: Flags) =>
      solve(session, readGlobalOptions(command, session.environment), file, flags),
    ),
  );
}

async function solve(
  session: Session,
  options: GlobalOptions,
  file: string,
  flags: Flags,
): Promise<ExitCode> {
  const { model, sources } = await loadModel(file, options, session.environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(session.environment, model.diagnostics, shown);
  if (!model.ok) return code;
  const range =
    flags.range === undefined
      ? ok(undefined)
      : readRange(flags.range, model.value.graph.inputs.get(flags.solve));
  if (!range.ok) return reportDiagnostics(session.environment, range.diagnostics, shown);
  const result = breakEven(model.value, flags.solve, range.value);
  if (!result.ok) return reportDiagnostics(session.environment, result.diagnostics, shown);
  return deliver(session, await renderResult(result.value, options), options.out);
}

/** `20%..95%`, in the input's own unit, which may be left out; an open end is left empty. */
function readRange(text: string, input: InputNode | undefined): Result<AskedRange | undefined> {
  if (input === undefined) return ok(undefined);
  const refuse = (message: string, hint = "write it as 'LOW..HIGH', such as 1M..50M"): Result<never> =>
    fail(problem('breakeven/range', `--range ${text}: ${message}`, { hint }));
  const [low, high, ...rest] = text.split('..');
  if (low === undefined || high === undefined || rest.length > 0) return refuse('expected two values');
  const ends = [low, high].map((end) => (end.trim() === '' ? undefined : readEnd(end, input)));
  for (const end of ends)
    if (end !== undefined && !end.ok) return refuse(end.problem.message, end.problem.hint);
  const [from, to] = ends.map((end) => (end?.ok === true ? end.measure.value : undefined));
  const start = from ?? input.minimum;
  if (start === undefined) return refuse('the lower end is missing');
  if (to !== undefined && to.lte(start)) return refuse('the upper end is not above the lower one');
  return ok({ from: start, to: to ?? null });
}

function readEnd(text: string, input: InputNode): ReturnType<typeof parseQuantity> {
  const bare = parseQuantity(text, [input.unit]);
  if (bare.ok || bare.problem.reason !== 'unit') return bare;
  const unit = input.unit.key === '1' ? '' : ` ${input.unit.key}`;
  const completed = parseQuantity(`${text}${unit}`, [input.unit]);
  return completed.ok ? completed : bare;
}
