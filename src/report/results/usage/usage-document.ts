import {
  fourDigits,
  periodText,
  tellsHours,
  type UsagePart,
  type UsageResult,
} from '../../../usage/index.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { chart, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';

const shownParts = 10;
const shownDays = 31;

/** The report of `usage`: what the log says of the workload, how it was read, and the scenario that follows. */
export function usageDocument(result: UsageResult): Document {
  const { log, period, scenario } = result;
  return {
    title: log.files.join(', '),
    blocks: [
      paragraph(headline(result), 'headline'),
      paragraph([
        text(
          `${log.title}: ${log.because}. ${period.from} to ${period.until} UTC, ${periodText(period.hours)}`,
        ),
      ]),
      facts(result),
      ...classes(result),
      ...parts('By model', 'model', result.models, result),
      ...(result.teams.length > 1 ? parts('By team', 'team', result.teams, result) : []),
      ...daysTable(result),
      howRead(result),
      ...(scenario === null
        ? []
        : [
            section(
              'Scenario',
              [
                chart(
                  scenario
                    .trimEnd()
                    .split('\n')
                    .map((line) => [text(line)]),
                ),
              ],
              false,
            ),
          ]),
    ],
  };
}

function headline({ requests, tokens, cost }: UsageResult): Content {
  if (requests.perMonth === null && tokens.perMonth === 0) {
    return cost === null
      ? [text('no use and no cost', 'warning')]
      : [
          figure('money', fourDigits(cost.perMonth), `${cost.currency}/month`, { tone: 'strong' }),
          text(' as billed'),
        ];
  }
  return [
    ...(requests.perMonth === null
      ? [figure('volume', fourDigits(tokens.perMonth), 'tokens/month', { tone: 'strong' })]
      : [figure('volume', fourDigits(requests.perMonth), 'requests/month', { tone: 'strong' })]),
    ...(tokens.inputPerRequest === null || tokens.outputPerRequest === null
      ? []
      : [
          text(' of '),
          figure('quantity', fourDigits(tokens.inputPerRequest), 'input'),
          text(' and '),
          figure('quantity', fourDigits(tokens.outputPerRequest), 'output tokens'),
        ]),
    ...(cost === null
      ? []
      : [text(', logged at '), figure('money', fourDigits(cost.perMonth), `${cost.currency}/month`)]),
  ];
}

function facts({ requests, tokens, load, growth, period, rows }: UsageResult): Block {
  const known = (label: string, content: Content | null): { label: string; content: Content }[] =>
    content === null ? [] : [{ label, content }];
  const share = (value: number | null): Content | null =>
    value === null || value === 0 ? null : [figure('share', fourDigits(value))];
  const failures = [
    ...counted(requests.rejected, 'rejected'),
    ...counted(requests.timedOut, 'timed out'),
    ...counted(requests.failed, 'failed'),
    ...counted(requests.aborted, 'aborted'),
  ];
  return {
    block: 'facts',
    facts: [
      ...known(
        'attempts',
        requests.attempts === 0
          ? null
          : [
              figure('count', requests.attempts),
              text(failures.length === 0 ? '' : `: ${failures.join(', ')}`),
              ...(requests.attemptsPerDelivered === null
                ? []
                : [
                    text('; '),
                    figure('ratio', fourDigits(requests.attemptsPerDelivered)),
                    text(' attempts per completed request'),
                  ]),
            ],
      ),
      ...known(
        'answered by the gateway’s cache',
        rows.gatewayCache === 0 ? null : [figure('count', rows.gatewayCache)],
      ),
      ...known('input read from cache', share(tokens.cachedShare)),
      ...known('input written to cache', share(tokens.cacheWriteShare)),
      ...known('output that is reasoning', share(tokens.reasoningShare)),
      ...known(
        'peak to average',
        load.peakToAverageHour === null
          ? requests.perMonth === null || tellsHours(period.resolution)
            ? null
            : [text(`not known: ${resolutionText(period)}`)]
          : [
              figure('ratio', fourDigits(load.peakToAverageHour)),
              text(' by hour'),
              ...(load.peakToAverageMinute === null
                ? []
                : [text(', '), figure('ratio', fourDigits(load.peakToAverageMinute)), text(' by minute')]),
              ...(load.peakToAverageMinute === null && period.resolution !== 'minute'
                ? [text(`; by minute not known: ${resolutionText(period)}`)]
                : []),
            ],
      ),
      ...known(
        'growth',
        growth === null
          ? null
          : [
              figure('change', fourDigits(growth.monthly)),
              text(' a month (80 % interval '),
              figure('change', fourDigits(growth.low)),
              text(' to '),
              figure('change', fourDigits(growth.high)),
              text(`, from ${growth.weeks} weeks)`),
            ],
      ),
      ...known(
        'hours without traffic',
        period.hoursWithoutTraffic === 0
          ? null
          : [figure('count', period.hoursWithoutTraffic), text(` of ${period.hours}`)],
      ),
    ],
  };
}

/** Why no load is known below the log's resolution. */
function resolutionText({ resolution }: UsageResult['period']): string {
  return resolution === 'hour' || resolution === '5 minutes'
    ? `times are whole ${resolution === 'hour' ? 'hours' : 'steps of 5 minutes'}`
    : `each row covers a ${resolution}`;
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

function classes({ tokens }: UsageResult): readonly Block[] {
  const { quantiles } = tokens;
  if (quantiles.length === 0) return [];
  return [
    section(
      'Tokens of a request',
      [
        table(
          [column('requests'), column('input', 'right', 'tokens'), column('output', 'right', 'tokens')],
          [
            ...quantiles.map(({ share, input, output }) =>
              row([
                text(share === 0.5 ? 'median' : `${share * 100} % have at most`),
                figure('count', input),
                figure('count', output),
              ]),
            ),
            ...tokens.classes.map(({ above, upTo, share, input, output }) =>
              row([
                text(
                  `${(share * 100).toPrecision(3)} % with ${upTo === null ? `over ${above}` : `${above === 0 ? '' : `${above} to `}${above === 0 ? 'at most ' : ''}${upTo}`} input tokens, mean`,
                ),
                figure('count', Math.round(input)),
                figure('count', Math.round(output)),
              ]),
            ),
          ],
        ),
      ],
      false,
    ),
  ];
}

function parts(
  title: string,
  what: string,
  all: readonly UsagePart[],
  result: UsageResult,
): readonly Block[] {
  if (all.length === 0) return [];
  const rest = all.length - shownParts;
  return [
    section(
      title,
      [
        table(
          [column(what), ...sumColumns(result)],
          all.slice(0, shownParts).map((part) => row([text(part.id), ...sumCells(part, result)])),
          { remark: rest > 0 ? [text(`${rest} more: --format csv or json`)] : null },
        ),
      ],
      false,
    ),
  ];
}

function daysTable(result: UsageResult): readonly Block[] {
  const { days } = result;
  if (days.length < 2) return [];
  const rest = days.length - shownDays;
  return [
    section('By day', [
      table(
        [column('day'), ...sumColumns(result)],
        days.slice(-shownDays).map((part) => row([text(part.id), ...sumCells(part, result)])),
        { remark: rest > 0 ? [text(`${rest} earlier: --format csv or json`)] : null },
      ),
    ]),
  ];
}

/** What the log says nothing of has no column: a 0 would say that there was none. */
function sumColumns({ requests, tokens, cost }: UsageResult): readonly ReturnType<typeof column>[] {
  return [
    ...(requests.perMonth === null ? [] : [column('requests', 'right')]),
    ...(tokens.perMonth === 0
      ? []
      : ['input', 'cached', 'output'].map((what) => column(what, 'right', 'tokens'))),
    ...(cost === null ? [] : [column('logged cost', 'right', cost.currency)]),
  ];
}

function sumCells(
  part: UsagePart,
  { requests, tokens, cost }: UsageResult,
): readonly ReturnType<typeof figure>[] {
  return [
    ...(requests.perMonth === null ? [] : [figure('count', part.requests)]),
    ...(tokens.perMonth === 0
      ? []
      : [part.input, part.cached, part.output].map((count) => figure('count', count))),
    ...(cost === null ? [] : [figure('money', part.cost)]),
  ];
}

function howRead({ rows, log, period, cost }: UsageResult): Block {
  return section(
    'How it was read',
    [
      list([
        [text(`${rows.counted} of ${rows.read} rows counted; days and hours of the week in ${period.zone}`)],
        ...(cost?.otherCurrencies ?? []).map((currency): Content => [
          text(`amounts in ${currency} are not in the cost`, 'warning'),
        ]),
        ...rows.leftOut.map(({ reason, rows: count }): Content => [
          text(`${count} skipped: ${reason}`, 'warning'),
        ]),
        ...(rows.costsUnread === undefined
          ? []
          : [
              [
                text(
                  `${rows.costsUnread} of the rows counted ${rows.costsUnread === 1 ? 'has' : 'have'} a cost that cannot be read, and none is counted`,
                  'warning',
                ),
              ],
            ]),
        ...log.rules.map((rule): Content => [text(rule)]),
      ]),
    ],
    false,
  );
}
