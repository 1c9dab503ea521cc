import type { ListedRow } from '../../../catalog/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { chart, text } from '../../document/make.ts';
import { formatQuantity } from '../../numbers/format-number.ts';

const width = 60;
const height = 6;
const eighths = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/** A figure over the time of a history as columns from zero, up to `until`; blank where no price held. */
export function priceChart(
  history: readonly ListedRow[],
  key: string,
  unit: string,
  until: string,
): readonly Block[] {
  const stretches = history.flatMap((row) => {
    const found = row.figures.find((each) => each.key === key && each.unit === unit);
    return found === undefined || row.from === null
      ? []
      : [{ from: row.from, to: row.to, value: found.value }];
  });
  const start = stretches[0]?.from;
  if (start === undefined) return [];
  const last = stretches.at(-1)?.from ?? start;
  const end = last > until ? last : until;
  const [first, days] = [Date.parse(start), (Date.parse(end) - Date.parse(start)) / 86_400_000];
  if (days < 1) return [];
  const top = Exact.max(...stretches.map(({ value }) => value));
  if (top.isZero()) return [];
  const columns = Array.from({ length: width }, (_, index) => {
    const day = new Date(first + Math.round((index / (width - 1)) * days) * 86_400_000).toISOString().slice(0, 10); // prettier-ignore
    const held = stretches.find(({ from, to }) => from <= day && (to === null || day < to));
    return held === undefined ? 0 : Math.max(1, Math.round(held.value.div(top).toNumber() * height * 8));
  });
  const labels = [`${formatQuantity(top)} `, '0 '];
  const margin = Math.max(...labels.map((label) => label.length));
  const lines = Array.from({ length: height }, (_, index): Content => {
    const label = (index === 0 ? labels[0] : index === height - 1 ? labels[1] : '') ?? '';
    const floor = (height - 1 - index) * 8;
    const bars = columns.map((level) => (level >= floor + 8 ? '█' : (eighths[Math.max(0, level - floor)] || ' '))).join(''); // prettier-ignore
    return [text(label.padStart(margin), 'muted'), text(bars)];
  });
  const gap = ' '.repeat(Math.max(1, width - start.length - end.length));
  return [chart([[text(`${key}, ${unit}`, 'strong')], ...lines, [text(`${' '.repeat(margin)}${start}${gap}${end}`, 'muted')]])]; // prettier-ignore
}
