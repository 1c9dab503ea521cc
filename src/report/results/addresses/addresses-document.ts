import type { AddressedInput, AddressesResult } from '../../../analysis/index.ts';
import { formatQuantity } from '../../numbers/format-number.ts';
import type { Document } from '../../document/document.ts';
import type { Figure } from '../../document/figures.ts';
import { column, figure, paragraph, row, table, text } from '../../document/make.ts';

/** Longer ones, such as addresses of price lists, would break the table; `explain`, csv and json have them. */
const longestSource = 30;

const columns = [
  column('Address'),
  column('Value', 'right'),
  column('Unit'),
  column('Range'),
  column('Source'),
];

/** Every input in a table, by its address. */
export function addressesDocument({ scenario, inputs }: AddressesResult): Document {
  const count = inputs.length === 1 ? '1 input' : `${inputs.length} inputs`;
  return {
    title: scenario.name,
    blocks: [
      paragraph([text(`${count}; change one with --set ADDRESS=VALUE`)]),
      table(columns, inputs.map(inputRow), {
        remark: [text('sources in full: --format csv, --format json, or explain')],
      }),
    ],
  };
}

function inputRow(input: AddressedInput): ReturnType<typeof row> {
  return row([
    text(input.address),
    figure('quantity', input.value),
    text(input.unit === '1' ? '' : input.unit),
    text(rangeOf(input)),
    text(input.source.length <= longestSource ? input.source : input.kind),
  ]);
}

function rangeOf({ minimum, maximum }: AddressedInput): string {
  if (minimum === null) return maximum === null ? '' : `up to ${formatQuantity(maximum)}`;
  return maximum === null
    ? `from ${formatQuantity(minimum)}`
    : `${formatQuantity(minimum)} to ${formatQuantity(maximum)}`;
}

/** One figure an input. */
export function* addressesFigures({ scenario, inputs }: AddressesResult): Generator<Figure> {
  for (const { address, value, unit, kind, source } of inputs) {
    yield {
      scenario: scenario.name,
      workload: '',
      option: '',
      line: address,
      month: null,
      value: { number: value },
      unit,
      kind,
      source,
    };
  }
}
