import type { CommitmentSizing, ForecastResult } from '../../../analysis/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import type { Figure } from '../../document/figures.ts';

/** How many GPUs to commit to, from when to when, and what the single-period rule would say. */
export function sizingBlocks(id: string, { sizing, currency }: ForecastResult): readonly Block[] {
  const found = sizing?.find((each) => each.id === id);
  if (found === undefined) return [];
  const blocks =
    found.nothing === null
      ? [
          paragraph(answer(found, currency)),
          ...commitments(found),
          ...coverage(found),
          ...fractiles(found, currency),
          list(rules(found)),
        ]
      : [paragraph([text(`Nothing to size: ${found.nothing}`, 'muted')])];
  return [section('How much to commit', blocks, false)];
}

function answer(
  { commitments: found, onDemand, cost, saves, onDemandCost }: CommitmentSizing,
  currency: string,
): Content {
  if (found.length === 0)
    return [
      text('Commit to nothing: ', 'strong'),
      text(`every GPU on demand (${onDemand ?? ''}) costs the least, `),
      figure('money', onDemandCost, currency),
      text(' in present value'),
    ];
  return [
    text('GPUs cost '),
    figure('money', cost, currency, { tone: 'strong' }),
    text(' in present value with these commitments, and '),
    figure('money', onDemandCost, currency),
    text(` all on demand (${onDemand ?? ''}): `),
    figure('money', saves, currency, { tone: 'good' }),
    text(' saved'),
  ];
}

function commitments({ commitments: found, months }: CommitmentSizing): readonly Block[] {
  if (found.length === 0) return [];
  const last = months.at(-1)?.month;
  const columns = [
    column('Commit to'),
    column('GPUs', 'right'),
    column('From'),
    column('Through'),
    column('Months', 'right'),
    column('End'),
  ];
  const rows = found.map(({ option, gpus, from, to, months, isLeftEarly }) =>
    row([
      text(option),
      figure('count', gpus),
      text(from),
      text(to),
      figure('count', months),
      text(endOf(isLeftEarly, to === last)),
    ]),
  );
  return [table(columns, rows, { repeated: 1 })];
}

function endOf(isLeftEarly: boolean, isLast: boolean): string {
  if (!isLeftEarly) return 'at the end of its term';
  return isLast ? 'with the horizon, at its exit terms' : 'left early, at its exit terms';
}

function coverage({ months, paths }: CommitmentSizing): readonly Block[] {
  const columns = [
    column('Month'),
    column('Committed', 'right', 'GPU'),
    column(paths === 1 ? 'Needed' : 'Needed on average', 'right', 'GPU'),
    ...(paths === 1 ? [] : [column('More needed', 'right')]),
  ];
  const rows = months.map(({ month, committed, needed, short }) =>
    row([
      text(month),
      figure('count', committed),
      figure('quantity', needed),
      ...(paths === 1 ? [] : [figure('share', short)]),
    ]),
  );
  return [section('Committed and needed by month', [table(columns, rows, { repeated: 1 })], false)];
}

function fractiles({ fractiles: found }: CommitmentSizing, currency: string): readonly Block[] {
  const columns = [
    column('One commitment to'),
    column('Critical fractile', 'right'),
    column('GPUs', 'right'),
    column('Present value', 'right', currency),
  ];
  const rows = found.map(({ option, fractile, gpus, cost }) =>
    row([text(option), figure('share', fractile), figure('count', gpus), figure('money', cost)]),
  );
  return [
    table(columns, rows, {
      repeated: 1,
      remark: [
        text(
          'the critical-fractile rule: for one whole term from the start, the need that is not exceeded with the share of the rent that a commitment saves; its present value with the rest on demand',
        ),
      ],
    }),
  ];
}

function rules({ step, paths, onDemand }: CommitmentSizing): readonly Content[] {
  return [
    paths === 1
      ? [
          text(
            'the least cost of all commitments on the demand as it is stated, in whole steps, each from the beginning of a month; exact',
            'muted',
          ),
        ]
      : [
          text('the least expected cost of all commitments on these ', 'muted'),
          figure('count', paths, '', { tone: 'muted' }),
          text(
            ' paths, decided today, in whole steps, each from the beginning of a month; exact for these paths',
            'muted',
          ),
        ],
    [
      text(
        `in steps of ${step} GPU${step === 1 ? '' : 's'}; what is needed beyond the commitments is rented on demand (${onDemand ?? ''}). A commitment may be left before its term ends, and is where the horizon ends: contracts then cost their early_exit share of the rest, hardware is sold`,
        'muted',
      ),
    ],
  ];
}

/** Every figure of the sizing, for tables that machines read. */
export function* sizingFigures(
  { sizing, currency }: ForecastResult,
  about: Omit<Figure, 'line' | 'value' | 'unit'>,
): Generator<Figure> {
  for (const { id, commitments: found, cost, onDemandCost, months, fractiles: ruled } of sizing ?? []) {
    const here = { ...about, workload: id };
    for (const { option, from, to, gpus } of found)
      yield {
        ...here,
        option,
        line: `sizing.commitment.${from}.${to}`,
        value: { number: gpus },
        unit: 'GPU',
      };
    yield { ...here, line: 'sizing.npv', value: { number: cost }, unit: currency };
    yield { ...here, line: 'sizing.npv.on_demand', value: { number: onDemandCost }, unit: currency };
    for (const [index, { committed, needed, short }] of months.entries())
      for (const [line, value, unit] of [
        ['committed', committed, 'GPU'],
        ['needed', needed, 'GPU'],
        ['short', short, '1'],
      ] as const)
        yield { ...here, month: index + 1, line: `sizing.${line}`, value: { number: value }, unit };
    for (const { option, fractile, gpus, cost: npv } of ruled) {
      yield { ...here, option, line: 'sizing.fractile', value: { number: fractile }, unit: '1' };
      yield { ...here, option, line: 'sizing.fractile.gpus', value: { number: gpus }, unit: 'GPU' };
      yield { ...here, option, line: 'sizing.fractile.npv', value: { number: npv }, unit: currency };
    }
  }
}
