import type {
  Assignment,
  InputRange,
  PlacedPortfolio,
  PlaceResult,
  RangeEnd,
  SharedSaving,
} from '../../../analysis/index.ts';
import { againstBlocks } from './against-blocks.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { blank, column, facts, figure, paragraph, row, section, table, text } from '../../document/make.ts';

/** The report of `place`: the plan, what it saves and why, who pays, and what else would do. */
export function placeDocument(result: PlaceResult): Document {
  const { portfolio, currency, scenario, catalog } = result;
  const unit = `${currency}/month`;
  return {
    title: scenario.name,
    blocks: [
      ...(portfolio.monthly === null ? noPlan(portfolio, unit) : plan(portfolio, unit)),
      ...(result.warnings.length === 0
        ? []
        : [facts(result.warnings.map(({ message }) => ({ label: 'Note', content: [text(message)] })))]),
      ...(result.against === undefined ? [] : againstBlocks(result.against, unit)),
      paragraph([text(`as of ${catalog.asOf}, catalog ${catalog.version}`)], 'remark'),
    ],
  };
}

function plan(portfolio: PlacedPortfolio, unit: string): readonly Block[] {
  const { assignments, monthly } = portfolio;
  const byShapley = assignments.every(({ shapley }) => shapley !== null);
  const withOther = assignments.some(({ otherwise }) => otherwise !== null);
  const columns = [
    column('Workload'),
    column('Option'),
    column('Kind'),
    column('Cost by load', 'right', unit),
    ...(byShapley ? [column('by Shapley', 'right', unit)] : []),
    column('Alone', 'right', unit),
    column('with'),
    ...(withOther ? [column('Otherwise'), column('costs more', 'right', unit)] : []),
  ];
  const rows = assignments.map((each) =>
    row([
      text(each.workload),
      text(`${each.option}${sized(each)}`, 'strong'),
      text(each.kind),
      figure('money', each.monthly, unit, paysMore(each.monthly, each) ? { tone: 'warning' } : {}),
      ...(byShapley ? [figure('money', each.shapley, unit)] : []),
      figure('money', each.alone.monthly, unit),
      text(each.alone.option),
      ...(withOther
        ? each.otherwise === null
          ? [text('nothing'), blank]
          : [text(each.otherwise.option), figure('money', each.otherwise.more, unit)]
        : []),
    ]),
  );
  const total = row(
    [
      text('Total'),
      blank,
      blank,
      figure('money', monthly, unit),
      ...(byShapley ? [figure('money', monthly, unit)] : []),
      figure('money', portfolio.aloneMonthly, unit),
      blank,
      ...(withOther ? [blank, blank] : []),
    ],
    'total',
  );
  return [
    paragraph(
      [
        text(`${assignments.length} workload${assignments.length === 1 ? '' : 's'} together: `, 'strong'),
        figure('money', monthly, unit, { tone: 'strong' }),
        ...saving(portfolio, unit),
      ],
      'headline',
    ),
    table(columns, [...rows, total]),
    facts([
      { label: 'Proof', content: proof(portfolio) },
      ...(portfolio.othersKept
        ? [
            {
              label: 'Otherwise',
              content: [text('the other workloads keep the options that the plan takes')],
            },
          ]
        : []),
      ...portfolio.sharing.map((each) => ({ label: 'Shared', content: sharedContent(each, unit) })),
      ...payers(portfolio),
      ...portfolio.limits.map(({ message, limit, relaxedMonthly }) => ({
        label: 'Limit',
        content: [
          text(`${message} (${limit}) costs `),
          figure(
            'money',
            monthly === null || relaxedMonthly === null ? null : monthly.minus(relaxedMonthly),
            unit,
          ),
        ],
      })),
      ...portfolio.amounts
        .filter(({ count }) => !count.isZero())
        .map(({ label, count }) => ({ label: 'Kept', content: [text(`${label}: ${count.toFixed()}`)] })),
      ...portfolio.ranges.map((each) => ({ label: 'Holds for', content: rangeContent(each) })),
      ...portfolio.near.map(({ monthly: cost, changes }) => ({
        label: 'Nearly as good',
        content: [
          figure('money', cost, unit),
          text(
            `: ${changes.map((each) => `${each.workload} takes ${each.option}${sized(each)}`).join(', ')}`,
          ),
        ],
      })),
    ]),
    ...capacity(portfolio, unit),
  ];
}

function saving({ monthly, aloneMonthly, separateMonthly }: PlacedPortfolio, unit: string): Content {
  if (monthly === null || aloneMonthly === null) return [];
  if (aloneMonthly.eq(monthly)) return [text(', which is what each would choose alone')];
  const more = [
    text(', against '),
    figure('money', aloneMonthly, unit),
    text(' if each decides and pays alone'),
  ];
  return separateMonthly === null || separateMonthly.eq(aloneMonthly)
    ? more
    : [
        ...more,
        text(', and '),
        figure('money', separateMonthly, unit),
        text(' if each decides alone and they share'),
      ];
}

function proof({ status, gap, apart }: PlacedPortfolio): Content {
  if (gap === null) return [text('not proved: the search ended at its limit')];
  const where = apart.length === 0 ? '' : `, sizes of bursts (${apart.join(', ')}) taken in steps`;
  if (status === 'optimal' && gap.isZero()) return [text(`no plan costs less${where}: proved`)];
  return [text('no plan is cheaper by more than '), figure('share', gap), text(where)];
}

function sharedContent({ kind, id, workloads, monthly, apart }: SharedSaving, unit: string): Content {
  return [
    text(`${kind} ${id}, by ${workloads.join(', ')}: `),
    figure('money', monthly, unit),
    text(' together, '),
    figure('money', apart, unit),
    text(' apart'),
  ];
}

/** From where to where an input can move, and which plan is cheaper beyond. */
function rangeContent({ label, address, value, unit, lower, upper, proved }: InputRange): Content {
  const shown = (amount: InputRange['value']): string => `${amount.toSignificantDigits(4).toFixed()} ${unit}`;
  const beyond = ({ changes }: RangeEnd): string =>
    changes.length === 0
      ? 'another number is kept'
      : changes.map(({ workload, option }) => `${workload} takes ${option}`).join(', ');
  const below = lower === null ? 'a tenth' : `${shown(lower.at)} (below, ${beyond(lower)})`;
  const above = upper === null ? 'ten times as much' : `${shown(upper.at)} (above, ${beyond(upper)})`;
  const ends = proved ? '' : '; solved at both ends, not between them';
  return [text(`${label} (${address}), now ${shown(value)}: from ${below} to ${above}${ends}`)];
}

/** Of a burst, up to what it is served. */
function sized({ replicas }: Pick<Assignment, 'replicas'>): string {
  if (replicas === null) return '';
  return ` (${replicas.toDecimalPlaces(2).toFixed()} ${replicas.eq(1) ? 'replica' : 'replicas'})`;
}

function paysMore(pays: Assignment['monthly'], { alone }: Assignment): boolean {
  return pays.minus(alone.monthly).gt('0.005');
}

/** Workloads that pay more than they would alone. */
function payers({ assignments }: PlacedPortfolio): { readonly label: string; readonly content: Content }[] {
  const named = (label: string, of: readonly Assignment[]) =>
    of.length === 0
      ? []
      : [
          {
            label: 'Pays more',
            content: [
              text(
                `${of.map(({ workload }) => workload).join(', ')} ${of.length === 1 ? 'pays' : 'pay'} more ${label} than alone`,
                'warning' as const,
              ),
            ],
          },
        ];
  return [
    ...named(
      'by load',
      assignments.filter((each) => paysMore(each.monthly, each)),
    ),
    ...named(
      'by Shapley values',
      assignments.filter((each) => each.shapley !== null && paysMore(each.shapley, each)),
    ),
  ];
}

function capacity({ clusters, teams }: PlacedPortfolio, unit: string): readonly Block[] {
  if (clusters.length === 0 && teams.length === 0) return [];
  return [
    section(
      'What is shared',
      [
        ...(clusters.length === 0
          ? []
          : [
              table(
                [
                  column('Cluster'),
                  column('Nodes', 'right'),
                  column('GPUs', 'right'),
                  column('Used', 'right'),
                  column('Cost', 'right', unit),
                ],
                clusters.map(({ id, nodes, gpus, utilization, monthly }) =>
                  row([
                    text(id),
                    figure('count', nodes),
                    figure('count', gpus),
                    figure('share', utilization),
                    figure('money', monthly, unit),
                  ]),
                ),
              ),
            ]),
        ...keptNodes(clusters),
        ...(teams.length === 0
          ? []
          : [
              table(
                [column('Team'), column('People', 'right', 'FTE'), column('Cost', 'right', unit)],
                teams.map(({ id, headcount, monthly }) =>
                  row([text(id), figure('quantity', headcount, 'FTE'), figure('money', monthly, unit)]),
                ),
              ),
            ]),
      ],
      false,
    ),
  ];
}

/** How many nodes of each offer of a fleet the plan keeps all month. */
function keptNodes(clusters: PlacedPortfolio['clusters']): readonly Block[] {
  const items = clusters.flatMap(({ id, kept }) =>
    kept.map(({ offer, nodes }) => ({
      label: id,
      content: [
        figure('count', nodes),
        text(` ${nodes.eq(1) ? 'node' : 'nodes'} of ${offer} kept all month`),
      ],
    })),
  );
  return items.length === 0 ? [] : [facts(items)];
}

function noPlan({ status, conflicts }: PlacedPortfolio, unit: string): readonly Block[] {
  if (status === 'limit')
    return [
      paragraph([text('no plan was found before the search ended at its limit', 'warning')], 'headline'),
    ];
  return [
    paragraph([text('no plan meets all of these together', 'warning')], 'headline'),
    table(
      [column('Limit'), column('At'), column('What it asks'), column('Best plan without it', 'right', unit)],
      conflicts.map(({ limit, place, message, relaxedMonthly }) =>
        row([
          text(limit),
          text(place ?? ''),
          text(message),
          relaxedMonthly === null ? text('still none') : figure('money', relaxedMonthly, unit),
        ]),
      ),
    ),
  ];
}
