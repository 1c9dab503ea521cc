import {
  isSameFigure,
  type CompareResult,
  type OneSided,
  type ScenarioComparison,
  type WorkloadComparison,
} from '../../../analysis/index.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { blank, column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import { counted } from '../../text/counted.ts';
import { causesTable, inputsTable } from './causes.ts';
import { centsOfParts, centsOfScenario, decimalOfCents, roundedCents, type CentsChange } from './cents.ts';

const shownInputs = 40;
const chosenKinds = { clear: '', too_close: ', too close to call', none: '' } as const;

/** What changed: flips of verdicts first, then cost, then what caused it; one line where nothing changed. */
export function compareDocument(result: CompareResult): Document {
  const title = `${result.before} → ${result.after}`;
  const missing = missingBlocks(result);
  if (!result.changed)
    return { title, blocks: [paragraph(unchanged(result), 'headline'), ...unusedBlocks(result)] };
  const changed = result.scenarios.filter((scenario) => scenario.changed);
  const same = result.scenarios.length - changed.length;
  const [only] = changed;
  const isOne = result.scenarios.length === 1 && only !== undefined;
  return {
    title,
    blocks: [
      paragraph(headline(result), 'headline'),
      ...flipBlocks(result),
      ...missing,
      ...(isOne
        ? scenarioBlocks(only)
        : changed.map((scenario) =>
            section([text(`${scenario.name}: `), ...differenceText(scenario)], scenarioBlocks(scenario)),
          )),
      ...unusedBlocks(result),
      ...(same === 0 ? [] : [paragraph([text(`${counted(same, 'scenario')} did not change`)], 'remark')]),
    ],
  };
}

function headline(result: CompareResult): Content {
  const flips: Content =
    result.flips === 0
      ? [text('No verdict flips', result.swaps === 0 ? 'good' : undefined)]
      : [text(counted(result.flips, 'verdict flips', 'verdicts flip'), 'warning')];
  const swaps: Content =
    result.swaps === 0
      ? []
      : [
          text(
            `; ${counted(result.swaps, 'chosen option is', 'chosen options are')} something else`,
            'warning',
          ),
        ];
  return [
    ...flips,
    ...swaps,
    ...totalsByCurrency(result).flatMap(([currency, whole]): Content => [
      text('; '),
      ...difference(whole, currency),
      text(', from '),
      figure('cents', decimalOfCents(whole.before)),
      text(' to '),
      figure('cents', decimalOfCents(whole.after), `${currency}/month`),
    ]),
  ];
}

function unchanged(result: CompareResult): Content {
  const workloads = result.scenarios.flatMap((each) => each.workloads).length;
  const totals = totalsByCurrency(result).flatMap(([currency, { after }]): Content => [
    text(', '),
    figure('cents', decimalOfCents(after), `${currency}/month`),
  ]);
  const isSame = result.scenarios.every(({ unused }) => unused.length === 0);
  const headline = isSame
    ? text('Nothing changed', 'good')
    : text('No figure of a month changed, though the scenario did', 'warning');
  return [headline, text(`: ${counted(workloads, 'workload')}`), ...totals];
}

const shownUnused = 12;

/** What was changed and has no effect here, with the command in which it has one. */
function unusedBlocks({ scenarios }: CompareResult): readonly Block[] {
  const items = scenarios.flatMap(({ name, unused }) =>
    unused.map(({ address, by }): Content => [
      text(scenarios.length === 1 ? '' : `${name}: `, 'strong'),
      text(`${address} is another, which `),
      text(`crossover ${by}`, 'strong'),
      text(' uses'),
    ]),
  );
  if (items.length === 0) return [];
  const left = items.length - shownUnused;
  const rest: readonly Content[] = left > 0 ? [[text(`${left} more, in json`, 'muted')]] : [];
  return [
    section(
      'Changed, and not used by these figures',
      [list([...items.slice(0, shownUnused), ...rest])],
      false,
    ),
  ];
}

/** The sum of what is shown: of every scenario in cents, and of those that one side lacks. */
function totalsByCurrency({
  scenarios,
  oneSided,
}: CompareResult): readonly (readonly [string, CentsChange])[] {
  const totals = new Map<string, CentsChange>();
  const add = (currency: string, own: CentsChange): void => {
    const { before, after } = totals.get(currency) ?? { before: 0n, after: 0n };
    totals.set(currency, { before: before + own.before, after: after + own.after });
  };
  for (const scenario of scenarios)
    if (!hasCases(scenario)) add(scenario.currency, centsOfScenario(scenario));
  for (const each of oneSided) if (each.monthly !== null) add(each.currency, centsOfOneSided(each));
  return [...totals];
}

function centsOfOneSided({ side, monthly }: OneSided): CentsChange {
  return roundedCents(
    side === 'before' ? { before: monthly, after: null } : { before: null, after: monthly },
  );
}

function hasCases({ cases }: ScenarioComparison): boolean {
  return cases.length > 0;
}

function differenceText(scenario: ScenarioComparison): Content {
  if (hasCases(scenario)) return [text(`${counted(scenario.cases.length, 'case')} side by side`)];
  return difference(centsOfScenario(scenario), scenario.currency);
}

function difference({ before, after }: CentsChange, currency: string): Content {
  const amount = figure('cents-change', decimalOfCents(after - before), `${currency}/month`, {
    tone: after > before ? 'warning' : 'strong',
  });
  if (before === 0n) return [amount];
  const share = Number(((after - before) * 1_000_000n) / (before < 0n ? -before : before)) / 1_000_000;
  return [amount, text(' ('), figure('change', Number(share.toFixed(6))), text(')')];
}

function flipBlocks({ scenarios }: CompareResult): readonly Block[] {
  const isOne = scenarios.length === 1;
  const itemsOf = (isNews: (workload: WorkloadComparison) => boolean): readonly Content[] =>
    scenarios.flatMap((scenario) =>
      scenario.workloads
        .filter(isNews)
        .map((workload) => changeItem(workload, isOne ? '' : `${scenario.name}: `, scenario.currency)),
    );
  const parts = [
    ['Verdicts that flip', itemsOf(({ flipped }) => flipped)],
    ['Chosen options that are something else', itemsOf(({ swapped }) => swapped)],
  ] as const;
  return parts.flatMap(([title, items]) =>
    items.length === 0 ? [] : [section(title, [list(items)], false)],
  );
}

function changeItem(workload: WorkloadComparison, prefix: string, currency: string): Content {
  const { id, before, after, swapped } = workload;
  return [
    text(`${prefix}${id}: `, 'strong'),
    ...(swapped
      ? [
          text(`${after?.option ?? ''} was ${before?.title ?? ''}, is `),
          text(after?.title ?? '', 'warning'),
          text(', '),
          ...difference(roundedCents(workload.monthly), currency),
        ]
      : [text(choiceText(before)), text(' → '), text(choiceText(after), 'warning')]),
  ];
}

function choiceText(choice: WorkloadComparison['before']): string {
  if (choice === null) return 'no such workload';
  if (choice.option === null) return 'no option that can be chosen';
  return `${choice.option} (${choice.kind ?? ''}${chosenKinds[choice.verdict]})`;
}

function missingBlocks({ oneSided }: CompareResult): readonly Block[] {
  const items = oneSided.map((each): Content => [
    text(`${each.name}: `, 'strong'),
    text(each.side === 'after' ? 'new, ' : 'gone, '),
    ...(each.monthly === null
      ? [text('cases side by side, which are in no total')]
      : difference(centsOfOneSided(each), each.currency)),
  ]);
  return items.length === 0 ? [] : [section('Scenarios on one side only', [list(items)], false)];
}

function scenarioBlocks(scenario: ScenarioComparison): readonly Block[] {
  const whole = centsOfScenario(scenario);
  const amounts = scenario.workloads.map((each) => each.monthly);
  const parts = hasCases(scenario) ? amounts.map(roundedCents) : centsOfParts(amounts, whole);
  const withCents = scenario.workloads.map((workload, index) => ({
    workload,
    cents: parts[index] ?? { before: 0n, after: 0n },
  }));
  const changed = withCents.filter(({ workload }) => workload.changed);
  const [only] = changed;
  const isOne = scenario.workloads.length === 1 && only !== undefined;
  return [
    ...(isOne ? [] : [workloadsTable(scenario, withCents, whole)]),
    ...casesSection(scenario),
    ...(isOne ? [linesTable(only.workload, only.cents, scenario.currency)] : []),
    ...causeBlocks(scenario, whole),
    ...(isOne
      ? []
      : changed.map(({ workload, cents }) =>
          section(
            [text(`${workload.id}: `), ...difference(cents, scenario.currency)],
            [
              linesTable(workload, cents, scenario.currency),
              ...(workload.effects === null || workload.effects.length === 0
                ? []
                : [causesTable(workload.effects, cents, scenario.currency)]),
            ],
          ),
        )),
    ...optionsSection(scenario),
    statesRemark(scenario),
  ];
}

function causeBlocks(scenario: ScenarioComparison, whole: CentsChange): readonly Block[] {
  const { effects, notAttributedBecause: why, currency } = scenario;
  if (effects === null) return [paragraph([text(`What caused it: ${why ?? 'not known'}`)], 'remark')];
  if (effects.length === 0) return [];
  return [
    section('What caused it', [causesTable(effects, whole, currency)], false),
    section('Inputs that changed', [inputsTable(effects, shownInputs)]),
  ];
}

function workloadsTable(
  { currency, workloads, cases }: ScenarioComparison,
  parts: readonly { readonly workload: WorkloadComparison; readonly cents: CentsChange }[],
  whole: CentsChange,
): Block {
  const unit = `${currency}/month`;
  const shown = parts.filter(({ workload }) => workload.changed);
  const rest = parts.filter(({ workload }) => !workload.changed);
  const restCents = rest.reduce((sum, { cents }) => sum + cents.after, 0n);
  const restBefore = rest.reduce((sum, { cents }) => sum + cents.before, 0n);
  const rows = shown.map(({ workload, cents }) =>
    row([
      text(workload.id),
      text(choiceText(workload.before)),
      text(choiceText(workload.after), workload.flipped ? 'warning' : undefined),
      ...amountCells(cents, unit),
    ]),
  );
  const isSummed = cases.length === 0;
  const unchangedRow =
    rest.length === 0 || !isSummed
      ? []
      : [
          row(
            [
              text(`${rest.length} of ${workloads.length} unchanged`),
              blank,
              blank,
              ...amountCells({ before: restBefore, after: restCents }, unit),
            ],
            'muted',
          ),
        ];
  const total = row([text('Total'), blank, blank, ...amountCells(whole, unit)], 'total');
  const columns = [column('Workload'), column('Was'), column('Is'), ...amountColumns(unit)];
  return table(columns, [...rows, ...unchangedRow, ...(isSummed ? [total] : [])], { repeated: 1 });
}

/** What each case costs in all on both sides; they are alternatives and have no total. */
function casesSection({ cases, currency }: ScenarioComparison): readonly Block[] {
  if (cases.length === 0) return [];
  const unit = `${currency}/month`;
  const rows = cases.map((each) => row([text(each.id), ...amountCells(roundedCents(each), unit)]));
  return [
    section(
      'What each case costs in all',
      [table([column('Case'), ...amountColumns(unit)], rows, { repeated: 1 })],
      false,
    ),
  ];
}

function linesTable(workload: WorkloadComparison, whole: CentsChange, currency: string): Block {
  const unit = `${currency}/month`;
  const cents = centsOfParts(workload.lines, whole);
  const rows = workload.lines.flatMap((line, index) => {
    const own = cents[index] ?? { before: 0n, after: 0n };
    return own.before === 0n && own.after === 0n
      ? []
      : [row([text(line.label), ...amountCells(own, unit)], own.before === own.after ? 'muted' : 'plain')];
  });
  const total = row([text('Total'), ...amountCells(whole, unit)], 'total');
  return table([column('Line'), ...amountColumns(unit)], [...rows, total], { repeated: 1 });
}

function amountColumns(unit: string) {
  return [column('Before', 'right', unit), column('After', 'right', unit), column('Change', 'right', unit)];
}

function amountCells({ before, after }: CentsChange, unit: string) {
  return [
    figure('cents', decimalOfCents(before), unit),
    figure('cents', decimalOfCents(after), unit),
    figure('cents-change', decimalOfCents(after - before), unit),
  ];
}

function optionsSection({ workloads, currency }: ScenarioComparison): readonly Block[] {
  const unit = `${currency}/month`;
  const rows = workloads.flatMap((workload) =>
    workload.options
      .filter((option) => !isSameFigure(option.before, option.after))
      .map((option) => {
        const [before, after, change] = amountCells(roundedCents(option), unit);
        const none = text('none', 'muted');
        return row([
          text(workload.id),
          text(option.id),
          option.before === null ? none : (before ?? blank),
          option.after === null ? none : (after ?? blank),
          option.before === null || option.after === null ? blank : (change ?? blank),
          option.share === null || option.after === null ? blank : figure('change', option.share),
        ]);
      }),
  );
  if (rows.length === 0) return [];
  const columns = [column('Workload'), column('Option'), ...amountColumns(unit), column('', 'right')];
  return [section('Every option, chosen or not', [table(columns, rows, { repeated: 2 })])];
}

function statesRemark({ before, after }: ScenarioComparison): Block {
  const state = ({ catalog }: ScenarioComparison['before']): string =>
    `catalog ${catalog.version} as of ${catalog.asOf}`;
  const [was, is] = [state(before), state(after)];
  return paragraph([text(was === is ? `Both under ${is}` : `Before: ${was}; after: ${is}`)], 'remark');
}
