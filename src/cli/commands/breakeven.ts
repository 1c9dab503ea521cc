import type { Command } from 'commander';
import { breakEven, breakEvenSteps, type AskedRange, type BreakEvenResult } from '../../analysis/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { parseQuantity, type InputNode } from '../../formula/index.ts';
import { formatsOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { addGlobalOptions } from '../global-options.ts';
import { inSteps } from '../long-work.ts';
import type { Session } from '../session.ts';

const examples = `
Examples:
  crossover breakeven quick-start                                   in the volume
  crossover breakeven quick-start --solve offers.lambda/h100-sxm/on-demand.hourly
  crossover breakeven quick-start --solve clusters.eu-inference.utilization --range 20%..95%`;

interface Flags {
  readonly solve?: string;
  readonly range?: string;
}

/** `crossover breakeven FILE --solve PATH`: all crossings in one parameter. */
export function addBreakeven(command: Command, session: Session): void {
  command
    .description(
      'For one input, find every value at which another option becomes the cheapest, and show which option is cheapest in between.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .option('--solve <path>', 'the address of the input to solve for (default: the volume of every workload)')
    .option('--range <low..high>', 'search only this range (default: every valid value)')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/breakeven/1'));
  command.action(
    session.action(async (file: string, { solve, range }: Flags) => {
      const options = readOptions(session.environment);
      return answer(session, options, file, async (model) => {
        const rangeOf = (input: InputNode | undefined) =>
          range === undefined ? ok(undefined) : readRange(range, input);
        if (solve === undefined) {
          const isNothing = ({ workloads }: BreakEvenResult): boolean => workloads.length === 0;
          const asked = { unit: 'steps', quiet: options.quiet, isNothing };
          return inSteps(session.environment, asked, breakEvenSteps(model, rangeOf));
        }
        const asked = rangeOf(model.graph.inputs.get(solve));
        return asked.ok ? breakEven(model, solve, asked.value) : asked;
      });
    }),
  );
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
