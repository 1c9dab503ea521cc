import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { backtest, forecastSteps, readVolumes, type ForecastResult } from '../../analysis/index.ts';
import { problem, type Result } from '../../diagnostics/index.ts';
import { prepareEngine, readTextFile } from '../../io/index.ts';
import type { Model, VolumeSeries } from '../../model/index.ts';
import { formatsOf, type FormatOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { inSteps } from '../long-work.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, parseDate, type GlobalOptions } from '../global-options.ts';
import { countOf } from '../sampling-options.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { unusedOptions } from '../unused-options.ts';

interface Flags {
  readonly volumes?: string;
  readonly samples?: string;
  readonly size?: true;
  readonly seed: string;
  readonly backtest?: true;
  readonly until?: string;
  readonly details?: true;
}

const examples = `
The scenario says which months, what moves, and what happens when:
  horizon: { start: 2026-12, months: 36, discount_rate: 10%/year, api_price_trend: -30%/year }
  events: [{ month: 2027-06, price: openai/gpt-4o-mini, change: -20% }]

Examples:
  crossover forecast support.yaml
  crossover forecast support.yaml --details
  crossover forecast support.yaml --set horizon.months=60 --format csv
  crossover forecast support.yaml --set horizon.discount_rate=8%/year --format json
  crossover forecast support.yaml --volumes plan.csv
  crossover forecast support.yaml --size --samples 2000
  crossover forecast support.yaml --backtest --as-of 2025-10-01   what a forecast of then would have been worth
  crossover forecast support.yaml --samples 10000 --set horizon.gpu_price_trend='{ uniform: [-20%/year, 30%/year] }'`;

/** `crossover forecast FILE`: months, years, what they are worth, and when to switch. */
export function addForecast(command: Command, session: Session): void {
  command
    .description(
      'Show what each option costs month by month: cash when it is paid, expense when it is used, CapEx and OpEx; its present value, payback period and rate of return; which option is the cheapest when, and the best schedule of options.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .option('--volumes <file>', 'volumes by month from a CSV file with the columns month, workload, volume')
    .option(
      '--samples <n>',
      'also simulate this many paths of every input that is a distribution: trends, growth, event changes and so on',
    )
    .option(
      '--size',
      'also say how many GPUs to reserve or buy, from when and for how long, with the rest rented on demand: for the demand as stated, or for all paths of --samples',
    )
    .addOption(new Option('--seed <n>', 'random seed; the same seed gives the same result').default('1'))
    .option(
      '--backtest',
      "forecast as of a day in the past, given by --as-of, and compare it with what the catalog's history says happened",
    )
    .option('--details', 'show every section: months, years, rates of return, cost lines, conventions')
    .addOption(new Option('--until <date>', 'the last day of that history').argParser(parseDate))
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/forecast/1'));
  command.action(
    session.action(async (file: string, flags: Flags) => {
      const tested = flags.backtest === true;
      const options = readOptions(session.environment);
      const unused = unusedOptions(command, [
        [['--details'], options.format !== 'table', `with --format ${options.format}, which has everything`],
        [['--details'], tested, 'to --backtest'],
        [['--seed'], flags.samples === undefined && !tested, 'without --samples'],
        [['--until'], !tested, 'without --backtest'],
        [['--volumes'], tested, 'to --backtest: volumes are as stated on both sides'],
        [['--size'], tested, 'to --backtest'],
      ]);
      if (unused.length > 0) return reportDiagnostics(session.environment, unused);
      return tested ? pastForecast(session, options, file, flags) : forecast(session, options, file, flags);
    }),
  );
}

/** Enough for P10 and P90 to be steady. */
const backtestSamples = 2_000;

async function pastForecast(
  session: Session,
  { format, ...options }: GlobalOptions<FormatOf<'crossover/forecast/1'>>,
  file: string,
  flags: Flags,
): Promise<ExitCode> {
  if (format === 'svg' || format === 'focus')
    return reportDiagnostics(session.environment, [
      problem(
        'cli/conflict',
        format === 'svg'
          ? '--format svg has no chart of --backtest'
          : '--format focus has no rows of --backtest, which is no bill',
      ),
    ]);
  const paths = {
    samples: flags.samples === undefined ? backtestSamples : countOf(flags.samples),
    seed: countOf(flags.seed),
    prepare: await prepareEngine(),
  };
  return answer(session, { ...options, format }, file, (model) =>
    backtest(model, { until: flags.until ?? null, paths }),
  );
}

async function forecast(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/forecast/1'>>,
  file: string,
  flags: Flags,
): Promise<ExitCode> {
  const { environment } = session;
  const table =
    flags.volumes === undefined
      ? null
      : await readTextFile(resolve(environment.cwd, flags.volumes), { name: flags.volumes });
  if (table !== null && !table.ok) return reportDiagnostics(environment, table.diagnostics);
  let given: { readonly volumes?: VolumeSeries } = {};
  const ask = async (model: Model): Promise<Result<ForecastResult>> => {
    const volumes = table === null ? null : readVolumes(model, table.value, flags.volumes ?? '');
    if (volumes !== null && !volumes.ok) return volumes;
    if (volumes !== null) given = { volumes: volumes.value };
    const question = {
      ...given,
      size: flags.size === true,
      ...(flags.samples === undefined
        ? {}
        : {
            paths: {
              samples: countOf(flags.samples),
              seed: countOf(flags.seed),
              prepare: await prepareEngine(),
            },
          }),
    };
    const asked = {
      unit: 'workloads',
      quiet: options.quiet,
      isNothing: ({ workloads }: ForecastResult) => workloads.length === 0,
    };
    return inSteps(environment, asked, forecastSteps(model, question));
  };
  return answer(session, options, file, ask, (model) => ({
    forecast: { model, ...given },
    detail: flags.details === true ? 'full' : 'screen',
    file,
  }));
}
