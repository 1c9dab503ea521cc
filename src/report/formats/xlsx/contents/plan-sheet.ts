import type { PlaceResult } from '../../../../analysis/index.ts';
import type { Exact, ExactReading, InputNode, Node } from '../../../../formula/index.ts';
import type { Portfolio } from '../../../../model/index.ts';
import type { SheetBuilder, WorkbookBuilder } from './builder.ts';
import { formula, headers, number, text } from './cells.ts';
import type { CheckedFigure } from './check-sheet.ts';
import { countFormat, moneyFormat } from './formats.ts';
import type { LiveCells } from './live-cells.ts';
import { choiceName, isChoice } from './plan-choices.ts';

interface PlanContext {
  readonly workbook: WorkbookBuilder;
  readonly sheet: SheetBuilder;
  readonly live: LiveCells;
  readonly exact: ExactReading;
  /** Names of cells by the addresses of inputs. */
  readonly cells: ReadonlyMap<string, string>;
}

/** The plan as cells to choose in, then what each choice and each shared thing costs, and whether every limit is met. */
export function fillPlan(
  context: PlanContext,
  result: PlaceResult,
  portfolio: Portfolio,
): readonly CheckedFigure[] {
  const { sheet, live } = context;
  const money = moneyFormat(result.currency);
  const perMonth = `${result.currency}/month`;
  const { assignments, monthly } = result.portfolio;
  sheet.add(
    [text(result.scenario.name, 'title')],
    [
      text(
        'One option for each workload. Choose another one in a yellow cell, or change an input: every figure follows. The plan itself is held; crossover looks for the best one.',
        'muted',
      ),
    ],
    [],
    [
      text('All workloads together', 'total'),
      text('', 'total'),
      text('', 'total'),
      live.guarded(portfolio.monthly, money, 'total'),
    ],
    [text('As crossover planned it', 'muted'), null, null, number(monthly, money, 'muted')],
    [],
    headers('Workload', 'Takes', '', 'Planned by crossover', 'Cheapest alone', `Alone, ${perMonth}`),
  );
  const firstChoice = sheet.next;
  const firstOption = firstChoice + assignments.length + 2;
  let option = firstOption;
  for (const assignment of assignments) {
    const { workload, alone } = assignment;
    const choice = portfolio.choices.find((each) => isChoice(each, assignment));
    const planned = choiceName(assignment.option, choice?.shares.replicas ?? null);
    const count = portfolio.choices.filter((each) => each.workload === workload).length;
    sheet.choice(`B${sheet.next + 1}`, `$B$${option + 1}:$B$${option + count}`);
    option += count;
    sheet.add([
      text(workload),
      text(planned, 'input'),
      null,
      text(planned),
      text(alone.option),
      number(alone.monthly, money),
    ]);
  }
  sheet.add([], headers('Workload', 'Option', 'Taken', `Its own cost, ${perMonth}`, `Alone, ${perMonth}`));
  for (const [place, { workload }] of assignments.entries())
    for (const choice of portfolio.choices.filter((each) => each.workload === workload)) {
      const row = sheet.next;
      define(context, choice.taken, row, 2);
      const { statement } = choice.option;
      sheet.add([
        text(workload),
        text(choiceName(choice.option.id, choice.shares.replicas)),
        formula(
          `IF(EXACT($B$${firstChoice + place + 1},$B${row + 1}),1,0)`,
          context.exact.of(choice.taken),
          '0',
        ),
        live.guarded(choice.own, money),
        statement === null ? text('not known', 'muted') : live.guarded(statement.monthly, money),
      ]);
    }
  addKept(context, portfolio);
  return [
    ...addShared(context, result, portfolio),
    ...addLimits(context, portfolio),
    ...checkOf(context, 'all workloads', 'monthly', portfolio.monthly, monthly, money),
  ];
}

function define(
  { workbook, sheet, cells }: PlanContext,
  { address }: InputNode,
  row: number,
  column: number,
): void {
  const name = cells.get(address);
  if (name !== undefined) workbook.name(name, sheet.at(row, column));
}

function checkOf(
  { live }: PlanContext,
  option: string,
  what: string,
  node: Node,
  computed: Exact | null,
  format: string,
): readonly CheckedFigure[] {
  return computed === null
    ? []
    : [{ workload: '', option, what, live: live.reference(node), computed, format, places: 2 }];
}

/** How many nodes, replicas and increments of units are kept: cells to change, too. */
function addKept(context: PlanContext, { amounts }: Portfolio): void {
  if (amounts.length === 0) return;
  context.sheet.add([], headers('Kept', '', 'Number'));
  for (const amount of amounts) {
    define(context, amount, context.sheet.next, 2);
    context.sheet.add([text(amount.label), null, number(context.exact.of(amount), countFormat, 'input')]);
  }
}

function addShared(
  context: PlanContext,
  { currency, portfolio: placed }: PlaceResult,
  { clusters, teams, shared }: Portfolio,
): readonly CheckedFigure[] {
  const { sheet, live, exact } = context;
  const money = moneyFormat(currency);
  const checked: CheckedFigure[] = [];
  if (shared.length === 0) return checked;
  sheet.add([], headers('Shared', 'Kind', 'Nodes or people', `Cost, ${currency}/month`, 'GPUs', 'Replicas'));
  for (const { kind, id, monthly } of shared) {
    const cluster = kind === 'cluster' ? clusters.find((each) => each.id === id) : undefined;
    const team = kind === 'team' ? teams.find((each) => each.id === id) : undefined;
    const found = placed.clusters.find((each) => each.id === id);
    const people = placed.teams.find((each) => each.id === id);
    sheet.add([
      text(id),
      text(kind),
      cluster !== undefined
        ? live.guarded(cluster.nodes, countFormat)
        : team === undefined
          ? null
          : live.guarded(team.headcount, '0.00'),
      live.guarded(monthly, money),
      cluster === undefined ? null : live.guarded(cluster.gpus, countFormat),
      cluster === undefined ? null : live.guarded(cluster.replicas, countFormat),
    ]);
    const what = (key: string): string => `${kind}.${key}`;
    checked.push(...checkOf(context, id, what('monthly'), monthly, exact.of(monthly), money));
    if (cluster !== undefined && found !== undefined)
      checked.push(
        ...checkOf(context, id, what('nodes'), cluster.nodes, found.nodes, countFormat),
        ...checkOf(context, id, what('gpus'), cluster.gpus, found.gpus, countFormat),
        ...checkOf(context, id, what('replicas'), cluster.replicas, found.replicas, countFormat),
      );
    if (team !== undefined && people !== undefined)
      checked.push(...checkOf(context, id, what('headcount'), team.headcount, people.headcount, '0.00'));
  }
  return checked;
}

/** Each limit with its slack: met where it is not above. */
function addLimits({ sheet, live, exact }: PlanContext, { limits }: Portfolio): readonly CheckedFigure[] {
  if (limits.length === 0) return [];
  sheet.add([], headers('Limit', 'Address', 'Met'));
  for (const { id, label, rows } of limits) {
    const conditions = rows.flatMap(({ of, lower, upper }) => [
      ...(upper === undefined ? [] : [`${live.reference(of)}<=${upper.plus('1e-5').toFixed()}`]),
      ...(lower === undefined ? [] : [`${live.reference(of)}>=${lower.minus('1e-5').toFixed()}`]),
    ]);
    const isMet = rows.every(({ of, lower, upper }) => {
      const value = exact.of(of);
      return (
        (upper === undefined || value.lte(upper.plus('1e-5'))) &&
        (lower === undefined || value.gte(lower.minus('1e-5')))
      );
    });
    sheet.add([
      text(label),
      text(id, 'muted'),
      formula(`IF(AND(${conditions.join(',')}),"yes","no")`, isMet ? 'yes' : 'no'),
    ]);
  }
  return [];
}
