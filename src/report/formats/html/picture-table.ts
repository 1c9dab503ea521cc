import { Exact } from '../../../formula/index.ts';
import { formatCompact, formatMoney } from '../../numbers/format-number.ts';
import { escapeMarkup as escaped, type Picture } from '../../pictures/index.ts';

const mostRows = 12;

/** The figures of a chart as a table. Cells and rows end where the next begins, as HTML has it. */
export function pictureTable(picture: Picture): string {
  const { head, rows } = figuresOf(picture);
  const titles = head.map((title) => `<th scope=col>${escaped(title)}`).join('');
  const body = rows
    .map(
      ([first = '', ...rest]) =>
        `<tr><th scope=row>${escaped(first)}${rest.map((each) => `<td>${escaped(each)}`).join('')}`,
    )
    .join('');
  const name = escaped(picture.subtitle);
  return `<details><summary>Figures of this chart</summary><div class=scroll role=group tabindex=0 aria-label="${name}"><table><thead><tr>${titles}<tbody>${body}</table></div></details>`;
}

interface Figures {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function figuresOf(picture: Picture): Figures {
  switch (picture.picture) {
    case 'lines': {
      const step = Math.max(1, Math.ceil((picture.x.length - 1) / mostRows));
      const shown = picture.x.flatMap((x, index) => (index % step === 0 ? [{ x, index }] : []));
      return {
        head: [picture.xUnit, ...picture.lines.map(({ label }) => label)],
        rows: shown.map(({ x, index }) => [
          compact(x),
          ...picture.lines.map(({ y }) => money(y[index] ?? null)),
        ]),
      };
    }
    case 'stack': {
      const labels = [...new Set(picture.bars.flatMap(({ parts }) => parts.map(({ label }) => label)))];
      return {
        head: ['Line', ...picture.bars.map(({ label }) => label)],
        rows: labels.map((label) => [
          label,
          ...picture.bars.map(({ parts }) =>
            money(parts.filter((each) => each.label === label).reduce((sum, { value }) => sum + value, 0)),
          ),
        ]),
      };
    }
    case 'ranges':
      return {
        head: ['What', 'From', 'at', 'To', 'at'],
        rows: picture.ranges.map(({ label, from, to, fromLabel, toLabel }) => [
          label,
          money(from),
          fromLabel,
          money(to),
          toLabel,
        ]),
      };
    case 'map':
      return {
        head: [picture.yTitle, ...picture.xLabels],
        rows: picture.cells.map((cells, row) => [
          picture.yLabels[row] ?? '',
          ...cells.map((each) => picture.names[each] ?? 'none'),
        ]),
      };
  }
}

function money(value: number | null): string {
  return value === null ? '—' : formatMoney(new Exact(value));
}

function compact(value: number): string {
  return formatCompact(new Exact(value).toSignificantDigits(4));
}
