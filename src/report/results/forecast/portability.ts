import type { ForecastPortability, ForecastResult } from '../../../analysis/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';

/** What switching costs with and without the platforms, what that is worth, and what the platforms cost. */
export function portabilityBlocks({ portability, currency, horizon }: ForecastResult): readonly Block[] {
  if (portability === null) return [];
  const notes = portability.lines.flatMap(({ id, label, source, note }): readonly Content[] =>
    label === null
      ? []
      : [[text(`${id}: ${label}${note === null ? '' : `, ${note}`}; `), text(source ?? '', 'muted')]],
  );
  return [
    section(
      'Portability',
      [
        paragraph(portabilityVerdict(portability, currency, horizon.months)),
        lineTable(portability, currency),
        scheduleTable(portability, currency),
        ...(notes.length === 0 ? [] : [list(notes)]),
        paragraph(
          [text('The platforms are in no other figure of this report: they are priced here only')],
          'remark',
        ),
      ],
      false,
    ),
  ];
}

export function portabilityVerdict(
  { worth, net, npv }: ForecastPortability,
  currency: string,
  months: number,
): Content {
  return [
    text(`Over ${months} months, switching at the lower cost is worth `),
    figure('cents', worth, currency, { tone: 'strong' }),
    text(' in present value, and the platforms cost '),
    figure('cents', npv, currency),
    text(': '),
    net.isNegative()
      ? text('they cost more than they save, by ', 'warning')
      : text('they save more than they cost, by ', 'good'),
    figure('cents', net.abs(), currency),
  ];
}

function lineTable({ lines, monthly }: ForecastPortability, currency: string): Block {
  const rows = lines.map((line) => row([text(line.id), figure('cents', line.monthly)]));
  return table(
    [column('Platform'), column('Cost', 'right', `${currency}/month`)],
    [...rows, row([text('Together'), figure('cents', monthly)], 'total')],
  );
}

function scheduleTable(
  { workloads, switchWith, switchWithout, worth }: ForecastPortability,
  currency: string,
): Block {
  const words = (stints: ForecastPortability['workloads'][number]['with']['stints']): string =>
    stints.map(({ option, from }, index) => (index === 0 ? option : `${option} from ${from}`)).join(', ');
  const rows = workloads.map((each) =>
    row([
      text(each.id),
      text(words(each.without.stints)),
      figure('cents', each.without.npv),
      text(words(each.with.stints)),
      figure('cents', each.with.npv),
      figure('cents-change', each.worth),
    ]),
  );
  const remark: Content = [
    text('a switch costs '),
    ...(switchWithout === null
      ? [text('what options and events state without the platforms, ')]
      : [figure('cents', switchWithout, currency), text(' without the platforms, ')]),
    figure('cents', switchWith, currency),
    text(' with them; so does moving to the successor of a retired model. Schedules are exact'),
  ];
  const sum = row(
    [text('Together'), text(''), text(''), text(''), text(''), figure('cents-change', worth)],
    'total',
  );
  const columns = [
    column('Workload'),
    column('Best schedule without'),
    column('Present value', 'right', currency),
    column('With'),
    column('Present value', 'right', currency),
    column('Worth', 'right', currency),
  ];
  return table(columns, workloads.length > 1 ? [...rows, sum] : rows, { repeated: 1, remark });
}
