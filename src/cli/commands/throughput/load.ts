import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadCosts } from '../../../analysis/index.ts';
import { evaluate, Exact } from '../../../formula/index.ts';
import { loadModel } from '../../../loading/index.ts';
import { coldStarts, type Model } from '../../../model/index.ts';
import { deliver } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, loadFlags, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { loadCsv, loadText, type Idle } from './load-text.ts';

const examples = `
The rates are those of the peak; the workload is otherwise as the scenario has it. Its constraints ask for the times:
constraints: { latency: { ttft: 500 ms, tpot: 40 ms, at: 95% } }.

Examples:
  crossover throughput load support.yaml --requests-per-second 1..50
  crossover throughput load support.yaml --requests-per-second 5,20,80 --scale-to-zero 300 --start-up 90`;

interface Flags {
  readonly requestsPerSecond: readonly Exact[];
  readonly scaleToZero?: number;
  readonly startUp: number;
}

/** `crossover throughput load FILE`: load to latency to cost. */
export function addThroughputLoad(command: Command, session: Session): void {
  command
    .description(
      'Show what load does to latency and cost: for a range of requests per second, the replicas that a latency limit asks for by measured curves, the times at the peak, and the cost.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .addOption(
      new Option('--requests-per-second <rates>', 'rates at the peak: LOW..HIGH, LOW..HIGH:COUNT, or a list')
        .argParser(readRates)
        .makeOptionMandatory(),
    )
    .addOption(
      seconds('--scale-to-zero <seconds>', 'switch a single replica off after so long without a request'),
    )
    .addOption(seconds('--start-up <seconds>', 'seconds until a replica that was off answers').default(60))
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, ['table', 'csv'], loadFlags);
  command.action(
    session.action(async (file: string, flags: Flags) =>
      load(session, readOptions(session.environment), { file, flags }),
    ),
  );
}

async function load(
  session: Session,
  options: GlobalOptions<'table' | 'csv'>,
  { file, flags }: { readonly file: string; readonly flags: Flags },
): Promise<ExitCode> {
  const { model, sources } = await loadModel(file, options, session.environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(session.environment, model.diagnostics, shown);
  if (!model.ok) return code;
  const found = loadCosts(model.value, flags.requestsPerSecond);
  if (!found.ok) return reportDiagnostics(session.environment, found.diagnostics, shown);
  const text =
    options.format === 'csv' ? loadCsv(found.value) : loadText(found.value, idleOf(model.value, flags));
  return deliver(session, text, options.out);
}

/** What switching off brings to each workload at its own volume, hour by hour where its profile is known. */
function idleOf(model: Model, { scaleToZero: idle, startUp }: Flags): readonly Idle[] {
  if (idle === undefined) return [];
  return model.workloads.flatMap(({ id, workload, demand }) => {
    if (demand.requests === null) return [];
    const hours = (workload.activeHours ?? model.scenario.hoursPerMonth).value.toNumber();
    const rate = evaluate(demand.requests).toNumber() / (hours * 3600);
    const rates = (workload.profile ?? [new Exact(1)]).map((weight) => rate * weight.toNumber());
    return [{ workload: id, idle, startUp, starts: coldStarts({ rates, idle, startUp, hours }) }];
  });
}

const most = 200;
const number = String.raw`\d{1,6}(?:\.\d{1,6})?`;

function readRates(text: string): readonly Exact[] {
  const [, low, high, count = '6'] =
    new RegExp(`^(${number})\\.\\.(${number})(?::(\\d{1,3}))?$`, 'u').exec(text) ?? [];
  const rates =
    low === undefined || high === undefined
      ? text
          .split(',')
          .map((each) => new Exact(new RegExp(`^${number}$`, 'u').test(each.trim()) ? each.trim() : 0))
      : between(new Exact(low), new Exact(high), Number(count));
  if (rates.length > 0 && rates.length <= most && rates.every((each) => each.gt(0)))
    return rates.toSorted((a, b) => a.cmp(b));
  throw new InvalidArgumentError(
    `Expected rates above 0 such as 1..50, 1..50:6 or 5,20,80, at most ${most}.`,
  );
}

function between(low: Exact, high: Exact, count: number): readonly Exact[] {
  if (count < 2 || count > most || high.lte(low)) return [];
  const step = high.minus(low).div(count - 1);
  return Array.from({ length: count }, (_, at) => low.plus(step.times(at)).toSignificantDigits(6));
}

function seconds(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    if (/^\d{1,6}(?:\.\d{1,3})?$/u.test(text)) return Number(text);
    throw new InvalidArgumentError('Expected seconds from 0 up.');
  });
}
