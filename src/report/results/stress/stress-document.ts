import type { HeldPlan, ShockResult, StressResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Cell, Content, Document, Facts } from '../../document/document.ts';
import { blank, column, facts, figure, paragraph, row, table, text } from '../../document/make.ts';

const verdicts = {
  holds: 'holds',
  replan: 're-plan',
  move: 'must change',
  none: 'no plan',
} as const;

/** The report of `stress`: each shock in a row, then what it moves, what is sunk, and what it does to the inputs. */
export function stressDocument(result: StressResult): Document {
  const { shocks, plan, allBuy, allBuild, currency, catalog, scenario } = result;
  const unit = `${currency}/month`;
  const changing = shocks.filter(({ verdict }) => verdict !== 'holds').length;
  const columns = [
    column('Shock'),
    column('Plan kept', 'right', unit),
    column('change', 'right'),
    ...(allBuy === null ? [] : [column('All buy', 'right', unit)]),
    ...(allBuild === null ? [] : [column('All build', 'right', unit)]),
    column('Re-planned', 'right', unit),
    column('Sunk', 'right', unit),
    column('Verdict'),
  ];
  const today = row([
    text('none'),
    figure('money', plan.monthly, unit),
    blank,
    ...(allBuy === null ? [] : [figure('money', allBuy.monthly, unit)]),
    ...(allBuild === null ? [] : [figure('money', allBuild.monthly, unit)]),
    blank,
    blank,
    blank,
  ]);
  return {
    title: scenario.name,
    blocks: [
      paragraph(
        [
          text('The plan costs '),
          figure('money', plan.monthly, unit, { tone: 'strong' }),
          text(
            `; ${changing === 0 ? 'it holds under every shock' : `${changing} of ${shocks.length} shocks would change it`}`,
          ),
        ],
        'headline',
      ),
      table(columns, [
        today,
        ...shocks.map((each) =>
          row([
            text(each.id, 'strong'),
            ...heldCells(each.plan, unit),
            changeCell(each.plan.monthly, plan.monthly),
            ...(allBuy === null ? [] : heldCells(each.allBuy, unit)),
            ...(allBuild === null ? [] : heldCells(each.allBuild, unit)),
            each.replanned === null ? text('none') : figure('money', each.replanned.monthly, unit),
            each.replanned === null || each.replanned.sunkMonthly.isZero()
              ? blank
              : figure('money', each.replanned.sunkMonthly, unit),
            text(verdicts[each.verdict], each.verdict === 'holds' ? 'good' : 'warning'),
          ]),
        ),
      ]),
      facts(shocks.flatMap((each) => shockFacts(each, currency))),
      paragraph(
        [
          text(
            'Plan kept: nobody changes an option, and what is reserved or bought stays. Sunk: GPUs that stay reserved after re-planning, until their term ends.',
          ),
        ],
        'remark',
      ),
      paragraph([text(`as of ${catalog.asOf}, catalog ${catalog.version}`)], 'remark'),
    ],
  };
}

function heldCells(held: HeldPlan | null, unit: string): readonly Cell[] {
  if (held === null || held.monthly === null) return [text('not possible', 'warning')];
  return [figure('money', held.monthly, unit, held.broken.length > 0 ? { tone: 'warning' } : {})];
}

function changeCell(after: Exact | null, before: Exact): Cell {
  if (after === null || before.isZero()) return blank;
  return figure('change', after.div(before).minus(1));
}

function shockFacts(shock: ShockResult, currency: string): Facts['facts'] {
  const { id, label, plan, replanned, notes, verdict } = shock;
  const content: Content[] = [[text(label)]];
  if (plan.broken.length > 0)
    content.push([text(`the plan then breaks ${plan.broken.join(', ')}`, 'warning')]);
  if (replanned !== null && replanned.moves.length > 0) {
    const moves = replanned.moves
      .map(({ workload, from, to }) => `${workload} from ${from} to ${to}`)
      .join(', ');
    content.push([
      text(verdict === 'holds' ? `re-planning would move ${moves}, for too little` : `re-planned: ${moves}`),
      ...(replanned.outlay.isZero()
        ? []
        : [text(', which takes '), figure('money', replanned.outlay, currency), text(' at the start')]),
      ...(replanned.spent.isZero()
        ? []
        : [
            text(', and leaves '),
            figure('money', replanned.spent, currency),
            text(' that were paid upfront'),
          ]),
    ]);
  }
  if (replanned === null) content.push([text('no plan is left that keeps to the limits', 'warning')]);
  for (const note of notes) content.push([text(note)]);
  return content.map((each, index) => ({ label: index === 0 ? id : '', content: each }));
}
