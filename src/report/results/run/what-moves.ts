import type { Block, Cell } from '../../document/document.ts';
import { blank, column, figure, row, section, table, text } from '../../document/make.ts';
import { remarkOnRest } from './remarks.ts';
import { shownRows, type WorkloadView } from './view.ts';

const shownFlips = 5;

/** The smallest changes of one input that make another option the cheapest. */
export function flipsSection(view: WorkloadView): readonly Block[] {
  const { flips } = view.workload.placement;
  if (flips.length === 0) return [];
  const rows = flips
    .slice(0, shownFlips)
    .map((flip) =>
      row([
        inputName(flip),
        figure('quantity', flip.from, flip.unit),
        figure('quantity', flip.to, flip.unit),
        flip.change === null ? blank : figure('change', flip.change),
        text(flip.becomes),
        text(flip.path, 'muted'),
      ]),
    );
  const columns = [
    column('Input'),
    column('Now', 'right'),
    column('Flips at', 'right'),
    column('Change', 'right'),
    column('New cheapest'),
    column('Address'),
  ];
  const remark = remarkOnRest(
    flips.length - shownFlips,
    'input that can flip the answer',
    'inputs that can flip the answer',
  );
  return [section('What flips the answer', [table(columns, rows, { remark })])];
}

/** What each input does to the chosen option's cost, the largest effect first. */
export function sensitivitySection(view: WorkloadView): readonly Block[] {
  const { sensitivity } = view.workload;
  const { chosen, currency } = view;
  if (sensitivity.length === 0 || chosen === null) return [];
  const unit = `${currency}/month`;
  const rows = sensitivity
    .slice(0, shownRows)
    .map((each) =>
      row([
        inputName(each),
        figure('quantity', each.low, each.unit),
        figure('quantity', each.value, each.unit),
        figure('quantity', each.high, each.unit),
        figure('money', each.monthlyLow, unit),
        figure('money', each.monthlyHigh, unit),
        each.flipsAt === null ? blank : figure('quantity', each.flipsAt, each.unit),
      ]),
    );
  const columns = [
    column('Input'),
    column('Low', 'right'),
    column('Now', 'right'),
    column('High', 'right'),
    column('Cost at low', 'right', unit),
    column('Cost at high', 'right', unit),
    column('Flips at', 'right'),
  ];
  const remark = remarkOnRest(sensitivity.length - rows.length, 'input');
  return [section([text(`What moves the cost of ${chosen.id}`)], [table(columns, rows, { remark })])];
}

/** `GPU price per hour, USD/GPU/hour`. */
function inputName({ label, unit }: { readonly label: string; readonly unit: string }): Cell {
  return text(unit === '' ? label : `${label}, ${unit}`);
}
