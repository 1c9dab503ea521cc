import {
  periodText,
  type OptionPrice,
  type PriceCause,
  type UsagePriceResult,
} from '../../../usage/index.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';

const shownParts = 31;
const shownOptions = 20;

const causeNames: Readonly<Record<PriceCause, string>> = {
  context_tiers: 'context tiers: long requests cost more than their mean does',
  failed_attempts: 'failed attempts: their actual tokens, compared with the assumed rates',
  peaks: 'peaks: the log’s own hours, against its mean week',
};

/** The report of `usage price`: what the log would have cost under each option, and why `run` says something else. */
export function usagePriceDocument(result: UsagePriceResult): Document {
  const { log, period, options, currency, catalog, cheapest, workload } = result;
  const best = options.find(({ id }) => id === cheapest);
  return {
    title: log.files.join(', '),
    blocks: [
      paragraph(
        best === undefined
          ? [text('no option has a figure', 'warning')]
          : [
              text(`${best.id} would have cost the least: `),
              figure('money', best.monthly, `${currency}/month`, { tone: 'strong' }),
            ],
        'headline',
      ),
      paragraph([
        text(
          `${log.title}, ${period.from} to ${period.until} UTC (${periodText(period.hours)}), under the options of ${workload}, at the prices of ${catalog.asOf} in catalog ${catalog.version}`,
        ),
      ]),
      optionsTable(result),
      ...differences(result),
      ...partsTable(result),
      howPriced(result),
    ],
  };
}

function inOrder(options: readonly OptionPrice[]): readonly OptionPrice[] {
  return options.toSorted((a, b) =>
    a.monthly === null || b.monthly === null
      ? Number(a.monthly === null) - Number(b.monthly === null)
      : a.monthly.comparedTo(b.monthly),
  );
}

function optionsTable({ options, currency }: UsagePriceResult): Block {
  const rest = options.length - shownOptions;
  return section(
    'Options',
    [
      table(
        [
          column('option'),
          column('priced by'),
          column('tokens of the log', 'right', currency),
          column('all, a month', 'right', currency),
          column('run on the means', 'right', currency),
        ],
        inOrder(options)
          .slice(0, shownOptions)
          .map(({ id, method, tokens, monthly, run }) =>
            row([
              text(id),
              text(method === 'rows' ? 'request' : 'hour'),
              tokens === null ? text('') : figure('money', tokens),
              figure('money', monthly),
              figure('money', run),
            ]),
          ),
        { remark: rest > 0 ? [text(`${rest} more: --format csv or json`)] : null },
      ),
    ],
    false,
  );
}

/** Where the log and its means do not cost the same. */
function differences({ options, currency }: UsagePriceResult): readonly Block[] {
  const rows = inOrder(options)
    .slice(0, shownOptions)
    .flatMap(({ id, causes }) =>
      causes
        .filter(({ monthly }) => monthly.abs().gte('0.005'))
        .map(({ cause, monthly }) => row([text(id), text(causeNames[cause]), figure('money', monthly)])),
    );
  return rows.length === 0
    ? []
    : [
        section(
          'Why this differs from run on the averages',
          [table([column('option'), column('cause'), column('a month', 'right', currency)], rows)],
          false,
        ),
      ];
}

function partsTable({ by, parts, priced, currency }: UsagePriceResult): readonly Block[] {
  if (parts.length === 0 || priced.length === 0) return [];
  const shown = priced.slice(0, 6);
  const isTime = by === 'day' || by === 'hour';
  const kept = isTime
    ? parts.slice(-shownParts)
    : parts
        .toSorted((a, b) => (b.costs[0] ?? b.costs[1])?.comparedTo(a.costs[0] ?? 0) ?? 0)
        .slice(0, shownParts);
  const rest = parts.length - kept.length;
  return [
    section(
      `Tokens by ${by}`,
      [
        table(
          [column(by), column('attempts', 'right'), ...shown.map((id) => column(id, 'right', currency))],
          kept.map((part) =>
            row([
              text(part.id === '' ? 'not stated' : part.id),
              figure('count', part.attempts),
              ...shown.map((_, index) => figure('money', part.costs[index] ?? null)),
            ]),
          ),
          {
            remark: rest > 0 ? [text(`${rest} ${isTime ? 'earlier' : 'more'}: --format csv or json`)] : null,
          },
        ),
      ],
      false,
    ),
  ];
}

function howPriced({ options, rows }: UsagePriceResult): Block {
  const items: Content[] = [
    [
      text(
        'Rejected requests cost nothing, requests that timed out cost their input, and all others cost everything that they sent',
      ),
    ],
    [
      text(
        'besides tokens, a month has the costs that run adds: experimentation, A/B traffic, infrastructure, failover, commitments',
      ),
    ],
    ...(rows.leftOut === 0
      ? []
      : [[text(`${rows.leftOut} rows could not be counted: see crossover usage`, 'warning')] as const]),
    ...options.flatMap(({ id, unknownRows, excludedBy }): Content[] => [
      ...(unknownRows === 0
        ? []
        : [
            [
              text(
                `${id}: ${unknownRows} rows are longer than any request whose price is known; they are not in its amounts`,
                'warning',
              ),
            ] as const,
          ]),
      ...excludedBy.map((reason): Content => [text(`${id}: ${reason}`, 'warning')]),
    ]),
    ...[...new Set(options.flatMap(({ notes }) => notes))].map((note): Content => [text(note)]),
  ];
  return section('How it was priced', [list(items.slice(0, 30))], false);
}
