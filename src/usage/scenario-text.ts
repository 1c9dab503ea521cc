import { tellsHours } from './profile/resolution.ts';
import type { UsageResult } from './profile/result.ts';
import { fourDigits, periodText } from './profile/words.ts';

/** What a scenario takes from elsewhere than the log. */
export interface ScenarioNames {
  /** The workload's id. */
  readonly workload: string;
  readonly catalog: string;
  readonly asOf: string | null;
  /** Price entries for the log's models, the most used first. */
  readonly entries: readonly { readonly model: string; readonly entry: string }[];
}

/** A line of the file, and what it rests on. */
interface Line {
  readonly text: string;
  readonly comment?: string;
}

/** A scenario with the log's workload: each figure has a comment that says from how many rows and which period it is. */
export function scenarioText(profile: Omit<UsageResult, 'scenario'>, names: ScenarioNames): string {
  const { period, rows, log, requests, tokens, load, growth } = profile;
  const isCounted = requests.perMonth !== null;
  const finished = requests.delivered + requests.aborted;
  const lines: Line[] = [
    {
      text: `# From ${log.title}: ${rows.counted} ${rows.counted === 1 ? 'row' : 'rows'}, ${period.from} to ${period.until} UTC (${periodText(period.hours)}).`,
    },
    ...log.rules.map((rule) => ({ text: `# - ${rule}` })),
    { text: 'crossover: 1' },
    { text: `name: ${JSON.stringify(`${names.workload}, as logged`)}` },
    { text: `catalog: ${JSON.stringify(names.catalog)}` },
    ...(names.asOf === null ? [] : [{ text: `as_of: ${names.asOf}` }]),
    { text: '' },
    { text: 'workloads:' },
    { text: `  ${key(names.workload)}:` },
  ];
  const push = (text: string, comment?: string): void => {
    lines.push(comment === undefined ? { text: `    ${text}` } : { text: `    ${text}`, comment });
  };
  if (isCounted) {
    push(
      `volume: ${whole(requests.perMonth ?? 0)} requests/month`,
      `${finished} finished requests in ${periodText(period.hours)}, at 730 hours a month`,
    );
    push('tokens:');
    push(
      `  input: ${whole(tokens.inputPerRequest ?? 0)}`,
      `mean of ${finished} requests, cached tokens included${quantileText(profile, 'input')}`,
    );
    push(
      `  output: ${whole(tokens.outputPerRequest ?? 0)}`,
      `mean${quantileText(profile, 'output')}${reasoningText(profile)}`,
    );
  } else {
    push(
      `volume: ${whole(tokens.perMonth)} tokens/month`,
      `${tokens.input.plus(tokens.output).toFixed()} tokens in ${periodText(period.hours)}; this log counts no requests`,
    );
    push(
      `ratio: ${tokens.input
        .div(tokens.output.isZero() ? 1 : tokens.output)
        .toDecimalPlaces(4)
        .toFixed()}:1`,
      'input to output tokens',
    );
    push('# tokens_per_request:', 'not known: this log counts no requests; prices by context length need it');
    if ((tokens.cachedShare ?? 0) + (tokens.cacheWriteShare ?? 0) > 0) push('tokens:');
  }
  if ((tokens.cachedShare ?? 0) > 0)
    push(
      `  cached: ${percent(tokens.cachedShare ?? 0)}`,
      `${tokens.cached.toFixed()} of ${tokens.input.toFixed()} input tokens`,
    );
  if ((tokens.cacheWriteShare ?? 0) > 0)
    push(
      `  cache_write: ${percent(tokens.cacheWriteShare ?? 0)}`,
      `${tokens.cacheWrite.toFixed()} tokens written to the cache`,
    );
  if (growth !== null) {
    const isSure = growth.low > 0 || growth.high < 0;
    push(
      `${isSure ? '' : '# '}growth: ${percent(growth.monthly)}/month`,
      `80 % interval ${percent(growth.low)} to ${percent(growth.high)}, from ${growth.weeks} weeks${isSure ? '' : '; it holds 0, so it is left out'}`,
    );
  }
  if (load.profile !== null)
    push(
      `load: { hourly: [${load.profile.join(', ')}] }`,
      `hours of the week from Monday midnight, ${period.zone}`,
    );
  else if (load.peakToAverageHour !== null)
    push(
      `load: { peak_to_average: ${fourDigits(load.peakToAverageHour)} }`,
      `the busiest hour against the mean of ${periodText(period.hours)}`,
    );
  else if (isCounted && !tellsHours(period.resolution))
    push(
      '# load: { peak_to_average: }',
      `not known: each row of the log covers a ${period.resolution}; without it the load is taken as even`,
    );
  const { rejected, timedOut, failed, attempts } = requests;
  if (rejected + timedOut + failed > 0 && rejected + timedOut + failed < attempts) {
    push('retries:');
    if (rejected > 0)
      push(`  rejected: ${percent(rejected / attempts)}`, `${rejected} of ${attempts} attempts`);
    if (timedOut > 0)
      push(`  timed_out: ${percent(timedOut / attempts)}`, `${timedOut} of ${attempts} attempts`);
    if (failed > 0)
      push(
        `  bad_output: ${percent(failed / attempts)}`,
        `${failed} of ${attempts} attempts failed otherwise; assumed to be billed in full`,
      );
  }
  if (names.entries.length === 0) push('options: auto', 'no model of the log has a price entry of its name');
  else {
    push('options:');
    for (const { model, entry } of names.entries)
      push(`  ${key(optionId(entry))}: { buy: ${key(entry)} }`, `'${plain(model)}' in the log`);
  }
  return `${lines.map(({ text, comment }) => (comment === undefined ? text : `${text} # ${comment}`)).join('\n')}\n`;
}

/** A text from a log, for a comment: on one line, and not endless. */
function plain(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 100);
}

/** A word as it is; other texts in quotes. */
function key(text: string): string {
  return /^[a-z][\w./-]*$/iu.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text)
    ? text
    : JSON.stringify(text);
}

function optionId(entry: string): string {
  return entry.replaceAll('/', '-');
}

function whole(value: number): string {
  return String(value < 10 ? fourDigits(value) : Math.round(value));
}

function percent(share: number): string {
  return `${fourDigits(share * 100)}%`;
}

function quantileText({ tokens }: Omit<UsageResult, 'scenario'>, side: 'input' | 'output'): string {
  const [half, most] = [tokens.quantiles[0], tokens.quantiles.at(-1)];
  return half === undefined || most === undefined
    ? ''
    : `; half have at most ${half[side]}, 99 % at most ${most[side]}`;
}

function reasoningText({ tokens }: Omit<UsageResult, 'scenario'>): string {
  return tokens.reasoningShare === null || tokens.reasoningShare === 0
    ? ''
    : `; ${percent(tokens.reasoningShare)} of it is reasoning`;
}
