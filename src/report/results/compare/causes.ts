import type { ChangedInput, Effect, EffectGroup, Replaced } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Block, Cell, Row } from '../../document/document.ts';
import { column, figure, row, table, text } from '../../document/make.ts';
import { remarkOnRest } from '../run/remarks.ts';
import { centsOfEffects, decimalOfCents, type CentsChange } from './cents.ts';

const shownInputs = 3;

const groupNames: Readonly<Record<EffectGroup, string>> = {
  price: 'Prices',
  volume: 'Volume',
  mix: 'Mix of tokens',
  capacity: 'Capacity',
  people: 'People',
  exchange: 'Exchange rates',
  assumption: 'Assumptions',
  model: 'Other model or price',
  offer: 'Other offer',
  added: 'Added or removed',
  structure: 'Other formulas',
};

/** The change by cause; the effects add up to the difference as it is shown. */
export function causesTable(effects: readonly Effect[], whole: CentsChange, currency: string): Block {
  const cents = centsOfEffects(effects, whole);
  const unit = `${currency}/month`;
  const rows: Row[] = effects.map((effect, index) =>
    row([
      text(groupNames[effect.group]),
      figure('cents-change', decimalOfCents(cents[index] ?? 0n), unit),
      text(inputsText(effect)),
    ]),
  );
  const total = row(
    [text('Together'), figure('cents-change', decimalOfCents(whole.after - whole.before), unit), text('')],
    'total',
  );
  return table([column('Cause'), column('Effect', 'right', unit), column('What changed')], [...rows, total]);
}

/** Every input that is not the same, with its address. */
export function inputsTable(effects: readonly Effect[], rows: number): Block {
  const inputs = effects.flatMap(({ group, inputs: own }) => own.map((input) => ({ group, input })));
  const left = inputs.length - rows;
  return table(
    [
      column('Input'),
      column('Before', 'right'),
      column('After', 'right'),
      column('Cause'),
      column('Address'),
    ],
    inputs
      .slice(0, rows)
      .map(({ group, input }) =>
        row([
          text(input.unit === '' ? input.label : `${input.label}, ${input.unit}`),
          valueCell(input.before),
          valueCell(input.after),
          text(groupNames[group]),
          text(input.path, 'muted'),
        ]),
      ),
    {
      remark: remarkOnRest(left, 'changed input'),
    },
  );
}

function valueCell(value: Exact | null): Cell {
  return value === null ? text('none', 'muted') : figure('quantity', value);
}

function inputsText({ group, inputs, replaced }: Effect): string {
  // What was swapped is named; the inputs that are new or gone with it stand in the table of inputs.
  if (replaced.length > 0) return listed(replaced.map(replacedText), replaced.length);
  if (inputs.length === 0)
    return group === 'structure' ? 'how it is computed: the same options by other formulas' : '';
  return listed(inputs.map(inputText), inputs.length);
}

/** The first few of them, and how many more there are. */
function listed(texts: readonly string[], all: number): string {
  const named = texts.slice(0, shownInputs);
  const left = all - named.length;
  return left > 0 ? `${named.join('; ')}; and ${left} more` : named.join('; ');
}

/** `chat/api: openai/gpt-4o-mini → openai/gpt-5-mini`. */
function replacedText({ workload, option, before, after }: Replaced): string {
  const place = `${workload}/${option}`;
  if (before === null) return `${place} is new: ${after ?? ''}`;
  return after === null ? `${place} is removed: ${before}` : `${place}: ${before} → ${after}`;
}

function inputText({ path, before, after }: ChangedInput): string {
  if (before === null) return `${path} is new`;
  return after === null ? `${path} is removed` : path;
}
